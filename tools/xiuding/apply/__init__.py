"""Applies the bound edits of a clause to a document, one module per kind of unit.

Every edit is applied exactly or raises `DoesNotApply`; an edit without effect is an error.  What an
operation had to decide (how often a phrase stood in its place, which mark a seam got) it notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from xiuding import seams
from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit
from xiuding.apply import annexes, articles, divisions, homes, items, paragraphs, tables, text, units
from xiuding.apply.draft import Draft
from xiuding.apply.refusals import no_effect
from xiuding.apply.words import quotes, widened
from xiuding.arrange import article_of
from xiuding.bind import Bound, Index, bind_edit
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    Holds,
    InsertNode,
    InsertText,
    Merge,
    Passage,
    Renumber,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
)
from xiuding.language import say

__all__ = ["Draft", "apply_clause"]


def apply_clause(draft: Draft, bound: Sequence[Bound]) -> None:
    """Apply all edits of one clause, in order, then settle the numbers it gave inside its articles.

    `draft.notes` and `draft.touched` are then those of this clause (“甲”共2处).  DoesNotApply where an
    edit cannot be applied as written: the clause is then half done, until the draft's journal takes it back.
    """
    draft.begin()
    bound = [widened(draft.document, b) for b in bound]
    # Whether 第二款改为第三款 does anything, only all edits of the clause together tell.
    named = _named(bound)
    before = [[*n.lines()] for n in named]
    names_rows = any(isinstance(b.edit, AddRows) for b in bound)
    if names_rows and not any(isinstance(b.edit, ReplaceTable) for b in bound):
        target = bound[0].edit.target
        raise DoesNotApply(
            say(f"{target}: rows are named, but no table has them", f"{target}：列举了行，但没有给出新表")
        )
    for i, one in enumerate(bound):
        draft.notes += one.notes
        if quotes(one.edit) and not (i and quotes(bound[i - 1].edit)):
            draft.words.plan(draft.document, takewhile(lambda b: quotes(b.edit), bound[i:]))
        _apply(draft, _bound_now(draft, one))
    tables.check(draft, bound)
    draft.lists.finish(literal=draft.literal)
    if not draft.literal:
        _close_sentences(draft, bound)
    if named and {*map(_article, draft.touched)} <= {*named} and before == [[*n.lines()] for n in named]:
        raise no_effect(bound[0].edit.target)
    if any(_names_headings(b) for b in bound):
        draft.relist()


def _names_headings(bound: Bound) -> bool:
    """Whether an edit may change a heading: of a chapter, or of no unit that it names."""
    if isinstance(bound.edit, InsertNode):
        return bound.edit.unit in DIVISIONS
    return bound.node is None or bound.node.unit in DIVISIONS


def _named(bound: Sequence[Bound]) -> list[Node]:
    """The articles that a clause names, if it names nothing else and is to change something."""
    nodes = [b.node for b in bound if b.node is not None]
    checks = all(_is_check(b) for b in bound)
    inside = all(n.unit in (Unit.ARTICLE, *BELOW_ARTICLE) for n in nodes)
    return [] if checks or not inside or len(nodes) < len(bound) else [*dict.fromkeys(map(_article, nodes))]


def _is_check(bound: Bound) -> bool:
    """Whether an edit only says what the text is by then: it changes nothing, and need not."""
    if isinstance(bound.edit, Renumber) and bound.node is not None:
        return units.says_what_stays(bound.node, bound.edit)
    return isinstance(bound.edit, ReplaceNode) and bound.edit.restates


def _article(node: Node) -> Node:
    return next((a for a in (node, *node.ancestors()) if a.unit is Unit.ARTICLE), node)


def _close_sentences(draft: Draft, bound: Sequence[Bound]) -> None:
    """A new 款, or its last 项, whose quotation leaves the full stop outside (修改为“……”。) gets one."""
    quoted = (getattr(b.edit, "new", None) for b in bound)
    lasts = [new.text[-1] for new in quoted if isinstance(new, Passage) and new.text]
    for node in dict.fromkeys(n for touched in draft.touched for n in touched.walk()):
        ends = any(last.endswith(node.text) for last in lasts)  # lines before the last have nothing outside
        if node.unit in BELOW_ARTICLE and node.is_fresh and ends and seams.is_open(node):
            end = len(node.text)
            node.splice(end, end, "。")
            draft.notes.append(f"“……{node.text[-9:-1]}”句末加“。”")


def _bound_now(draft: Draft, bound: Bound) -> Bound:
    """The edit with its node: what the base did not have may have been made since.

    It is looked up below the articles of the base, whose numbers the instrument uses, and only then among
    those that the text has now.
    """
    edit = bound.edit
    if bound.refused is not None:
        raise bound.refused
    if bound.missing is not None and not isinstance(edit, InsertNode):
        bound = bind_edit(draft.index, edit)
        if bound.missing is not None:
            bound = bind_edit(Index(draft.document), edit)
        if bound.missing is not None:
            raise bound.missing
    named = [bound.into, *bound.others, None if _survives(draft, bound) else bound.node]
    if not all(_stands(node, draft.document) for node in named if node is not None):
        raise DoesNotApply(
            say(
                f"{edit.target}: an earlier clause has replaced or deleted it",
                f"{edit.target}：已被前面的条目替换或者删去",
            )
        )
    if edit.place.made and (number := article_of(edit.place.address)) is not None:
        bound.node = homes.article(draft, number)
    return bound


def _survives(draft: Draft, bound: Bound) -> bool:
    """A 款 that goes to another article is the old one, though its own article may have a new text by now."""
    node = bound.node
    moves = isinstance(bound.edit, Renumber) and node is not None and node.unit in BELOW_ARTICLE
    return moves and node not in draft.struck


def _stands(node: Node, document: Document) -> bool:
    return any(a is document for a in node.ancestors())


def _apply(draft: Draft, bound: Bound) -> None:
    match bound.edit:
        case ReplaceText() | DeleteText() | InsertText() as edit:
            text.apply(draft, bound, edit)
        case AddRows() | DeleteRows() | ReplaceTable() as edit:
            tables.apply(draft, bound, edit)
        case ReplaceNode() as edit:
            units.replace(draft, bound, edit)
        case InsertNode() as edit:
            _insert(draft, bound, edit)
        case DeleteNode():
            units.delete(draft, bound)
        case Retitle() as edit if bound.node is not None and bound.node.unit is Unit.ANNEX:
            annexes.retitle(draft, bound.node, edit)
        case Retitle() as edit:
            divisions.retitle(draft, bound, edit)
        case Renumber() as edit:
            units.renumber(draft, bound, edit)
        case Merge() as edit:
            units.merge(draft, bound, edit)
        case Holds():
            return  # it told `xiuding.arrange` where the articles of other clauses go
        case edit:
            raise TypeError(edit.op)  # Reorder is not of one clause: `xiuding.crossref`


def _insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    match edit.unit:
        case Unit.ARTICLE:
            articles.insert(draft, bound, edit)
        case unit if unit in DIVISIONS:
            divisions.insert(draft, bound, edit)
        case Unit.ITEM | Unit.SUBITEM:
            items.insert(draft, bound, edit)
        case _:
            paragraphs.insert(draft, bound, edit)
