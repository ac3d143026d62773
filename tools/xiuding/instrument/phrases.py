"""Parses one phrase of the drafting language with the grammar of `grammar.lark`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from xiuding.instrument import lexicon
from xiuding.instrument.quotation import Logical, Masked


class NotAPhrase(Exception):
    """A phrase that the grammar does not read; `start` is where it stops, in the masked paragraph."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class _Stream(Lexer):
    """Hands the tokens of the lexicon to Lark, which expects a lexer class of its own."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Iterator[Token]:
        for t in lexer_state:
            yield Token(t.kind, t.text, start_pos=t.start, end_pos=t.end)

    def make_lexer_state(self, text: Any) -> Any:
        return text


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_Stream)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with its parse: `form` names the rule of the grammar."""

    form: Tree[Token]
    start: int
    end: int

    @property
    def name(self) -> str:
        return str(self.form.data)


_BREAKS = "，；。,;"


def cut(text: str) -> Iterator[tuple[int, int]]:
    """The phrases of a masked paragraph as spans, without the punctuation between them.

    、 ends a phrase where the next word takes up a new object (…第二项、原第七项…), and ： where what
    stands before it is complete (条文顺序作相应调整：…).
    """
    start = 0
    for i, char in enumerate(text):
        if i > start and "\U000f0000" <= text[i - 1] <= "\U000fffff" and text.startswith(("同时", "并将", "并删"), i):
            yield start, i
            start = i
        ends = (
            char in _BREAKS
            or (char == "、" and text[i + 1 : i + 2] in "原将删" and text[i + 1 : i + 2])
            or (char in "：:" and text[:i].endswith(("相应调整", "调整顺序")))
        )
        if ends:
            if text[start:i].strip():
                yield start, i
            start = i + 1
    if text[start:].strip():
        yield start, len(text)


def parse(paragraph: Logical, start: int, end: int, masked: Masked) -> Phrase:
    """Parse one phrase of a paragraph; NotAPhrase where the lexicon or the grammar does not know it."""
    text = paragraph.text[start:end]
    try:
        stream = lexicon.tokens(text, masked)
    except lexicon.UnknownWord as error:
        raise NotAPhrase(start + error.start) from None
    if not stream:
        raise NotAPhrase(start)
    try:
        tree = _parser().parse(stream)  # type: ignore[arg-type]
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        at = None if token is None or token.type == "$END" else token.start_pos
        raise NotAPhrase(end if at is None else start + at) from None
    form = tree.children[0] if tree.data == "start" else tree
    assert isinstance(form, Tree)
    return Phrase(form, start, end)


def known(text: str, masked: Masked) -> frozenset[str]:
    """The terminals that may follow `text`, the readable beginning of a phrase; ``$END`` where it may end.

    ``known("将第五条", masked)`` has ``INTO`` (修改为) and ``_SPLIT`` (分为).
    """
    parser = _parser().parse_interactive([])
    for t in lexicon.tokens(text, masked):
        parser.feed_token(Token(t.kind, t.text))
    return frozenset(parser.accepts())  # type: ignore[no-untyped-call]
