"""Damage of units: numbers out of turn, headings with nothing below, words that belong nowhere, torn ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiuding.address import DIVISIONS, WIDE, Unit, label
from xiuding.audit.fault import SHOWN, Fault, fault, scopes
from xiuding.document import Document, Node
from xiuding.numerals import NUMERAL, Ordinal, to_int

_SPACES = re.compile(r"\s+")
#: How an article may begin whose label is damaged; what goes on like 第三条规定的 only refers to one.
_OPENS = re.compile(
    rf"[^\w“‘「（《]*第\s*({NUMERAL})\s*条(?!之|[\s*_]*(?:[、，。；的和或至及中]|以及|规定|所|第|与|款|项|$))"
)
_BARE_HEADING = re.compile(r"【[^【】]{1,30}】|[^。；：，！？“”（）《》]{1,30}|[—\-*]{2,}")
_ENDS = frozenset("。；：！？”）】》…")


# -- numbers ------------------------------------------------------------------------------------
def headings(document: Document) -> Iterator[Fault]:
    """Chapters and sections run 1, 2, 3 …; they may run on from one 编 or chapter to the next."""
    last: dict[Unit, int] = {}
    for parent in (document, *document.divisions()):
        for unit in DIVISIONS:
            before = 0
            for node in parent.of(unit):
                if node.number is None:
                    continue
                number = node.number.number
                runs_on = before == 0 and number == last.get(unit, 0) + 1
                if number != before + 1 and not runs_on:
                    numeral = Ordinal(before + 1)
                    missing = f"{numeral}、" if unit is Unit.GROUP else f"第{numeral}{unit.value}"
                    yield _series("heading", node, before, missing)
                before = last[unit] = number


def articles(document: Document) -> Iterator[Fault]:
    """Articles run through the whole text: 第三条 follows 第二条, 第三条之一 follows 第三条."""
    before: Ordinal | None = None
    for node in document.articles():
        number = node.number
        assert number is not None  # an article is known by its number
        if before is not None and number not in (
            Ordinal(before.number + 1),
            Ordinal(before.number, before.insertion + 1),
        ):
            kind = "article-repeated" if number <= before else "article-gap"
            en = f"{node.label} comes after {label(Unit.ARTICLE, before)}"
            zh = f"{label(Unit.ARTICLE, before)}之后是{node.label}"
            if number == Ordinal(1):
                en += ", as if another document began; give each document a file of its own"
                zh += "，疑为另一件文件的开头，请每件文件单独成一个文件"
            yield fault(kind, node, en, zh, "".join(node.lines()))
        before = number


def hidden(document: Document) -> Iterator[Fault]:
    """A paragraph that begins as the article would that is not there: 第三条：甲 as part of 第二条."""
    order = document.articles()
    first = order[0].number if order else None
    homes = [(p, Ordinal(0), first) for p in document.of(Unit.PREAMBLE)]
    behind = [*(a.number for a in order[1:]), None][: len(order)]
    homes += [(a, a.number, then) for a, then in zip(order, behind, strict=True) if a.number is not None]
    for home, before, then in homes:
        number = before.number
        for node in home.walk():
            m = _OPENS.match(node.text) if node.unit is Unit.PARAGRAPH else None
            if m is None or to_int(m[1]) != number + 1 or then == Ordinal(number + 1):
                continue
            number += 1
            which = label(Unit.ARTICLE, Ordinal(number))
            yield fault(
                "article-hidden", node, f"this may be {which}, not read as one", f"疑为{which}，未能识别"
            )


def items(document: Document) -> Iterator[Fault]:
    """（二） has a （一） before it in its article, and no number stands twice in one 款.

    In a text in parts （三） may follow the （二） of the part before: one series runs through all of them.
    """
    ran = 0  # where the series of the part before ended
    for nodes in scopes(document):
        counted = [n.number.number for n in nodes if n.unit is Unit.ITEM and n.number and _counts(n)]
        read = ""
        for node in nodes:
            if node.unit is Unit.ITEM and _counts(node):
                assert node.number is not None
                before = node.number.number - 1
                missing = label(Unit.ITEM, Ordinal(before), node.label) if before > 0 else ""
                goes_on = before == ran and counted[0] == before + 1
                if missing.translate(WIDE) not in read and not goes_on:
                    yield _series("item", node, 0, missing)
            read += (node.label + node.text).translate(WIDE)
        for node in nodes:
            yield from _repeated_items(node)
        part = nodes[0] if nodes[0].unit is Unit.ARTICLE else nodes[0].parent
        in_parts = part is not None and (part.unit is Unit.GROUP or part.plain)
        ran = counted[-1] if counted and in_parts else ran if nodes[0].unit in DIVISIONS else 0


def _repeated_items(parent: Node) -> Iterator[Fault]:
    seen: set[Ordinal] = set()
    for node in parent.of(Unit.ITEM):
        if node.number is not None and _counts(node):
            if node.number in seen:
                yield _series("item", node, node.number.number, "")
                return  # what follows repeats the rest of the list
            seen.add(node.number)


def _counts(item: Node) -> bool:
    """Whether an item is of a series through its 款: （1）（2） begin anew below every （一）."""
    return not any(c.isascii() and c.isdigit() for c in item.label)


def _series(kind: str, node: Node, before: int, missing: str) -> Fault:
    """A number that is not the next: a repetition, or a gap where `missing` should stand."""
    assert node.number is not None
    if node.number.number <= before:
        return fault(f"{kind}-repeated", node, f"{node.label} stands twice", f"{node.label}重复出现")
    return fault(f"{kind}-gap", node, f"{node.label} without {missing}", f"有{node.label}而无{missing}")


# -- units --------------------------------------------------------------------------------------
def empty(document: Document) -> Iterator[Fault]:
    """A heading or an article with nothing below it."""
    for node in document.walk():
        sentence = node.unit is Unit.GROUP and "。" in node.text  # 四、本意见自公布之日起施行。
        if node.unit in (*DIVISIONS, Unit.ARTICLE) and not node.children and not sentence:
            yield fault("empty", node, "nothing stands below it", "其下没有内容")


def outside(document: Document) -> Iterator[Fault]:
    """Words below a heading that belong to no article, where the text is in articles."""
    if not document.articles():
        return
    homes = (*DIVISIONS, Unit.ARTICLE, Unit.BOX, Unit.TABLE)
    for division in document.divisions():
        for loose in division.children:
            if loose.unit not in homes:
                text = "".join(loose.lines())
                yield fault(
                    "outside", loose, "these words belong to no article", "这些文字不属于任何一条", text
                )


def repeated_title(document: Document) -> Iterator[Fault]:
    """The title once more, as a paragraph or running into the preamble."""
    title = _SPACES.sub("", document.title)
    for parent in document.children if title else ():
        if parent.unit in (Unit.PREAMBLE, Unit.PARAGRAPH):
            for node in parent.walk():
                if _SPACES.sub("", node.text).startswith(title):
                    yield fault("title-repeated", node, "the title stands here again", "标题在此重复出现")


def endings(document: Document) -> Iterator[Fault]:
    """An article closes its last sentence; debris behind the last one is damage, else it may be a heading.

    A short line without a mark, in front of the next article, is a heading without a number: 附则.
    """
    articles = document.articles()
    for article in articles:
        last = [n for n in article.walk() if n.text or n.rows or n is article][-1]
        if article is not articles[-1] and _is_bare_heading(article, last):
            yield fault(
                "heading-hidden", last, "this may be a heading, not read as one", "疑为标题，未能识别"
            )
            continue
        if not last.text or last.text[-1] in _ENDS:
            continue
        if article is articles[-1]:
            kind, en, zh = "debris", "the text does not end with a full stop", "全文末尾没有句号"
        else:
            kind, en, zh = "unfinished", "the article does not end with a full stop", "该条末尾没有句号"
        yield fault(kind, last, en, zh, last.text[-SHOWN:])


def _is_bare_heading(article: Node, line: Node) -> bool:
    """Whether a line behind a whole sentence, directly before another article, may head what follows."""
    home, before = article.parent, [*article.walk()][-2]
    if home is None or line.parent is not article or len(article.of(Unit.PARAGRAPH)) < 2:
        return False
    following = home.children[article.index + 1 : article.index + 2]
    ended = before.text.endswith("。") and bool(_BARE_HEADING.fullmatch(line.text))
    return ended and bool(following) and following[0].unit is Unit.ARTICLE
