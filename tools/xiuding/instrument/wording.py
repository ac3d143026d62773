"""Forms that change words: 修改为, 后增加, 删去 with quotations.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, Unit, parse_list
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.lexicon import PAIRING, THROUGHOUT, WORDS
from xiuding.instrument.model import (
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceText,
    Retitle,
    Side,
    joined,
)
from xiuding.instrument.phrases import token
from xiuding.structure import article_label, heading, item

if TYPE_CHECKING:
    from xiuding.instrument.places import Locus
    from xiuding.instrument.reading import Quoted, Reader

SIDES: dict[str, Side] = {w: "before" if "前" in w else "after" for w in WORDS["SIDE"].split()}
_NUMBER_ONLY = re.compile(r"第[^第\s]{1,8}[条款项章节编](?:之[^\s]{1,3})?$")
_STOPS = tuple("。；：！？")


def replace(reader: Reader, tree: Tree[Token]) -> None:
    """将第一条修改为：“……”；将第六条、第八条修改为：“第六条……”“第八条……”"""
    locus, news = reader.locus(tree), reader.strings(tree)
    assert locus is not None
    assert news
    if isinstance(reader.open, InsertNode) and reader.open.new is None and reader.open.place in locus.places:
        reader.open = None  # 增加一款作为第二款，将该条修改为：“全文” – the full text has the new 款
    restates = token(tree, "RESTATE") is not None
    for place, new in zip(locus.places, _shared_out(locus.places, news), strict=True):
        for edit in _replacement(reader, place, new, locus, restates=restates):
            reader.edit(edit)


def _replacement(
    reader: Reader, place: Place, new: Passage, locus: Locus, *, restates: bool
) -> Iterator[Edit]:
    """What 修改为 orders of one place: another number, another title, another text."""
    unit = place.address.last.unit if place.address else None
    old = str(locus.quoted) if locus.quoted else None
    head = heading(new.line) if locus.quoted else None
    if _NUMBER_ONLY.match(new.line) and (locus.quoted or new.line[-1] == getattr(unit, "value", "")):
        yield Renumber(place=place, span=reader.span, to=parse_list(new.line)[0], old=old)
    elif unit is Unit.TITLE:
        yield Retitle(place=place, span=reader.span, new=new)
    elif place.part is Part.TITLE or head is not None:
        yield Retitle(place=but(place, part=Part.TITLE), span=reader.span, new=new, old=locus.quoted)
    elif not place.address:
        raise Incomplete("修改为 has no place", "没有写明修改何处")
    else:
        yield ReplaceNode(place=place, span=reader.span, new=new, restates=restates)


def _shared_out(where: Sequence[Place], news: list[Passage]) -> list[Passage]:
    """A new text for each place: one quotation each, or one quotation that has as many units."""
    if len(where) == 1:
        return [joined(news)]
    if len(where) == len(news):
        return news
    whole = joined(news)
    unit = where[0].address.last.unit if where[0].address else Unit.DOCUMENT
    starts = [i for i, line in enumerate(whole.text) if _opens(line, unit)]
    if len(starts) != len(where) or starts[0] != 0:
        raise Incomplete(
            f"{len(where)} places, and the new text does not divide into as many units",
            f"修改{len(where)}处，新的文字却不能分为同样多的单位",
        )
    ends = [*starts[1:], len(whole.text)]
    return [Passage(whole.raw[a:b], whole.text[a:b]) for a, b in zip(starts, ends, strict=True)]


def _opens(line: str, unit: Unit) -> bool:
    """Whether a paragraph of new text opens a unit of that kind."""
    if unit is Unit.ARTICLE:
        return article_label(line) is not None
    node = item(line)
    return node is None if unit is Unit.PARAGRAPH else node is not None and node.unit is unit


def words(reader: Reader, tree: Tree[Token]) -> None:
    """将第五条中的“甲”修改为“乙”，“丙”修改为“丁”。"""
    held, reader.held = reader.held, []
    groups = reader.scoped(tree)
    if (token(tree, "INTO") or "").startswith(THROUGHOUT):
        groups = [g._replace(places=[_throughout(p) for p in g.places]) for g in groups]
    news, pairing = reader.strings(tree), _pairs(tree)
    if len(groups) == 1 and not held and not pairing and _is_run(groups[0]):
        (where,) = groups[0].places
        reader.edit(
            ReplaceNode(place=where, span=reader.span, new=joined(news), old=joined(groups[0].strings))
        )
        return
    _replace_words(reader, [([p], s) for p, s in held] + list(_flat(groups)), news, pairing=pairing)


def _throughout(place: Place) -> Place:
    """一律改为, where no place is named, means wherever it stands."""
    return place if place.is_bounded else but(place, everywhere=True)


def _is_run(group: Quoted) -> bool:
    """Several quotations after one place are its paragraphs: 第七条：“甲。”“乙。”修改为：“丙。”"""
    several = len(group.strings) > 1 and len(group.places) == 1 and not group.listed
    return several and all(s.line.endswith(_STOPS) for s in group.strings)


def _flat(groups: Sequence[Quoted]) -> Iterator[tuple[list[Place], Passage]]:
    for group in groups:
        for string in group.strings:
            yield group.places, string


def _pairs(tree: Tree[Token]) -> bool:
    return (token(tree, "INTO") or "").startswith(PAIRING)


def _replace_words(
    reader: Reader, olds: list[tuple[list[Place], Passage]], news: list[Passage], *, pairing: bool
) -> None:
    """Each old string becomes the new one, or its own of as many new ones."""
    if len(news) == len(olds):
        pairs = [(p, old, new) for (where, old), new in zip(olds, news, strict=True) for p in where]
    elif (
        pairing and len(olds) == 1 and len(olds[0][0]) == len(news)
    ):  # 第五条、第六条中的“甲”分别修改为“乙”“丙”
        pairs = [(p, olds[0][1], new) for p, new in zip(olds[0][0], news, strict=True)]
    elif pairing and len(news) > 1:
        raise Incomplete(
            f"分别 pairs {len(olds)} old with {len(news)} new",
            f"“分别”的原文有{len(olds)}处，新文有{len(news)}处",
        )
    else:
        pairs = [(p, old, joined(news)) for where, old in olds for p in where]
    for place, old, new in pairs:
        _replace_word(reader, place, old, new)


def _replace_word(reader: Reader, place: Place, old: Passage, new: Passage) -> None:
    reordering = reader.edits[-1] if reader.edits and isinstance(reader.edits[-1], Reorder) else None
    if reordering and _NUMBER_ONLY.match(old.line) and _NUMBER_ONLY.match(new.line):
        pair = (parse_list(old.line)[0], parse_list(new.line)[0])
        reader.edits[-1] = but(reordering, pairs=(*reordering.pairs, pair))
    elif place.part is Part.TITLE:
        reader.edit(Retitle(place=place, span=reader.span, old=old, new=new))
    elif len(old.text) > 1:
        reader.edit(ReplaceNode(place=place, span=reader.span, new=new, old=old))
    else:
        reader.edit(ReplaceText(place=place, span=reader.span, old=old, new=new))


def pending(reader: Reader, tree: Tree[Token]) -> None:
    """将第九条第一款中的“甲”，……"""
    reader.close()
    reader.held += [(p, s) for where, s in _flat(reader.scoped(tree)) for p in where]


def supply(reader: Reader, tree: Tree[Token]) -> None:
    """修改为：“……”；内容为“……”；即“……”"""
    news = reader.strings(tree)
    if reader.held:
        held, reader.held = reader.held, []
        _replace_words(reader, [([p], s) for p, s in held], news, pairing=_pairs(tree))
    else:
        supplied(reader, joined(news), restates=token(tree, "RESTATE") is not None)


def supplied(reader: Reader, new: Passage, *, restates: bool = False) -> None:
    """A new text for whatever is open, or for the subject."""
    edit = reader.open
    match edit:
        case InsertNode(title="", new=None) if edit.unit in DIVISIONS and len(new.text) == 1:
            reader.open = but(edit, title=str(new))
        case InsertNode(unit=Unit.ARTICLE, new=None) if (division := _announced(reader, new)) is not None:
            reader.edits[-1] = but(
                division, title="", new=new
            )  # 增加一节……；增加五条……。内容如下：“第七节……”
            reader.open = None
        case InsertNode(new=None):
            reader.open = but(edit, new=new)
        case Merge(new=None) | ReplaceNode(new=Passage(raw=())) | InsertText(new=Passage(raw=())):
            reader.open = but(edit, new=new)
        case _:
            reader.close()
            if not reader.subject:
                raise Incomplete("修改为 has no place", "没有写明修改何处")
            where = reader.here()
            for place, part in zip(where, _shared_out(where, [new]), strict=True):
                reader.edit(ReplaceNode(place=place, span=reader.span, new=part, restates=restates))


def _announced(reader: Reader, new: Passage) -> InsertNode | None:
    """The chapter or section added just before, if the new text begins with its heading."""
    head, last = heading(new.text[0]), reader.edits[-1] if reader.edits else None
    if head is None or not isinstance(last, InsertNode) or last.unit is not head.unit or not last.numbers:
        return None
    return last if last.numbers[0].last.number == head.number else None


def insert(reader: Reader, tree: Tree[Token]) -> None:
    """在第八条第一款、第九条中的“甲”之前增加“乙”"""
    new, side = reader.passage(tree), token(tree, "SIDE")
    assert new is not None
    assert side is not None
    held, reader.held = reader.held, []
    for where, anchor in [([p], s) for p, s in held] + list(_flat(reader.scoped(tree))):
        for place in where:
            reader.edit(InsertText(place=place, span=reader.span, anchor=anchor, side=SIDES[side], new=new))


def append(reader: Reader, tree: Tree[Token]) -> None:
    """在第四十三条第一款款尾增加“……”；第二款第一句后增加“……”"""
    locus, new, side_word = reader.locus(tree), reader.passage(tree), token(tree, "SIDE")
    assert locus is not None
    assert new is not None
    for place in locus.places:
        if place.sentences is not None and side_word:
            reader.edit(
                InsertText(place=place, span=reader.span, anchor=None, side=SIDES[side_word], new=new)
            )
        elif side_word:
            raise Incomplete(
                "增加 does not say what kind of unit is added", "没有写明增加的是条、款、项还是句"
            )
        elif place.part in (Part.START, Part.END) or place.sentences or place.address.step(Unit.ITEM):
            side: Side = "start" if place.part is Part.START else "end"
            reader.edit(InsertText(place=place, span=reader.span, anchor=None, side=side, new=new))
        elif not place.address or place.address.last.unit is not Unit.ARTICLE:
            raise Incomplete("增加 does not say where in it", "没有写明增加在何处")
        else:  # 宪法第十一条增加规定：“…” – a paragraph of its own
            reader.edit(InsertNode(place=place, span=reader.span, unit=Unit.PARAGRAPH, new=new))


def strike(reader: Reader, tree: Tree[Token]) -> None:
    """删去第五条中的“甲”"""
    held, reader.held = reader.held, []
    locus = reader.locus(tree)  # 在第五条中删去“甲”
    inside = [(list(locus.places), old) for old in reader.strings(tree)] if locus else []
    for where, old in [([p], s) for p, s in held] + inside + list(_flat(reader.scoped(tree))):
        for place in where:
            reader.edit(DeleteText(place=place, span=reader.span, old=old))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "replace": replace,
    "words": words,
    "pending": pending,
    "supply": supply,
    "insert": insert,
    "append": append,
    "strike": strike,
}
