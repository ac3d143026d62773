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
from xiuding.instrument.shares import among_articles, check_divided, item_label, shared_out
from xiuding.structure import heading

if TYPE_CHECKING:
    from xiuding.instrument.places import Locus
    from xiuding.instrument.reading import Reader

#: A quotation that is nothing but a number: 第五条改为“第六条”.
NUMBER_ONLY = re.compile(r"第[^第\s]{1,8}[条款项章节编](?:之[^\s]{1,3})?$")
_NAME = re.compile("《(.+)》。?")
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
    named = any(t.type == "B" for t in tree.scan_values(lambda t: isinstance(t, Token)))
    if named and locus.last and locus.last.last.unit is Unit.ANNEX and locus.places[-1].is_whole:
        raise annexed(locus.last)
    restates, matter = token(tree, "RESTATE") is not None, token(tree, "MATTER") or ""
    for place, new in zip(locus.places, shared_out(locus.places, news), strict=True):
        for edit in _replacement(reader, place, new, locus, restates=restates, text="内容" in matter):
            reader.edit(edit)


def annexed(address: Address) -> Incomplete:
    """附表修改为本决定附件, 附件1修改为《某某表》: the text stands behind the instrument."""
    return Incomplete(
        f"{address} gets what is attached to the instrument, which no clause quotes: "
        "put its text into the clause with an override, a table into the result by hand",
        f"{address}改为本件所附的内容，条目没有引用：文字请用校正文件写进条目，表格请在结果中手工替换",
    )


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
        named = None if unit is Unit.TITLE else passage([locus.document])
        place = place if unit is Unit.TITLE else Place(Address((Step(Unit.TITLE, word="名称"),)))
        if (name := _NAME.fullmatch(new.line)) is not None:  # 名称修改为：⏎《某某办法》
            new = passage([name[1].replace("〈", "《").replace("〉", "》")])
        yield Retitle(place=place, span=reader.span, new=new, old=named)
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


def _as_one_article(reader: Reader, new: Passage) -> bool:
    """第六条改为第七条第一款，第七条改为第二款，修改为：“甲。⏎“乙。”: a text for the article they become."""
    parts: list[Renumber] = []
    for edit in reversed(reader.edits):
        if not isinstance(edit, Renumber) or not edit.to or edit.to.last.unit is not Unit.PARAGRAPH:
            break
        parts.insert(0, edit)
    first = parts[0] if parts else None
    whole = {Address(e.to.steps[:-1]) for e in parts}
    articles = all(e.place.address and e.place.address.last.unit is Unit.ARTICLE for e in parts)
    if first is None or len(parts) < 2 or len(whole) > 1 or not articles:
        return False
    if len(new.text) != len(parts):
        raise Incomplete(
            f"{len(parts)} articles become 款, {len(new.text)} are quoted",
            f"{len(parts)}条改为各款，引文有{len(new.text)}款",
        )
    del reader.edits[-len(parts) :]
    others = tuple(e.place for e in parts[1:])
    reader.edit(Merge(place=first.place, others=others, to=whole.pop(), span=first.span, new=new))
    return True


def _as_merged(reader: Reader, new: Passage) -> bool:
    """将第四条并入第三条，修改为：“甲。”: the text of both together."""
    last = reader.edits[-1] if reader.edits else None
    if not isinstance(last, Merge) or last.into is None or last.into.address != reader.subject:
        return False
    if last.into.address.last.unit in DIVISIONS:
        return False
    reader.edits[-1] = Merge(place=last.into, others=(last.place,), span=last.span, new=new)
    return True


def named(reader: Reader, new: Passage) -> None:
    """章名为“甲”: the title of the chapter that the clause adds, or of the one it is about."""
    edit = reader.open
    if isinstance(edit, InsertNode) and edit.unit in DIVISIONS and edit.new is None and not edit.title:
        reader.open = but(edit, title=str(new))
        return
    reader.close()
    if not reader.subject or reader.subject.last.unit not in DIVISIONS:
        raise Incomplete(f"“{new}” is the title of what?", f"“{new}”：没有写明是何处的名称")
    reader.edit(Retitle(place=Place(reader.subject, Part.TITLE), span=reader.span, new=new))


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
            if isinstance(edit, ReplaceNode) and reader.articles and not edit.numbers:
                check_divided(edit.place, new, reader.articles)
            reader.open = but(edit, new=new)
        case _:
            reader.close()
            if _as_one_article(reader, new) or _as_merged(reader, new):
                return
            if not reader.subject:
                raise Incomplete("修改为 has no place", "没有写明修改何处")
            where = reader.here(words=True)
            for place, part in zip(where, shared_out(where, list(news) or [new]), strict=True):
                reader.edit(ReplaceNode(place=place, span=reader.span, new=part, restates=restates))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "replace": replace,
}
