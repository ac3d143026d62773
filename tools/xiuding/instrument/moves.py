"""Forms that give units other homes: 单列, 移至, 对调, 合并, 并入."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Address
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Merge,
    Place,
    Renumber,
)
from xiuding.instrument.numbers import begin_moving, rest
from xiuding.instrument.phrases import child, token
from xiuding.instrument.restating import supplied

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def merge(reader: Reader, tree: Tree[Token]) -> None:
    """将第十条、第二十五条合并，作为第十条；第二项、第三项合并为一项；将第三章、第四章合并为第三章"""
    locus = reader.locus(tree)
    assert locus is not None
    first, *others = locus.places
    if not others:
        raise Incomplete("合并 names one unit only", "“合并”只写了一处")
    _merge(reader, tree, first, others)


def unite(reader: Reader, tree: Tree[Token]) -> None:
    """（将第五条改为第七条，）与第六条合并，修改为：“……”"""
    first, found = Place(reader.subject), child(tree, "loci")
    assert found is not None
    others = places.read(found, reader.subject, reader.masked).places
    if (
        not all(p.address for p in (first, *others))
        or len({p.address.last.unit for p in (first, *others)}) > 1
    ):
        raise Incomplete("合并 is of units of one kind", "“合并”应当写明同类的几处")
    reader.close()
    last = reader.edits[-1] if reader.edits else None
    number = NOWHERE
    if isinstance(last, Renumber) and last.place == first:
        number = last.to
        reader.edits.pop()
    _merge(reader, tree, first, others, number=number)


def _merge(
    reader: Reader, tree: Tree[Token], first: Place, others: Sequence[Place], *, number: Address = NOWHERE
) -> None:
    """Merge units, of which the first one may have its new number already."""
    target = child(tree, "target")
    named = child(target, "loci") if target is not None else None
    targets = places.read(named, first.address, reader.masked).places if named is not None else ()
    if len(targets) > 1:
        raise Incomplete("合并 makes several units", "合并为几处，没有写明各处由什么合并而成")
    to = targets[0].address if targets else number
    if number and to != number:
        raise Incomplete(f"合并 gives {first} two numbers", f"“合并”给{first}两个序号")
    if first.address.last.unit in DIVISIONS:
        for other in others:
            reader.edit(Merge(place=other, others=(), into=first, span=reader.span))
        if to and to != first.address:
            reader.edit(Renumber(place=first, to=to, span=reader.span))
        reader.subject = first.address  # by its old number, as every address
        return
    reader.begin(Merge(place=first, others=tuple(others), to=to, span=reader.span))
    reader.subject = first.address
    rest(reader, target if target is not None and child(target, "becoming") is not None else tree)
    new = reader.passage(tree)
    if new is not None and isinstance(reader.open, Merge) and reader.open.new is None:
        supplied(reader, new)


def single(reader: Reader, tree: Tree[Token]) -> None:
    """将第八条第三款单列一条"""
    locus = reader.locus(tree)
    assert locus is not None
    begin_moving(reader, locus.places)


def swap(reader: Reader, tree: Tree[Token]) -> None:
    """将第五条第二款与第三款对调"""
    locus = reader.locus(tree)
    assert locus is not None
    if len(locus.places) != 2:
        raise Incomplete("对调 is of two units", "“对调”应当写明两处")
    one, other = locus.places
    for place, to in ((one, other), (other, one)):
        reader.edit(Renumber(place=place, span=reader.span, to=to.address))


def move(reader: Reader, tree: Tree[Token]) -> None:
    """将第五条移至第三章，作为第二十一条"""
    locus, second = reader.locus(tree), child(tree, "locus")
    where = locus.places if locus is not None else (Place(reader.subject),)
    if not where[-1].address:
        raise Incomplete("移至 does not say what is moved", "“移至”没有写明移动何处")
    assert second is not None
    home = places.read(second, where[-1].address, reader.masked).last
    beside = token(tree, "SIDE") is not None
    same = home and home.last.unit is where[-1].address.last.unit and not beside
    begin_moving(reader, where, Place(home) if home and not same and not beside else None)
    if same and len(where) == 1:
        reader.open = Renumber(place=where[0], to=home, span=reader.span)
    reader.home = places.above(home, home.last.unit) if home and beside else home
    rest(reader, tree)


def absorb(reader: Reader, tree: Tree[Token]) -> None:
    """将第三章并入第二章"""
    what, second = reader.locus(tree), child(tree, "locus")
    assert what is not None
    assert second is not None
    into = reader.read(second)
    if into.last and into.last.last.unit in DIVISIONS and what.last.last.unit not in DIVISIONS:
        begin_moving(reader, what.places, into.places[-1])  # 将第六条移入第二章，作为第五条
        reader.home = into.last
        return
    for place in what.places:
        reader.edit(Merge(place=place, others=(), into=into.places[-1], span=reader.span))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "merge": merge,
    "unite": unite,
    "single": single,
    "swap": swap,
    "move": move,
    "absorb": absorb,
}
