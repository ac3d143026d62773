"""What one clause changed: the rows to show, as refined and as the clause quotes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiuding import originals
from xiuding.consolidate import Step
from xiuding.instrument.model import DeleteText, Edit, InsertText, ReplaceText
from xiuding.redline import Redline, Row, drafted, with_seams
from xiuding.render.rows import levels, wording
from xiuding.render.views import ClauseView
from xiuding.structure import article_label

_LEAD = 4  # below the levels of headings


def clause_view(step: Step, redline: Redline) -> ClauseView:
    """The view of a clause that has been applied, given the redline of the whole text before and after it."""
    clause, shown = step.clause, _excerpt(redline)
    as_drafted = _as_drafted(shown, clause.edits)
    return ClauseView(
        id=clause.id,
        label=clause.label or clause.id,
        text=originals.words(clause),
        place="、".join(dict.fromkeys(edit.target for edit in clause.edits)),
        operations=tuple(dict.fromkeys(edit.op for edit in clause.edits)),
        refined=Redline(tuple(map(with_seams, shown, as_drafted))),
        drafted=as_drafted,
        notes=tuple(dict.fromkeys(step.notes)),
    )


def _excerpt(redline: Redline) -> Redline:
    """The changed rows, what stands next to those that came or went, and the headings above.

    Above a changed paragraph or item of an article the line stands with which the article begins.
    """
    rows, heights = redline.rows, levels(redline)
    changed = {at for at, row in enumerate(rows) if row.kind != "equal"}
    leads = [
        height or _LEAD * bool(article_label(wording(row))) for row, height in zip(rows, heights, strict=True)
    ]
    kept = set(changed)
    kept |= {near for at in changed if rows[at].kind != "changed" for near in (at - 1, at + 1)} & set(
        range(len(rows))
    )
    for at in sorted(kept):
        above = leads if at in changed else heights
        lowest = above[at] or _LEAD + 1
        for higher in range(at - 1, -1, -1):
            if lowest == 1:
                break
            if 0 < above[higher] < lowest:
                kept.add(higher)
                lowest = above[higher]
    return Redline(tuple(rows[at] for at in sorted(kept)))


def _as_drafted(redline: Redline, edits: Sequence[Edit]) -> Redline:
    """The same rows with the passages struck and replaced as the clause quotes them."""
    passages = [passage for edit in edits for passage in _passages(edit)]
    return Redline(tuple(_row_as_drafted(row, passages) for row in redline))


def _row_as_drafted(row: Row, passages: Sequence[tuple[str, str]]) -> Row:
    if row.kind != "changed" or row.old is None or row.new is None:
        return row
    return drafted(row.old, row.new, passages) or drafted(row.old, row.new, [(row.old, row.new)]) or row


def _passages(edit: Edit) -> Iterator[tuple[str, str]]:
    match edit:
        case ReplaceText(old=old, new=new):
            yield old.line, new.line
        case DeleteText(old=old):
            yield old.line, ""
        case InsertText(new=new):
            yield "", new.line
        case _:
            return
