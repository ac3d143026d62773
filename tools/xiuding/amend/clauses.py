"""The clauses that turn one text into another, each as the paragraphs a drafter writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from xiuding.address import DIVISIONS, Unit
from xiuding.amend import pairing, within
from xiuding.amend.pairing import Pair, bare, said, words
from xiuding.amend.phrases import amended, everywhere, lowered, order
from xiuding.amend.within import Edit, Words
from xiuding.document import Document, Node
from xiuding.numerals import to_chinese
from xiuding.typography import normalise


class Care(IntEnum):
    """How an article is amended: shortly, with all words of a change quoted, or by its full text."""

    SHORT = 0
    QUOTED = 1
    FULL = 2


class Clause(NamedTuple):
    """The paragraphs of a clause, and the articles of the old text that it amends."""

    lines: list[str]
    articles: Sequence[Node] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts with what became of each article and each chapter of the old one.

    `edits` are those within each article that has other words; None where it is given in full.
    """

    old: Document
    new: Document
    articles: Sequence[Pair]
    divisions: Mapping[Node, Node]
    edits: Mapping[Node, list[Edit] | None]

    @classmethod
    def of(cls, old: Document, new: Document, articles: Sequence[Pair]) -> Comparison:
        """Compare two texts whose articles are paired."""
        edits = {
            before: within.edits(before, after)
            for before, after in articles
            if before is not None and after is not None and words(before) != words(after)
        }
        return cls(old, new, articles, pairing.divisions(old, new, articles), edits)

    @property
    def added(self) -> list[Node]:
        """The chapters and sections that only the new text has."""
        there = set(self.divisions.values())
        return [d for d in self.new.divisions() if d not in there]

    @property
    def removed(self) -> list[Node]:
        """The chapters and sections that only the old text has, a section before its chapter."""
        return [d for d in reversed(self.old.divisions()) if d not in self.divisions]


def draft(compared: Comparison, care: Mapping[Node, Care]) -> list[Clause]:
    """The clauses of the 修改决定; `care` says of articles of the old text how much of them is quoted."""
    return [
        *map(Clause, _fronts(compared.old, compared.new)),
        *map(Clause, _titles(compared)),
        *(Clause(_addition(d)) for d in compared.added),
        *_articles(compared, care),
        *(Clause([f"删去{_path(d)}{d.unit.value}名。"]) for d in compared.removed),
    ]


def written(title: str, clauses: Iterable[Clause]) -> list[str]:
    """The 修改决定 as paragraphs, in the typographic norm."""
    lines = [f"关于修改《{title}》的决定"]
    for n, ((first, *rest), _) in enumerate(clauses, 1):
        lines += [f"{to_chinese(n)}、{first}", *rest]
    lines.append(f"《{title}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return [normalise(line).text for line in lines]


def _fronts(old: Document, new: Document) -> Iterator[list[str]]:
    if bare(old.title) != bare(new.title):
        yield [f"将名称修改为“{lowered(new.title)}”。"]
    before, after = ([line for p in d.of(Unit.PREAMBLE) for line in p.lines()] for d in (old, new))
    if before and after and said(before) != said(after):
        yield order("将引言修改为：", after)


def _titles(compared: Comparison) -> Iterator[list[str]]:
    for old, new in compared.divisions.items():
        if bare(old.text) != bare(new.text):
            yield [f"将{_path(old)}{old.unit.value}名修改为“{_title(new)}”。"]


def _title(division: Node) -> str:
    return lowered(division.text.replace("\n", ""))


def _addition(division: Node) -> list[str]:
    """增加一章“养护”，作为第三章，包括第五条至第七条。"""
    above = next((d for d in division.ancestors() if d.unit in DIVISIONS), None)
    inside = f"在{_path(above)}" if above is not None else ""
    articles = [n.label for n in division.walk() if n.unit is Unit.ARTICLE]
    held = f"，包括{'至'.join(dict.fromkeys((articles[0], articles[-1])))}" if articles else ""
    return [f"{inside}增加一{division.unit.value}“{_title(division)}”，作为{division.label}{held}。"]


def _articles(compared: Comparison, care: Mapping[Node, Care]) -> Iterator[Clause]:
    edits = {
        article: _edits(compared.edits.get(article, []), care.get(article, Care.SHORT))
        for article, _ in compared.articles
        if article is not None
    }
    shared = _shared(edits)
    inside = _inside(compared)
    for before, after in compared.articles:
        if before is None and after is not None:
            home = "" if after in inside else _home(after)
            yield Clause(order(f"增加一条，作为{home}{after.label}：", _content(after)))
        elif after is None and before is not None:
            yield Clause([f"删去{before.label}。"], [before])
        elif before is not None and after is not None:
            yield from (clause for clause in shared.values() if clause.articles[0] is before)
            moves = _moves(compared, before, after)
            moved = (
                f"{_home(after) if moves else ''}{after.label}"
                if moves or before.label != after.label
                else ""
            )
            found = edits[before]
            if found is None:
                head = f"将{before.label}{f'改为{moved}，' if moved else ''}修改为："
                yield Clause(order(head, _content(after)), [before])
            elif own := [each for each in found if _change(each) not in shared]:
                yield Clause(amended(before.label, moved, own), [before])
            elif moves and before.label != after.label:
                yield Clause([f"将{before.label}改为{moved}。"], [before])


def _edits(found: list[Edit] | None, care: Care) -> list[Edit] | None:
    if found is None or care is Care.FULL:
        return None
    return within.quoted(found) if care is Care.QUOTED else found


_Change = tuple[str, str]


def _change(edit: Edit) -> _Change | None:
    """What a change of words does wherever it is made; None for what is of its own article alone."""
    return (edit.old, edit.new) if isinstance(edit, Words) and edit.everywhere else None


def _shared(edits: Mapping[Node, list[Edit] | None]) -> dict[_Change, Clause]:
    """The clauses for the same change in several articles: 将第三条、第五条中的“甲”修改为“乙”。"""
    places: defaultdict[_Change, list[tuple[Node, str]]] = defaultdict(list)
    for article, found in edits.items():
        for edit in found or ():
            if (change := _change(edit)) is not None:
                places[change].append((article, article.label + edit.place))
    return {
        change: Clause(everywhere([place for _, place in where], *change), [article for article, _ in where])
        for change, where in places.items()
        if len({article for article, _ in where}) > 1
    }


def _inside(compared: Comparison) -> set[Node]:
    """The new articles between two of their own chapter that were there: the number tells where they go."""
    kept = {after for before, after in compared.articles if before is not None}
    found: set[Node] = set()
    run: list[Node] = []
    last: Node | None = None
    for article in compared.new.articles():
        if article not in kept:
            run.append(article)
            continue
        if last is not None and all(each.parent is last.parent is article.parent for each in run):
            found.update(run)
        last, run = article, []
    return found


def _moves(compared: Comparison, before: Node, after: Node) -> bool:
    """Whether an article goes to a chapter that its own has not become; a new one says what it takes in."""
    ours, theirs = (next((d for d in a.ancestors() if d.unit in DIVISIONS), None) for a in (before, after))
    if theirs is None or theirs in compared.added:
        return False
    return ours is None or compared.divisions.get(ours) is not theirs


def _path(division: Node) -> str:
    """A chapter or section as an address says it: 第三章第二节."""
    return "".join(n.label for n in reversed([division, *division.ancestors()]) if n.unit in DIVISIONS)


def _home(article: Node) -> str:
    return "".join(
        n.label for n in reversed([*article.ancestors()]) if n.unit in DIVISIONS and n.unit is not Unit.GROUP
    )


def _content(article: Node) -> list[str]:
    lines = list(article.lines())
    return [lines[0].removeprefix(article.label + article.gap), *lines[1:]]
