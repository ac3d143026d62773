"""What changes within an article, in the smallest units that a drafter names: words, 项, 款.

A place is what stands behind the article's number in a clause: 第二款第三项, or nothing in an article of one
款.  It is in the numbers of the old text but for what is added, as clauses have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from xiuding.address import Unit
from xiuding.amend.pairing import in_order, likeness, said
from xiuding.document import Node
from xiuding.numerals import to_chinese
from xiuding.redline import compare
from xiuding.redline.labels import renumbered
from xiuding.tokens import tokenize
from xiuding.typography import normalise

_MOST = 3
"""More changed words in one unit are hard to put together for whoever has to read them."""
_SHORTEST, _LONGEST = 2, 30
"""Characters of a quotation that names words in a text."""
_PHRASE = 10
"""Characters of a phrase besides what it quotes."""
_ENDS = "；。"
_MARKS = "，、；：。"
"""No quotation begins with one that it does not change."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that become others; without `old`, `new` is added behind the words `anchor`.

    `everywhere` says that the unit has `old` nowhere else, so that the same change in other articles can
    stand in one clause with it.
    """

    place: str
    old: str
    new: str
    anchor: str = ""
    everywhere: bool = False

    @property
    def cost(self) -> int:
        """How much there is to read, in characters."""
        return _PHRASE + len(self.old) + len(self.new) + len(self.anchor)


@dataclass(frozen=True, slots=True)
class Whole:
    """Units that are given in full: one that is at `place` and becomes the `moved`, or new ones."""

    place: str
    lines: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    moved: str = ""

    @property
    def unit(self) -> str:
        """The unit of new ones: 款."""
        return self.numbers[0][-1]

    @property
    def cost(self) -> int:
        """How much there is to read, in characters."""
        return _PHRASE + sum(map(len, self.lines))


@dataclass(frozen=True, slots=True)
class Gone:
    """A unit that is deleted."""

    place: str
    cost: int = _PHRASE


Edit = Words | Whole | Gone


def edits(before: Node, after: Node) -> list[Edit] | None:
    """What makes the one article the other; None where it is as well given in full.

    第五条　甲登记。 and 第五条　甲登记。⏎乙除外。 give ``[Whole("", ("乙除外。",), ("第二款",))]``.
    """
    found = _children(before, after, "", alone=len(before.children) == 1)
    return None if found is None or _cost(found) > _cost([Whole("", (*after.lines(),))]) else found


def quoted(found: Sequence[Edit]) -> list[Edit]:
    """The same with all words of an addition quoted, where a mark may have been missed or given beside it.

    在“甲”后增加“乙” as “甲”修改为“甲乙”.
    """
    return [
        Words(each.place, each.anchor, each.anchor + each.new)
        if isinstance(each, Words) and each.anchor
        else each
        for each in found
    ]


def _cost(found: Sequence[Edit]) -> int:
    return sum(each.cost for each in found)


def _children(before: Node, after: Node, place: str, *, alone: bool = False) -> list[Edit] | None:
    """The edits of the units below one, which is `alone` where the first of them needs no number."""
    kinds = {child.unit for node in (before, after) for child in node.children}
    if len(kinds) > 1 or not kinds <= {Unit.PARAGRAPH, Unit.ITEM}:
        return None
    found: list[Edit] = []
    same_count = len(before.children) == len(after.children)
    for old, new in _paired(before.children, after.children):
        if old is None and new is not None:
            _add(found, Whole(place, _content(new), (_number(new),)))
            continue
        assert old is not None  # of a pair one is there
        here = place if alone and old.unit is Unit.PARAGRAPH else place + _number(old)
        if new is None:
            found.append(Gone(here))
        elif _differ(old, new, ends=same_count):
            found += _unit(old, new, here, ends=same_count)
    return found


def _add(found: list[Edit], new: Whole) -> None:
    """Neighbours are added together: 增加二款，作为第二款、第三款."""
    last = found[-1] if found else None
    if isinstance(last, Whole) and last.numbers and (last.place, last.unit) == (new.place, new.unit):
        found[-1] = Whole(new.place, last.lines + new.lines, last.numbers + new.numbers)
    else:
        found.append(new)


def _unit(old: Node, new: Node, place: str, *, ends: bool) -> list[Edit]:
    """The edits of one 款 or 项; it is given in full where that is no longer."""
    moved = _number(new) if place and _number(old) != _number(new) else ""
    whole: list[Edit] = [Whole(place, _content(new), moved=moved)]
    ours, theirs = _text(old, ends), _text(new, ends)
    own = (
        _words(place, ours, theirs, "".join(normalise(line).text for line in old.lines()))
        if ours != theirs
        else []
    )
    below = _children(old, new, place)
    if own is None or below is None or _cost([*own, *below]) > _cost(whole):
        return whole
    return [*own, *below]


def _words(place: str, old: str, new: str, everything: str) -> list[Words] | None:
    """The words that change; None where they are too many, or no quotation of them is clear.

    What a clause quotes of a 款 is looked for in `everything`: in the 款 and in its 项.
    """
    if renumbered(old, new):
        return []  # the closing formula has references follow
    rows = compare([old], [new]).rows
    if len(rows) != 1:
        return None
    spans = [(at, gone, come) for at, gone, come in _spans(rows[0].changes) if not renumbered(gone, come)]
    changes = [(gone, come) for _, gone, come in spans]
    found: list[Words] = []
    end = 0
    for at, gone, come in spans:
        if len(gone) >= _SHORTEST and everything.count(gone) == changes.count((gone, come)):
            one, start, stop = Words(place, gone, come, everywhere=True), at, at + len(gone)
        elif (quoted := _quotation(old, at, at + len(gone), everything)) is None:
            return None
        else:
            start, stop = quoted
            one = _quoting(place, old, (start, at, at + len(gone), stop), come)
        if start < end:
            return None  # two quotations of one passage
        end = stop
        if one not in found:
            found.append(one)
    return found if len(found) <= _MOST else None


def _spans(changes: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """The changes as (offset in the old text, old words, new words)."""
    at, gone, come = 0, "", ""
    for sign, text in [*changes, ("=", "")]:
        if sign == "-":
            gone += text
        elif sign == "+":
            come += text
        else:
            if gone or come:
                yield _trimmed(at, gone, come)
            at += len(gone) + len(text)
            gone = come = ""


def _trimmed(at: int, gone: str, come: str) -> tuple[int, str, str]:
    """A replacement without the words that both sides begin and end with: a redline has short ones in it."""
    olds, news = tokenize(gone), tokenize(come)
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    if min(len(olds), len(news)) > head + tail:
        at += len("".join(olds[:head]))
        gone, come = ("".join(side[head : len(side) - tail]) for side in (olds, news))
    return at, gone, come


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _quotation(text: str, start: int, end: int, everything: str) -> tuple[int, int] | None:
    """The stretch of whole words around a change that stands once in the unit; None where it is too long."""
    bounds = list(accumulate(map(len, tokenize(text)), initial=0))
    left, right = start, end
    widen_right = start == 0
    while right - left < _SHORTEST or text[left] in _MARKS or everything.count(text[left:right]) != 1:
        if right - left > _LONGEST or (left == 0 and right == len(text)):
            return None
        if widen_right:
            right = next((b for b in bounds if b > right), right)
        else:
            left = next((b for b in reversed(bounds) if b < left), left)
        widen_right = left == 0 or (start != end and right < len(text) and not widen_right)
    return left, right


def _quoting(place: str, text: str, at: tuple[int, int, int, int], come: str) -> Words:
    left, start, end, right = at
    if start == end == right:
        return Words(place, "", come, anchor=text[left:right])
    return Words(place, text[left:right], text[left:start] + come + text[end:right])


def _paired(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """The units in order, alike ones together; as many that are not alike took each other's place."""
    score = [[_alike(a, b) for b in new] for a in old]
    i = j = 0
    for one, other in [*in_order(score), (len(old), len(new))]:
        if one - i == other - j:
            yield from zip(old[i:one], new[j:other], strict=True)
        else:
            yield from ((a, None) for a in old[i:one])
            yield from ((None, b) for b in new[j:other])
        if one < len(old):
            yield old[one], new[other]
        i, j = one + 1, other + 1


def _alike(old: Node, new: Node) -> float:
    return likeness("".join(_content(old)), "".join(_content(new)))


def _differ(old: Node, new: Node, *, ends: bool) -> bool:
    ours, theirs = (
        said([_text(n, ends), *(line for c in n.children for line in c.lines())]) for n in (old, new)
    )
    return ours != theirs


def _text(node: Node, ends: bool) -> str:
    """Its own words; without the last mark where that follows from how many units there are."""
    text = normalise(node.text).text
    return text if ends or node.unit is not Unit.ITEM else text.rstrip(_ENDS)


def _content(node: Node) -> tuple[str, ...]:
    return tuple(node.lines())


def _number(node: Node) -> str:
    """The number by which a clause names a unit: that of a 款 is counted, a 项 has one printed."""
    number = node.index + 1 if node.number is None else node.number.number
    return f"第{to_chinese(number)}{node.unit.value}"
