"""How an instruction is understood, phrase by phrase: its form, its edits, what it waits for, where it stops.

>>> [clause] = explain(["将第五条中的“甲”修改为“乙”，删去第六条。"])
>>> [phrase.form for phrase in clause.phrases]
['words', 'delete']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from xiuding.address import Address, Unit
from xiuding.instrument import phrases
from xiuding.instrument.closing import CLOSING, reorders
from xiuding.instrument.entries import Entry
from xiuding.instrument.files import parts
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Edit,
    InsertNode,
    Merge,
    Passage,
    Place,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceTable,
)
from xiuding.instrument.outline import outline
from xiuding.instrument.parse import closes
from xiuding.instrument.quotation import QUOTES, Logical, Masked, Printed, mask
from xiuding.instrument.reading import Context, Reader
from xiuding.instrument.vocabulary import WORDS
from xiuding.language import say
from xiuding.structure import heading

#: The forms of the grammar in words: rule → English, Chinese.
FORMS: dict[str, tuple[str, str]] = {
    "absorb": ("a unit is merged into another", "把一处并入另一处"),
    "add": ("new units are added", "增加条、款、项、章、节等"),
    "alike": ("the same is done to the same words elsewhere", "对同样的文字作相同修改"),
    "append": ("words are added at the beginning or end of a unit", "在开头或者末尾增加文字"),
    "become": ("the number that the new or moved unit gets", "写明新的序号"),
    "between": ("words are put between two quotations", "在两处引文之间增加文字"),
    "closing": ("what stands behind the orders; nothing is changed", "条目之后的说明，不作修改"),
    "covers": ("the articles that a chapter holds", "写明一章包括哪些条"),
    "delete": ("units are deleted", "删去条、款、项、段等"),
    "effect": ("since when the article is in force", "写明一条自何日起施行"),
    "enlist": ("an article goes into the new chapter", "把改号的条文列入新的一章"),
    "except_": ("where the change is not made", "写明不作该项修改之处"),
    "exempt": ("where the change before it is not made", "写明前面的修改不及之处"),
    "insert": ("words are inserted beside a quotation", "在引文之前或者之后增加文字"),
    "merge": ("units are put together", "把数条或者数款合并"),
    "misprint": ("a word printed wrong gets its right form", "更正误印的文字"),
    "move": ("a unit goes to another place", "把一处移至另一处"),
    "named": ("the place of the changes that follow", "写明以下修改之处"),
    "nothing": ("a word that links", "仅起连接作用"),
    "onward": ("the change is made in all that follows", "其后各处作同样的修改"),
    "pending": ("quoted words whose new wording follows", "列出待修改的文字，新的文字在后"),
    "preamble": ("the reason; nothing is ordered", "说明缘由，不作修改"),
    "renumber": ("units get other numbers", "改变序号"),
    "reorder": ("what follows for the other numbers is computed", "其余序号和引用相应调整"),
    "repeal": ("a document is repealed", "废止文件"),
    "replace": ("a unit gets a new text or title", "把一处整体修改为新的文字或者标题"),
    "rows_add": ("rows are added to a table", "在表中增加行"),
    "rows_delete": ("rows are deleted from a table", "删去表中的行"),
    "scope": ("what is amended", "写明所修改的文件或者部分"),
    "shares": ("a unit is split into several, or several become fewer", "把一处分为数处，或者把数处改为更少"),
    "single": ("a paragraph becomes an article of its own", "把一款单列一条"),
    "splits": ("a unit is split into units with numbers", "把一处拆分为写明序号的数处"),
    "strike": ("quoted words are deleted", "删去引文所示的文字"),
    "supply": ("the new text of what came before", "给出前面所说修改的新文字"),
    "swap": ("two units change places", "两处对调"),
    "table": ("the table as it shall read", "给出修改后的表"),
    "unchanged": ("the other units keep their order", "其余各处次序不变"),
    "unite": ("the unit named before is put together with another", "把前面所说的一处与另一处合并"),
    "words": ("quoted words are replaced", "用新的文字替换引文所示的文字"),
}

#: What stands for the terminals that are no fixed words.
_SAMPLES: dict[str, str] = {
    "A": "第一条", "B": "《……》", "BELOW": "下列法规", "C": "附则", "D": "《……》", "H": "“第一节 ……”",
    "N": "一款", "NTH": "第一处", "P": "“……”一段", "POINT": "第1点", "Q": "“……”",
    "REORDER": "条文顺序作相应调整", "ROWS": "等2项指标", "SENTENCE": "第一句", "T": "（表）",
    "TIMES": "（两处）", "X": "附件1",
}  # fmt: skip


_QUOTED = re.compile(f"[{QUOTES}]")
#: The terminals that go on most often, in this order; the others follow in the order of the lexicon.
_LIKELY = ("INTO", "ADD", "REMOVE", "_IN", "Q", "A", "_AS", "D", "SIDE", "MATTER", "_LIST")

_Known = Callable[[str], tuple[str, ...]]
"""What may follow the words of a phrase that are understood."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One phrase: the rule it matches, the edits it makes, what it still waits for.

    A phrase that is not understood has no `form`; it stops at ``text[stop]``, where only `known` could
    follow.
    """

    text: str
    form: str | None
    edits: tuple[Edit, ...] = ()
    waits: str = ""
    stop: int | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One clause: 一（三） with its phrases; `problem` says why they do not add up, if they do not."""

    label: str
    text: str
    phrases: tuple[Explained, ...]
    problem: str | None = None

    @property
    def understood(self) -> bool:
        """Whether every phrase is understood and the clause is complete."""
        return self.problem is None and all(p.form is not None for p in self.phrases)


def explain(printed: Sequence[Printed]) -> list[Explanation]:
    """Explain every clause of an instrument, or a sentence that is a clause by itself."""
    return [found for part in parts(printed) for found in _instrument(part)]


def _instrument(printed: Sequence[Printed]) -> Iterator[Explanation]:
    masked = mask(printed)
    known = cache(partial(_known, masked=masked))  # finding out takes longer than all else
    shape = outline(masked)
    entries = shape.entries
    if not entries and shape.front and all(map(_closes, masked.paragraphs)):
        yield _closing(masked)
        return
    for entry in entries:
        if not closes(entry):
            explained = _entry(masked, entry, Context(), known)
            yield from (found if found.label else _led(found) for found in explained)
    if not entries:
        yield _Clause(masked, Context(), known).read(Entry("1", "", list(masked.paragraphs)))


def _closes(paragraph: Logical) -> bool:
    """Whether a paragraph says when the instrument is in force, or that the text is published anew."""
    return CLOSING.match(paragraph.text) is not None and not _QUOTED.search(paragraph.text)


def _closing(masked: Masked) -> Explanation:
    """A closing sentence by itself; a formula in it is a clause of its own."""
    said = [(masked.unmask(p.text), p) for p in masked.paragraphs]
    order = Reorder(place=Place(everywhere=True))
    explained = (
        Explained(t, "reorder", (order,)) if reorders(p) else Explained(t, "closing") for t, p in said
    )
    return Explanation("", "\n".join(t for t, _ in said), tuple(explained))


def _led(found: Explanation) -> Explanation:
    """An unnumbered clause may say its purpose first (为了……，根据……), up to its first instruction."""
    first = next((i for i, phrase in enumerate(found.phrases) if phrase.form is not None), 0)
    purpose = tuple(Explained(phrase.text, "preamble") for phrase in found.phrases[:first])
    return replace(found, phrases=purpose + found.phrases[first:])


def _entry(masked: Masked, entry: Entry, context: Context, known: _Known) -> Iterator[Explanation]:
    """An entry of the outline, then those below it, which read in its scope."""
    if entry.paragraphs:
        yield _Clause(masked, context, known).read(entry)
    for child in entry.children:
        inner = context.inner()
        yield from _entry(masked, child, inner, known)
        context.after(inner)


class _Clause:
    """Reads one clause as `Reader` does and keeps what each phrase did."""

    def __init__(self, masked: Masked, context: Context, known: _Known) -> None:
        self.masked = masked
        self.known = known
        self.reader = Reader(masked, context)
        self.problem: str | None = None

    def read(self, entry: Entry) -> Explanation:
        found = [pair for paragraph in entry.paragraphs for pair in self._paragraph(paragraph)]
        try:
            edits = self.reader.finish()
        except Incomplete as error:
            edits, self.problem = self.reader.edits, self.problem or str(error)
        by_phrase: defaultdict[tuple[int, int], list[Edit]] = defaultdict(list)
        for edit in edits:
            by_phrase[edit.span].append(edit)
        explained = tuple(replace(phrase, edits=tuple(by_phrase[span])) for span, phrase in found)
        if any(at in p.at for at in self.masked.unclosed for p in entry.paragraphs):
            self.problem = self.problem or say("a quotation is not closed", "引文没有闭合")
        text = "\n".join(self.masked.unmask(p.text) for p in entry.paragraphs)
        return Explanation(entry.label, text, explained, self.problem)

    def _paragraph(self, paragraph: Logical) -> Iterator[tuple[tuple[int, int], Explained]]:
        printed = self.masked.unmask(paragraph.text)
        caption = heading(printed)
        if isinstance(self.reader.open, ReplaceTable) and caption and caption.unit is Unit.TABLE:
            list(self.reader.paragraph(paragraph))  # the caption of the table that is open, no phrase
            yield paragraph.span(0, len(paragraph.text)), Explained(printed, "table")
            return
        for start, end in phrases.cut(paragraph.text):
            text, span = self.masked.unmask(paragraph.text[start:end]), paragraph.span(start, end)
            try:
                phrase = phrases.parse(paragraph, start, end, self.masked)
            except phrases.NotAPhrase as error:
                read = paragraph.text[start : error.start]
                stop = len(self.masked.unmask(read))
                yield span, Explained(text, None, stop=stop, known=self.known(read))
                continue
            try:
                self.reader.take(paragraph, phrase)
            except Incomplete as error:
                self.problem = self.problem or str(error)
            yield span, Explained(text, phrase.name, waits=_waits(self.reader))


def _known(read: str, masked: Masked) -> tuple[str, ...]:
    """A word or sample for each terminal that may follow, the most usual first."""
    terminals = phrases.known(read, masked)
    shown = {t: words.split()[0] for t, words in WORDS.items()} | _SAMPLES
    order = dict.fromkeys((*_LIKELY, *shown))
    return tuple(dict.fromkeys(shown[t] for t in order if t in terminals and t in shown))


def _waits(reader: Reader) -> str:
    """What the clause has announced and not yet said."""
    if reader.held:
        return say("the new wording", "修改后的文字")
    match reader.open:
        case InsertNode(new=None, title=""):
            return say("the new text", "增加的文字")
        case Merge(new=None, into=None) | ReplaceNode(new=Passage(raw=())):
            return say("the new text", "修改后的文字")
        case Renumber(to=Address(steps=())):
            return say("the new number", "新的序号")
    return ""
