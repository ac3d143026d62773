"""Which clause made each character of a text, and which one took each character away.

A text is followed through the clauses line by line: `Provenance.step` is told the redline of each clause,
and `marks` then tells for the redline of the whole way whose each change is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xiuding.redline.model import Change, Redline, Row

Origin = tuple[int, int]
"""A line of the first text, and a character of it."""


@dataclass(slots=True)
class _Line:
    """A line as it now stands: for each character the clause that made it, or where it comes from."""

    owners: list[str | None]
    origins: list[Origin | None]
    touched: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marks:
    """Whose a row is: `clauses` that touched it, in order, and the `owners` of its `changes` one by one.

    The changes are those of the row, but that one is cut where the clause changes.
    """

    clauses: tuple[str, ...]
    changes: tuple[Change, ...]
    owners: tuple[str | None, ...]


class Provenance:
    """Follows a text from its first wording, e.g. ``Provenance(["共有乌兰牧骑73支"])``."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [
            _Line([None] * len(text), [(number, at) for at in range(len(text))])
            for number, text in enumerate(lines)
        ]
        self._gone: dict[Origin, str] = {}  # characters of the first text, and who took them
        self._first = dict(enumerate(self._lines))
        self._latest: str | None = None  # the last clause that changed anything

    def step(self, redline: Redline, clause: str) -> None:
        """The text has changed as `redline` shows, by `clause`."""
        if redline.differs:
            self._latest = clause
        moved = _moved(redline)
        sources = iter(self._lines)
        kept: dict[int, _Line] = {}
        for row in redline:
            if row.old is not None:
                line = next(sources)
                if row.new is None and row.move is not None:
                    kept[row.move] = line
                elif row.new is None:
                    self._remove(line, clause)
                else:
                    kept[id(row)] = line
        self._lines = []
        for row in redline:
            if row.new is None:
                continue
            if row.old is not None:
                line = self._changed(kept[id(row)], row.changes, clause)
            elif row.move is not None:
                line = self._changed(kept[row.move], row.inner or moved[row.move], clause)
                line.touched[clause] = None
            else:
                line = _Line([clause] * len(row.new), [None] * len(row.new), {clause: None})
            self._lines.append(line)

    def _changed(self, line: _Line, changes: tuple[Change, ...], clause: str) -> _Line:
        owners: list[str | None] = []
        origins: list[Origin | None] = []
        at = 0
        for sign, text in changes:
            if sign == "+":
                owners += [clause] * len(text)
                origins += [None] * len(text)
                line.touched[clause] = None
                continue
            end = at + len(text)
            if sign == "=":
                owners += line.owners[at:end]
                origins += line.origins[at:end]
            else:
                line.touched[clause] = None
                self._take(line.origins[at:end], clause)
            at = end
        line.owners, line.origins = owners, origins
        return line

    def _remove(self, line: _Line, clause: str) -> None:
        line.touched[clause] = None
        self._take(line.origins, clause)

    def _take(self, origins: list[Origin | None], clause: str) -> None:
        for origin in origins:
            if origin is not None:
                self._gone[origin] = clause

    def marks(self, redline: Redline) -> Iterator[Marks]:
        """For each row of the redline from the first text to the last, whose it is."""
        old = new = 0
        for row in redline:
            before = self._first[old] if row.old is not None else None
            after = self._lines[new] if row.new is not None else None
            touched = {**(before.touched if before else {}), **(after.touched if after else {})}
            pieces = list(self._pieces(row, old, after))
            owners = tuple(owner for _, owner in pieces)
            if row.kind == "equal":
                touched = {}
            clauses = [c for c in touched if c in owners] if any(owners) else list(touched)
            if not clauses and row.kind != "equal" and self._latest is not None:
                # Of lines that say the same, the whole way may show another as new than the steps did.
                clauses = [self._latest]
            yield Marks(tuple(clauses), tuple(change for change, _ in pieces), owners)
            old += row.old is not None
            new += row.new is not None

    def _pieces(self, row: Row, number: int, after: _Line | None) -> Iterator[tuple[Change, str | None]]:
        old = new = 0
        for change in row.changes:
            sign, text = change
            owners: list[str | None] = [None] * len(text)
            if sign == "-":
                owners = [self._gone.get((number, old + at)) for at in range(len(text))]
            elif sign == "+" and after is not None:
                owners = after.owners[new : new + len(text)]
            # A moved sentence is known by the place of its change, which must stay.
            runs = [(0, len(text), next(filter(None, owners), None))] if row.passages else _runs(owners)
            for start, end, owner in runs:
                yield Change(sign, text[start:end]), owner
            old += len(text) * (sign != "+")
            new += len(text) * (sign != "-")


def _runs(owners: list[str | None]) -> Iterator[tuple[int, int, str | None]]:
    """Stretches of one owner; what nobody owns goes with what stands before it, or else behind."""
    start, owner = 0, None
    for at, here in enumerate(owners):
        if here is not None and owner is not None and here != owner:
            yield start, at, owner
            start = at
        owner = here or owner
    if owners:
        yield start, len(owners), owner


def _moved(redline: Redline) -> dict[int, tuple[Change, ...]]:
    """A moved line that did not change on the way, as one run."""
    return {
        row.move: (Change("=", row.new),) for row in redline if row.move is not None and row.new is not None
    }
