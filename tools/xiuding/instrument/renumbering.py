"""将第三条改为第七条: units that get other numbers, one by one, several as one, one as several."""

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
    Edit,
    InsertNode,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    Retitle,
)
from xiuding.instrument.numbers import begin_joining, home_now, joins
from xiuding.instrument.restating import annexed, supplied
from xiuding.numerals import Ordinal

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def renumber(reader: Reader, tree: Tree[Token]) -> None:
    """将第三条改为第七条；第六条、第七条依次改为第七条、第八条"""
    first, second = (c for c in tree.children if isinstance(c, Tree) and c.data == "loci")
    home = _added_article(reader, second)
    new, added = reader.passage(tree), _without_text(reader.open)
    if new is not None and added is not None:  # 增加一款作为第二款，原第二款作为第三款：“……”
        reader.open = None
    last = reader.edits[-1] if reader.edits else None
    if reader.formerly and last is not None and isinstance(last, Renumber) and _ends_in_another(last):
        reader.subject = Address(last.to.steps[:-1])  # 将第三条改为第二条第二款，原第二款改为第三款
    split, locus = _split(reader), reader.read(first)
    targets = _targets(reader, places.read(second, home, reader.masked).places, locus.places)
    if locus.last and locus.last.last.unit is Unit.ANNEX and _is_annexed(second):
        raise annexed(locus.last)
    if split is not None and len(targets) == 1 and _is_first_of(locus.places, split):
        _keep(reader, split, targets[0].address)
    elif joins(locus.places, targets):
        begin_joining(reader, locus.places, targets[0].address)
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
    first = Ordinal(1)  # 第一条作为第一款: of itself
    bases = [
        joins if _becomes_part(p, to) and (joins or to.address.last.number != first) else p.address
        for p, to in zip(own, named, strict=True)
    ]
    return [
        but(to, address=to.address.within(home_now(reader, to.address, base)))
        for to, base in zip(named, bases, strict=True)
    ]


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


def without_statements(edits: Sequence[Edit]) -> list[Edit]:
    """Without 第一条作为第一款，增加一款，作为第二款: it only says what stands there before the new one."""
    moved = [e for e in edits if isinstance(e, Renumber)]
    joined = {e.to.steps[:-1] for e in moved if e.to.steps[:-1] != e.place.address.steps}
    stated = [e.place.address.steps for e in moved if _is_first_of([Place(e.to)], e.place.address)]
    idle = [steps for steps in stated if steps not in joined]
    return [e for e in edits if not isinstance(e, Renumber) or e.place.address.steps not in idle]


def changed_first(edits: Sequence[Edit]) -> list[Edit]:
    """将第三条改为第一条第二款，修改为：“甲。”: the article gets its words while it is one."""
    out: list[Edit] = []
    for edit in edits:
        at = next((i for i, e in enumerate(out) if _ends_in_another(e) and e.place == edit.place), None)
        out.insert(len(out) if at is None or isinstance(edit, Renumber) else at, edit)
    return out


def _ends_in_another(edit: Edit) -> bool:
    """Whether an article becomes a 款 of another one."""
    if not isinstance(edit, Renumber) or not edit.to or edit.place.address.last.unit is not Unit.ARTICLE:
        return False
    goes = edit.to.last.unit is Unit.PARAGRAPH and edit.to.steps[:-1] != edit.place.address.steps
    return goes and edit.to.last.number != Ordinal(1)  # …of which it stays the first


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


def _fewer(where: Sequence[Place], targets: Sequence[Place]) -> bool:
    """Whether several units of a kind become one of it: 将第七条至第九条改为第八条."""
    units = {p.address.last.unit if p.address and p.is_whole else None for p in (*where, *targets)}
    return len(where) > 1 == len(targets) and len(units) == 1 and None not in units


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "renumber": renumber,
}
