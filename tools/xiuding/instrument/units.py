"""Forms that add, take out and split units.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING, Any

from lark import Token, Tree

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Address, Step, Unit
from xiuding.instrument import chapters, places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    NOTHING,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    ReplaceNode,
    Side,
    passage,
)
from xiuding.instrument.numbers import number, rest
from xiuding.instrument.phrases import child, token
from xiuding.instrument.restating import supplied
from xiuding.instrument.shares import item_label, items_apart
from xiuding.instrument.wording import SIDES
from xiuding.numerals import NUMERAL, Ordinal, to_int

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader

_UNITS = {u.value: u for u in Unit} | {"段": Unit.PARAGRAPH, "自然段": Unit.PARAGRAPH, "附表": Unit.ANNEX}
_COUNT = re.compile(rf"({NUMERAL})个?(自然段|条|款|项|目|章|节|段|编|句|附件|附表)")


def add(reader: Reader, tree: Tree[Token]) -> None:
    """增加一款，作为第二款：“……”；在第五条后增加一条；增加第二款：“……”；末尾增加一句：“……”"""
    locus, new = reader.locus(tree), reader.passage(tree)
    side_word = token(tree, "SIDE")
    if child(tree, "numbers") is not None:
        _add_numbered(reader, tree, None if child(tree, "title") else new)
        if (title := child(tree, "title")) is not None and new is not None:
            supplied(reader, reader.masked.quote(str(title.children[0])))
            supplied(reader, new)
        return
    becoming = child(tree, "becoming")
    count, what = _count(token(tree, "N")) if token(tree, "N") else _counted(reader, becoming)
    side: Side = SIDES[side_word] if side_word else "end"
    if what == "句":
        place = locus.places[0] if locus else reader.here()[-1]
        inside = place.sentences is None and side != "before"
        start = place.part is Part.START or (place.sentences is None and side == "before")
        where: Side = "start" if start else "end" if inside else side
        reader.begin(InsertText(place=place, span=reader.span, anchor=None, side=where, new=new or NOTHING))
        if becoming is not None:
            number(reader, becoming)
        return
    unit = _UNITS[what]
    if token(tree, "BETWEEN"):
        side = "after"
    elif side == "end" and unit is Unit.PARAGRAPH and locus is None and _is_named_paragraph(reader.subject):
        side = "after"  # 同时增加一段 after a clause about “…”一段: the new one follows it
    address = _beside(reader, tree, locus, unit)
    several = [p.address for p in locus.places[:-1]] if locus and not token(tree, "BETWEEN") else []
    if locus is None and unit is Unit.PARAGRAPH and len(reader.renumbered) > 1:  # 各增加一款
        if not (token(tree, "ADD") or "").startswith(("各", "分别")):
            raise Incomplete("增加 does not say in which of the articles", f"增加{what}没有写明在哪一条")
        *several, address = reader.renumbered
    _require_place(unit, what, (address, *several), inside=locus is not None and side == "end")
    place, *others = (
        Place(a) if side != "end" else Place(places.above(a, unit)) for a in (address, *several)
    )
    if reader.destination and locus is None and unit is Unit.PARAGRAPH:
        place = Place(places.above(reader.destination, unit), made=True)
    reader.listed = []
    reader.begin(
        InsertNode(
            place=place, span=reader.span, unit=unit, side=side, count=count, **_title_or_text(unit, new)
        )
    )
    reader.others = tuple(others)
    if becoming is not None:
        number(reader, becoming)


def _require_place(unit: Unit, what: str, addresses: Sequence[Address], *, inside: bool) -> None:
    """Only what stands below articles is added in several places; a 段 is not added into “…”一段."""
    if len(addresses) > 1 and unit not in BELOW_ARTICLE:
        raise Incomplete(f"{what} is added in several places", f"增加{what}，却写了几处")
    if inside and any(step.title for step in addresses[0].steps if step.unit is unit):
        raise Incomplete(f"{what} is added neither before nor behind", f"增加{what}，没有写明在前还是在后")


def in_each(edit: InsertNode, others: Sequence[Place]) -> list[Edit]:
    """第四条、第五条分别增加一款，作为第二款：“……”: one text for all of them, or one for each."""
    where = [*others, edit.place]
    assert edit.new is not None
    count = len(edit.new.text)
    if edit.count != 1 or count not in (1, len(where)):
        raise Incomplete(
            f"{len(where)} places, and {count} paragraphs to share out",
            f"在{len(where)}处增加，引文有{count}段，无法分配",
        )
    found: list[Edit] = []
    for i, place in enumerate(where):
        new = Passage((edit.new.raw[i],), (edit.new.text[i],)) if count > 1 else edit.new
        holder, own = (places.above(p.address, edit.unit).steps for p in (place, edit.place))
        numbers = tuple(Address((*holder, *n.steps[len(own) :])) for n in edit.numbers)
        found.append(but(edit, place=place, numbers=numbers, new=new))
    return found


def _counted(reader: Reader, becoming: Tree[Token] | None) -> tuple[int, str]:
    """增加“甲”作为第三项: how many units, and of which kind, the numbers say."""
    found = child(becoming, "loci") if becoming is not None else None
    assert found is not None
    numbers = places.read(found, reader.subject, reader.masked).places
    if not all(p.address and p.is_whole for p in numbers):
        raise Incomplete("作为 names no number", "“作为”之后没有写明序号")
    return len(numbers), numbers[0].address.last.unit.value


def _beside(reader: Reader, tree: Tree[Token], locus: places.Locus | None, unit: Unit) -> Address:
    """The unit in or beside which the new one stands; an article needs none, its number says enough."""
    if locus is None:
        return reader.context.scope if unit is Unit.ARTICLE else reader.subject
    return locus.places[0].address if token(tree, "BETWEEN") else locus.last


def _add_numbered(reader: Reader, tree: Tree[Token], new: Passage | None) -> None:
    """增加第七条：“……”；增加附件3：“……”"""
    numbers = places.numbered(tree, reader.subject, reader.masked)
    unit, place = numbers[0].last.unit, Place(places.above(numbers[0], numbers[0].last.unit))
    text = _title_or_text(unit, new)
    reader.begin(InsertNode(place=place, span=reader.span, unit=unit, numbers=numbers, **text))


def with_numbers(edit: InsertNode) -> InsertNode:
    """A new unit whose number its label says (增加一条：“第七条……”) or its place (在第六条后增加一条)."""
    if edit.new is None or edit.unit not in (Unit.ARTICLE, Unit.ITEM, Unit.SUBITEM):
        return edit
    label = item_label(edit.new.text[0]) if edit.place.address and not edit.numbers else None
    as_item = edit.unit is Unit.ARTICLE and label is not None and label[0] is Unit.ITEM
    unit = Unit.ITEM if as_item else edit.unit  # 在第二部分增加一条：“（五）……”
    edit = _items_apart(but(edit, unit=unit), edit.new)
    assert edit.new is not None
    holder = places.above(edit.place.address, edit.unit)
    beside = (
        edit.place.address.last.number if edit.place.address and edit.side in ("after", "before") else None
    )
    numbers = edit.numbers
    if not numbers:
        labels = [n for n in map(item_label, edit.new.text) if n is not None and n[0] is edit.unit]
        numbers = tuple(places.inside(Address((Step(unit, number),)), holder) for unit, number in labels)
        if numbers and edit.count not in (None, len(numbers)):
            raise Incomplete(
                f"{edit.count} units are announced, {len(numbers)} are quoted",
                f"称增加{edit.count}个单位，实有{len(numbers)}个",
            )
    _check_labels(edit)
    if edit.unit is Unit.ARTICLE:  # its number follows from all clauses together
        return but(edit, numbers=numbers)
    if not numbers and beside is not None and edit.count == 1:
        number = Ordinal(beside.number + 1) if edit.side == "after" else beside
        numbers = (places.inside(Address((Step(edit.unit, number),)), holder),)
    if beside is not None and numbers:
        return but(edit, numbers=numbers, place=Place(holder), side="end")
    return but(edit, numbers=numbers)


def _check_labels(edit: InsertNode) -> None:
    """作为第五条：“第六条……”: the label must be the number that is said."""
    assert edit.new is not None
    labels = [n for n in map(item_label, edit.new.text) if n is not None and n[0] is edit.unit]
    said = [n.last.number for n in edit.numbers]
    if said and labels and [number for _, number in labels] != said:
        raise Incomplete(
            f"作为{edit.target}, and the text says {labels[0][1]}{labels[0][0].value}",
            f"作为{edit.target}，引文却是{'、'.join(f'第{number}{unit.value}' for unit, number in labels)}",
        )


def check_count(edit: InsertNode) -> None:
    """增加两款：“……” with one 款 in the quotation: nobody can tell what is missing."""
    if edit.unit is not Unit.PARAGRAPH or edit.new is None or edit.count is None:
        return
    count = sum(item_label(line) is None for line in edit.new.text)
    if count != edit.count:
        raise Incomplete(
            f"{edit.count} 款 are announced, {count} are quoted", f"称增加{edit.count}款，引文有{count}款"
        )


def _items_apart(edit: InsertNode, new: Passage) -> InsertNode:
    """增加两项，作为第四项、第五项：“（四）……；（五）……” in one line: a line each."""
    if edit.unit is not Unit.ITEM or len(edit.numbers) < 2 or len(new.text) > 1:
        return edit
    return but(edit, new=passage(items_apart(new.raw[0], edit.numbers)))


def _is_named_paragraph(subject: Address) -> bool:
    return bool(subject) and subject.last.word == "一段"


def _title_or_text(unit: Unit, new: Passage | None) -> dict[str, Any]:
    """A quotation after 增加一章 is the chapter's title, after 增加一款 the 款 itself."""
    if new is not None and unit in DIVISIONS and len(new.text) == 1:
        return {"title": str(new)}
    return {"new": new}


def _count(text: str | None) -> tuple[int, str]:
    """两款 → (2, 款)."""
    m = _COUNT.match(text or "")
    assert m is not None  # the lexicon's own pattern
    return to_int(m[1]), m[2]


def shares(reader: Reader, tree: Tree[Token]) -> None:
    """分为两款: the new text that follows is as many units; without one the clause adds them itself."""
    locus = reader.locus(tree)
    if isinstance(reader.open, InsertNode) and locus is None and reader.open.unit in DIVISIONS:
        return  # 增加一章“…”，分为四条
    word = token(tree, "N")
    assert word is not None
    where = locus.places if locus else (Place(reader.subject),)
    if not where[-1].address:
        raise Incomplete("分为 has no place", "没有写明将何处分开")
    count, unit = _count(word)[0], _UNITS[_count(word)[1]]
    if unit in DIVISIONS and where[-1].address.last.unit in DIVISIONS and count > 1:
        chapters.divide(reader, where[-1].address, unit, count)
        return
    if unit in DIVISIONS:
        raise Incomplete(
            f"a new {word} of existing articles: write 增加{word}，包括……",
            f"把原有条文列为{word}，应当写增加{word}，包括各条",
        )
    if where[-1].address.last.unit in DIVISIONS:
        chapters.hold(reader, where, unit, count)
        return
    if count == 1:  # 将第二款、第三款修改为一款
        reader.begin(Merge(place=where[0], others=where[1:], span=reader.span))
    else:
        reader.begin(ReplaceNode(place=where[-1], span=reader.span, new=NOTHING))
        reader.articles = count if unit is Unit.ARTICLE else 0
    reader.listed = []
    rest(reader, tree)


def splits(reader: Reader, tree: Tree[Token]) -> None:
    """拆分为第二款、第三款：“……”"""
    *before, last = (c for c in tree.children if isinstance(c, Tree) and c.data == "loci")
    where = reader.read(before[0]).places[0] if before else Place(reader.subject)
    if not where.address:
        raise Incomplete("分为 has no place", "没有写明将何处分开")
    numbers = tuple(p.address for p in places.read(last, where.address, reader.masked).places)
    reader.begin(ReplaceNode(place=where, span=reader.span, new=NOTHING, numbers=numbers))
    rest(reader, tree)


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "add": add,
    "shares": shares,
    "splits": splits,
}
