"""The words of the drafting language, and the stream of tokens they make.

Every word stands under the terminal of `grammar.lark` it is.  Quotations are single characters here
(`quotation.py`), so nothing inside them is ever looked at but to see whether it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.address import PATTERN as ADDRESS
from xiuding.instrument.quotation import QUOTE_BASE, QUOTES, TABLES, Masked
from xiuding.numerals import NUMERAL
from xiuding.structure import heading

WORDS: dict[str, str] = {
    "_TAKE": "将 对 在 把 于 从 原 原来的 现将 再将 现对",
    "_ADD": "增加 增加规定 新增 新增加 增列 增写 补充 增设 增补 增添 添加 加入 加上 加 插入 增加以下内容",
    "_REMOVE": "删去 删除 删掉 取消 将其删去 予以删去 予以删除 删减",
    "INTO": "修改为 现修改为 拟修改为 应修改为 改为 现改为 应改为 变为 应为 重新表述为 调整为 "
    "修改成 变更为 更改为 改成 表述为 修订为 顺延为 替换为 更名为 修正为 改写为 更正为 换为 单列为 "
    "单独列为 单独作为 单列作为 独立为 改作 修改作为 改称 移作 移为",
    "RESTATE": "相应修改为",
    "_AS": "作为 列为 作",
    "_HOW": "相应地 均 统一 一律 一并 都 全部 也 相应 分别 依次 顺次 对应 各",
    "_LATER": "修改后 修改后的 修改后的本法",
    "_WEI": "为",
    "_BEING": "即 即： 内容为 其内容为 具体内容为 表述为： 内容如下 具体为 如下 章名为 节名为 编名为 标题为",
    "_STATING": "规定 内容是",
    "_SPLIT": "分为 拆分为 分成 拆为 拆分成 分解为 分列为 分拆为",
    "_MERGE": "合并",
    "_SINGLE": "单列一条 单作一条 单独作为一条 独立成条 单列为一条 单独成条 单列 单独列出",
    "_MOVE": "移至 移到 移动至 调整至 调整到 挪至",
    "_SWAP": "对调 互换 互换顺序 的顺序对调 顺序对调 的位置互换 位置互换 对调位置 互换位置 调换 "
    "顺序调换 的顺序调换 调换顺序",
    "_ABSORB": "并入 移入 归入",
    "_INCLUDING": "包括 包含 共包括",
    "_AS_FOLLOWS": "修改后具体如下 修改后如下 具体如下 修改后的内容如下 修改后内容如下",
    "_AMENDED": "作出修改 作如下修改 作以下修改 作下列修改 进行修改 作出如下修改 作出以下修改 "
    "进行如下修改 的修改 修改如下 其他修改 作修改 修改 作出下列修改 予以修改 进行以下修改 作如下修订 "
    "作出如下修订 修订如下 作如下调整",
    "_SOME": "部分条文 部分条款 个别条文 个别条款",
    "_MATTER": "文字 全章 整章 整条 整款 整章内容 及其内容 的内容 内容 全部内容 的全部内容 部分内容 "
    "的部分内容 部分的内容 的表述 表述 这一内容 的规定 的文字 等内容 等表述 序号 的序号 条序 条文序号",
    "_WORD": "一词 一语 字样 的字样 等字样 一句 这一句 一句话 这一表述 用语 的用语 等用语 等文字",
    "_IN": "原文 原文中的 中原 中的 中 的 部分 部分的 部分中的 内的 规定的 中规定的 所规定的 中关于 "
    "里的 所称 所称的 中所称 引用的 所引用的 中引用的 中出现的 涉及的 中涉及的 处的 处 由 中有关 有关",
    "_LIST": "、 和 及 以及 与",
    "_COLON": "： :",
    "_OPENING": "同时 并 此外 其中， 且 并且 另 另外 根据以上修改 根据上述修改",
    "_EXCEPT": "除",
    "_OUTSIDE": "外 以外 之外",
    "_REPEAL": "废止 予以废止 同时废止 现予废止 宣布废止 宣布失效 予以宣布失效",
    "SAME": "其中 该条 本条 该款 本款 该项 本项 该节 本节 该段 本段 该章 本章 这一款 这一条 这一项 "
    "这一自然段 这一段 该自然段 该部分 此条 此款 同条 同款",
    "PREAMBLE": "引言 序言 前言 导语 引言部分",
    "CONTENTS": "目录 目次",
    "NOTE": "题注",
    "C": "总则 分则 附则",
    "NAME": "名称 文件名称 题目 题目名称 文件标题 标题 题名 规章名称 法规名称 条例名称 办法名称 "
    "规定名称 细则名称 解释名称",
    "EVERYWHERE": "各章 所有章 全部章 各节 所有节 全部节 相关条文 有关条文 全文 各条 其他相关条文 "
    "其余条文 文中 各章节 所有条款 全部条款 各条款 其他条款 其余条款 其他各条 其余各条 通篇 文件 条文 "
    "条款 相关条款 有关条款 正文 全部条文 所有条文 其他条文 各处",
    "PART": "句末 段末 文末 句尾 段尾 款尾 条尾 项尾 末尾 末尾处 条末 款末 项末 最后 尾部 开始部分 "
    "开头 款首 条首 段首 句首 首部 条首部分 款首部分 开头部分 开始 章名 节名 编名 的标题 的章名 的节名 "
    "的编名 的名称 的末尾 第一自然段 主文",
    "SIDE": "后 前 之后 之前 后面 前面 以后 以前",
    "BETWEEN": "之间 中间",
}

_BY_WORD = {word: terminal for terminal, words in WORDS.items() for word in words.split()}
_LONGEST = max(map(len, _BY_WORD))

_DOCUMENT_KINDS = "法|条例|办法|规定|规则|解释|章程|细则|决定|规划|法典|意见|方案|纲要|准则|批复|通知"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("P", re.compile(rf"[{QUOTES}](?:一段|这一段|自然段|段落|段)")),
    ("Q", re.compile(f"[{QUOTES}]")),
    ("T", re.compile(f"[{TABLES}]")),
    ("PAGE", re.compile(rf"第{NUMERAL}页")),
    ("SENTENCE", re.compile(rf"第{NUMERAL}句(?:话)?|(?:最前|最后|前|后){NUMERAL}句(?:话)?|[首末尾]句")),
    ("NTH", re.compile(rf"(?:第{NUMERAL}|首|最后一|最后)[处个]的?(?=[{QUOTES}])")),
    ("TIMES", re.compile(rf"[（(]共?{NUMERAL}处[）)]")),
    ("L", re.compile(rf"(?:最后|前|后){NUMERAL}[款项]|[首末][款项]")),
    ("LEADPART", re.compile(rf"第{NUMERAL}(?:款|条)第一自然段")),
    ("TITLES", re.compile("(?:各|所有|全部)[章节]名")),
    ("ROWS", re.compile(rf"等?\s*({NUMERAL})\s*[项个](?:主要)?(?:指标|行)")),
    ("A", re.compile(ADDRESS)),
    ("_WORD", re.compile("[一二两三四五六七八九十]+个?字")),
    ("N", re.compile(rf"({NUMERAL})个?(条|款|项|目|章|节|段|自然段|编|句|附件|附表)(?:话)?(?:内容)?")),
    ("X", re.compile(rf"附[件表录图](?:{NUMERAL})?(?:《[^》]+》)?|(?:专栏|表){NUMERAL}")),
    (
        "D",
        re.compile(
            r"(?:(?![将对在把从删修废])[\u4e00-\u9fff]{2,20}[院会部委局厅府署])?《[^》]+》(?:（[^（）]{1,200}）)?"
        ),
    ),
)
_SHORT_DOCUMENT = re.compile(
    rf"(?:本|该|我国)?[\u4e00-\u9fff]{{0,24}}?(?:{_DOCUMENT_KINDS})(?=第|序言|引言|中|的|$|名称|全文|标题|附|目录|所有|各|正文)"
)
_REORDER = re.compile(
    r"[^，。；]*(?:条文|章节|条款|条|章|节)[^，。；]{0,60}"
    r"(?:(?:顺序|序号)[^，。；：]{0,60}(?:调整|变动|顺延|排列|修改)|依次(?:顺延|后移|前移|递推))"
)
_UNCHANGED = re.compile(
    r".*(?:不变|不作(?:修改|改动|调整|变动)|[依以]此类推|依次类推)"
    r"|[^条章节]*[款项目][^条章节]{0,60}(?:顺延|后移|前移|(?:顺序|序号)[^条章节]{0,60}(?:调整|变动))"
)
_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(f"[{QUOTES}]")

#: Patterns that are a place and a part of it (各章名): the place's terminal, the part's words.
_SPLIT_AT = {"LEADPART": ("A", "第一自然段"), "TITLES": ("EVERYWHERE", "名")}

#: Terminals that open a place: a linking word before one of them links places (“…”部分“…”).
_PLACES = {"A", "C", "L", "H", "P", "D", "X", "SAME", "PREAMBLE", "NAME", "CONTENTS", "NOTE", "SENTENCE"}
_TITLED = {"A", "C", "H", "P", "SAME"}  # units that may have a title
_VERBS = {"INTO", "RESTATE", "_ADD", "_REMOVE", "_AS", "_SPLIT", "_REPEAL"}
_NEW_TEXT = {"INTO", "RESTATE", "_BEING", "_AS", "_ADD"}  # what a quotation after these says is new
#: Adverbs that pair lists up.
PAIRING = ("分别", "依次", "顺次", "对应")
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


def _short_document(text: str, at: int, word: str | None) -> re.Match[str] | None:
    """本条例, 刑法: where no word of the lexicon stands, or only the beginning of one (本条 in 本条例)."""
    if word is not None and text[at] != "本":
        return None
    found = _SHORT_DOCUMENT.match(text, at)
    return found if found and len(found[0]) > len(word or "") else None


def _scan(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        kind, found = _match(text, at)
        if kind in _SPLIT_AT:
            place, part = _SPLIT_AT[kind]
            cut = at + len(found) - len(part)
            yield Token(place, text[at:cut], at, cut)
            yield Token("PART", found[cut - at :], cut, at + len(found))
        elif kind != "PAGE":  # 第44页 says where it is printed, not what is meant
            yield Token(kind, found, at, at + len(found))
        at += len(found)


def _match(text: str, at: int) -> tuple[str, str]:
    """The terminal and the text of what stands at `at`; UnknownWord where nothing does."""
    for kind, pattern in _PATTERNS:
        if found := pattern.match(text, at):
            return kind, found[0]
    word = _word(text, at)
    document = _short_document(text, at, word)
    if document is not None:
        return "D", document[0]
    if word is None:
        raise UnknownWord(at)
    return _BY_WORD[word], word


def tokens(text: str, masked: Masked) -> list[Token]:
    """The tokens of one phrase of a masked paragraph; UnknownWord where it has none.

    将第五条中的“甲”修改为“乙” → _TAKE A _IN Q INTO Q
    """
    if not _QUOTED.search(text):
        bare = text.strip("：: 　")
        if _UNCHANGED.fullmatch(bare):
            return [Token("_UNCHANGED", text, 0, len(text))]
        if _REORDER.fullmatch(bare):
            return [Token("REORDER", text, 0, len(text))]
    return _in_context(_with_headings(_joined(list(_scan(text))), masked))


def _joined(found: Sequence[Token]) -> list[Token]:
    """The stream without words that add nothing (均, 一词); 分别 stays with its verb."""
    out: list[Token] = []
    how = ""
    for i, token in enumerate(found):
        following = found[i + 1].kind if i + 1 < len(found) else ""
        if token.kind == "_HOW" and following in _VERBS | {"_HOW"}:
            how += token.text if token.text in PAIRING + THROUGHOUT else ""
        elif out and out[-1].kind == "Q" and (token.kind == "_WORD" or token.text in ("一句", "一句话")):
            continue
        else:
            out.append(token._replace(text=how + token.text))
            how = ""
    return out


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
        elif kind == "Q" and _is_cited(found, i):
            continue
        out.append(token._replace(kind=kind))
    return out


def _in_context(found: Sequence[Token]) -> list[Token]:
    """The stream with the terminals that only the neighbours of a word tell."""
    out: list[Token] = []
    for i, token in enumerate(found):
        following = found[i + 1].kind if i + 1 < len(found) else ""
        out.append(token._replace(kind=_kind(token, out, following)))
    return out


def _kind(token: Token, before: Sequence[Token], following: str) -> str:
    """The terminal of a word between its neighbours."""
    kind, text, last = token.kind, token.text, before[-1].kind if before else ""
    if not before and (text == "修改" or kind == "_HOW"):
        return "_AMEND" if text == "修改" else "_OPENING"
    if kind == "NAME" and (last in _TITLED or _is_titled(before)):
        return "PART"
    if text in ("的名称", "的标题") and last == "D":
        return "NAME"
    if kind == "D" and text.startswith("《") and (last == "NAME" or (not following and last == "INTO")):
        return "B"
    if kind == "_TAKE" and text == "原" and last in _PLACES:
        return "_OF" if following in _PLACES else "_IN"
    if kind == "_STATING" and following in _VERBS:
        return "_MATTER"
    if text in ("部分", "部分的") and following not in _PLACES | {"Q"}:
        return "_MATTER"
    if kind == "_IN" and following in _PLACES:
        return "_OF"
    return "AND" if kind == "_LIST" and last == following == "Q" else kind


def _is_cited(found: Sequence[Token], at: int) -> bool:
    """Whether a quotation only reminds of what a unit says: 第六条“行使下列职权”中第三项."""
    kinds = [t.kind for t in found[at + 1 : at + 3]]
    if at == 0 or found[at - 1].kind != "A" or len(kinds) < 2:
        return False
    heading_cited = found[at - 1].text[-1] in "编章节" and kinds[0] == "INTO" and kinds[1] == "A"
    return heading_cited or (kinds[0] == "_IN" and kinds[1] in ("A", "_ADD"))


def _is_titled(before: Sequence[Token]) -> bool:
    """Whether 标题 follows 第三章的: the title of a unit, not of the document."""
    return len(before) > 1 and before[-1].kind in ("_OF", "_IN") and before[-2].kind in _TITLED


def quote_index(mark: str) -> int:
    """The number of the quotation that a mark or a lead phrase stands for."""
    return ord(mark[0]) - QUOTE_BASE
