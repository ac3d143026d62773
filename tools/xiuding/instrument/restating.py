"""Forms that give units a new text, title or number: 修改为：“……”.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, Address, Step, Unit, parse_list
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    Retitle,
    joined,
    passage,
)
from xiuding.instrument.phrases import token
from xiuding.instrument.shares import among_articles, item_label, shared_out
from xiuding.structure import heading

if TYPE_CHECKING:
    from xiuding.instrument.places import Locus
    from xiuding.instrument.reading import Reader

#: A quotation that is nothing but a number: 第五条改为“第六条”.
NUMBER_ONLY = re.compile(r"第[^第\s]{1,8}[条款项章节编](?:之[^\s]{1,3})?$")
_TITLE_LIKE = re.compile("[^，。；：！？\n]{1,40}")


def replace(reader: Reader, tree: Tree[Token]) -> None:
    """将第一条修改为：“……”；将第六条、第八条修改为：“第六条……”“第八条……”"""
    locus, news = reader.locus(tree), reader.strings(tree)
    assert locus is not None
    assert news
    if isinstance(reader.open, InsertNode) and reader.open.new is None and reader.open.place in locus.places:
        reader.open = None  # 增加一款作为第二款，将该条修改为：“全文” – the full text has the new 款
    if isinstance(reader.open, ReplaceNode) and _goes_into(reader.open, locus.places):
        reader.open = _with_article(reader.open, locus.places[0].address, joined(news))
        return
    restates, matter = token(tree, "RESTATE") is not None, token(tree, "MATTER") or ""
    for place, new in zip(locus.places, shared_out(locus.places, news), strict=True):
        for edit in _replacement(reader, place, new, locus, restates=restates, text="内容" in matter):
            reader.edit(edit)


def _goes_into(split: ReplaceNode, where: Sequence[Place]) -> bool:
    """Whether 第三条修改为：“……” gives one of the articles that 分为两条 announced."""
    articles = [p.address for p in (split.place, *where) if p.is_whole and p.address]
    return len(articles) == len(where) + 1 == 2 and all(a.last.unit is Unit.ARTICLE for a in articles)


def _with_article(split: ReplaceNode, address: Address, new: Passage) -> ReplaceNode:
    """The split article with the text of one more of its parts, which gets its label."""
    given = () if not split.new.raw else split.numbers
    if split.numbers and not split.new.raw and address not in split.numbers:
        raise Incomplete(f"{address} is none of the new articles", f"{address}不是分出的条")
    labelled = new if item_label(new.text[0]) else passage([f"{address}　{new.raw[0]}", *new.raw[1:]])
    return but(split, new=joined([split.new, labelled]), numbers=(*given, address))


def _replacement(
    reader: Reader, place: Place, new: Passage, locus: Locus, *, restates: bool, text: bool
) -> Iterator[Edit]:
    """What 修改为 orders of one place: another number, another title, another text."""
    unit = place.address.last.unit if place.address else None
    renamed = _TITLE_LIKE.fullmatch(new.line) is not None  # 《甲办法》修改为《乙办法》; 第三章更名为“甲”
    old = str(locus.quoted) if locus.quoted else None
    head = heading(new.line) if locus.quoted else None
    if NUMBER_ONLY.match(new.line) and (locus.quoted or new.line[-1] == getattr(unit, "value", "")):
        yield Renumber(place=place, span=reader.span, to=parse_list(new.line)[0], old=old)
    elif unit is Unit.TITLE or (place.everywhere and locus.document and renamed):
        place = place if unit is Unit.TITLE else Place(Address((Step(Unit.TITLE, word="名称"),)))
        yield Retitle(place=place, span=reader.span, new=new)
    elif (titled := heading(new.line)) is not None and unit is titled.unit and place.part is Part.TITLE:
        if titled.number != place.address.last.number and not locus.quoted:
            raise Incomplete(
                f"{place}: the new title has another number, {new}", f"{place}：新的标题序号不同：{new}"
            )
        yield Retitle(place=place, span=reader.span, new=new, old=locus.quoted)
    elif place.part is Part.TITLE or head is not None or (unit in DIVISIONS and renamed and not text):
        new = passage([new.raw[0].removesuffix("。"), *new.raw[1:]])  # no heading ends with a full stop
        yield Retitle(place=but(place, part=Part.TITLE), span=reader.span, new=new, old=locus.quoted)
    elif not place.address:
        raise Incomplete("修改为 has no place", "没有写明修改何处")
    else:
        yield ReplaceNode(place=place, span=reader.span, new=new, restates=restates)


def supplied(reader: Reader, new: Passage, *, news: Sequence[Passage] = (), restates: bool = False) -> None:
    """A new text for whatever is open, or for the subject; `news` are its quotations one by one."""
    edit = reader.open
    match edit:
        case InsertNode(title="", new=None) if edit.unit in DIVISIONS and len(new.text) == 1:
            reader.open = but(edit, title=str(new))
        case InsertNode(unit=Unit.ARTICLE, new=None) if among_articles(reader, new):
            pass
        case InsertNode(new=None):
            head = heading(new.text[0])
            same = head is not None and head.unit is edit.unit  # 增加一章，作为第三章“甲”：“第三章　甲……”
            reader.open = but(edit, new=new, title="" if same else edit.title)
        case Merge(new=None) | ReplaceNode(new=Passage(raw=())) | InsertText(new=Passage(raw=())):
            reader.open = but(edit, new=new)
        case _:
            reader.close()
            if not reader.subject:
                raise Incomplete("修改为 has no place", "没有写明修改何处")
            where = reader.here(words=True)
            for place, part in zip(where, shared_out(where, list(news) or [new]), strict=True):
                reader.edit(ReplaceNode(place=place, span=reader.span, new=part, restates=restates))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "replace": replace,
}
