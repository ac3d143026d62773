"""Forms that make and divide chapters and sections: 包括第五条至第七条, 列入本章, 分为四节.

One function per rule of the grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING, NamedTuple

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Address, Step, Unit
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import Holds, InsertNode, Passage, Place, Renumber
from xiuding.instrument.numbers import number, rest
from xiuding.instrument.phrases import child
from xiuding.instrument.shares import last_division, number_of
from xiuding.structure import heading

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


class Dividing(NamedTuple):
    """A chapter that is divided into sections, which the phrases behind it name: 分为四节：第一节“甲”."""

    whole: Address
    unit: Unit
    parts: int


def covers(reader: Reader, tree: Tree[Token]) -> None:
    """增加一章……，包括第四十二条至第四十五条；第一章分为六条，包括第一条至第六条"""
    if not isinstance(reader.open, InsertNode | Holds):
        raise Incomplete("包括 belongs to no new chapter", "“包括”之前没有新增的章节")
    found = child(tree, "loci")
    if found is None:  # 共四条
        return
    if isinstance(reader.open, InsertNode) and reader.open.unit not in DIVISIONS:  # 增加一条，即第五条：“……”
        number(reader, tree)
        rest(reader, tree)
        return
    covered = tuple(p.address for p in places.read(found, NOWHERE, reader.masked).places)
    reader.open = but(reader.open, covers=covered)
    rest(reader, tree)


def enlist(reader: Reader, tree: Tree[Token]) -> None:
    """（增加一章，作为第九章“附则”，将第五十四条改为第六十六条，）列入本章；（增加一条，作为第六条，）列入第三章"""
    found = child(tree, "loci")
    assert found is not None
    if isinstance(reader.open, InsertNode) and reader.open.unit is Unit.ARTICLE and reader.open.new is None:
        home = places.read(found, reader.subject, reader.masked).last
        if not home or home.last.unit not in DIVISIONS:
            raise Incomplete(f"列入{home} is no chapter", f"“列入{home}”不是章节")
        reader.open = but(reader.open, place=Place(home))
        rest(reader, tree)
        return
    reader.close()
    made = last_division(reader)
    last = reader.edits[-1].span if reader.edits else None
    moved = [e.to for e in reader.edits if isinstance(e, Renumber) and e.span == last]
    if made is None or not moved or any(to.last.unit is not Unit.ARTICLE for to in moved):
        raise Incomplete("列入 belongs to no new chapter", "“列入”之前没有新增的章节和改号的条文")
    division = reader.edits[made]
    assert isinstance(division, InsertNode)
    named = places.read(found, division.numbers[0], reader.masked).last
    if not named or (named.last.unit, named.last.number) != number_of(division):
        raise Incomplete("列入 names another chapter than the new one", "“列入”的不是新增的一章")
    reader.edits[made] = but(division, covers=(*division.covers, *moved))


def one_by_one(edit: InsertNode) -> list[InsertNode]:
    """增加两章，分别作为第三章、第四章：“第三章……⏎第四章……”: each with its part of the text."""
    count = len(edit.numbers)
    if edit.unit not in DIVISIONS or count < 2 or edit.new is None:
        return [edit]
    heads = [i for i, line in enumerate(edit.new.text) if (h := heading(line)) and h.unit is edit.unit]
    if len(heads) != count or heads[0]:
        return [edit]
    ends = [*heads[1:], len(edit.new.text)]
    parts = [Passage(edit.new.raw[a:b], edit.new.text[a:b]) for a, b in zip(heads, ends, strict=True)]
    each = zip(edit.numbers, parts, strict=True)
    return [but(edit, numbers=(number,), new=part, count=1) for number, part in each]


def hold(reader: Reader, where: Sequence[Place], unit: Unit, count: int) -> None:
    """第一章“总则”分为六条: the phrase that follows says which, the other clauses what becomes of them."""
    if unit is not Unit.ARTICLE or len(where) > 1:
        raise Incomplete(
            f"{where[-1]} is not divided into {count} {unit.value}: say what becomes of each",
            f"{where[-1]}分为{count}{unit.value}：没有写明各{unit.value}如何修改",
        )
    reader.begin(Holds(place=where[0], span=reader.span, count=count))
    reader.listed = []


def check_held(edit: Holds) -> None:
    """Incomplete where 分为六条 is not followed by six articles."""
    articles = {a for a in edit.covers if a.last.unit is Unit.ARTICLE}
    if len(articles) != edit.count:
        raise Incomplete(
            f"{edit.place} is divided into {edit.count} articles: name them with 包括",
            f"{edit.place}分为{edit.count}条：应当写明“包括”哪{edit.count}条",
        )


def divide(reader: Reader, whole: Address, unit: Unit, count: int) -> None:
    """第二章分为四节: the phrases that follow name the sections."""
    reader.close()
    reader.dividing = Dividing(whole, unit, count)


def part(reader: Reader, address: Address) -> None:
    """第一节“甲”: the next section of the chapter that is divided."""
    assert reader.dividing is not None
    whole, unit, _ = reader.dividing
    step = address.last
    if step.unit is not unit or step.number is None or not step.title:
        raise Incomplete(
            f"{address} is no {unit.value} with its title", f"{address}不是写明名称的{unit.value}"
        )
    numbers = (Address((*whole.steps, Step(unit, step.number))),)
    edit = InsertNode(place=Place(whole), span=reader.span, unit=unit, numbers=numbers, title=step.title)
    reader.begin(edit)


def check_parts(reader: Reader) -> None:
    """Incomplete where 分为四节 is followed by fewer sections, or by one that does not say what it holds."""
    if reader.dividing is None:
        return
    whole, unit, count = reader.dividing
    parts = [
        e for e in reader.edits if isinstance(e, InsertNode) and e.unit is unit and e.place == Place(whole)
    ]
    if len(parts) != count or not all(p.covers for p in parts):
        raise Incomplete(
            f"{count} {unit.value} are announced; name each with its articles",
            f"称分为{count}{unit.value}，应当逐一写明名称和所包括的条文",
        )


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "covers": covers,
    "enlist": enlist,
}
