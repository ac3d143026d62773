"""New text and the units it is for: what belongs to which, and whether its labels agree with the clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as but
from itertools import pairwise
from typing import TYPE_CHECKING

from xiuding.address import DIVISIONS, Address, Step, Unit
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Edit,
    InsertNode,
    Merge,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    joined,
    passage,
)
from xiuding.numerals import Ordinal, to_int
from xiuding.structure import article_label, heading, item, numbered

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def shared_out(where: Sequence[Place], news: list[Passage]) -> list[Passage]:
    """A new text for each place: one quotation each, or one quotation that has as many units."""
    if len(where) == 1:
        return [joined(news)]
    if len(where) == len(news):
        return news
    whole = joined(news)
    unit = where[0].address.last.unit if where[0].address else Unit.DOCUMENT
    if len(whole.text) == 1 and unit is Unit.ITEM:
        whole = passage(items_apart(whole.raw[0], [p.address for p in where]))
    starts = [i for i, line in enumerate(whole.text) if _opens(line, unit)]
    if unit is Unit.ARTICLE and not starts:  # 第一条、第二条修改为：“一、……”“二、……”
        starts = _plainly_numbered(whole.text, [p.address for p in where])
    if len(starts) != len(where) or starts[0] != 0:
        raise Incomplete(
            f"{len(where)} places, and the new text does not divide into as many units",
            f"修改{len(where)}处，新的文字却不能分为同样多的单位",
        )
    ends = [*starts[1:], len(whole.text)]
    return [Passage(whole.raw[a:b], whole.text[a:b]) for a, b in zip(starts, ends, strict=True)]


def _plainly_numbered(lines: Sequence[str], articles: Sequence[Address]) -> list[int]:
    """Where the articles begin in a text that numbers them 一、二、, if they are those that are named."""
    opened = [(i, node.number) for i, line in enumerate(lines) if (node := numbered(line)) is not None]
    return [i for i, _ in opened] if [n for _, n in opened] == [a.last.number for a in articles] else []


def items_apart(line: str, numbers: Sequence[Address]) -> list[str]:
    """第三项、第四项修改为：“（三）……；（四）……” in one line: cut where the label of the next item stands."""
    labels = [f"（{n.last.number}）" for n in numbers]
    at = [line.find(label) for label in labels]
    if at[0] != 0 or any(a >= b for a, b in pairwise(at)) or any(line.count(label) > 1 for label in labels):
        return [line]
    return [line[a:b] for a, b in pairwise([*at, len(line)])]


def item_label(line: str) -> tuple[Unit, Ordinal] | None:
    """The article or item that a line opens: 第三条　…… → 条, 3; （二）…… → 项, 2."""
    if (m := article_label(line)) is not None:
        return Unit.ARTICLE, Ordinal(to_int(m[2]), to_int(m[3]) if m[3] else 0)
    node = item(line)
    return (node.unit, node.number) if node is not None and node.number is not None else None


def check_labels(edits: Sequence[Edit]) -> None:
    """第五条修改为：“第六条……”: the label must be the old number, or one that the clause gives."""
    for edit in edits:
        if not isinstance(edit, ReplaceNode) or edit.numbers or not edit.place.address:
            continue
        label, last = item_label(edit.new.text[0]), edit.place.address.last
        given = [e.to.last for e in edits if isinstance(e, Renumber) and e.place == edit.place]
        if label is None or label[0] is not last.unit or last.number is None or last.number < Ordinal(0):
            continue
        if label[1] not in [step.number for step in (last, *given)]:
            raise Incomplete(
                f"{edit.place} becomes “{edit.new.text[0][:12]}”: is its number changed too?",
                f"{edit.place}修改为“{edit.new.text[0][:12]}”：没有写明序号是否一并修改",
            )


def check_documents(edits: Sequence[Edit]) -> None:
    """Units of several documents are changed one by one, never put together."""
    for edit in edits:
        units = (edit.place, *edit.others) if isinstance(edit, Merge) else (edit.place,)
        if len({p.document for p in units}) > 1:
            both = "、".join(p.document for p in units)
            raise Incomplete(f"units of several documents: {both}", f"几件文件的单位：{both}")


def check_divided(place: Place, new: Passage, count: int) -> None:
    """第三条分为两条：“甲。⏎乙。”: without labels nobody can tell where the second article begins."""
    found = sum(_opens(line, Unit.ARTICLE) for line in new.text)
    if found != count:
        raise Incomplete(
            f"{place} becomes {count} articles, the new text has {found} with a number",
            f"{place}分为{count}条，引文中写明序号的有{found}条",
        )


def _opens(line: str, unit: Unit) -> bool:
    """Whether a paragraph of new text opens a unit of that kind."""
    if unit is Unit.ARTICLE:
        return article_label(line) is not None
    node = item(line)
    return node is None if unit is Unit.PARAGRAPH else node is not None and node.unit is unit


def among_articles(reader: Reader, new: Passage) -> bool:
    """A new text that begins with the heading of the chapter announced before it, given to what it is for.

    增加一节……；增加五条……。内容如下：“第七节……” is the section with all its articles; one that the text has
    already (对第三十条进行修改，作为第七十条) gets its part and moves into the chapter.
    """
    made, head, articles = last_division(reader), heading(new.text[0]), reader.open
    if made is None or head is None or not isinstance(articles, InsertNode):
        return False
    division = reader.edits[made]
    assert isinstance(division, InsertNode)
    if number_of(division) != (head.unit, head.number):
        return False
    moved = [e for e in reader.edits[made + 1 :] if isinstance(e, Renumber)]
    if not moved:
        reader.edits[made] = but(division, title="", new=new)
        reader.open = None
        return True
    parts = _articles(new)
    announced = [e.to.last.number for e in moved] + [n.last.number for n in articles.numbers]
    if sorted(parts) != sorted(n for n in announced if n is not None):
        raise Incomplete(
            "the new text has other articles than are announced", "引文中的条与前面写明的条不一致"
        )
    reader.edits[made] = but(
        division, title=head.text, covers=tuple(Address((Step(Unit.ARTICLE, n),)) for n in parts)
    )
    for edit in moved:
        assert edit.to.last.number is not None
        own = parts[edit.to.last.number]
        reader.edits.append(ReplaceNode(place=edit.place, span=reader.span, new=own))
    others = [parts[n.last.number] for n in articles.numbers if n.last.number is not None]
    reader.open = but(articles, new=joined(others))
    return True


def _articles(new: Passage) -> dict[Ordinal, Passage]:
    """The articles of a passage behind its heading, by their numbers."""
    starts: list[tuple[int, Ordinal]] = []
    for i, line in enumerate(new.text):
        if (label := item_label(line)) is not None and label[0] is Unit.ARTICLE:
            starts.append((i, label[1]))
    ends = [*(i for i, _ in starts[1:]), len(new.text)]
    return {n: Passage(new.raw[a:b], new.text[a:b]) for (a, n), b in zip(starts, ends, strict=True)}


def last_division(reader: Reader) -> int | None:
    """Where the chapter or section that the clause added last stands among its edits."""
    found = [
        i
        for i, e in enumerate(reader.edits)
        if isinstance(e, InsertNode) and e.unit in DIVISIONS and e.numbers and e.new is None
    ]
    return found[-1] if found else None


def number_of(division: InsertNode) -> tuple[Unit, Ordinal | None]:
    """The kind and the number of a new chapter or section: 章, 8."""
    return division.unit, division.numbers[0].last.number
