"""Where an article goes: behind its neighbour in the final order, and into which chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xiuding.address import Unit, label
from xiuding.apply.draft import Draft
from xiuding.arrange import Division, Key, is_in, is_it
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.structure import SPACE

_FINAL = re.compile(rf"附{SPACE}*则$")
_GENERAL = re.compile(rf"总{SPACE}*则$")


def article(draft: Draft, number: Ordinal) -> Node:
    """The article that has this new number, made and placed when first asked for where the base has none."""
    key = draft.arrangement.at.get(number)
    node = key if isinstance(key, Node) else draft.made.get(number)
    if node is None:
        node = Node(Unit.ARTICLE, label=draft.label(number), gap=draft.gap(), number=number)
        draft.make(number, node)
        place(draft, node, number)
    return node


def place(draft: Draft, node: Node, number: Ordinal, *, after: Node | None = None) -> None:
    """Put an article where the arrangement wants it; `after` is the neighbour the clause names."""
    check_free(draft, number)
    order, rank = draft.arrangement.order, draft.arrangement.rank
    at = rank.get(node, rank.get(number))
    if at is None:
        raise DoesNotApply(
            say(
                f"{label(Unit.ARTICLE, number)} has no place in the new order",
                f"{label(Unit.ARTICLE, number)}在新的顺序中没有位置",
            )
        )
    before = _nearest(draft, range(at - 1, -1, -1))
    behind = _nearest(draft, range(at + 1, len(order)))
    draft.settle(node)
    staying = (
        _nearest(draft, range(at - 1, -1, -1), staying=True),
        _nearest(draft, range(at + 1, len(order)), staying=True),
    )
    home = _home(draft, number, *staying, after, old=node.parent)
    if before is not None and before.parent is home:
        home.insert(before.index + 1, node)
    elif behind is not None and behind.parent is home:
        home.insert(behind.index, node)
    else:
        later = (a for a in home.of(Unit.ARTICLE) if rank.get(a, rank.get(a.number or number, at)) > at)
        first = next((a for a in later if a not in draft.waiting), None)
        home.insert(first.index if first is not None else len(home.children), node)


def check_free(draft: Draft, number: Ordinal) -> None:
    """DoesNotApply where an article has this number already and no closing formula moves it."""
    if number in draft.arrangement.occupied:
        raise DoesNotApply(
            say(
                f"there is a {label(Unit.ARTICLE, number)} already, and the instrument does not move it",
                f"已有{label(Unit.ARTICLE, number)}，文书没有调整它的序号",
            )
        )


def _nearest(draft: Draft, places: Iterable[int], *, staying: bool = False) -> Node | None:
    """The first article of those places in the final order that stands there; one that ends does not stay."""
    for i in places:
        node = _standing(draft, draft.arrangement.order[i])
        if node is not None and not (staying and node in draft.arrangement.gone):
            return node
    return None


def _standing(draft: Draft, key: Key) -> Node | None:
    """The node of a key if it stands in its final place already."""
    node = key if isinstance(key, Node) else draft.made.get(key)
    if node is None or node.parent is None or node in draft.waiting:
        return None
    return node


def _home(
    draft: Draft,
    number: Ordinal,
    before: Node | None,
    behind: Node | None,
    after: Node | None,
    old: Node | None,
) -> Node:
    """The unit an article goes to: the chapter it is said to stand in, or that of its neighbours.

    Between the last article of one chapter and the first of the next the numbers do not tell.  Then the
    instrument does (a clause about the next chapter's title came before).  Where it is silent the article
    closes the chapter before, unless what it is made of, or the article whose number it takes, stood in the
    next one, or it speaks of that one's title, or what follows is the 附则 and the article is moved there or
    says how the law applies.  The choice is noted.
    """
    said = draft.arrangement.covers.get(number)
    if said is not None and (made := [n for n in draft.chapters.values() if is_it(n, said)]):
        return made[-1]
    if after is not None and after.parent is not None:
        return after.parent
    if said is not None and not any(is_in(n, said) for n in (before, behind) if n is not None):
        named = [d for d in draft.document.divisions() if is_it(d, said)]
        if len(named) == 1:  # the chapter has no article left to stand beside
            return named[0]
    empty = [d for d in draft.chapters.values() if said is None and _is_empty_at(draft, d, before, behind)]
    if len(empty) == 1:  # 增加一章，作为第三章“甲”，增加一条，作为第五条
        draft.notes.append(f"{label(Unit.ARTICLE, number)}置于新增的{empty[0].label}")
        return empty[0]
    if before is None or behind is None or before.parent is behind.parent:
        neighbour = before or behind
        return neighbour.parent if neighbour is not None and neighbour.parent is not None else draft.document
    assert before.parent is not None
    assert behind.parent is not None
    stood = {before.parent, behind.parent} & draft.arrangement.origins.get(number, set())
    stood = {home for home in stood if not is_full(draft, home)}
    if said is None and old not in (before.parent, behind.parent) and len(stood) == 1:
        return stood.pop()
    if said is None and old in (before.parent, behind.parent) and not is_full(draft, old):
        return old  # an article that moves to the edge of its own chapter stays in it
    home = behind.parent if _opens_next(draft, number, before.parent, behind.parent) else before.parent
    draft.notes.append(f"{label(Unit.ARTICLE, number)}在{before.label}与{behind.label}之间，置于{home.label}")
    return home


def is_full(draft: Draft, division: Node) -> bool:
    """Whether the instrument says all the articles of a chapter: it takes in no others."""
    complete = {draft.chapters.get(c) if isinstance(c, Division) else c for c in draft.arrangement.complete}
    return not complete.isdisjoint((division, *division.ancestors()))


def _is_empty_at(draft: Draft, division: Node, before: Node | None, behind: Node | None) -> bool:
    """Whether a new chapter has no article yet and stands between two that follow each other."""
    if division.parent is None or any(n.unit is Unit.ARTICLE for n in division.walk()):
        return False
    row = [n for n in draft.document.walk() if n is division or n is before or n is behind]
    return row == [n for n in (before, division, behind) if n is not None]


def _opens_next(draft: Draft, number: Ordinal, earlier: Node, later: Node) -> bool:
    covers = draft.arrangement.covers
    if number in covers:
        return is_in(later, covers[number])
    if is_full(draft, earlier) != is_full(draft, later):
        return is_full(draft, earlier)
    if later in draft.headed:
        return True
    if _FINAL.match(later.text):
        return number in draft.arrangement.final
    node = draft.made.get(number)
    return node is not None and not _GENERAL.match(earlier.text) and _is_about(node, later.text, earlier.text)


def _is_about(node: Node, title: str, other: str) -> bool:
    """Whether an article speaks of what only one of two chapter titles names: 对代表的监督 → 监督."""
    ours, theirs = ([w for w in re.split("[的和与及、对]", t) if len(w) > 1] for t in (title, other))
    text = "".join(node.lines())
    return any(w in text for w in ours if w not in other) and not any(
        w in text for w in theirs if w not in title
    )
