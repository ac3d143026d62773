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
    NOTHING,
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
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
    if any(n.last.number is not None and n.last.number.number < 0 for n in numbers):
        raise Incomplete("作为 names no number", "“作为”之后没有写明序号")
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
    home = _added_article(reader, second)
    new, added = reader.passage(tree), _without_text(reader.open)
    if new is not None and added is not None:  # 增加一款作为第二款，原第二款作为第三款：“……”
        reader.open = None
    split, locus = _split(reader), reader.read(first)
    targets = _targets(reader, places.read(second, home, reader.masked).places, locus.places)
    if locus.last and locus.last.last.unit is Unit.ANNEX and _is_annexed(second):
        raise Incomplete(
            f"{locus.last} gets the text of the instrument's own annex; quote it in the clause",
            f"{locus.last}改为本件所附的文字，请在条目中引用",
        )
    if split is not None and len(targets) == 1 and _is_first_of(locus.places, split):
        _keep(reader, split, targets[0].address)
    elif _join(locus.places, targets):
        _begin_joining(reader, locus.places, targets[0].address)
    elif _fewer(locus.places, targets):  # 第七条至第九条改为第八条，内容为：“……”
        reader.begin(
            Merge(
                place=locus.places[0],
                others=tuple(locus.places[1:]),
                to=targets[0].address,
                span=reader.span,
            )
        )
    elif len(locus.places) == 1 < len(targets):  # 第八条改为第三条、第四条，修改为：“第三条……”“第四条……”
        numbers = tuple(t.address for t in targets)
        reader.begin(ReplaceNode(place=locus.places[0], span=reader.span, new=NOTHING, numbers=numbers))
    else:
        _renumber_each(reader, locus, targets)
    if new is None:
        return
    if added is not None:
        reader.edit(but(added, new=new))
    elif locus.last.last.unit in DIVISIONS and len(new.text) == 1:  # 第三章“甲”改为第四章“乙”
        reader.edit(Retitle(place=Place(locus.last, Part.TITLE), span=reader.span, new=new))
    else:
        supplied(reader, new, news=reader.strings(tree))


def _added_article(reader: Reader, tree: Tree[Token]) -> Address:
    """增加一条，作为第九条，将第七条第三款作为本条第一款: the 第九条 that the clause adds, made of the 款."""
    words = [str(t) for t in tree.scan_values(lambda t: isinstance(t, Token) and t.type == "SAME")]
    match reader.open:
        case InsertNode(unit=Unit.ARTICLE, new=None, numbers=(article,)) if (
            "本条" in words or "该条" in words
        ):
            reader.open = None
            return article
    return NOWHERE


def _targets(reader: Reader, named: Sequence[Place], where: Sequence[Place]) -> list[Place]:
    """第五条第二款、第六条第三款改为第三款、第四款: each number belongs to the article of its own.

    第六条改为第七条第一款，第八条改为第二款: an article becomes a 款 of the article named last.
    """
    own = where if len(where) == len(named) else [where[-1]] * len(named)
    last = reader.edits[-1] if reader.edits else None
    joins = last.to if isinstance(last, Renumber) and last.to.last.unit is Unit.PARAGRAPH else NOWHERE
    bases = [joins if _becomes_part(p, to) else p.address for p, to in zip(own, named, strict=True)]
    return [but(to, address=to.address.within(base)) for to, base in zip(named, bases, strict=True)]


def _becomes_part(place: Place, to: Place) -> bool:
    """Whether an article becomes a 款 that does not say of which article."""
    article = bool(place.address) and place.address.last.unit is Unit.ARTICLE
    return article and bool(to.address) and to.address.steps[0].unit is Unit.PARAGRAPH


def _renumber_each(reader: Reader, locus: places.Locus, targets: Sequence[Place]) -> None:
    pairs = [*zip(locus.places, targets, strict=False)]
    if len(targets) != len(locus.places) or not locus.last or not targets[-1].address:
        raise Incomplete("改为 pairs lists of different length", "“改为”前后的数目不一致")
    if any(_becomes_part(place, to) for place, to in pairs):
        raise Incomplete("an article becomes a 款: of which article?", "整条改为一款，没有写明是哪一条的")
    old = str(locus.quoted) if locus.quoted else None
    for place in locus.places:
        _keep_both(reader, place)
    for place, to in pairs:
        reader.edit(Renumber(place=place, span=reader.span, to=to.address, old=old))
        here, there = place.address.step(Unit.ARTICLE), to.address.step(Unit.ARTICLE)
        if place.address.last.unit is Unit.PARAGRAPH and here != there:
            reader.destination = to.address


def _keep_both(reader: Reader, place: Place) -> None:
    """第三款修改为：“甲”。原第三款作为第四款: 甲 is new, the old one goes on as the fourth."""
    made = [e for e in (*reader.edits, reader.open) if isinstance(e, InsertNode)]
    if not reader.formerly or any(place.address in e.numbers for e in made):
        return  # the same unit with its new text, before which another one may have been added
    for i, edit in enumerate(reader.edits):
        if isinstance(edit, ReplaceNode) and edit.place == place and not edit.restates:
            unit = place.address.last.unit
            reader.edits[i] = InsertNode(
                place=Place(places.above(place.address, unit)),
                span=edit.span,
                unit=unit,
                numbers=(place.address,),
                count=1,
                new=edit.new,
            )


def _without_text(edit: Edit | None) -> InsertNode | None:
    """A new unit that has its number, and no text yet."""
    return edit if isinstance(edit, InsertNode) and edit.new is None and edit.numbers else None


def _split(reader: Reader) -> Address | None:
    """The article that is split, while its 款 are shared out: 第一款作为第三条，第二款作为第四条."""
    match reader.open:
        case ReplaceNode(new=Passage(raw=())) as edit if edit.place.address.last.unit is Unit.ARTICLE:
            return edit.place.address
    return None


def _is_first_of(where: Sequence[Place], article: Address) -> bool:
    """Whether places are the first 款 of an article, or the first few."""
    steps = [Step(Unit.PARAGRAPH, Ordinal(n)) for n in range(1, len(where) + 1)]
    return [(p.address.steps[:-1], p.address.last.number) for p in where if p.address] == [
        (article.steps, step.number) for step in steps
    ]


def _keep(reader: Reader, article: Address, to: Address) -> None:
    """第一款作为第三条: what is left of the article that is split; it may get another number."""
    reader.open = None
    if article != to:
        reader.edit(Renumber(place=Place(article), span=reader.span, to=to))


def _is_annexed(tree: Tree[Token]) -> bool:
    """Whether a target is an annex of the instrument: 本决定附件1, 附件《某某表》."""
    found = [t for t in tree.scan_values(lambda _: True) if isinstance(t, Token)]
    return any(t.type == "D" or "《" in t for t in found) or found[-1].endswith(("件", "表"))


def _join(where: Sequence[Place], targets: Sequence[Place]) -> bool:
    """Whether several 款 become one article: 将第十条第二款、第三款改为第十一条."""
    several = len(where) > 1 and all(p.address and p.address.last.unit is Unit.PARAGRAPH for p in where)
    return (
        several
        and len(targets) == 1
        and bool(targets[0].address)
        and targets[0].address.last.unit is Unit.ARTICLE
    )


def _fewer(where: Sequence[Place], targets: Sequence[Place]) -> bool:
    """Whether several units of a kind become one of it: 将第七条至第九条改为第八条."""
    units = {p.address.last.unit if p.address and p.is_whole else None for p in (*where, *targets)}
    return len(where) > 1 == len(targets) and len(units) == 1 and None not in units


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


def begin_moving(reader: Reader, where: Sequence[Place], into: Place | None = None) -> None:
    """Units that get their numbers in the next phrase."""
    reader.begin(Renumber(place=where[0], to=Address(), into=into, span=reader.span))
    reader.moving = tuple(where)


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "become": become,
    "renumber": renumber,
}
