"""The stream of tokens that a phrase is: its fixed words (`vocabulary.py`), places, numbers, quotations.

Quotations are single characters here (`quotation.py`), so nothing inside them is ever looked at but to see
whether it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiuding.address import ONE as ADDRESS
from xiuding.address import PATTERN as PLACES
from xiuding.instrument.context import Token, in_context
from xiuding.instrument.formulas import formula
from xiuding.instrument.quotation import QUOTE_BASE, QUOTES, TABLES, Masked
from xiuding.instrument.vocabulary import WORDS
from xiuding.numerals import NUMERAL

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
#: How a document became known: 2021年8月2日公布的《某某条例》, 本刊2021年第8期刊登的《某某条例》.
_PUBLISHED = (
    r"(?![将对在把从删修废第])[\u4e00-\u9fff0-9〔〕]{0,30}(?:公布|发布|印发|制定|通过|刊登|刊载|登载)的(?=《)"
)
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
    ("PUBLISHED", _PUBLISHED),
    (
        "ATTACHED",
        "本(?:决定|通知|修正案|办法|令)(?:所附|后附|附)的?(?=《|附)",
    ),  # 本通知所附的《某某表》
    (
        "DECIDES",
        r"\A(?![将对在把从删修废第])[\u4e00-\u9fff]{0,30}?决定(?=[将对在删废]|修改(?!为))",
    ),  # 国务院决定将
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
    ("ITEM_POINT", rf"(?:第{NUMERAL}条(?:之{NUMERAL})?)?(?:第{NUMERAL}款)?第?（{NUMERAL}）项第?{NUMERAL}目"),
    ("A", ADDRESS),
    # 第二部分（一）, “二、任务”（一）
    ("ITEM", rf"(?<=[分{QUOTES}])（{NUMERAL}）(?=中|的|修改|删|后|前|末|$)"),
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
    rf"(?:本|该|我国|原)?(?:{_NAME}){{0,24}}?(?:{_DOCUMENT_KINDS})(?=第|[序引导]言|中|的|$|名称|全文|标题|附|目录|所有|各|正文|相关|有关|其[他余])"
)
_OWN_KIND = re.compile(rf"规定(?=第{NUMERAL}[编章节条]|中|的|及其附|全文|标题|名称|附)")
#: A noun that only says what the quoted words are: 责任单位“甲”, 分配权重由“甲”.
_NOUN = re.compile(
    r"(?:(?!修改|修订|改为|合并|分为|分别|作为|[增删移并除外前后与和及至引将对把从由自每各均其第上下首末尾句字词款条项章节段])"
    rf"[\u4e00-\u9fff]){{2,8}}(?:由|原为)?(?=[{QUOTES}])"
)
#: …and where one may stand: at the beginning, behind a place or a linking word.
_BEFORE_NOUN = {"", "_TAKE", "_IN", "_LIST", "A", "C", "H", "P", "X", "SAME", "PART", "SENTENCE"}
_SPACE = re.compile(r"[\s，]+")  # a comma within a phrase says nothing: 在第三条后，增加一条
_QUOTED = re.compile(f"[{QUOTES}]")

#: Patterns that are a place and a part of it (各章名): the place's terminal, the part's words.
_SPLIT_AT = {"LEADPART": ("A", "第一自然段"), "TITLES": ("EVERYWHERE", "名")}

#: What only one of the places where the words stand can be: where they are printed, what they are.
_ONCE = {"PRINTED", "NOUN"}
#: What only tells the reader where he is: 第44页, where it is printed; 国务院职权, what a list is about.
_TOLD = {"PAGE", "NAMED", "REMINDER", "ITS", "COVERED", "PUBLISHED", "DECIDES", "ATTACHED"}


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
    if word is not None and text[at] not in "本原该":
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
        elif kind == "ITEM":
            yield Token("A", f"第{found}项", at, at + len(found))
        elif kind == "ITEM_POINT":  # 第五条（一）项3目
            full = re.sub("项(?!第)", "项第", re.sub("(?<!第)（", "第（", found))
            yield Token("A", full, at, at + len(found))
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
    whole = None if _QUOTED.search(text) else formula(text)
    if whole is not None:
        return [Token(whole, text, 0, len(text))]
    return in_context(list(_scan(text)), masked)


def quote_index(mark: str) -> int:
    """The number of the quotation that a mark or a lead phrase stands for."""
    return ord(mark[0]) - QUOTE_BASE
