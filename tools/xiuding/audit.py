"""Evident damage in a text: what no drafter writes and every reader sees.

A consolidated text is only as good as the text before it.  Sources lose headings, repeat lists and run
the end of another document into the last article; no clause amends any of that, so it would survive in
silence.  Nothing is repaired here: a fault is named, and `docs/overrides.md` says how to mend it.

    >>> from xiuding.structure import build
    >>> [f.kind for f in audit(build(["某某条例", "第一条　甲。", "第三条　乙。"]))]
    ['article-gap']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from xiuding.address import DIVISIONS, Unit, label
from xiuding.document import Document, Node
from xiuding.language import say
from xiuding.numerals import Ordinal

_PAIRS = {"》": "《", "〉": "〈", "）": "（", "”": "“", "’": "‘", "】": "【", "〕": "〔"}
_OPENING = frozenset(_PAIRS.values())
_FOLLOWS = re.compile("[，。；：、？！" + "".join(_PAIRS) + "]")
_DOUBLED = re.compile(r"，，|。。|；；|、、|：：|[，、；：][。；]|。[，；、]")
_UNDECODED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACES = re.compile(r"\s+")
_ENDS = frozenset("。；：！？”）】》…")
_SHOWN = 30

#: Sound texts have these too, by the habits of their publishers: told, never a reason to refuse.
_SLIGHT = frozenset({"title-repeated", "unfinished", "doubled"})

_PLACES = {
    Unit.PREAMBLE: ("preamble", "引言"),
    Unit.ANNEX: ("annex", "附件"),
    Unit.TITLE: ("title", "标题"),
    Unit.NOTE: ("note", "题注"),
    Unit.CONTENTS: ("contents", "目录"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the place by name (第三章), what is wrong in words, and the text there.

    `node` is the unit it lies in, by which it is known again in the text after an instrument.
    """

    kind: str
    where: str
    what: str
    text: str
    node: Node = field(compare=False, repr=False)

    @property
    def grave(self) -> bool:
        """Whether a text with this fault is damaged beyond doubt."""
        return self.kind not in _SLIGHT

    def __str__(self) -> str:
        return say(f"{self.where}: {self.what}: “{self.text}”", f"{self.where}：{self.what}：“{self.text}”")


def audit(document: Document) -> list[Fault]:
    """All faults of a text, check by check, each in reading order."""
    return [fault for check in _CHECKS for fault in check(document)]


def surviving(before: Sequence[Fault], after: Sequence[Fault]) -> list[Fault]:
    """Of the faults `after` an instrument those that the text had `before` it: no clause mended them."""
    known = {(f.kind, f.node) for f in before}
    return [f for f in after if (f.kind, f.node) in known]


#: The numbers of the units in each unit, e.g. of the sections of a chapter; articles are all of the document.
Numbers = dict[tuple[Node, Unit], set[int]]


def numbers(document: Document) -> Numbers:
    """The numbers that a text has, to tell later which of them its clauses took away."""
    found: Numbers = {}
    for node in (*document.divisions(), *document.articles()):
        home = document if node.unit is Unit.ARTICLE else node.parent
        if home is not None and node.number is not None:
            found.setdefault((home, node.unit), set()).add(node.number.number)
    return found


def created(before: Sequence[Fault], had: Numbers, document: Document) -> list[Fault]:
    """The faults that an instrument brought into a text that had the faults `before` and the numbers `had`.

    A number that the text has no more, a clause took away: 删去第三条 without 条文顺序作相应调整 leaves a gap
    that is ordered.  A gap up to a number that the text never had is damage (第七十条 after 第六十条).
    """
    known = {(f.kind, f.node) for f in before}
    return [f for f in audit(document) if (f.kind, f.node) not in known and not _ordered(f, had, document)]


def _ordered(fault: Fault, had: Numbers, document: Document) -> bool:
    node = fault.node
    home = document if node.unit is Unit.ARTICLE else node.parent
    if fault.kind not in ("article-gap", "heading-gap") or home is None or node.number is None:
        return False
    return node.number.number <= max(had.get((home, node.unit), ()), default=0) + 1


def _fault(kind: str, node: Node, en: str, zh: str, text: str | None = None) -> Fault:
    shown = node.heading or "".join(node.lines()) if text is None else text
    return Fault(kind, _where(node), say(en, zh), shown[:_SHOWN].strip(), node)


def _around(kind: str, node: Node, at: int, en: str, zh: str) -> Fault:
    """A fault at one spot of a text, shown with the words beside it."""
    return _fault(kind, node, en, zh, node.text[max(0, at - 10) : at + 20])


def _where(node: Node) -> str:
    """The place by name: 第三条, 第四章第二节, 引言."""
    path = (node, *node.ancestors())
    for each in path:
        if each.unit is Unit.ARTICLE:
            return each.label
        if each.unit in _PLACES:
            return say(*_PLACES[each.unit])
    return "".join(d.label for d in reversed(path) if d.unit in DIVISIONS) or say("text", "正文")


def _scopes(document: Document) -> Iterator[list[Node]]:
    """The nodes that belong together as one text: an article, a preamble, a heading, a loose paragraph."""
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        if node.unit is Unit.DOCUMENT or node.unit in DIVISIONS:
            yield [node]
            # what stands under 一、 is one text: （一）……⏎……⏎（二）……
            running = node.of(Unit.PARAGRAPH) if node.unit is Unit.GROUP else []
            if running:
                yield [n for paragraph in running for n in paragraph.walk()]
            stack.extend(c for c in reversed(node.children) if not running or c.unit is not Unit.PARAGRAPH)
        else:
            yield list(node.walk())


# -- numbers ------------------------------------------------------------------------------------
def _headings(document: Document) -> Iterator[Fault]:
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


def _articles(document: Document) -> Iterator[Fault]:
    """Articles run through the whole text: 第三条 follows 第二条, 第三条之一 follows 第三条."""
    before: Ordinal | None = None
    for node in document.articles():
        number = node.number
        assert number is not None  # an article is known by its number
        if before is not None and number not in (
            Ordinal(before.number + 1),
            Ordinal(before.number, before.insertion + 1),
        ):
            yield _fault(
                "article-repeated" if number <= before else "article-gap",
                node,
                f"{node.label} comes after 第{before.number}条",
                f"第{before.number}条之后是{node.label}",
                "".join(node.lines()),
            )
        before = number


def _items(document: Document) -> Iterator[Fault]:
    """（二） has a （一） before it in its article, and no number stands twice in one 款."""
    for nodes in _scopes(document):
        read = ""
        for node in nodes:
            if node.unit is Unit.ITEM and _counts(node):
                assert node.number is not None
                before = node.number.number - 1
                missing = label(Unit.ITEM, Ordinal(before), node.label) if before > 0 else ""
                if missing not in read:
                    yield _series("item", node, 0, missing)
            read += node.label + node.text
        for node in nodes:
            yield from _repeated_items(node)


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
        return _fault(f"{kind}-repeated", node, f"{node.label} stands twice", f"{node.label}重复出现")
    return _fault(f"{kind}-gap", node, f"{node.label} without {missing}", f"有{node.label}而无{missing}")


# -- units --------------------------------------------------------------------------------------
def _empty(document: Document) -> Iterator[Fault]:
    """A heading or an article with nothing below it."""
    for node in document.walk():
        sentence = node.unit is Unit.GROUP and "。" in node.text  # 四、本意见自公布之日起施行。
        if node.unit in (*DIVISIONS, Unit.ARTICLE) and not node.children and not sentence:
            yield _fault("empty", node, "nothing stands below it", "其下没有内容")


def _outside(document: Document) -> Iterator[Fault]:
    """Words below a heading that belong to no article, where the text is in articles."""
    if not document.articles():
        return
    homes = (*DIVISIONS, Unit.ARTICLE, Unit.BOX, Unit.TABLE)
    for division in document.divisions():
        for loose in division.children:
            if loose.unit not in homes:
                text = "".join(loose.lines())
                yield _fault(
                    "outside", loose, "these words belong to no article", "这些文字不属于任何一条", text
                )


def _repeated_title(document: Document) -> Iterator[Fault]:
    """The title once more, as a paragraph or running into the preamble."""
    title = _SPACES.sub("", document.title)
    for parent in document.children if title else ():
        if parent.unit in (Unit.PREAMBLE, Unit.PARAGRAPH):
            for node in parent.walk():
                if _SPACES.sub("", node.text).startswith(title):
                    yield _fault("title-repeated", node, "the title stands here again", "标题在此重复出现")


def _endings(document: Document) -> Iterator[Fault]:
    """An article closes its last sentence; debris behind the last one is damage, else it may be a heading."""
    articles = document.articles()
    for article in articles:
        last = [n for n in article.walk() if n.text or n.rows or n is article][-1]
        if not last.text or last.text[-1] in _ENDS:
            continue
        if article is articles[-1]:
            kind, en, zh = "debris", "the text does not end with a full stop", "全文末尾没有句号"
        else:
            kind, en, zh = "unfinished", "the article does not end with a full stop", "该条末尾没有句号"
        yield _fault(kind, last, en, zh, last.text[-_SHOWN:])


# -- characters ---------------------------------------------------------------------------------
def _marks(document: Document) -> Iterator[Fault]:
    """Marks at the wrong place, doubled marks, and characters that no text has."""
    for node in document.walk():
        if found := _FOLLOWS.match(node.text):
            yield _fault("beginning", node, f"begins with {found[0]}", f"以“{found[0]}”开头")
        if found := _DOUBLED.search(node.text):
            yield _around("doubled", node, found.start(), f"{found[0]} in a row", f"“{found[0]}”连用")
        if found := _UNDECODED.search(node.text):
            yield _around("undecoded", node, found.start(), "a character is damaged", "有损坏的字符")


def _brackets(document: Document) -> Iterator[Fault]:
    """《》（）“” open and close; a pair may span the paragraphs of an article, not more."""
    for nodes in _scopes(document):
        stray = _stray([n.text for n in nodes])
        if stray is not None:
            line, at = stray
            mark = nodes[line].text[at]
            en, zh = ("never closed", "没有闭合") if mark in _OPENING else ("never opened", "没有开头")
            yield _around("unbalanced", nodes[line], at, f"{mark} is {en}", f"“{mark}”{zh}")


def _stray(texts: Sequence[str]) -> tuple[int, int] | None:
    """The first mark without its other half, as line and offset."""
    open_: list[tuple[str, int, int]] = []
    for line, text in enumerate(texts):
        for at, char in enumerate(text):
            if char in _OPENING:
                # “ again at the head of a paragraph continues the quotation.
                if not (char == "“" and at == 0 and open_ and open_[-1][0] == char):
                    open_.append((char, line, at))
            elif char in _PAIRS:
                if not open_ or open_[-1][0] != _PAIRS[char]:
                    return open_[-1][1:] if open_ else (line, at)
                open_.pop()
    return open_[0][1:] if open_ else None


_CHECKS: tuple[Callable[[Document], Iterator[Fault]], ...] = (
    _headings, _articles, _items, _empty, _outside, _repeated_title, _endings, _marks, _brackets,
)  # fmt: skip
