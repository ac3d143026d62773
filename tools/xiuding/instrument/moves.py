"""Forms that give units other numbers and other homes: 改为, 作为, 单列, 移至, 对调, 合并, 并入."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Address, Step, Unit
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Place,
    Renumber,
    ReplaceNode,
    ReplaceText,
    Retitle,
)
from xiuding.instrument.phrases import child, token
from xiuding.instrument.wording import supplied
from xiuding.numerals import Ordinal

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def become(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款：“……”"""
    if reader.open is None and reader.edits and isinstance(reader.edits[-1], ReplaceNode):
        reader.open = reader.edits.pop()
    if reader.open is None and reader.listed:  # 第五条第二款，作为第六条
        _begin_moving(reader, reader.listed)
        reader.listed = []
    if reader.open is None and reader.edits:
        _move_what_was_changed(reader, tree, reader.edits[-1])
    number(reader, tree)
    new = reader.passage(tree)
    if new is not None:
        supplied(reader, new)


def _move_what_was_changed(reader: Reader, tree: Tree[Token], last: Edit) -> None:
    """将第三条中的“甲”修改为“乙”，作为第四条; 将第三条第二款并入第四条，作为第四条第二款."""
    found = child(tree, "locus")
    assert found is not None
    (*_, to) = places.read(found, reader.subject, reader.masked).places
    if isinstance(last, Merge) and last.into is not None and last.place.address.last.unit not in DIVISIONS:
        reader.edits.pop()
        _begin_moving(reader, [last.place])
    elif isinstance(last, ReplaceText | DeleteText | InsertText | Retitle) and reader.subject and to.address:
        if to.address.last.unit is not reader.subject.last.unit:
            raise Incomplete(
                f"作为{to}: does {reader.subject} become it, or what holds it? name the unit",
                f"作为{to}：没有写明是{reader.subject}还是它所在的单位",
            )
        _begin_moving(reader, [Place(reader.subject)])


def number(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款: the numbers that the open edit's units get; they are no subject for what follows."""
    found, edit = child(tree, "locus"), reader.open
    assert found is not None
    if edit is None:
        raise Incomplete("作为 has nothing to number", "“作为”之前没有写明是什么")
    if isinstance(edit, InsertText):
        reader.open = _as_sentence(reader, edit, found)
        return
    base = edit.place.address if not isinstance(edit, Renumber | Merge) else reader.home
    numbers = tuple(places.inside(p.address, base) for p in places.read(found, base, reader.masked).places)
    if not all(numbers):
        raise Incomplete("作为 names no number", "“作为”之后没有写明序号")
    match edit:
        case InsertNode():
            if len({n.last.unit for n in numbers} | {edit.unit}) > 1 or edit.count not in (
                None,
                len(numbers),
            ):
                said = "、".join(map(str, numbers))
                raise Incomplete(f"增加 and 作为 do not agree: {said}", f"增加的单位与“作为{said}”不一致")
            place = edit.place
            if not place.address and edit.side == "end":  # 增加一款，作为第五条第二款
                place = Place(places.above(numbers[0], edit.unit))
            reader.open = but(edit, numbers=numbers, place=place)
        case Renumber():
            _move_all(reader, edit, numbers)
        case Merge():
            reader.open = but(edit, to=_complete(numbers[0], edit.place))
        case ReplaceNode():
            reader.open = but(edit, numbers=numbers)
        case _:
            raise Incomplete("作为 has nothing to number", "“作为”之前没有写明是什么")


def _as_sentence(reader: Reader, edit: InsertText, tree: Tree[Token]) -> InsertText:
    """增加一句，作为第二句: it follows the first one."""
    (place,) = places.read(tree, edit.place.address, reader.masked).places
    match place.sentences:
        case (0, 1):
            return but(edit, place=but(edit.place, sentences=None), side="start")
        case (-1, None):
            return but(edit, place=but(edit.place, sentences=None), side="end")
        case (int(first), int(last)) if last - first == 1:
            return but(edit, place=but(edit.place, sentences=(first - 1, first)), side="after")
    raise Incomplete("作为 does not say which sentence", "“作为”没有写明是第几句")


def _move_all(reader: Reader, edit: Renumber, numbers: Sequence[Address]) -> None:
    """Give each of the units that are moved its number; the last one stays open for a new text."""
    where = reader.moving or (edit.place,)
    if _join(where, [Place(n) for n in numbers]):
        reader.open = None
        _begin_joining(reader, where, numbers[0])
        return
    if len(numbers) != len(where):
        raise Incomplete("作为 pairs lists of different length", "“作为”前后的数目不一致")
    moves = [but(edit, place=p, to=_complete(n, p)) for p, n in zip(where, numbers, strict=True)]
    reader.edits += moves[:-1]
    reader.open, reader.moving = moves[-1], ()


def _complete(number: Address, place: Place) -> Address:
    """第二款 of the same article where no other is named."""
    return number if number.step(Unit.ARTICLE) else number.within(place.address)


def renumber(reader: Reader, tree: Tree[Token]) -> None:
    """将第三条改为第七条；第六条、第七条依次改为第七条、第八条"""
    first, second = (c for c in tree.children if isinstance(c, Tree) and c.data == "loci")
    locus = reader.read(first)
    targets = places.read(second, locus.last, reader.masked).places
    if _join(locus.places, targets):
        _begin_joining(reader, locus.places, targets[0].address)
    elif len(targets) != len(locus.places) or not locus.last or not targets[-1].address:
        raise Incomplete("改为 pairs lists of different length", "“改为”前后的数目不一致")
    elif any(_sinks(place, to.address) for place, to in zip(locus.places, targets, strict=True)):
        raise Incomplete(
            "an article becomes a 款 of another one", "整条改为另一条的一款，应当写明两条的新文字"
        )
    else:
        old = str(locus.quoted) if locus.quoted else None
        for place, to in zip(locus.places, targets, strict=True):
            reader.edit(Renumber(place=place, span=reader.span, to=to.address, old=old))
            here, there = place.address.step(Unit.ARTICLE), to.address.step(Unit.ARTICLE)
            if place.address.last.unit is Unit.PARAGRAPH and here != there:
                reader.destination = to.address
    new = reader.passage(tree)
    if (
        new is not None and locus.last.last.unit in DIVISIONS and len(new.text) == 1
    ):  # 第三章“甲”改为第四章“乙”
        reader.edit(Retitle(place=Place(locus.last, Part.TITLE), span=reader.span, new=new))
    elif new is not None:
        supplied(reader, new)


def _sinks(place: Place, to: Address) -> bool:
    """Whether an article becomes a later 款 of another one: what stands before it there nobody says.

    将第六条改为第七条第一款 only gives the article its number: a second 款 is added next.
    """
    article = bool(place.address) and place.address.last.unit is Unit.ARTICLE
    return article and to.last.unit in BELOW_ARTICLE and to.last.number != Ordinal(1)


def _join(where: Sequence[Place], targets: Sequence[Place]) -> bool:
    """Whether several 款 become one article: 将第十条第二款、第三款改为第十一条."""
    several = len(where) > 1 and all(p.address and p.address.last.unit is Unit.PARAGRAPH for p in where)
    return (
        several
        and len(targets) == 1
        and bool(targets[0].address)
        and targets[0].address.last.unit is Unit.ARTICLE
    )


def _begin_joining(reader: Reader, where: Sequence[Place], to: Address) -> None:
    """With a new text they are merged; without one each becomes a 款 of the article."""
    reader.begin(Merge(place=where[0], others=tuple(where[1:]), to=to, span=reader.span))
    reader.moving = tuple(where)


def as_moves(edit: Merge) -> list[Edit]:
    """The 款 of a merger that got no new text, as the first, second … 款 of the new article."""
    steps = [Step(Unit.PARAGRAPH, Ordinal(n)) for n in range(1, len(edit.others) + 2)]
    return [
        Renumber(place=place, to=Address((*edit.to.steps, step)), span=edit.span)
        for place, step in zip((edit.place, *edit.others), steps, strict=True)
    ]


def rest(reader: Reader, tree: Tree[Token]) -> None:
    """The numbers and the text that stand in the same phrase."""
    if (becoming := child(tree, "becoming")) is not None:
        number(reader, becoming)
    new = reader.passage(tree)
    if new is not None:
        supplied(reader, new)


def merge(reader: Reader, tree: Tree[Token]) -> None:
    """将第十条、第二十五条合并，作为第十条；第二项、第三项合并为一项；将第三章、第四章合并为第三章"""
    locus = reader.locus(tree)
    assert locus is not None
    target = child(tree, "target")
    named = child(target, "locus") if target is not None else None
    first, *others = locus.places
    to = places.read(named, first.address, reader.masked).last if named is not None else Address()
    if not others:
        raise Incomplete("合并 names one unit only", "“合并”只写了一处")
    if first.address.last.unit in DIVISIONS:
        for other in others:
            reader.edit(Merge(place=other, others=(), into=first, span=reader.span))
        if to and to != first.address:
            reader.edit(Renumber(place=first, to=to, span=reader.span))
        reader.subject = to or first.address
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
    _begin_moving(reader, locus.places)


def _begin_moving(reader: Reader, where: Sequence[Place]) -> None:
    """Units that get their numbers in the next phrase."""
    reader.begin(Renumber(place=where[0], to=Address(), span=reader.span))
    reader.moving = tuple(where)


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
    assert locus is not None
    assert second is not None
    home = places.read(second, locus.last, reader.masked).last
    same = home and home.last.unit is locus.last.last.unit and token(tree, "SIDE") is None
    _begin_moving(reader, locus.places)
    if same and len(locus.places) == 1:
        reader.open = Renumber(place=locus.places[0], to=home, span=reader.span)
    reader.home = places.above(home, home.last.unit) if home and token(tree, "SIDE") else home
    rest(reader, tree)


def absorb(reader: Reader, tree: Tree[Token]) -> None:
    """将第三章并入第二章"""
    what, second = reader.locus(tree), child(tree, "locus")
    assert what is not None
    assert second is not None
    into = reader.read(second)
    for place in what.places:
        reader.edit(Merge(place=place, others=(), into=into.places[-1], span=reader.span))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "become": become,
    "renumber": renumber,
    "merge": merge,
    "single": single,
    "swap": swap,
    "move": move,
    "absorb": absorb,
}
