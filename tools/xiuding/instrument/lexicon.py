"""The words of the drafting language, and the stream of tokens they make.

Every word stands under the terminal of `grammar.lark` it is.  Quotations are single characters here
(`quotation.py`), so nothing inside them is ever looked at but to see whether it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xiuding.address import PATTERN as ADDRESS
from xiuding.instrument.quotation import QUOTE_BASE, QUOTES, TABLES, Masked
from xiuding.numerals import NUMERAL
from xiuding.structure import heading

WORDS: dict[str, str] = {
    "_TAKE": "将 对 在 把 于 原 原来的 现将",
    "_ADD": "增加 增加规定 新增 增列 增写 补充 增设",
    "_REMOVE": "删去 删除 删掉 取消 将其删去",
    "INTO": "修改为 改为 调整为 修改成 变更为 更改为 改成 表述为 相应改为 均修改为 均改为 统一修改为 统一改为 "
    "分别修改为 分别改为 一律修改为 一并修改为 修订为",
    "RESTATE": "相应修改为",
    "_AS": "作为 分别作为 依次作为",
    "_LATER": "修改后 修改后的 修改后的本法",
    "_WEI": "为",
    "_BEING": "即 即： 内容为 其内容为 具体内容为 表述为： 内容如下",
    "_STATING": "规定 内容是",
    "_SPLIT": "分为 拆分为 分成 拆为",
    "_MERGE": "合并",
    "_SINGLE": "单列一条 单作一条 单独作为一条 独立成条 单列为一条 单独成条",
    "_ABSORB": "并入 移入 归入",
    "_INCLUDING": "包括 包含 共包括",
    "_AS_FOLLOWS": "修改后具体如下 修改后如下 具体如下 修改后的内容如下 修改后内容如下",
    "_AMENDED": "作出修改 作如下修改 作以下修改 作下列修改 进行修改 作出如下修改 作出以下修改 进行如下修改 的修改 修改如下 "
    "其他修改 作修改 修改 作出下列修改 予以修改 进行以下修改 作如下修订",
    "_SOME": "部分条文 有关条文 其他条文 部分条款 部分内容 个别条文",
    "_MATTER": "的内容 内容 全部内容 的全部内容 部分内容 的部分内容 部分的内容 的表述 表述 这一内容 一词 字样 的规定 "
    "的文字 等内容 等表述 部分",
    "_IN": "中的 中 的 部分 部分的 部分中的 内的 规定的 中关于 里的",
    "_LIST": "、 和 及 以及 与",
    "_COLON": "： :",
    "_OPENING": "同时 并 此外 其中， 且 并且 另",
    "SAME": "其中 该条 本条 该款 本款 该项 本项 该节 本节 该段 本段 该章 本章 这一款 这一条 这一项 这一自然段 这一段 "
    "该自然段 该部分 此条 此款 同条 同款",
    "PREAMBLE": "引言 序言 前言 导语 引言部分",
    "NAME": "名称 文件名称 题目 题目名称 文件标题",
    "EVERYWHERE": "相关条文 有关条文 全文 各条 其他相关条文 其余条文 文中 各章节",
    "PART": "款尾 条尾 项尾 末尾 条末 款末 最后 尾部 开始部分 开头 款首 条首 段首 句首 首部 条首部分 款首部分 开头部分 开始 "
    "章名 节名 编名 标题 的标题 的章名 的节名 的名称 的末尾 第一自然段 主文",
    "SIDE": "后 前 之后 之前 后面 前面 以后 以前",
}

_BY_WORD = {word: terminal for terminal, words in WORDS.items() for word in words.split()}
_LONGEST = max(map(len, _BY_WORD))

_DOCUMENT_KINDS = "法|条例|办法|规定|规则|解释|章程|细则|决定|规划|法典|意见|方案|纲要|准则|批复|通知"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("P", re.compile(rf"[{QUOTES}](?:一段|这一段|自然段|段落|段)")),
    ("Q", re.compile(f"[{QUOTES}]")),
    ("T", re.compile(f"[{TABLES}]")),
    ("PAGE", re.compile(rf"第{NUMERAL}页")),
    ("SENTENCE", re.compile(rf"第{NUMERAL}句(?:话)?|[最前后]{NUMERAL}句|最后{NUMERAL}句")),
    ("LEADPART", re.compile(rf"第{NUMERAL}(?:款|条)第一自然段")),
    ("ROWS", re.compile(rf"等?\s*({NUMERAL})\s*[项个](?:主要)?(?:指标|行)")),
    ("A", re.compile(ADDRESS)),
    ("N", re.compile(rf"({NUMERAL})个?(条|款|项|目|章|节|段|自然段|编|句)(?:内容)?")),
    ("D", re.compile(r"(?:[\u4e00-\u9fff]{2,20}(?:院|会|部|委|局|厅|府|署))?《[^》]+》(?:（[^（）]{1,40}）)?")),
)
_SHORT_DOCUMENT = re.compile(
    rf"(?:本|该|我国)?[\u4e00-\u9fff]{{0,24}}?(?:{_DOCUMENT_KINDS})(?=第|序言|引言|中|的|$|名称|全文|标题)"
)
_REORDER = re.compile(r"[^，。；]*(?:条文|章节|条款|条|章|节|款|项)[^，。；]*(?:顺序|序号)[^，。；：]*(?:调整|变动)")
_SPACE = re.compile(r"\s+")

#: Terminals that open a place: a linking word before one of them links places (“…”部分“…”).
_PLACES = {"A", "H", "P", "D", "SAME", "PREAMBLE", "NAME", "SENTENCE"}


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


def _scan(text: str, masked: Masked) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        for kind, pattern in _PATTERNS:
            if found := pattern.match(text, at):
                break
        else:
            word = _word(text, at)
            if word is None or word == "本":
                found, kind = _SHORT_DOCUMENT.match(text, at), "D"
                if not found:
                    raise UnknownWord(at)
            else:
                yield Token(_BY_WORD[word], word, at, at + len(word))
                at += len(word)
                continue
        if kind == "LEADPART":  # 第一款第一自然段 is a part of the 款, not a unit below it
            cut = found.end() - len("第一自然段")
            yield Token("A", text[at:cut], at, cut)
            yield Token("PART", "第一自然段", cut, found.end())
        elif kind != "PAGE":  # 第44页 says where it is printed, not what is meant
            yield Token(kind, found[0], at, found.end())
        at = found.end()


def tokens(text: str, masked: Masked) -> list[Token]:
    """The tokens of one phrase of a masked paragraph; UnknownWord where it has none.

    ``tokens("将第五条中的\\U000f0000修改为\\U000f0001", masked)`` → _TAKE A _IN Q INTO Q.
    """
    if _REORDER.fullmatch(text.strip("：: 　")) and not re.search(f"[{QUOTES}]", text):
        return [Token("REORDER", text, 0, len(text))]
    found = list(_scan(text, masked))
    out: list[Token] = []
    before_into = True
    article = False
    for i, token in enumerate(found):
        kind = "_AMEND" if i == 0 and token.text == "修改" else token.kind
        nxt = found[i + 1].kind if i + 1 < len(found) else ""
        if kind in ("INTO", "RESTATE", "_BEING", "_AS"):
            before_into = False
        elif kind == "A":
            article = article or "条" in token.text or "款" in token.text
        elif kind == "Q" and before_into and not article and heading(masked.quote(token.text).line):
            kind = "H"
        if nxt == "Q" and not article and before_into and heading(masked.quote(found[i + 1].text).line):
            nxt = "H"
        if token.text in ("部分", "部分的") and nxt in _PLACES | {"Q"}:
            kind = "_IN"
        if kind == "_IN" and nxt in _PLACES:
            kind = "_OF"
        out.append(token._replace(kind=kind))
    return out


def quote_index(mark: str) -> int:
    """The number of the quotation that a mark or a lead phrase stands for."""
    return ord(mark[0]) - QUOTE_BASE
