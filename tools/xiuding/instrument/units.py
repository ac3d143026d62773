"""Forms that add, take out, move, number, split and merge units.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING, Any

from lark import Token, Tree

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Address, Step, Unit
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    NOTHING,
    DeleteNode,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    Side,
)
from xiuding.instrument.phrases import child, token
from xiuding.instrument.wording import SIDES, supplied
from xiuding.numerals import Ordinal, to_int
from xiuding.structure import article_label, item

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader

_UNITS = {u.value: u for u in Unit} | {"段": Unit.PARAGRAPH, "自然段": Unit.PARAGRAPH, "附表": Unit.ANNEX}
_COUNT = re.compile(r"([零一二三四五六七八九十百两0-9]+)个?(自然段|条|款|项|目|章|节|段|编|句|附件|附表)")


def add(reader: Reader, tree: Tree[Token]) -> None:
    """增加一款，作为第二款：“……”；在第五条后增加一条；增加第二款：“……”；末尾增加一句：“……”"""
    locus, new = reader.locus(tree), reader.passage(tree)
    side_word, listed, annex = (token(tree, k) for k in ("SIDE", "A", "X"))
    if listed or annex:
        _add_numbered(reader, tree, new)
        return
    word = token(tree, "N")
    assert word is not None
    count, what = _count(word)
    side: Side = SIDES[side_word] if side_word else "end"
    if what == "句":
        place = locus.places[0] if locus else reader.here()[-1]
        inside = place.sentences is None and side != "before"
        start = place.part is Part.START or (place.sentences is None and side == "before")
        where: Side = "start" if start else "end" if inside else side
        reader.begin(InsertText(place=place, span=reader.span, anchor=None, side=where, new=new or NOTHING))
        return
    unit = _UNITS[what]
    if token(tree, "BETWEEN"):
        side = "after"
    elif side == "end" and unit is Unit.PARAGRAPH and locus is None and _is_named_paragraph(reader.subject):
        side = "after"  # 同时增加一段 after a clause about “…”一段: the new one follows it
    address = _beside(reader, tree, locus, unit)
    place = Place(address) if side != "end" else Place(places.above(address, unit))
    if reader.destination and locus is None and unit is Unit.PARAGRAPH:
        place = Place(places.above(reader.destination, unit), made=True)
    reader.listed = []
    reader.begin(
        InsertNode(
            place=place, span=reader.span, unit=unit, side=side, count=count, **_title_or_text(unit, new)
        )
    )
    if (becoming := child(tree, "becoming")) is not None:
        _number(reader, becoming)


def _beside(reader: Reader, tree: Tree[Token], locus: places.Locus | None, unit: Unit) -> Address:
    """The unit in or beside which the new one stands; an article needs none, its number says enough."""
    if locus is None:
        return reader.context.scope if unit is Unit.ARTICLE else reader.subject
    return locus.places[0].address if token(tree, "BETWEEN") else locus.last


def _add_numbered(reader: Reader, tree: Tree[Token], new: Passage | None) -> None:
    """增加第七条：“……”；增加附件3：“……”"""
    numbers = places.numbered(tree, reader.subject, reader.masked)
    unit = numbers[0].last.unit
    reader.begin(
        InsertNode(
            place=Place(places.above(numbers[0], unit)), span=reader.span, unit=unit, numbers=numbers, new=new
        )
    )


def with_numbers(edit: InsertNode) -> InsertNode:
    """A new unit whose number its label says (增加一条：“第七条……”) or its place (在第六条后增加一条)."""
    if edit.new is None or edit.unit not in (Unit.ARTICLE, Unit.ITEM, Unit.SUBITEM):
        return edit
    holder = places.above(edit.place.address, edit.unit)
    beside = (
        edit.place.address.last.number if edit.place.address and edit.side in ("after", "before") else None
    )
    numbers = edit.numbers
    if not numbers:
        labels = [n for n in map(_label, edit.new.text) if n is not None and n[0] is edit.unit]
        numbers = tuple(places.inside(Address((Step(unit, number),)), holder) for unit, number in labels)
        if numbers and edit.count not in (None, len(numbers)):
            raise Incomplete(
                f"{edit.count} units are announced, {len(numbers)} are quoted",
                f"称增加{edit.count}个单位，实有{len(numbers)}个",
            )
    if not numbers and beside is not None and edit.count == 1:
        number = Ordinal(beside.number + 1) if edit.side == "after" else beside
        numbers = (places.inside(Address((Step(edit.unit, number),)), holder),)
    if edit.unit is not Unit.ARTICLE and beside is not None and numbers:
        return but(edit, numbers=numbers, place=Place(holder), side="end")
    return but(edit, numbers=numbers)


def _label(line: str) -> tuple[Unit, Ordinal] | None:
    """The article or item that a line opens."""
    if (m := article_label(line)) is not None:
        return Unit.ARTICLE, Ordinal(to_int(m[2]), to_int(m[3]) if m[3] else 0)
    node = item(line)
    return (node.unit, node.number) if node is not None and node.number is not None else None


def _is_named_paragraph(subject: Address) -> bool:
    return bool(subject) and subject.last.word == "一段"


def _title_or_text(unit: Unit, new: Passage | None) -> dict[str, Any]:
    """A quotation after 增加一章 is the chapter's title, after 增加一款 the 款 itself."""
    if new is not None and unit in DIVISIONS and len(new.text) == 1:
        return {"title": str(new)}
    return {"new": new}


def _count(text: str) -> tuple[int, str]:
    """两款 → (2, 款)."""
    m = _COUNT.match(text)
    assert m is not None  # the lexicon's own pattern
    return to_int(m[1]), m[2]


def become(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款：“……”"""
    if reader.open is None and reader.edits and isinstance(reader.edits[-1], ReplaceNode):
        reader.open = reader.edits.pop()
    if reader.open is None and reader.listed:  # 第五条第二款，作为第六条
        _begin_moving(reader, reader.listed)
        reader.listed = []
    _number(reader, tree)
    new = reader.passage(tree)
    if new is not None:
        supplied(reader, new)


def _number(reader: Reader, tree: Tree[Token]) -> None:
    """作为第二款: the numbers that the open edit's units get; they are no subject for what follows."""
    found, edit = child(tree, "locus"), reader.open
    assert found is not None
    if edit is None:
        raise Incomplete("作为 has nothing to number", "“作为”之前没有写明是什么")
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


def delete(reader: Reader, tree: Tree[Token]) -> None:
    """删去第二条和第三条"""
    for locus in reader.loci(tree):
        for place in locus.places:
            if not place.address or (place.everywhere and place.part is not Part.TITLE):
                raise Incomplete(
                    "删去 names no place; repeal is 废止", "“删去”没有写明何处；废止全文应写“废止”"
                )
            reader.edit(DeleteNode(place=place, span=reader.span))


def repeal(reader: Reader, tree: Tree[Token]) -> None:
    """废止《某某办法》；废止第三条"""
    for locus in reader.loci(tree):
        for place in locus.places:
            if place.address:
                reader.edit(DeleteNode(place=place, span=reader.span))
        if not locus.last and locus.document:
            reader.repeals.append(locus.document)


def renumber(reader: Reader, tree: Tree[Token]) -> None:
    """将第三条改为第七条；第六条、第七条依次改为第七条、第八条"""
    first, second = (c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
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
    if new is not None:
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


def shares(reader: Reader, tree: Tree[Token]) -> None:
    """分为两款: the new text that follows is as many units; without one the clause adds them itself."""
    locus = reader.locus(tree)
    if isinstance(reader.open, InsertNode):  # 增加一章“…”，分为四条
        return
    word = token(tree, "N")
    assert word is not None
    where = locus.places if locus else (Place(reader.subject),)
    if not where[-1].address:
        raise Incomplete("分为 has no place", "没有写明将何处分开")
    if _count(word)[0] == 1:  # 将第二款、第三款修改为一款
        reader.begin(Merge(place=where[0], others=where[1:], span=reader.span))
    else:
        reader.begin(ReplaceNode(place=where[-1], span=reader.span, new=NOTHING))
    reader.listed = []
    _rest(reader, tree)


def splits(reader: Reader, tree: Tree[Token]) -> None:
    """拆分为第二款、第三款：“……”"""
    *before, last = (c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
    where = reader.read(before[0]).places[0] if before else Place(reader.subject)
    if not where.address:
        raise Incomplete("分为 has no place", "没有写明将何处分开")
    numbers = tuple(p.address for p in places.read(last, where.address, reader.masked).places)
    reader.begin(ReplaceNode(place=where, span=reader.span, new=NOTHING, numbers=numbers))
    _rest(reader, tree)


def _rest(reader: Reader, tree: Tree[Token]) -> None:
    """The numbers and the text that stand in the same phrase."""
    if (becoming := child(tree, "becoming")) is not None:
        _number(reader, becoming)
    new = reader.passage(tree)
    if new is not None:
        supplied(reader, new)


def merge(reader: Reader, tree: Tree[Token]) -> None:
    """将第十条、第二十五条合并，作为第十条；第二项、第三项合并为一项；将第三章、第四章合并为第三章"""
    where = [p for locus in reader.loci(tree) for p in locus.places]
    target = child(tree, "target")
    named = child(target, "locus") if target is not None else None
    first, *others = where
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
    _rest(reader, target if target is not None and child(target, "becoming") is not None else tree)
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
    first, second = (c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
    locus = reader.read(first)
    home = places.read(second, locus.last, reader.masked).last
    same = home and home.last.unit is locus.last.last.unit and token(tree, "SIDE") is None
    _begin_moving(reader, locus.places)
    if same and len(locus.places) == 1:
        reader.open = Renumber(place=locus.places[0], to=home, span=reader.span)
    reader.home = Address() if token(tree, "SIDE") else home
    _rest(reader, tree)


def absorb(reader: Reader, tree: Tree[Token]) -> None:
    """将第三章并入第二章"""
    what, into = reader.loci(tree)
    for place in what.places:
        reader.edit(Merge(place=place, others=(), into=into.places[-1], span=reader.span))


def covers(reader: Reader, tree: Tree[Token]) -> None:
    """增加一章……，包括第四十二条至第四十五条"""
    found = child(tree, "locus")
    assert found is not None
    if not isinstance(reader.open, InsertNode):
        raise Incomplete("包括 belongs to no new chapter", "“包括”之前没有新增的章节")
    covered = tuple(p.address for p in places.read(found, Address(), reader.masked).places)
    reader.open = but(reader.open, covers=covered)


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "add": add,
    "become": become,
    "delete": delete,
    "repeal": repeal,
    "renumber": renumber,
    "shares": shares,
    "splits": splits,
    "merge": merge,
    "single": single,
    "move": move,
    "swap": swap,
    "absorb": absorb,
    "covers": covers,
}
