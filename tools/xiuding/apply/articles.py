"""Articles: 增加一条，作为第六条; 将第三条改为第五条; a new text for one, or for one that becomes several."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import Address, Unit, label
from xiuding.apply import already
from xiuding.apply.content import fresh, refill, take
from xiuding.apply.draft import Draft
from xiuding.apply.homes import check_free, is_full, place
from xiuding.apply.refusals import short
from xiuding.arrange import article_of, is_in
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import InsertNode
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.structure import article_label


def insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """增加一条，作为第六条：“……”; 增加二条，分别作为第六条、第七条：“……”"""
    assert edit.new is not None
    nodes = fresh(edit.new.text, series=draft.index.series)
    articles = _articles(nodes)
    given = [n for a in edit.numbers if (n := article_of(a)) is not None]
    if not articles:
        if len(given) > 1 and len(nodes) == len(given):
            articles = [Node(Unit.ARTICLE, children=[n]) for n in nodes]
        elif len(given) <= 1:
            articles = [Node(Unit.ARTICLE, children=nodes)]
    if given and len(articles) != len(given):
        raise DoesNotApply(
            say(
                f"{len(given)} numbers for {len(articles or nodes)} new articles",
                f"{len(given)}个序号对{len(articles or nodes)}条新条文",
            )
        )
    beside = bound.node is not None and edit.side == "before" and bound.node.unit is Unit.ARTICLE
    after = bound.node if edit.side == "after" or beside else None
    numbers = [given[i] if given else article.number for i, article in enumerate(articles)]
    for article, number in zip(articles, numbers, strict=True):
        if number is None:
            raise DoesNotApply(say("the new article has no number", "新增的条文没有序号"))
        _make(draft, article, number, after=after)


def put(draft: Draft, node: Node, content: list[Node], numbers: Sequence[Address]) -> None:
    """A new text for an article; 分别作为第三条、第四条 where it becomes several."""
    articles = _articles(content)
    if not articles and len(numbers) == len(content) > 1:
        pairs = zip(numbers, content, strict=True)
        articles = [Node(Unit.ARTICLE, number=article_of(a), children=[c]) for a, c in pairs]
    if not articles:
        refill(node, content)
        return
    first, *more = articles
    refill(node, take(first))
    if first.number is not None:
        node.relabel(draft.label(first.number), first.number)
    for article in more:
        assert article.number is not None
        _make(draft, article, article.number)


def check_number(draft: Draft, node: Node, new: Node) -> None:
    """DoesNotApply where a new text says “第三条　……” and the unit has another number."""
    final = draft.arrangement.number.get(node)
    numbered = new.unit in (Unit.ARTICLE, Unit.GROUP)  # items are numbered when their clause is done
    if numbered and new.number not in (None, node.number, final):
        raise DoesNotApply(
            say(
                f"the new text is numbered {new.label}, its place {node.label}",
                f"新的文字序号为“{new.label}”，而该处是“{node.label}”",
            )
        )


def _articles(content: Sequence[Node]) -> list[Node]:
    """The articles that a new text is, none where it is 款; DoesNotApply where it is both."""
    articles = [c for c in content if c.unit is Unit.ARTICLE]
    for other in content if articles else ():
        if other.unit is Unit.ARTICLE:
            continue
        words = short(other.heading)
        raise DoesNotApply(
            say(f"“{words}” in the new text belongs to no article", f"新的文字中“{words}”不属于任何一条")
        )
    return articles


def _make(draft: Draft, article: Node, number: Ordinal, *, after: Node | None = None) -> None:
    """An article of a new text goes to its number."""
    printed = article_label(article.label)
    article.number, article.label = number, printed[1] if printed else draft.label(number)
    draft.space([article])
    standing = draft.index.articles.get(number, ())
    there = already.from_before([a for a in standing if a not in draft.arrangement.gone])
    already.refuse_units([article], there, label(Unit.ARTICLE, number))
    draft.make(number, article)
    place(draft, article, number, after=after)
    draft.touch(article)


def renumber(draft: Draft, node: Node, number: Ordinal) -> None:
    """将第三条改为第五条: the article gets its number, and its place if it has to move."""
    check_free(draft, number)
    if node in draft.waiting:
        draft.notes.append(f"{node.label}移位，成为{draft.label(number)}")
    node.relabel(draft.label(number), number)
    if node in draft.waiting or _said_elsewhere(draft, node, number):
        place(draft, node, number)
    draft.touch(node)


def _said_elsewhere(draft: Draft, node: Node, number: Ordinal) -> bool:
    """改为第六章第七十三条: to a chapter that it is not in; and out of one that says it has others."""
    said = draft.arrangement.covers.get(number)
    if said is None:
        return node.parent is not None and is_full(draft, node.parent)
    return not is_in(node, said)
