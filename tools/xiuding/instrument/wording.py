"""Forms that change words: 修改为, 后增加, 删去 with quotations.  One function per rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Unit, parse_list
from xiuding.instrument import places
from xiuding.instrument.context import PAIRING, THROUGHOUT
from xiuding.instrument.deleting import replace_struck
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    NOTHING,
    InsertNode,
    InsertText,
    Part,
    Passage,
    Place,
    Reorder,
    ReplaceNode,
    ReplaceText,
    Retitle,
    Side,
    joined,
)
from xiuding.instrument.phrases import child, token
from xiuding.instrument.quoted import Frame, Words, pair
from xiuding.instrument.restating import NUMBER_ONLY, named, supplied
from xiuding.instrument.shares import item_label
from xiuding.instrument.vocabulary import WORDS
from xiuding.structure import heading

if TYPE_CHECKING:
    from xiuding.instrument.quoted import Quoted
    from xiuding.instrument.reading import Reader

SIDES: dict[str, Side] = {w: "before" if "前" in w else "after" for w in WORDS["SIDE"].split()}
_STOPS = tuple("。；：！？")


def words(reader: Reader, tree: Tree[Token]) -> None:
    """将第五条中的“甲”修改为“乙”，“丙”修改为“丁”。"""
    held = reader.let_go()
    groups = reader.scoped(tree)
    if (aside := child(tree, "aside")) is not None:
        groups = [g._replace(places=_aside(reader, aside, g.places)) for g in groups]
    if (token(tree, "INTO") or "").startswith(THROUGHOUT):
        groups = [g._replace(places=[_throughout(p) for p in g.places]) for g in groups]
    titles = all(p.address and p.address.last.unit is Unit.TITLE for g in groups for p in g.places)
    news, pairing = reader.strings(tree, marked=not titles), _pairs(tree, "INTO")
    if len(groups) == 1 and not held and not pairing and _is_run(groups[0]):
        (where,) = groups[0].places
        reader.edit(
            ReplaceNode(place=where, span=reader.span, new=joined(news), old=joined(groups[0].strings))
        )
        return
    olds = held + [w for group in groups for w in group.words()]
    for place, old, new in pair(olds, news, pairing=pairing):
        _replace_word(reader, place, old, new)


def _aside(reader: Reader, tree: Tree[Token], where: list[Place]) -> list[Place]:
    """（第三条、第五条） behind a change of words: where it is; （第三条除外）: where it is not."""
    found = child(tree, "loci")
    assert found is not None
    named = places.read(found, NOWHERE, reader.masked).places
    if token(tree, "EXEMPT") is not None:
        return [but(p, excluding=tuple(n.address for n in named)) for p in where]
    if any(p.is_bounded for p in where):
        raise Incomplete("two places for one change", "一处修改写了两次何处")
    return list(named)


def _throughout(place: Place) -> Place:
    """一律改为, where no place is named, means wherever it stands."""
    return place if place.is_bounded else but(place, everywhere=True)


def _is_run(group: Quoted) -> bool:
    """Several quotations after one place are its paragraphs: 第七条：“甲。”“乙。”修改为：“丙。”"""
    several = len(group.strings) > 1 and len(group.places) == 1 and not group.listed
    return several and all(s.line.endswith(_STOPS) for s in group.strings)


def _pairs(tree: Tree[Token], verb: str) -> bool:
    return (token(tree, verb) or "").startswith(PAIRING)


def _replace_word(reader: Reader, place: Place, words: Words, new: Passage) -> None:
    old = words.string
    reordering = reader.edits[-1] if reader.edits and isinstance(reader.edits[-1], Reorder) else None
    numbers = NUMBER_ONLY.match(old.line) and NUMBER_ONLY.match(new.line)
    if numbers and not reordering and not place.is_bounded:
        raise Incomplete(
            f"“{old}” → “{new}”: does a unit get another number, or a reference? name the place",
            f"“{old}”改为“{new}”：没有写明是改序号还是改引用，请写明何处",
        )
    if words.frame is not None:
        old, new = words.whole, words.framing(str(new))
    if reordering and numbers:
        pair = (parse_list(old.line)[0], parse_list(new.line)[0])
        reader.edits[-1] = but(reordering, pairs=(*reordering.pairs, pair))
    elif place.part is Part.TITLE or _is_title(place, new):
        reader.edit(Retitle(place=but(place, part=Part.TITLE), span=reader.span, old=old, new=new))
    elif len(old.text) > 1:
        reader.edit(ReplaceNode(place=place, span=reader.span, new=new, old=old))
    else:
        reader.edit(ReplaceText(place=place, span=reader.span, old=old, new=new))


def _is_title(place: Place, new: Passage) -> bool:
    """Whether the words right behind a place are its title: 第二节“甲”修改为“第二节　乙”."""
    head = heading(new.line) if place.direct and place.is_whole and place.address else None
    return head is not None and head.unit is place.address.last.unit


def misprint(reader: Reader, tree: Tree[Token]) -> None:
    """“甲”误为“乙”；“乙”系“甲”之误: the text has 乙 in one place and should have 甲."""
    (named,), (given,) = reader.scoped(tree), reader.strings(tree)
    if reader.held or len(named.strings) > 1 or named.around is not None or named.beside is not None:
        raise Incomplete("several words for one misprint", "一处误印写了几处文字")
    right, wrong = (named.strings[0], given) if token(tree, "MISPRINTED") else (given, named.strings[0])
    for place in named.places:
        once = place if place.times is not None or place.nth is not None else but(place, times=1)
        reader.edit(ReplaceText(place=once, span=reader.span, old=wrong, new=right))


def between(reader: Reader, tree: Tree[Token]) -> None:
    """在“甲”与“乙”之间增加“丙”: the two stand side by side."""
    (group,), new = reader.scoped(tree), reader.passage(tree)
    assert new is not None
    if len(group.strings) != 2 or reader.held:
        raise Incomplete("之间 is between two quotations", "“之间”应当写明前后两处文字")
    before, behind = map(str, group.strings)
    words = Words(group.places, new, Frame(before, behind))
    for place in group.places:
        old = words.framing("")
        reader.edit(ReplaceText(place=place, span=reader.span, old=old, new=words.whole))


def alike(reader: Reader, tree: Tree[Token]) -> None:
    """第四十条中的“甲”作相同修改: what was done to the same words before."""
    if (locus := reader.locus(tree)) is not None:
        _do_the_same(reader, locus.places)
        return
    for words in reader.held_and(tree):
        like = next(
            (e for e in reversed(reader.edits) if isinstance(e, ReplaceText) and e.old == words.string), None
        )
        if like is None:
            raise Incomplete(f"nothing was done to “{words.string}” before", f"前面没有修改“{words.string}”")
        for place in words.places:
            reader.edit(but(like, place=place, span=reader.span))


def _do_the_same(reader: Reader, where: Sequence[Place]) -> None:
    """The one change of words that the clause has ordered, in other places."""
    changed = [e for e in reader.edits if isinstance(e, ReplaceText)]
    if len({(e.old, e.new) for e in changed}) != 1 or len(changed) < len(reader.edits):
        raise Incomplete("作相同修改: which of the changes?", "“作相同修改”：没有写明是哪一项修改")
    for place in where:
        reader.edit(but(changed[-1], place=place, span=reader.span))


def pending(reader: Reader, tree: Tree[Token]) -> None:
    """将第九条第一款中的“甲”，……"""
    reader.close()
    reader.held += [w for group in reader.scoped(tree) for w in group.words()]


def supply(reader: Reader, tree: Tree[Token]) -> None:
    """修改为：“……”；内容为“……”；即“……”；章名为“……”"""
    news = reader.strings(tree)
    if token(tree, "NAMING") is not None:
        named(reader, joined(news))
        return
    if reader.before in ("strike", "delete") and not reader.held:
        replace_struck(reader, joined(news))
    elif reader.held:
        held = reader.let_go()
        for place, old, new in pair(held, news, pairing=_pairs(tree, "INTO")):
            _replace_word(reader, place, old, new)
    else:
        supplied(reader, joined(news), news=news, restates=token(tree, "RESTATE") is not None)


def insert(reader: Reader, tree: Tree[Token]) -> None:
    """在第八条第一款、第九条中的“甲”之前增加“乙”；在“甲。”后增加一句：“乙。”"""
    anchors, news, word = reader.held_and(tree), reader.strings(tree), token(tree, "SIDE")
    unit = token(tree, "N") or "句"
    assert word is not None
    if "句" not in unit:
        raise Incomplete(
            f"{unit} after quoted words: 款 and 项 are added after a 款 or 项",
            f"引文之后不能增加{unit}，请写明在哪一款、哪一项之后",
        )
    if not news and sum(len(words.places) for words in anchors) > 1:
        raise Incomplete("a sentence is announced for several places", "增加一句，却写了几处")
    for place, anchor, new in pair(anchors, news or [NOTHING], pairing=_pairs(tree, "ADD")):
        _insert_word(reader, place, anchor, SIDES[word], new)


def _insert_word(reader: Reader, place: Place, anchor: Words, side: Side, new: Passage) -> None:
    if anchor.frame is None:  # 在“甲。”后增加一句，内容为：“乙。” – the text is still to come
        put = reader.edit if new.raw else reader.begin
        put(InsertText(place=place, span=reader.span, anchor=anchor.string, side=side, new=new))
        return
    old = str(anchor.string)
    after = anchor.framing(f"{old}{new}" if side == "after" else f"{new}{old}")
    reader.edit(ReplaceText(place=place, span=reader.span, old=anchor.whole, new=after))


def append(reader: Reader, tree: Tree[Token]) -> None:
    """在第四十三条第一款款尾增加“……”；第二款第一句后增加“……”"""
    locus, new, side_word = reader.locus(tree), reader.passage(tree), token(tree, "SIDE")
    assert locus is not None
    assert new is not None
    label = item_label(new.text[0])
    whole = (Part.WHOLE, Part.END) if locus.last and locus.last.last.unit in DIVISIONS else (Part.WHOLE,)
    if label is not None and locus.last and len(locus.places) == 1 and locus.places[0].part in whole:
        # 第二条增加“（四）……”，在第三条后增加“第四条……”: the label says what it is
        unit = label[0]
        reader.begin(
            InsertNode(place=Place(places.above(locus.last, unit)), span=reader.span, unit=unit, new=new)
        )
        return
    for place in locus.places:
        if place.sentences is not None and side_word:
            reader.edit(
                InsertText(place=place, span=reader.span, anchor=None, side=SIDES[side_word], new=new)
            )
        elif side_word:
            raise Incomplete(
                f"beside {place}: is a unit of its own added, or a sentence? write 增加一款 or 增加一句",
                f"{place}之后：没有写明增加的是条、款、项还是句",
            )
        elif place.part in (Part.START, Part.END) or place.sentences or place.address.step(Unit.ITEM):
            side: Side = "start" if place.part is Part.START else "end"
            reader.edit(InsertText(place=place, span=reader.span, anchor=None, side=side, new=new))
        elif (
            not place.address
            or place.address.last.unit is not Unit.ARTICLE
            or "规定" not in (token(tree, "ADD") or "")
        ):
            raise Incomplete(
                f"{place}: is a 款 added, or a sentence at its end? write 增加一款 or 末尾增加",
                f"{place}：没有写明是增加一款，还是在末尾增加文字",
            )
        else:  # 宪法第十一条增加规定：“…” – a paragraph of its own
            reader.edit(InsertNode(place=place, span=reader.span, unit=Unit.PARAGRAPH, new=new))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "words": words,
    "misprint": misprint,
    "between": between,
    "alike": alike,
    "pending": pending,
    "supply": supply,
    "insert": insert,
    "append": append,
}
