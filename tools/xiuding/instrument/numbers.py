"""Forms that give units their numbers: 作为, 改为; what each number belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Address, Step, Unit
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Place,
    Renumber,
    ReplaceNode,
    ReplaceText,
    Retitle,
)
from xiuding.instrument.phrases import child
from xiuding.instrument.restating import supplied
from xiuding.numerals import Ordinal

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


_CHANGES = ReplaceNode | ReplaceText | DeleteText | InsertText | Retitle


def become(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款：“……”"""
    last = reader.edits[-1] if reader.edits else None
    if reader.open is None and isinstance(last, ReplaceNode) and len(_numbers(reader, tree)) > 1:
        reader.open = reader.edits.pop()  # 将第三条修改为：“……”，作为第三条、第四条
    if reader.before == "scope" and reader.subject:  # 对第三十条进行修改，作为第七十条
        begin_moving(reader, [Place(reader.subject)])
        reader.awaiting.append(Place(reader.subject))
    if reader.open is None and reader.listed:  # 第五条第二款，作为第六条
        begin_moving(reader, reader.listed)
        reader.listed = []
    if reader.open is None and reader.edits:
        if _numbers_merged_chapters(reader, tree, reader.edits[-1]):
            return
        _move_what_was_changed(reader, tree, reader.edits[-1])
    number(reader, tree)
    if (title := child(tree, "title")) is not None:
        supplied(reader, reader.masked.quote(str(title.children[0])))
    new = reader.passage(tree)
    if new is not None:
        supplied(reader, new)


def _numbers(reader: Reader, tree: Tree[Token]) -> tuple[Place, ...]:
    """The places that 作为 names."""
    found = child(tree, "loci")
    assert found is not None
    return places.read(found, reader.subject, reader.masked).places


def _numbers_merged_chapters(reader: Reader, tree: Tree[Token], last: Edit) -> bool:
    """将第三章、第四章合并，作为第三章: the number of the chapter that took the other one in."""
    into = last.into.address if isinstance(last, Merge) and last.into is not None else NOWHERE
    if not into or into.last.unit not in DIVISIONS:
        return False
    (*_, to) = _numbers(reader, tree)
    if not to.address or to.address.last.unit is not into.last.unit:
        raise Incomplete(f"作为{to} is no number of {into}", f"“作为{to}”不是{into}的序号")
    if to.address.last.number != into.last.number:
        reader.edit(Renumber(place=Place(into), span=reader.span, to=to.address))
    reader.subject = into
    return True


def _move_what_was_changed(reader: Reader, tree: Tree[Token], last: Edit) -> None:
    """将第三条中的“甲”修改为“乙”，作为第四条; 将第三条第二款并入第四条，作为第四条第二款."""
    (*_, to) = _numbers(reader, tree)
    if isinstance(last, Merge) and last.into is not None and last.place.address.last.unit not in DIVISIONS:
        reader.edits.pop()
        reader.subject = last.place.address
        begin_moving(reader, [last.place], last.into)
        reader.home = last.into.address
    elif isinstance(last, _CHANGES) and reader.subject and to.address:
        if to.address.last.unit is not reader.subject.last.unit:
            raise Incomplete(
                f"作为{to}: does {reader.subject} become it, or what holds it? name the unit",
                f"作为{to}：没有写明是{reader.subject}还是它所在的单位",
            )
        begin_moving(reader, [Place(reader.subject)])


def number(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款: the numbers that the open edit's units get; they are no subject for what follows."""
    found, edit = child(tree, "loci"), reader.open
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
            if numbers[-1].last.number == Ordinal(-1) and len(numbers) == 1:  # 作为最后一项
                reader.open = but(edit, place=Place(places.above(numbers[0], edit.unit)), side="end")
                return
            place = edit.place
            # 增加一款，作为第五条第二款 says where; 增加一条，作为第三章第五条 says it in the new numbering
            if not place.address and edit.side == "end" and edit.unit is not Unit.ARTICLE:
                place = Place(places.above(numbers[0], edit.unit))
            title = edit.title or numbers[0].last.title  # 作为第三章附则
            reader.open = but(edit, numbers=numbers, place=place, title=title)
        case Renumber():
            _move_all(reader, edit, numbers)
        case Merge():
            reader.open = but(edit, to=_complete(reader, numbers[0], edit.place))
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
    if any(n.last.number is not None and n.last.number.number < 0 for n in numbers):
        raise Incomplete("作为 names no number", "“作为”之后没有写明序号")
    where = reader.moving or (edit.place,)
    if joins(where, [Place(n) for n in numbers]):
        reader.open = None
        begin_joining(reader, where, numbers[0])
        return
    if len(numbers) != len(where):
        raise Incomplete("作为 pairs lists of different length", "“作为”前后的数目不一致")
    moves = [but(edit, place=p, to=_complete(reader, n, p)) for p, n in zip(where, numbers, strict=True)]
    reader.edits += moves[:-1]
    reader.open, reader.moving = moves[-1], ()


def _complete(reader: Reader, number: Address, place: Place) -> Address:
    """第二款 of the same article where no other is named."""
    return number if number.step(Unit.ARTICLE) else number.within(home_now(reader, number, place.address))


def home_now(reader: Reader, number: Address, home: Address) -> Address:
    """第二款改为第三款，第二项改为第一项: the 款 that an item stays in, by its new number."""
    if number.steps and number.steps[0].unit in (Unit.ITEM, Unit.SUBITEM):
        for edit in reader.edits:
            old = edit.place.address.steps
            paragraph = bool(old) and old[-1].unit is Unit.PARAGRAPH
            if isinstance(edit, Renumber) and paragraph and home.steps[: len(old)] == old:
                return Address((*edit.to.steps, *home.steps[len(old) :]))
    return home


def joins(where: Sequence[Place], targets: Sequence[Place]) -> bool:
    """Whether several 款 become one article: 将第十条第二款、第三款改为第十一条."""
    several = len(where) > 1 and all(p.address and p.address.last.unit is Unit.PARAGRAPH for p in where)
    return (
        several
        and len(targets) == 1
        and bool(targets[0].address)
        and targets[0].address.last.unit is Unit.ARTICLE
    )


def begin_joining(reader: Reader, where: Sequence[Place], to: Address) -> None:
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


def begin_moving(reader: Reader, where: Sequence[Place], into: Place | None = None) -> None:
    """Units that get their numbers in the next phrase."""
    reader.begin(Renumber(place=where[0], to=Address(), into=into, span=reader.span))
    reader.moving = tuple(where)


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "become": become,
}
