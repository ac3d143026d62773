"""The list of chapters in front of a text (目录), which follows the headings that clauses change.

No clause orders it; published texts carry the new list all the same.  So it is editorial: what was
changed is noted, and under ``--literal`` the list stays as it is.  A line of it that a clause has changed
itself, or that is no heading of the text, is left alone; where the list left out headings of a kind, none of
it are added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.typography import same


class Entry(NamedTuple):
    """The heading that a line of the list is, as both were when they last agreed."""

    division: Node
    heading: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of the list that are headings of the text, in order.

    `whole` are the kinds of headings of which the list has all: 章, often without 节.
    """

    document: Document
    entries: dict[Node, Entry]
    whole: frozenset[Unit]

    @classmethod
    def of(cls, document: Document) -> Contents:
        """The list of a document; it has no entries where the document has no list."""
        entries: dict[Node, Entry] = {}
        lists = document.of(Unit.CONTENTS)
        headings = iter(document.divisions() if lists else ())
        for line in (line for contents in lists for line in contents.children):
            ahead = list(headings)
            at = next((i for i, d in enumerate(ahead) if same(d.heading, line.text)), None)
            if at is not None:
                entries[line] = Entry(ahead[at], ahead[at].heading)
            headings = iter(ahead if at is None else ahead[at + 1 :])
        having = {entry.division for entry in entries.values()}
        missing = {d.unit for d in document.divisions() if d not in having}
        return cls(document, entries, frozenset({d.unit for d in having} - missing))

    def follow(self, notes: list[str]) -> Contents:
        """Bring the list in line with the headings as they are now; `notes` gets what was changed."""
        if not self.entries:
            return self
        standing = [d for d in self.document.divisions() if d.unit in DIVISIONS]
        now: dict[Node, Entry] = {}
        for line, (division, heading) in self.entries.items():
            if division not in standing:
                _drop(line, notes)
                continue
            if heading != division.heading and same(line.text, heading):
                _rename(line, division, notes)
            now[line] = Entry(division, division.heading)
        self._add(standing, now, notes)
        _order(standing, now)
        return Contents(self.document, now, self.whole)

    def _add(self, standing: Iterable[Node], now: dict[Node, Entry], notes: list[str]) -> None:
        """A line for each new heading of the kinds that the list has, behind that of the one before."""
        lines = {entry.division: line for line, entry in now.items()}
        last: Node | None = None
        for division in standing:
            if division not in lines and division.unit in self.whole:
                model = next(at for at, entry in self.entries.items() if entry.division.unit is division.unit)
                line = Node(Unit.PARAGRAPH, _like(model, division))
                home = self.document.of(Unit.CONTENTS)[0]
                home.insert(last.index + 1 if last is not None and last.parent is home else 0, line)
                now[line] = Entry(division, division.heading)
                lines[division] = line
                notes.append(f"目录增加“{line.text.strip()}”")
            last = lines.get(division, last)


def _drop(line: Node, notes: list[str]) -> None:
    if line.parent is not None:
        notes.append(f"目录删去“{line.text.strip()}”")
        line.detach()


def _rename(line: Node, division: Node, notes: list[str]) -> None:
    before, text = line.text, _like(line, division)
    line.splice(0, len(before), text)
    notes.append(f"目录“{before.strip()}”改为“{text.strip()}”")


def _order(standing: Iterable[Node], now: dict[Node, Entry]) -> None:
    """The lines in the order of the headings, in the places that they have together."""
    rank = {division: i for i, division in enumerate(standing)}
    for home in {line.parent for line in now if line.parent is not None}:
        lines = [line for line in home.children if line in now]
        wanted = sorted(lines, key=lambda line: rank[now[line].division])
        if lines == wanted:
            continue
        places = [line.index for line in lines]
        for line in wanted:
            line.detach()
        for place, line in zip(places, wanted, strict=True):
            home.insert(place, line)


def _like(line: Node, division: Node) -> str:
    """A heading as the list prints one: indented, and with the list's own gap behind the number."""
    indent = line.text[: len(line.text) - len(line.text.lstrip())]
    words = line.text.strip().split(maxsplit=1)
    gap = line.text.strip()[len(words[0]) : -len(words[1])] if len(words) > 1 else division.gap
    return indent + division.label + (gap if division.text else "") + division.text
