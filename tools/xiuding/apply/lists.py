"""The 款 and 项 that one clause numbers, adds or takes out: their order, their labels, their marks."""

from __future__ import annotations

from collections.abc import Mapping

from xiuding import seams
from xiuding.address import Unit, label
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.numerals import Ordinal, to_chinese


class Lists:
    """What one clause does to the numbered units inside articles, settled when the clause is done.

    A clause gives some units their numbers (第二款改为第三款, 增加一项，作为第四项); the others make room and
    keep their order.  The numbers are those in the end: `going` are the units that clauses delete or take
    elsewhere, which count no more in what they leave.  What was decided is appended to `notes`.
    """

    def __init__(self, notes: list[str], going: Mapping[Node, Node | None] | None = None) -> None:
        self._notes, self._going = notes, going or {}
        self._given: dict[Node, dict[int, Node]] = {}
        self._marks: dict[Node, seams.Marks] = {}
        self._forms: dict[Node, tuple[int, str]] = {}
        self._changed: dict[Node, list[Node]] = {}
        self._carried: set[Node] = set()
        self._found: dict[Node, list[Node]] = {}

    def give(self, parent: Node, number: int, node: Node) -> None:
        """A 款 or 项 of `parent` gets a number; the others make room for it."""
        self._found.setdefault(parent, list(parent.children))
        given = self._given.setdefault(parent, {})
        for other in [n for n, given_to in given.items() if given_to is node]:
            del given[other]  # the number it is given last counts
        given[number] = node
        self._settle(parent, given)

    def gives(self, parent: Node, number: int) -> bool:
        """Whether the clause has given a unit of `parent` this number."""
        return number in self._given.get(parent, {})

    def watch(self, parent: Node, *changed: Node) -> None:
        """Remember the marks of a list before it changes, and which items changed."""
        self._found.setdefault(parent, list(parent.children))
        if parent.listed():
            self._forms.setdefault(parent, _form(parent.listed()))
        marks = seams.item_marks(parent)
        if marks is not None:
            self._marks.setdefault(parent, marks)
        self._changed.setdefault(parent, []).extend(changed)

    def found(self, parent: Node, unit: Unit) -> list[Node]:
        """The units of a kind below `parent` as the clause found them, whatever it has moved since."""
        return [n for n in self._found.get(parent, parent.children) if n.unit is unit and not n.is_caption]

    def carry(self, old: Node, new: Node, item: Node) -> None:
        """An item leaves one list for the end of another, which takes over the marks if it has none."""
        self._carried.add(item)
        self.watch(old)
        self._forms.setdefault(new, _form(new.listed()))
        new.append(item)
        if old in self._marks:
            self._marks.setdefault(new, self._marks[old])
        self.watch(new, item)
        self.label(old)
        self._given.pop(old, None)

    def has_carried(self, parent: Node) -> bool:
        """Whether the clause has brought items to this list: a new text for it would lose them."""
        return not self._carried.isdisjoint(parent.children)

    def label(self, parent: Node) -> None:
        """Number a list through in its own form: （一）（二）, 一、二、, （1）（2）, 1. 2."""
        items = parent.listed()
        first, like = self._forms.get(parent) or _form(items)
        for i, item in enumerate(items, first):
            now = label(item.unit, Ordinal(i), like)
            if item.label != now:
                self._notes.append(f"{item.label}改为{now}" if item.label else f"加{now}")
                item.relabel(now, Ordinal(i))

    def finish(self, *, literal: bool) -> None:
        """Settle all numbers; mend the marks of the lists unless they are to stay as quoted."""
        for parent, given in self._given.items():
            self._settle(parent, given)
            for number, node in given.items():
                self._require_place(parent, number, node)
        if not literal:
            for parent, marks in self._marks.items():
                self._notes += seams.mend_items(parent, marks, self._changed.get(parent, []))

    def _settle(self, parent: Node, given: Mapping[int, Node]) -> None:
        for unit in dict.fromkeys(node.unit for node in given.values() if node.parent is parent):
            siblings = parent.of(unit)
            taken = {n: node for n, node in given.items() if node.unit is unit and node.parent is parent}
            counted = self._counted(siblings, taken)
            rest = iter(_ordered(counted, taken))
            ordered = [next(rest) if s in counted else s for s in siblings]
            if ordered != siblings and set(ordered) == set(siblings):
                slots = [s.index for s in siblings]
                for node in ordered:
                    node.detach()
                for slot, node in zip(slots, ordered, strict=True):
                    parent.insert(slot, node)
            if unit in (Unit.ITEM, Unit.SUBITEM):
                self.label(parent)

    def _counted(self, siblings: list[Node], taken: Mapping[int, Node]) -> list[Node]:
        """Those that count: a number beyond what will stay counts the others too."""
        staying = [s for s in siblings if not self._leaves(s) or s in taken.values()]
        return staying if max(taken, default=0) <= len(staying) else siblings

    def _leaves(self, node: Node) -> bool:
        """Whether a unit still stands in what it goes out of; where it arrives, it counts."""
        return node in self._going and node.parent is self._going[node]

    def _require_place(self, parent: Node, number: int, node: Node) -> None:
        """DoesNotApply where a unit cannot have the number it is given: there are too few before it."""
        siblings = parent.of(node.unit)
        if node.parent is not parent or self._counted(siblings, {number: node}).index(node) + 1 == number:
            return
        place = siblings.index(node) + 1
        got, wanted = (f"第{to_chinese(n)}{node.unit.value}" for n in (place, number))
        where = "".join(n.label for n in reversed([parent, *parent.ancestors()]) if n.unit is Unit.ARTICLE)
        raise DoesNotApply(
            say(
                f"{where}: it would be {got}, not {wanted}: there are too few before it",
                f"{where}：应为{got}，不是{wanted}，前面没有那么多{node.unit.value}",
            )
        )


def _form(items: list[Node]) -> tuple[int, str]:
    """The number a list begins with and the label whose form its labels have."""
    labelled = [i for i in items if i.label]
    if not labelled:
        return 1, "（一）"
    number = labelled[0].number
    return number.number if number is not None and labelled[0] is items[0] else 1, labelled[0].label


def _ordered(siblings: list[Node], taken: Mapping[int, Node]) -> list[Node]:
    """The siblings with those that have a number in their places; numbers beyond the end come last."""
    free = iter([s for s in siblings if s not in taken.values()])
    slots = (taken.get(n) or next(free, None) for n in range(1, len(siblings) + 1))
    return [s for s in slots if s is not None] + [s for n, s in sorted(taken.items()) if n > len(siblings)]
