"""Builds the base unit by unit from what each edit says was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from xiuding.address import DIVISIONS, RANK, Step, Unit
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.gap import GAP
from xiuding.instrument.model import (
    AddRows,
    Clause,
    DeleteNode,
    DeleteRows,
    Edit,
    InsertNode,
    Merge,
    Passage,
    Place,
    ReplaceNode,
    ReplaceTable,
)
from xiuding.language import say
from xiuding.numerals import Ordinal, to_chinese
from xiuding.reconstruct.edits import before_new, neighbours, new_numbers, supposed
from xiuding.reconstruct.tables import rows_before
from xiuding.structure import heading

_GAP = " "
_MOST = 3000  # the longest code has 1,260 articles
_BRACKETED = (Unit.ITEM,)
_TEXTS = (Unit.PARAGRAPH, Unit.ITEM, Unit.SUBITEM)


class Base:
    """The base as far as it is known; `quoted` collects the passages of each paragraph in order."""

    def __init__(self, title: str, note: str) -> None:
        self.document = Document([Node(Unit.TITLE, title)] if title else [])
        if note:
            self.document.append(Node(Unit.NOTE, note))
        self.quoted: dict[Node, list[str]] = {}
        self.leads: dict[Node, str] = {}
        self.made: list[str] = []  # the titles and paragraphs that clauses make

    # -- headings ------------------------------------------------------------------------------
    def contents(self, line: str) -> None:
        """A heading of the table of contents, below the last one of higher rank."""
        node = heading(line.strip())
        if node is None or node.unit not in DIVISIONS:
            raise DoesNotApply(
                say(f"not a heading: {line.strip()}", f"目录中的这一行不是标题：{line.strip()}")
            )
        node.gap = _GAP
        tip: Node = self.document
        while (last := _last_division(tip)) is not None and RANK[last.unit] < RANK[node.unit]:
            tip = last
        tip.append(node)

    # -- clauses -------------------------------------------------------------------------------
    def clause(self, clause: Clause, clauses: Sequence[Clause]) -> None:
        """Put into the base what a clause, one of all `clauses`, says of it."""
        beside = neighbours(clauses, clause)
        for edit in clause.edits:
            for place, quoted in supposed(edit):
                node = self.place(place, beside)
                if node is None:
                    continue
                if place.sentences is not None and node.unit is Unit.ARTICLE:
                    node = self._step(node, Step(Unit.PARAGRAPH, Ordinal(1)))
                if place.sentences is not None and node.unit in _TEXTS and not node.text:
                    node.text = _sentences(*place.sentences, quoted)
                elif quoted is not None:
                    self.quote(node, quoted)
            for place in before_new(edit, clause.edits):
                self.place(place, beside)
        for edit in clause.edits:
            if isinstance(edit, InsertNode | ReplaceNode) and edit.new is not None:
                self.made += edit.new.text
            if isinstance(edit, InsertNode) and edit.title:
                self.made.append(edit.title)

    def place(self, place: Place, beside: Sequence[Edit]) -> Node | None:
        """The node of a place, put there where it is missing; None of what an earlier clause makes."""
        if place.made:
            return None
        node: Node = self.document
        for step in place.address.steps:
            if step.unit not in DIVISIONS and node.unit in DIVISIONS:
                node = self._section(node, beside)
            if self._find(node, step) is None and self._is_made(step):
                return None
            node = self._step(node, step)
        return node

    def _is_made(self, step: Step) -> bool:
        named = f"{_label(step)}{_GAP}{step.title}" if step.number else step.title
        return bool(step.title) and any(text.startswith(named) for text in self.made)

    def _section(self, division: Node, beside: Sequence[Edit]) -> Node:
        """The section that neighbouring clauses name and keep, where there is just one; else the division."""
        named: dict[Node, None] = {}
        gone = set()
        for edit in beside:
            steps = [s for s in edit.place.address.steps if s.unit in DIVISIONS]
            found = self._find(division, steps[-1]) if steps else None
            if found is not None:
                named[found] = None
                if isinstance(edit, DeleteNode) and edit.place.address.last is steps[-1]:
                    gone.add(found)
        kept = [node for node in named if node not in gone]
        return kept[0] if len(kept) == 1 else division

    def _find(self, parent: Node, step: Step) -> Node | None:
        below = [n for n in parent.walk() if n.unit is step.unit and n is not parent]
        if step.number is None:
            if step.unit is Unit.PARAGRAPH:
                return next((n for n in below if self.leads.get(n) == step.title), None)
            return next((n for n in below if not step.title or n.text == step.title), None)
        if step.unit is Unit.PARAGRAPH:
            counted = parent.of(Unit.PARAGRAPH)
            return counted[step.number.number - 1] if 1 <= step.number.number <= len(counted) else None
        return next((n for n in below if n.number == step.number), None)

    def _step(self, parent: Node, step: Step) -> Node:
        found = self._find(parent, step)
        if found is not None:
            return found
        if step.unit in (Unit.TITLE, Unit.NOTE, Unit.PREAMBLE):
            node = Node(step.unit)
            at = sum(c.unit in (Unit.TITLE, Unit.NOTE) for c in self.document.children)
            self.document.insert(at, node)
            return node
        if step.unit is Unit.PARAGRAPH:
            return self._paragraph(parent, step)
        if step.unit in _TEXTS and step.number is not None and step.number > Ordinal(1):
            _require_few(step.number.number, step)
            for number in range(1, step.number.number):  # a list has no holes
                self._step(parent, replace(step, number=Ordinal(number)))
        node = Node(step.unit, step.title, label=_label(step), number=step.number)
        node.gap = "　" if step.unit is Unit.ARTICLE else _GAP if step.title else ""
        if step.unit in _TEXTS:  # an item stands in a 款
            while parent.unit in (*DIVISIONS, Unit.ARTICLE):
                parent = self._step(parent, Step(Unit.PARAGRAPH, Ordinal(1)))
        self._in_order(parent, node)
        return node

    def _paragraph(self, parent: Node, step: Step) -> Node:
        """A paragraph known by its lead phrase, or by its number with the gaps that are before it."""
        node = Node(Unit.PARAGRAPH)
        if step.number is None:
            self.leads[node] = step.title
            parent.insert(_before_insets(parent), node)
            return node
        _require_few(step.number.number, step)
        while len(parent.of(Unit.PARAGRAPH)) < step.number.number:
            node = Node(Unit.PARAGRAPH)
            parent.insert(_before_insets(parent), node)
        return node

    def _in_order(self, parent: Node, node: Node) -> None:
        """Insert a numbered unit where its number puts it."""
        if node.unit is Unit.ARTICLE:
            later = next(
                (a for a in self.document.articles() if a.number and node.number and a.number > node.number),
                None,
            )
        else:
            siblings = parent.of(node.unit)
            later = next((s for s in siblings if s.number and node.number and s.number > node.number), None)
        if later is not None and later.parent is not None:
            later.parent.insert(later.index, node)
        else:
            parent.append(node)

    def quote(self, node: Node, passage: Passage) -> None:
        """Note that the passage stands in the node's text; in a division or box, in a paragraph of it."""
        if node.unit is Unit.DOCUMENT:
            node = self._step(self.document, Step(Unit.PREAMBLE))
        if node.unit in (Unit.TITLE, Unit.NOTE):
            node.text = node.text or passage.line
            return
        if len(passage.text) > 1:
            for line in passage.text:
                whole = Node(Unit.PARAGRAPH, line)
                node.insert(_before_insets(node), whole)
            return
        if node.unit not in _TEXTS:
            node = self._loose(node)
        line = passage.line
        quoted = self.quoted.setdefault(node, [])
        if any(line in other for other in quoted):
            return
        quoted[:] = [other for other in quoted if other not in line] + [line]

    def _loose(self, parent: Node) -> Node:
        """The paragraph for quotations of which only the section, article or box is known."""
        for node in parent.of(Unit.PARAGRAPH):
            if node not in self.leads:
                return node
        node = Node(Unit.PARAGRAPH)
        parent.insert(_before_insets(parent), node)
        return node

    # -- tables --------------------------------------------------------------------------------
    def tables(self, clauses: Iterable[Clause], same: Mapping[str, str]) -> None:
        """Give every table that a clause replaces the rows it had."""
        unused = dict(same)
        for clause in clauses:
            new = next((e for e in clause.edits if isinstance(e, ReplaceTable)), None)
            if new is None:
                continue
            added = [name for e in clause.edits if isinstance(e, AddRows) for name in e.names]
            deleted = [name for e in clause.edits if isinstance(e, DeleteRows) for name in e.names]
            names = [unused.pop(name, name) for name in added]
            node = self.place(new.place, neighbours(list(clauses), clause))
            if node is not None:
                node.rows = rows_before(new.rows, names, deleted)
        if unused:
            names = list(unused)
            raise DoesNotApply(say(f"no clause adds the row {names[0]}", f"没有条目增加这样的行：{names[0]}"))

    # -- articles ------------------------------------------------------------------------------
    def articles(self, clauses: Iterable[Clause]) -> None:
        """Articles are numbered without holes: those that no clause names are there, as gaps.

        How many there are at least, the numbers named tell, and the new numbers less the articles added.
        """
        named = {a.number.number for a in self.document.articles() if a.number}
        if not named:
            return
        edits = [e for clause in clauses for e in clause.edits]
        added = {n for e in edits if isinstance(e, InsertNode) and e.unit is Unit.ARTICLE for n in e.numbers}
        gone = sum(isinstance(e, DeleteNode) and e.place.address.last.unit is Unit.ARTICLE for e in edits)
        gone += sum(len(e.others) for e in edits if isinstance(e, Merge))
        given = [
            step.number.number
            for e in edits
            for a in new_numbers(e)
            if (step := a.step(Unit.ARTICLE)) and step.number
        ]
        last = max([*named, max(given, default=0) - len(added) + gone])
        _require_few(last, Step(Unit.ARTICLE, Ordinal(last)))
        for number in sorted(set(range(1, last + 1)) - named):
            self._step(self.document, Step(Unit.ARTICLE, Ordinal(number)))

    # -- gaps ----------------------------------------------------------------------------------
    def finish(self) -> None:
        """Write the paragraphs, and a gap at the end of everything that may have had more."""
        for node in list(self.document.walk()):
            if node.unit in _TEXTS or (node.unit is Unit.PREAMBLE and not node.children):
                self._write(node)
            elif node.unit is Unit.ARTICLE and not node.children:
                node.append(Node(Unit.PARAGRAPH, GAP))
            elif node.unit in (*DIVISIONS, Unit.BOX) and not any(
                c.unit in (*DIVISIONS, Unit.ARTICLE) for c in node.children
            ):
                loose = any(n not in self.leads for n in node.of(Unit.PARAGRAPH))
                if not loose:
                    node.insert(_before_insets(node), Node(Unit.PARAGRAPH, GAP))

    def _write(self, node: Node) -> None:
        if node.unit is Unit.PREAMBLE:
            node.append(Node(Unit.PARAGRAPH, GAP))
        elif not node.text:
            node.text = _text(self.leads.get(node, ""), self.quoted.get(node, []))


def _text(lead: str, quoted: Sequence[str]) -> str:
    """The text of a paragraph: ``_text("甲", ["乙"])`` is 甲。〔原文未载〕乙〔原文未载〕."""
    known = [q for q in quoted if q not in lead]
    opening = next((q for q in known if lead and q.startswith(lead)), lead)
    if opening is lead and lead and len(known) == len(quoted):
        opening += "。"
    known = [q for q in known if q != opening]
    return opening + GAP + "".join(q + GAP for q in known)


def _sentences(first: int, last: int | None, quoted: Passage | None) -> str:
    """A paragraph of which the first or last sentences are quoted, or which has at least so many."""
    if quoted is None:
        return f"{GAP}。" * (last if last is not None else -first)
    return f"{GAP}。{quoted.line}" if last is None else f"{GAP}。" * first + quoted.line + GAP


def _require_few(number: int, step: Step) -> None:
    """DoesNotApply for a number that no text reaches: everything before it would be a gap."""
    if number > _MOST:
        raise DoesNotApply(say(f"no text has a {step}", f"没有文本会有{step}"))


def _label(step: Step) -> str:
    if step.number is None:
        return ""
    if step.unit in _BRACKETED:
        return f"（{step.number}）"
    if step.unit is Unit.SUBITEM:
        return f"{step.number.number}."
    tail = f"之{to_chinese(step.number.insertion)}" if step.number.insertion else ""
    if step.unit in (Unit.BOX, Unit.TABLE):
        return f"{step.word or step.unit.value}{step.number.number}"
    if step.unit is Unit.GROUP:
        return f"{step.number}、"
    return f"第{to_chinese(step.number.number)}{step.unit.value}{tail}"


def _last_division(node: Node) -> Node | None:
    return node.children[-1] if node.children and node.children[-1].unit in DIVISIONS else None


def _before_insets(parent: Node) -> int:
    """Where a paragraph goes: after the other paragraphs, before boxes, tables and lower divisions."""
    insets = (*DIVISIONS, Unit.ARTICLE, Unit.BOX, Unit.TABLE)
    return next((i for i, c in enumerate(parent.children) if c.unit in insets), len(parent.children))
