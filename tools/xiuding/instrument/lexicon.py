"""The stream of tokens that a phrase is: its fixed words (`vocabulary.py`), places, numbers, quotations.

Quotations are single characters here (`quotation.py`), so nothing inside them is ever looked at but to see
whether it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.address import ONE as ADDRESS
from xiuding.address import PATTERN as PLACES
from xiuding.instrument.model import passage
from xiuding.instrument.quotation import QUOTE_BASE, QUOTES, TABLES, Masked
from xiuding.instrument.vocabulary import WORDS
from xiuding.numerals import NUMERAL
from xiuding.structure import heading

_BY_WORD = {word: terminal for terminal, words in WORDS.items() for word in words.split()}
_LONGEST = max(map(len, _BY_WORD))

_COUNTED = "(?:自然段|[款项目段])"
_ORDER = "(?:顺序|次序|位置|序号|条次)?"
#: What the list of an article is about, words that order nothing: 国务院职权第十六项.
_NO_VERB = "(?![修改增删移并合分作为除外前后与和及至引])[\\u4e00-\\u9fff]"
_LISTED = "(?:职权|职责|权限|权利|义务|情形|行为|条件|事项)"
_DOCUMENT_KINDS = "法|条例|办法|规定|规则|解释|章程|细则|决定|规划|法典|意见|方案|纲要|准则|通则|批复|通知"
#: What stands below an order that is for all of it: 将下列法规中的“甲”修改为“乙”：（一）《丙条例》第三条……
_BELOW = "法律|法规|规章|文件|司法解释|解释|条例|办法|规定|条款|条文"
#: What a bracket behind an article says that is not its name: （原第五条）, （新增）, （第一款）, （但书）.
_RESTRICTS = "[第原新旧修改增删移并废除款项目句段标题首末前后但书附表]"
_ISSUER = r"(?![将对在把从删修废])[\u4e00-\u9fff]{2,20}[院会部委局厅府署]"
_HISTORY = r"\s*（(?:[^（）]|（[^（）]{0,200}）){1,400}）"  # （2001年某某令第9号公布　根据……修订）
#: What is no fixed word, in the order in which it is looked for.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("P", rf"[{QUOTES}](?:一段|这一段|自然段|段落|段|一章|一节)"),
    ("Q", f"[{QUOTES}]"),
    ("T", f"[{TABLES}]"),
    # 《某某办法》及其附件: the whole of the document
    ("EVERYWHERE", rf"(?<=[》例法定则程])及其?附[件表录](?!\s*{NUMERAL}|《)"),
    ("ITS", "其(?=第)"),  # 其第二款: of the unit named last, as 第二款 by itself is
    ("COVERED", rf"(?<=[章节])（第{NUMERAL}条(?:至第{NUMERAL}条)?）"),
    ("PRINTED", rf"第{NUMERAL}页(?:倒数)?第{NUMERAL}行(?=[{QUOTES}])"),
    ("PAGE", rf"第{NUMERAL}页"),
    # 第二十六条（责任）: the article's name
    ("NAMED", rf"(?<=条)（(?!{NUMERAL}）)(?:(?!{_RESTRICTS})[\u4e00-\u9fff、]){{1,20}}）"),
    ("REMINDER", rf"(?<=[条款])(?:{_NO_VERB}){{1,40}}{_LISTED}的?(?=第{NUMERAL}[款项目])"),
    ("_SOME", r"(?<=对)(?:下列|以下|部分|个别|有关)[\u4e00-\u9fff、]{1,60}?(?=作|进行|予以|加以)"),
    ("SENTENCE", rf"(?:倒数)?第{NUMERAL}句(?:话)?|(?:最前|最后|前|后){NUMERAL}句(?:话)?|[首末尾]句"),
    ("NTH", rf"(?:第{NUMERAL}|首|最后一|最后)[处个]的?(?=[{QUOTES}])"),
    ("TIMES", rf"[（(]共?{NUMERAL}处[）)]|{NUMERAL}[处个]的?(?=[{QUOTES}])"),
    ("L", rf"(?:倒数第|最后|前|后){NUMERAL}个?{_COUNTED}|[首末]{_COUNTED}"),
    ("_SWAP", f"的?{_ORDER}(?:相互|互相)?(?:对调|互换|调换|交换){_ORDER}"),
    ("LEADPART", rf"第{NUMERAL}(?:款|条)第一自然段"),
    ("TITLES", "(?:各|所有|全部)[章节]名"),
    ("ROWS", rf"等?\s*({NUMERAL})\s*[项个](?:主要)?(?:指标|行)"),
    ("POINT", rf"第(?:{NUMERAL}|（{NUMERAL}）)点"),
    ("A", ADDRESS),
    ("_WORD", "[一二两三四五六七八九十]+个?字"),
    ("N", rf"({NUMERAL})个?(条|款|项|目|章|节|段|自然段|编|句|附件|附表)(?:话)?(?:内容)?"),
    ("XX", rf"附[件表录图]{NUMERAL}[至到]附[件表录图]{NUMERAL}"),
    ("X", rf"其?附[件表录图](?:{NUMERAL})?(?:《[^》]+》)?|(?:专栏|表){NUMERAL}"),
    (
        "BELOW",
        rf"(?:下列|以下|附表所列)[\u4e00-\u9fff、]{{0,16}}?(?:{_BELOW})(?:[、和及](?:{_BELOW}))*(?=中|的)",
    ),
    ("_OPEN", rf"(?<=[{QUOTES}])（(?={PLACES}(?:除外)?）)"),
    ("_CLOSE", "）"),
    ("D", rf"(?:{_ISSUER})?《[^》]+》(?:{_HISTORY})?"),
)
_ANY_PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS))
#: A character of a document's name; 第三条规定的“……” names an article, not a 规定.
_NAME = r"(?!第|[条款项章节](?!例))[\u4e00-\u9fff]"
_SHORT_DOCUMENT = re.compile(
    rf"(?:本|该|我国|原)?(?:{_NAME}){{0,24}}?(?:{_DOCUMENT_KINDS})(?=第|序言|引言|中|的|$|名称|全文|标题|附|目录|所有|各|正文)"
)
_OWN_KIND = re.compile(rf"规定(?=第{NUMERAL}[编章节条]|中|的|及其附|全文|标题|名称|附)")
_REORDER = re.compile(
    r"[^，。；]*(?:条文|章节|条款|条|章|节)[^，。；]{0,60}"
    r"(?:(?:顺序|序号)[^，。；：]{0,60}(?:调整|变动|顺延|排列|修改)|依次(?:顺延|后移|前移|递推))"
    r"|(?:原)?(?:以[下后]|其[后余他它]|[后下]面|后续|此后)(?:的)?各?[条章节]款?(?:相应|均)?(?:顺延|后移|前移)"
    rf"|原第{NUMERAL}条(?:[、至到和]第{NUMERAL}条)+(?:的?(?:序号|顺序))?(?:依次|相应|均)?(?:顺延|后移|前移)"
    rf"|原?第{NUMERAL}条(?:之{NUMERAL})?(?:[及和]?其?(?:以[下后]|之后))的?(?:各?条款?|条文)?(?:的?(?:序号|顺序))?"
    r"(?:依次|相应|均)?(?:顺延|后移|前移|调整)"
)
_UNCHANGED = re.compile(
    r".*(?:不变|不作(?:修改|改动|调整|变动)|[依以]此类推|依次类推)"
    r"|(?:原|其|以[下后]|其[后余他它]|此后|后[续面])?的?(?:各|所有)?(?:序号|编号)(?:依次|相应|均|作相应的?|作)*(?:调整|顺延|后移|前移)"
    r"|[^条章节]*[款项目][^条章节]{0,60}(?:顺延|后移|前移|(?:顺序|序号)[^条章节]{0,60}(?:调整|变动))"
)
#: A noun that only says what the quoted words are: 责任单位“甲”, 分配权重由“甲”.
_NOUN = re.compile(
    r"(?:(?!修改|修订|改为|合并|分为|分别|作为|[增删移并除外前后与和及至引将对把从由自每各均其第上下首末尾句字词款条项章节段])"
    rf"[\u4e00-\u9fff]){{2,8}}(?:由|原为)?(?=[{QUOTES}])"
)
#: Marks by their names: 第一款末尾的句号改为分号, and what such a name may stand behind.
_MARKS = {"句号": "。", "分号": "；", "逗号": "，", "顿号": "、", "冒号": "："}
_BEFORE_MARK = {"_IN", "PART", "INTO", "ADD", "REMOVE", "SIDE"}
#: …and where one may stand: at the beginning, behind a place or a linking word.
_BEFORE_NOUN = {"", "_TAKE", "_IN", "_LIST", "A", "C", "H", "P", "X", "SAME", "PART", "SENTENCE"}
_EFFECT = re.compile(r"本(?:条|款|项)(?:规定)?自[^，。；]{1,20}(?:起|后)(?:施行|生效|执行|实施|适用)")
_SPACE = re.compile(r"[\s，]+")  # a comma within a phrase says nothing: 在第三条后，增加一条
_QUOTED = re.compile(f"[{QUOTES}]")

#: Patterns that are a place and a part of it (各章名): the place's terminal, the part's words.
_SPLIT_AT = {"LEADPART": ("A", "第一自然段"), "TITLES": ("EVERYWHERE", "名")}

#: What only tells the reader where he is: 第44页, where it is printed; 国务院职权, what a list is about.
#: What only one of the places where the words stand can be: where they are printed, what they are.
_ONCE = {"PRINTED", "NOUN"}
_TOLD = {"PAGE", "NAMED", "REMINDER", "ITS", "COVERED"}

#: Terminals that open a place: a linking word before one of them links places (“…”部分“…”).
_PLACES = {"A", "POINT", "BELOW", "C", "L", "H", "P", "D", "X", "SAME", "SENTENCE"} | {
    "PREAMBLE", "NAME", "CONTENTS", "NOTE", "EVERYWHERE",
}  # fmt: skip
#: What follows words, or a document's name that is words: 第三条中的《甲法》修改为…
_CHANGED = {"INTO", "REMOVE", "_LIST"}
_TITLED = {"A", "C", "H", "P", "X", "SAME"}  # units that may have a title
_VERBS = {"INTO", "RESTATE", "ADD", "REMOVE", "_AS", "_SPLIT", "_REPEAL"}
_NEW_TEXT = {"INTO", "RESTATE", "_BEING", "_AS", "ADD"}  # what a quotation after these says is new
#: Adverbs that pair lists up.
PAIRING = ("分别", "依次", "顺次", "对应", "各")
#: Adverbs that mean every place where the words stand.
THROUGHOUT = ("一律", "统一", "均", "都", "全部")


class Token(NamedTuple):
    """A word of the stream: its terminal, its text and where it stands in the masked paragraph."""

    kind: str
    text: str
    start: int
    end: int


class UnknownWord(Exception):
    """The stream stops here: the lexicon has no word for what follows."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


def _word(text: str, at: int) -> str | None:
    """The longest word of the lexicon at `at`."""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        if text[at : at + length] in _BY_WORD:
            return text[at : at + length]
    return None


def _short_document(text: str, at: int, word: str | None, last: str) -> re.Match[str] | None:
    """本条例, 刑法: where no word of the lexicon stands, or only the beginning of one (本条 in 本条例)."""
    if word == "规定" and last in ("", "_TAKE", "_OPENING"):  # 规定第二条, 将规定中的“甲”
        return _OWN_KIND.match(text, at)
    if word is not None and text[at] not in "本原":
        return None
    found = _SHORT_DOCUMENT.match(text, at)
    return found if found and len(found[0]) > len(word or "") else None


def _scan(text: str) -> Iterator[Token]:
    at, last = 0, ""
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        kind, found = _match(text, at, last)
        last = kind
        if kind in _SPLIT_AT:
            place, part = _SPLIT_AT[kind]
            cut = at + len(found) - len(part)
            yield Token(place, text[at:cut], at, cut)
            yield Token("PART", found[cut - at :], cut, at + len(found))
        elif kind == "A" and not found.startswith("第"):  # 第（一）项、（三）项; 第二条、三条
            yield Token(kind, f"第{found}", at, at + len(found))
        elif kind == "XX":  # 附件1至附件3
            yield Token("X", found, at, at + len(found))
        elif kind in _ONCE:
            yield Token("TIMES", "一处", at, at + len(found))
        elif kind not in _TOLD:
            yield Token(kind, found, at, at + len(found))
        at += len(found)


def _match(text: str, at: int, last: str) -> tuple[str, str]:
    """The terminal and the text of what stands at `at`, behind the terminal `last`; else UnknownWord."""
    if (found := _ANY_PATTERN.match(text, at)) is not None:
        assert found.lastgroup is not None  # the group of the pattern that matched closes last
        return found.lastgroup, found[0]
    word = _word(text, at)
    document = _short_document(text, at, word, last)
    if document is not None:
        return "D", document[0]
    if word is not None:
        return _BY_WORD[word], word
    noun = _NOUN.match(text, at) if last in _BEFORE_NOUN else None
    if noun is None:
        raise UnknownWord(at)
    return "NOUN", noun[0]


def tokens(text: str, masked: Masked) -> list[Token]:
    """The tokens of one phrase of a masked paragraph; UnknownWord where it has none.

    将第五条中的“甲”修改为“乙” → _TAKE A _IN Q INTO Q
    """
    if not _QUOTED.search(text):
        bare = text.strip("：: 　")
        if _UNCHANGED.fullmatch(bare):
            return [Token("UNCHANGED", text, 0, len(text))]
        if _REORDER.fullmatch(bare):
            return [Token("REORDER", text, 0, len(text))]
        if _EFFECT.fullmatch(bare):
            return [Token("EFFECT", text, 0, len(text))]
    found = _with_marks(_joined(list(_scan(text))), masked)
    return _in_context(_with_names(_with_headings(found, masked)))


def _is_empty(token: Token, last: Token) -> bool:
    """Whether a word says nothing behind another: “甲”一词, “甲”一句, 第三条中在“甲”后, 第二条和原第三条."""
    match last.kind:
        case "Q":
            return token.kind == "_WORD" or token.text in ("一句", "一句话")
        case "_IN":
            return token.text in ("在", "于")
        case "_LIST":
            return token.text == "原"
    return False


def _joined(found: Sequence[Token]) -> list[Token]:
    """The stream without words that add nothing (均, 一词); 分别 stays with its verb."""
    out: list[Token] = []
    how = ""
    for i, token in enumerate(found):
        following = found[i + 1].kind if i + 1 < len(found) else ""
        if token.kind == "_HOW" and following in _VERBS | {"_HOW"}:
            how += token.text if token.text in PAIRING + THROUGHOUT else ""
        elif out and _is_empty(token, out[-1]):
            continue
        else:
            out.append(token._replace(text=how + token.text))
            how = ""
    return out


def _with_marks(found: Sequence[Token], masked: Masked) -> list[Token]:
    """The stream in which marks that are named are quotations: 末尾的句号改为分号."""
    return [
        token._replace(kind="Q", text=masked.add(passage([_MARKS[token.text]])))
        if token.kind == "MARK" and before in _BEFORE_MARK
        else token
        for before, token in zip(["", *(t.kind for t in found)], found, strict=False)
    ]


def _with_headings(found: Sequence[Token], masked: Masked) -> list[Token]:
    """The stream in which a quoted heading that names a place is told from other quotations."""
    out: list[Token] = []
    names_place = True  # until the new text begins, or an article has been named
    for i, token in enumerate(found):
        kind = token.kind
        if kind in _NEW_TEXT or (kind == "A" and re.search("[条款]", token.text)):
            names_place = False
        if kind == "Q" and names_place and heading(masked.quote(token.text).line):
            kind = "H"  # 第一章“表1 指标”
        elif kind == "Q" and _is_cited(found, i, masked):
            continue
        elif kind == "Q" and _is_heading_of(found, i, masked):
            kind = "CALLED"
        out.append(token._replace(kind=kind))
    return out


def _with_names(found: Sequence[Token]) -> list[Token]:
    """The stream in which a name that is words is told from a document: 第三条中的《甲法》修改为《乙法》."""
    out: list[Token] = []
    for i, token in enumerate(found):
        last = out[-1].kind if out else ""
        following = found[i + 1].kind if i + 1 < len(found) else ""
        words = {"NAME": True, "INTO": not following, "_IN": following in _CHANGED}.get(last, False)
        named = token.kind == "D" and token.text.startswith("《") and words
        out.append(token._replace(kind="B") if named else token)
    return out


def _in_context(found: Sequence[Token]) -> list[Token]:
    """The stream with the terminals that only the neighbours of a word tell."""
    out: list[Token] = []
    for i, token in enumerate(found):
        following, then = ([t.kind for t in found[i + 1 : i + 3]] + ["", ""])[:2]
        beside = token.kind == "SIDE" and following == "_IN" and then == "Q"
        out.append(token._replace(kind="BESIDE" if beside else _kind(token, out, following)))
    return out


def _kind(token: Token, before: Sequence[Token], following: str) -> str:
    """The terminal of a word between its neighbours."""
    kind, text, last = token.kind, token.text, before[-1].kind if before else ""
    if not before and (text in ("修改", "修改后") or kind == "_HOW"):
        return "_AMEND" if text == "修改" else "_LATER" if following else "_OPENING"
    if kind == "NAME" and (last in _TITLED or _is_titled(before)):
        return "PART"
    if text in ("的名称", "的标题") and last == "D":
        return "NAME"
    if kind == "_TAKE" and text in ("原", "在", "于") and last in _PLACES:  # 第三条在“甲”后
        return "OF" if following in _PLACES else "_IN"
    if kind == "_STATING" and following in _VERBS:
        return "MATTER"
    if text in ("部分", "部分的") and following not in _PLACES | {"Q"}:
        return "MATTER"
    if kind == "_IN" and following in _PLACES:
        return "OF"
    return "AND" if kind == "_LIST" and last == following == "Q" else kind


def _is_cited(found: Sequence[Token], at: int, masked: Masked) -> bool:
    """Whether a quotation only reminds of what a unit says or is called: 第六条“行使下列职权”中第三项.

    第三章“机构”第二节; in 第三章“机构”中的“机关” too, where the second is not to be found within the first.
    """
    following = found[at + 1 : at + 3]
    kinds = [t.kind for t in following]
    if at == 0 or found[at - 1].kind not in ("A", "X") or len(kinds) < 2:
        return False
    if kinds[0] == "_IN" and kinds[1] in ("A", "ADD"):
        return True
    if found[at - 1].kind == "A" and found[at - 1].text[-1] not in "编章节分":
        return False
    if kinds in (["_IN", "Q"], ["MATTER", "Q"]):
        return masked.quote(following[1].text).line not in masked.quote(found[at].text).line
    return kinds[0] == "A" or (kinds[0] == "INTO" and kinds[1] == "A")


def _is_heading_of(found: Sequence[Token], at: int, masked: Masked) -> bool:
    """Whether a quotation is the heading of the division named before it: 删去第五章“债券”."""
    if not at or found[at - 1].kind != "A" or found[at - 1].text[-1] not in "编章节":
        return False
    following = [t.kind for t in found[at + 1 : at + 3]] or [""]
    struck = any(t.kind == "REMOVE" for t in found) and not any(t.kind in _NEW_TEXT for t in found)
    ends = following[0] in ("", "REMOVE") or (following[0] == "_LIST" and following[-1] in _PLACES)
    alone = len(found) == 2  # （分为两节：）第一节“甲”，
    heads = following[0] == "_SPLIT" or (struck and ends) or alone
    return heads and not re.search("[，。；：\n]", masked.quote(found[at].text).line)


def _is_titled(before: Sequence[Token]) -> bool:
    """Whether 标题 follows 第三章的: the title of a unit, not of the document."""
    return len(before) > 1 and before[-1].kind in ("OF", "_IN") and before[-2].kind in _TITLED


def quote_index(mark: str) -> int:
    """The number of the quotation that a mark or a lead phrase stands for."""
    return ord(mark[0]) - QUOTE_BASE
