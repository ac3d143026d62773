"""The clauses that turn one text into another, each as the paragraphs a drafter writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xiuding.address import DIVISIONS, Unit
from xiuding.amend.pairing import Pair, bare, words
from xiuding.document import Document, Node
from xiuding.numerals import to_chinese

_LOWER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts with what became of each article and each chapter of the old one."""

    old: Document
    new: Document
    articles: Sequence[Pair]
    divisions: Mapping[Node, Node]

    @property
    def added(self) -> list[Node]:
        """The chapters and sections that only the new text has."""
        there = set(self.divisions.values())
        return [d for d in self.new.divisions() if d not in there]

    @property
    def removed(self) -> list[Node]:
        """The chapters and sections that only the old text has, a section before its chapter."""
        return [d for d in reversed(self.old.divisions()) if d not in self.divisions]


def draft(compared: Comparison, restated: set[int]) -> list[str]:
    """The 修改决定 as paragraphs; articles `restated` (by place in the new text) get their text in full."""
    title = compared.old.title or "某某文件"
    clauses = [
        *_fronts(compared.old, compared.new),
        *_titles(compared),
        *(_addition(d) for d in compared.added),
        *_articles(compared, restated),
        *([f"删去{_path(d)}{d.unit.value}名。"] for d in compared.removed),
    ]
    lines = [f"关于修改《{title}》的决定"]
    for n, (first, *rest) in enumerate(clauses, 1):
        lines += [f"{to_chinese(n)}、{first}", *rest]
    lines.append(f"《{title}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return lines


def _quoted(lines: Sequence[str]) -> list[str]:
    """A quotation the way statutes quote: “ at each paragraph, ” at the end."""
    lowered = [line.translate(_LOWER) for line in lines]
    return [f"“{line}" for line in lowered[:-1]] + [f"“{lowered[-1]}”"]


def _order(head: str, lines: Sequence[str]) -> list[str]:
    first, *rest = _quoted(lines)
    return [head + first, *rest]


def _fronts(old: Document, new: Document) -> Iterator[list[str]]:
    if bare(old.title) != bare(new.title):
        yield [f"将名称修改为“{new.title.translate(_LOWER)}”。"]
    before, after = ([line for p in d.of(Unit.PREAMBLE) for line in p.lines()] for d in (old, new))
    if before and after and bare("".join(before)) != bare("".join(after)):
        yield _order("将引言修改为：", after)


def _titles(compared: Comparison) -> Iterator[list[str]]:
    for old, new in compared.divisions.items():
        if bare(old.text) != bare(new.text):
            yield [f"将{_path(old)}{old.unit.value}名修改为“{_title(new)}”。"]


def _title(division: Node) -> str:
    return division.text.replace("\n", "").translate(_LOWER)


def _addition(division: Node) -> list[str]:
    """增加一章“养护”，作为第三章，包括第五条至第七条。"""
    above = next((d for d in division.ancestors() if d.unit in DIVISIONS), None)
    inside = f"在{_path(above)}" if above is not None else ""
    articles = [n.label for n in division.walk() if n.unit is Unit.ARTICLE]
    held = f"，包括{'至'.join(dict.fromkeys((articles[0], articles[-1])))}" if articles else ""
    return [f"{inside}增加一{division.unit.value}“{_title(division)}”，作为{division.label}{held}。"]


def _articles(compared: Comparison, restated: set[int]) -> Iterator[list[str]]:
    place = {article: i for i, article in enumerate(compared.new.articles())}
    inside = _inside(compared)
    for before, after in compared.articles:
        if before is None and after is not None:
            home = "" if after in inside else _home(after)
            yield _order(f"增加一条，作为{home}{after.label}：", _content(after))
        elif after is None and before is not None:
            yield [f"删去{before.label}。"]
        elif before is not None and after is not None:
            moves = _moves(compared, before, after)
            moved = f"改为{_home(after) if moves else ''}{after.label}"
            if words(before) != words(after) or place[after] in restated:
                moved = f"{moved}，" if moves or before.label != after.label else ""
                yield _order(f"将{before.label}{moved}修改为：", _content(after))
            elif moves and before.label != after.label:
                yield [f"将{before.label}{moved}。"]


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
