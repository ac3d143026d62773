"""The one `Redline` from which every output (terminal, HTML, table, docx, JSON) is drawn.

Laws: in every row the pieces signed ``=`` and ``-`` concatenate to `old` and those signed ``=`` and
``+`` to `new`; over the rows in order, the `old` that are not None, each on a line, are the old text
and the `new` that are not None the new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

BREAK = "\n"
"""The end of a paragraph within a row: always struck or inserted, for one that stays ends the row."""

Sign = Literal["=", "-", "+"]
RowKind = Literal["equal", "changed", "inserted", "deleted", "moved"]


class Change(NamedTuple):
    """A run of text and its fate, e.g. ``Change("-", "73支")``."""

    sign: Sign
    text: str


class Row(NamedTuple):
    r"""A paragraph of the old text beside the paragraph of the new text it became.

    Where one was divided, or several were joined, the row has all of them, and the `BREAK` between two is
    a change: ``("=", "甲。"), ("+", "\n"), ("=", "乙。")``.

    A moved paragraph makes two rows of kind ``moved``: one where it stood (`new` is None) and one
    where it stands now (`old` is None), both with the same `move` number; `inner` of the latter
    shows what changed on the way.  A row whose only changes are numbers of units (第三条 → 第四条)
    is `renumbering`, so that readers can fold it.

    A sentence that left one paragraph for another, or for another place in its own, stays a ``-``
    there and a ``+`` here; `passages` names those changes: pairs of an index into `changes` and a
    move number, which the two ends share.

    `seams` are indices into `changes` of what no quotation holds: a mark that a seam took or gave.
    """

    kind: RowKind
    old: str | None
    new: str | None
    changes: tuple[Change, ...]
    move: int | None = None
    inner: tuple[Change, ...] = ()
    renumbering: bool = False
    passages: tuple[tuple[int, int], ...] = ()
    seams: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Redline:
    """All rows of a comparison, in reading order."""

    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def fragments(self) -> int:
        """The struck and the inserted runs of the whole text, by which its comparisons can be compared.

        A replacement counts as two.  Where two neighbouring paragraphs change up to their common end
        that is one run, as in a comparison that knows no paragraphs.
        """
        count = 0
        run: set[Sign] = set()
        for row in self.rows:
            signs: list[Sign] = ["="] if row.kind == "equal" else [change.sign for change in row.changes]
            for sign in signs:
                if sign == "=":
                    count += len(run)
                    run = set()
                else:
                    run.add(sign)
        return count + len(run)

    @property
    def differs(self) -> bool:
        """Whether any row is not equal."""
        return any(row.kind != "equal" for row in self.rows)
