"""Parses one phrase of the drafting language with the grammar of `grammar.lark`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from xiuding.instrument import lexicon
from xiuding.instrument.quotation import QUOTES, Logical, Masked
from xiuding.instrument.vocabulary import WORDS
from xiuding.numerals import NUMERAL


class NotAPhrase(Exception):
    """A phrase that the grammar does not read; `start` is where it stops, in the masked paragraph."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class Stream(Lexer):
    """Hands the tokens of the lexicon to Lark, which expects a lexer class of its own."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Iterator[Token]:
        """The tokens of the lexicon as Lark's."""
        for t in lexer_state:
            yield Token(t.kind, t.text, start_pos=t.start, end_pos=t.end)

    def make_lexer_state(self, text: Any) -> Any:
        """The tokens themselves: there is no text to keep a position in."""
        return text


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Stream, strict=True)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with its parse: `form` names the rule of the grammar."""

    form: Tree[Token]
    start: int
    end: int

    @property
    def name(self) -> str:
        """The rule of the grammar that the phrase matches."""
        return str(self.form.data)


_BREAKS = "，；。,;"
#: What stands in brackets behind a title is no phrase: 《某某办法》（某某令第9号公布，根据第198号修改）
_HISTORY = re.compile(r"》\s*（(?:[^（）]|（[^（）]{0,200}）){1,400}）")
_QUOTE = f"[{QUOTES}]"
#: Words that begin a phrase of their own after a quotation that ends with its own full stop: “……。”删去第三款
_BEGINS = re.compile(
    r"同时|并(?!入)|将|删|原|本[条款项]自|其[他余它]|有关|《[^》]+》(?:第|增加)|该(?:条例|办法|规定|法|细则|规则)?[条款项]?第|相应地?[，将删在对]|以[下后]|其后|后续|此后|第|增加|新增|在|对|此外|另|取消|（下同）"
)
#: …and after anything else: 第三条改为第四条并修改为：“……”
_ALSO = re.compile("(?<![合一归])并(?:将|在|删|增加|(?:相应)?修改|改为|作为)")
_BESIDE = re.compile(rf"\s*(?:(?:同时|并)?在.{{0,200}}|.{{0,200}}{_QUOTE}之?)[前后]面?$", re.DOTALL)
_ADDS = re.compile(rf"，\s*(?:{'|'.join(WORDS['ADD'].split())})")
_ANNOUNCED = re.compile(rf"[^，。；]{{0,40}}(?:{'|'.join(WORDS['ADD'].split())})$")
_NUMBERS = re.compile(rf"，\s*(?:{'|'.join(WORDS['_AS'].split())})第")
_NEW_TEXT = re.compile(f"[为：:规定成作称容]{_QUOTE}$")
#: 、 goes on to another object: …第二项、原第七项…; “甲”修改为“乙”、“丙”修改为“丁”
_NEXT_OBJECT = re.compile("[将删]|原[^，。；、]{1,30}(?:改|作|调整|顺延|修改)为?")
_ORDERS = re.compile("[改作]为|调整为|顺延为|增加|删")
#: Why something is changed, and not where, in front of the order: 根据某某规则第八条第一款，将……
_GROUND = re.compile(
    r"\s*(?:根据|依照|按照|依据|鉴于|为了|因|由于)(?:(?!修改|修订|[改删增移]|调整|顺延|合并|废止|序号)[^，。；])+"
)
_ORDER = re.compile(r"，(?:[\u4e00-\u9fff]{0,20}决定)?(?:将|对|把|在|删|增加|修改)")
_NEXT_PAIR = re.compile(
    f"(?:第[^，。；、{QUOTES}]{{1,20}})?{_QUOTE}[^，。；、{QUOTES}]{{0,4}}(?:{'|'.join(WORDS['INTO'].split())})"
)
#: What stands before ： is complete: 作如下修改：将……
_COMPLETE = re.compile("(?:修改|修订|调整|如下)$")
_DIVIDED = re.compile(rf"分为{NUMERAL}个?[编章节条款]$")
_BEGINS_QUOTED = re.compile(rf"\s*(?:{_QUOTE}|$)")
_REORDERED = re.compile("(?:相应调整|调整顺序)$")


def cut(text: str) -> Iterator[tuple[int, int]]:
    """The phrases of a masked paragraph as spans, without the punctuation between them."""
    start = 0
    inside = {i for m in _HISTORY.finditer(text) for i in range(*m.span())} if "》" in text else ()
    for i, char in enumerate(text):
        if i in inside:
            continue
        if i > start and (
            (_BEGINS.match(text, i) and _NEW_TEXT.search(text, max(start, i - 2), i))
            or (char == "并" and _ALSO.match(text, i))
        ):
            yield start, i
            start = i
        if (
            (char in _BREAKS and not _stays(text, start, i))
            or (char == "、" and _goes_on(text, start, i))
            or (char in "：:" and _announces(text, start, i))
        ):
            if text[start:i].strip():
                yield start, i
            start = i + 1
    if text[start:].strip():
        yield start, len(text)


def _stays(text: str, start: int, at: int) -> bool:
    """Whether a comma parts what is one phrase: 在第三条后，增加一条; 增加规定，作为第三款."""
    if _ANNOUNCED.match(text, start, at):
        return bool(_NUMBERS.match(text, at))
    return bool(_BESIDE.match(text, start, at) and _ADDS.match(text, at))


def _goes_on(text: str, start: int, at: int) -> bool:
    if _NEXT_OBJECT.match(text, at + 1) and (text[at + 1] != "原" or _ORDERS.search(text, start, at)):
        return True
    return bool(_NEXT_PAIR.match(text, at + 1) and _NEW_TEXT.search(text, max(start, at - 2), at))


def _announces(text: str, start: int, at: int) -> bool:
    if at == len(text) - 1 and re.search(_QUOTE, text[at - 1 : at]):  # 将下列法规中的“甲”修改为“乙”：
        return True
    near = max(start, at - 4)  # as long as these words are: not the whole phrase, at each colon
    if _REORDERED.search(text, near, at):
        return True
    quotes = _BEGINS_QUOTED.match(text, at + 1) is not None
    if (divided := _DIVIDED.search(text, max(start, at - 8), at)) is not None:
        return divided[0][-1] in "编章节" or not quotes
    return _COMPLETE.search(text, near, at) is not None and not quotes


def parse(paragraph: Logical, start: int, end: int, masked: Masked) -> Phrase:
    """Parse one phrase of a paragraph; NotAPhrase where the lexicon or the grammar does not know it."""
    text = paragraph.text[start:end]
    if _GROUND.fullmatch(text) and _ORDER.match(paragraph.text, end):
        return Phrase(Tree("preamble", []), start, end)
    try:
        stream = lexicon.tokens(text, masked)
    except lexicon.UnknownWord as error:
        raise NotAPhrase(start + error.start) from None
    if not stream:
        raise NotAPhrase(start)
    try:
        tree = _parser().parse(stream)
    except UnexpectedInput as error:
        stopped = getattr(error, "token", None)
        if stopped is None or stopped.type == "$END":
            raise NotAPhrase(end) from None
        raise NotAPhrase(start + (stopped.start_pos or 0)) from None
    form = tree.children[0] if tree.data == "start" else tree
    assert isinstance(form, Tree)
    return Phrase(form, start, end)


def known(text: str, masked: Masked) -> frozenset[str]:
    """The terminals that may follow `text`, the readable beginning of a phrase; ``$END`` where it may end.

    ``known("将第五条", masked)`` has ``INTO`` (修改为) and ``_SPLIT`` (分为).
    """
    parser = _parser().parse_interactive([])
    try:
        for t in lexicon.tokens(text, masked):
            parser.feed_token(Token(t.kind, t.text))
    except (lexicon.UnknownWord, UnexpectedInput):
        return frozenset()  # cut short, the last word is another one
    return frozenset(parser.accepts())  # type: ignore[no-untyped-call]


def child(tree: Tree[Token], name: str) -> Tree[Token] | None:
    """The first subtree of that name."""
    return next((c for c in tree.children if isinstance(c, Tree) and c.data == name), None)


def token(tree: Tree[Token], kind: str) -> str | None:
    """The text of the first token of that kind."""
    return next((str(c) for c in tree.children if isinstance(c, Token) and c.type == kind), None)
