"""The running text of the pages: pieces, rows and paragraphs of a redline as HTML.

Built as strings, since a page may hold a million characters; the templates hold everything else.
All text passes through :func:`text`, which escapes it and shows what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from markupsafe import Markup

from xiuding.gap import GAP
from xiuding.redline.model import BREAK, Redline, Row
from xiuding.render.replaced import beside
from xiuding.render.rows import (
    Fold,
    Moves,
    Piece,
    Pieces,
    fold,
    levels,
    moves_of,
    new_side,
    old_side,
    row_pieces,
)
from xiuding.render.views import MarkedRow
from xiuding.render.visible import visible

_TAGS = {"-": ("del", "删除"), "+": ("ins", "插入")}
_CELL = '<span class="cell">'
_BREAK = '<span class="break"><span class="vh">〔分段〕</span>\n</span>'
_GAP = f'<span class="gap">{GAP}</span>'


def text(raw: str) -> str:
    """`raw` escaped, with hidden characters shown and gap marks set apart."""
    return escape(visible(raw, keep_tabs=True)).replace(GAP, _GAP)


def _spoken(words: str) -> str:
    return f'<span class="vh">{words}</span>'


def _value(raw: str) -> str:
    return escape(visible(raw))


def piece(made: Piece, owner: str | None = None) -> str:
    """A piece as text, ``<del>`` or ``<ins>``, which say in words what they are to a screen reader."""
    if made.sign == "=":
        return text(made.text)
    words = _BREAK.join(map(text, made.text.split(BREAK)))
    tag, said = _TAGS[made.sign]
    of = f' data-clause="{_value(owner)}"' if owner else ""
    kind = "" if made.move is None else ' class="moved"'
    return f"<{tag}{kind}{of}>{_spoken(f'〔{said}：')}{words}{_spoken('〕')}</{tag}>"


def label(words: str) -> str:
    """What stands before text that moved, set apart from it."""
    return f'<span class="move">{words}</span>' if words else ""


def line(labelled: Sequence[tuple[str, Piece]], owners: Sequence[str | None] = ()) -> str:
    """The pieces of a paragraph, each after its label, or of a table row, whose cells are parted by tabs."""
    owned = [(*each, owner) for each, owner in zip(labelled, owners or [None] * len(labelled), strict=True)]
    if not any("\t" in each.text for _, each in labelled):
        return "".join(_words(*each) for each in owned)
    parts = [f'<span class="cells">{_CELL}']
    for words, each, owner in owned:
        first, *others = each.text.split("\t")
        parts.append(_words(words, each._replace(text=first), owner))
        for other in others:
            tab = piece(each._replace(text="\t"), owner)
            parts += f"</span>{tab}{_CELL}", _words(words, each._replace(text=other), owner)
    return f"{''.join(parts)}</span></span>"


def _words(said: str, made: Piece, owner: str | None) -> str:
    return label(said) + piece(made, owner) if made.text else ""


def _line(made: Pieces, moves: Moves, owners: Sequence[str | None] = ()) -> str:
    return line([(moves.piece_label(each), each) for each in made], owners)


def rows(redline: Redline, *, key: str = "", context: int | None = None, title: bool = False) -> Markup:
    """The rows of `redline`, each with a cell for the old text, the new one and, if changed, both in line.

    `key` keeps the anchors of moved rows apart where a page has several redlines.  Unchanged rows
    are folded beyond `context`; renumbering is folded where rows are folded at all.  With `title`, the
    first row may be that of the text.
    """
    moves = moves_of(redline)
    heights: dict[int, list[int]] = {}
    for row, level in zip(redline, levels(redline, title=title), strict=True):
        heights.setdefault(id(row), []).append(level)
    parts = []
    for shown, other in beside(fold(redline, context, renumbering=context is not None)):
        if isinstance(shown, Fold):
            inside = "".join(_row(row, None, heights[id(row)].pop(0), moves, key) for row in shown.rows)
            parts.append(f'<details class="fold"><summary>{shown.summary}</summary>{inside}</details>')
        else:
            parts.append(_row(shown, other, heights[id(shown)].pop(0), moves, key))
    return Markup("".join(parts))  # noqa: S704 - every text in it went through `text`


def _row(row: Row, other: Row | None, level: int, moves: Moves, key: str) -> str:
    """A row, or a struck one and the inserted `other` that is read beside it."""
    old, new = old_side(row, moves), new_side(other or row)
    mark = _move_mark(row, moves, key)
    before = "" if old is None else mark + _line(old, moves)
    after = "" if new is None else mark + _line(new, moves)
    # Equal text is read out once.
    hidden = ' aria-hidden="true"' if row.kind == "equal" else ""
    cells = f'<p class="old"{hidden}>{before}</p><p class="new">{after}</p>'
    if row.kind == "changed":
        cells += f'<p class="both">{_line(row_pieces(row), moves)}</p>'
    kind = "replaced" if other else f"{row.kind} renumbering" if row.renumbering else row.kind
    return f'<div class="row {kind} h{level}">{cells}</div>\n'


def _move_mark(row: Row, moves: Moves, key: str) -> str:
    if row.move is None:
        return ""
    here, there = ("from", "to") if row.new is None else ("to", "from")
    anchor = _value(f"{key}move{row.move}")
    return f'<a class="move" id="{anchor}-{here}" href="#{anchor}-{there}">{moves.row_label(row)}</a>'


def paragraphs(chapter: Iterable[MarkedRow], key: str, labels: dict[str, str], seen: set[str]) -> Markup:
    """The consolidated text with every change in place; what a clause touched bears links to it.

    `labels` has the label of each clause; the first passage of a clause, counted in `seen`, gets its
    anchor ``t-4.8.1``.
    """
    marked = list(chapter)
    moves = moves_of(Redline(tuple(mark.row for mark in marked)))
    parts = []
    for clauses, group in groupby(marked, key=lambda mark: mark.clauses):
        body = "".join(_paragraph(mark, moves, key) for mark in group)
        parts.append(_marked(body, clauses, labels, seen) if clauses else body)
    return Markup("".join(parts))  # noqa: S704 - every text in it went through `text`


def _paragraph(mark: MarkedRow, moves: Moves, key: str) -> str:
    row, level = mark.row, mark.level
    # With one clause there is no doubt whose the changes are.
    only = mark.clauses[0] if len(mark.clauses) == 1 else None
    if row.move is None:
        found = row_pieces(row)
        owners = [
            owner for owner, change in zip(mark.owners, row.changes, strict=bool(mark.owners)) if change.text
        ]
    else:
        found, owners = old_side(row, moves) or new_side(row) or (), []
    body = _move_mark(row, moves, key) + _line(found, moves, owners or [only] * len(found))
    heading = f' role="heading" aria-level="{level + 1}"' if level else ""
    return f'<p class="para {row.kind} h{level}"{heading}>{body}</p>\n'


def _marked(body: str, clauses: tuple[str, ...], labels: dict[str, str], seen: set[str]) -> str:
    anchors = "".join(f'<span id="t-{_value(clause)}"></span>' for clause in clauses if clause not in seen)
    seen.update(clauses)
    links = "".join(
        f'<a href="#{_value(clause)}" data-clause="{_value(clause)}">{text(labels.get(clause, clause))}</a>'
        for clause in clauses
    )
    whose = _value(" ".join(clauses))
    return (
        f'<div class="marked" data-clauses="{whose}">{anchors}{body}<div class="whose">{links}</div></div>\n'
    )
