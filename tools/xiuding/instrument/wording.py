"""Forms that change words: 修改为, 后增加, 删去 with quotations.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, Address, Step, Unit, parse_list
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.lexicon import PAIRING, THROUGHOUT
from xiuding.instrument.model import (
    NOTHING,
    DeleteNode,
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
    passage,
)
from xiuding.instrument.phrases import token
from xiuding.instrument.places import above
from xiuding.instrument.quoted import Words
from xiuding.instrument.shares import item_label, shared_out
from xiuding.instrument.vocabulary import WORDS
from xiuding.structure import heading

if TYPE_CHECKING:
    from xiuding.instrument.places import Locus
    from xiuding.instrument.quoted import Quoted
    from xiuding.instrument.reading import Reader

SIDES: dict[str, Side] = {w: "before" if "前" in w else "after" for w in WORDS["SIDE"].split()}
_NUMBER_ONLY = re.compile(r"第[^第\s]{1,8}[条款项章节编](?:之[^\s]{1,3})?$")
_TITLE_LIKE = re.compile("[^，。；：！？\n]{1,40}")
_STOPS = tuple("。；：！？")


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
    if _NUMBER_ONLY.match(new.line) and (locus.quoted or new.line[-1] == getattr(unit, "value", "")):
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


def words(reader: Reader, tree: Tree[Token]) -> None:
    """将第五条中的“甲”修改为“乙”，“丙”修改为“丁”。"""
    held = reader.let_go()
    groups = reader.scoped(tree)
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
    for place, old, new in _pair(olds, news, pairing=pairing):
        _replace_word(reader, place, old, new)


def _throughout(place: Place) -> Place:
    """一律改为, where no place is named, means wherever it stands."""
    return place if place.is_bounded else but(place, everywhere=True)


def _is_run(group: Quoted) -> bool:
    """Several quotations after one place are its paragraphs: 第七条：“甲。”“乙。”修改为：“丙。”"""
    several = len(group.strings) > 1 and len(group.places) == 1 and not group.listed
    return several and all(s.line.endswith(_STOPS) for s in group.strings)


def _pairs(tree: Tree[Token], verb: str) -> bool:
    return (token(tree, verb) or "").startswith(PAIRING)


def _pair(
    olds: Sequence[Words], news: list[Passage], *, pairing: bool
) -> Iterator[tuple[Place, Words, Passage]]:
    """Each old string with the new one, or with its own of as many new ones."""
    if len(news) == len(olds):
        parts = [([old], new) for old, new in zip(olds, news, strict=True)]
    elif pairing and len(olds) == 1 and len(olds[0].places) == len(news):
        # 第五条、第六条中的“甲”分别修改为“乙”“丙”
        (old,) = olds
        parts = [([old._replace(places=[p])], new) for p, new in zip(old.places, news, strict=True)]
    elif pairing and len(news) > 1:
        raise Incomplete(
            f"分别 pairs {len(olds)} old with {len(news)} new",
            f"“分别”的原文有{len(olds)}处，新文有{len(news)}处",
        )
    elif len(olds) > 1 < len(news):
        raise Incomplete(
            f"{len(olds)} old passages, {len(news)} new ones",
            f"原文有{len(olds)}处，新文有{len(news)}处，无法对应",
        )
    else:
        parts = [(list(olds), joined(news))]
    for some, new in parts:
        for old in some:
            for place in old.places:
                yield place, old, new


def _in_full(words: Words, new: str) -> tuple[Passage, Passage]:
    """Words quoted within others, “甲乙丙”中的“乙”, as the whole of them before and after."""
    around, inner = words.around, words.string
    assert around is not None
    count = around.line.count(inner.line) if inner.line else 0
    if count != 1:
        raise Incomplete(
            f"“{inner}” stands {count} times within “{around}”", f"“{around}”中有{count}处“{inner}”"
        )
    whole = "\n".join(around.raw).replace("\n".join(inner.raw), new)
    return around, passage(whole.split("\n"))


def _replace_word(reader: Reader, place: Place, words: Words, new: Passage) -> None:
    old = words.string
    reordering = reader.edits[-1] if reader.edits and isinstance(reader.edits[-1], Reorder) else None
    numbers = _NUMBER_ONLY.match(old.line) and _NUMBER_ONLY.match(new.line)
    if numbers and not reordering and not place.is_bounded:
        raise Incomplete(
            f"“{old}” → “{new}”: does a unit get another number, or a reference? name the place",
            f"“{old}”改为“{new}”：没有写明是改序号还是改引用，请写明何处",
        )
    if words.around is not None:
        old, new = _in_full(words, str(new))
    if reordering and numbers:
        pair = (parse_list(old.line)[0], parse_list(new.line)[0])
        reader.edits[-1] = but(reordering, pairs=(*reordering.pairs, pair))
    elif place.part is Part.TITLE:
        reader.edit(Retitle(place=place, span=reader.span, old=old, new=new))
    elif len(old.text) > 1:
        reader.edit(ReplaceNode(place=place, span=reader.span, new=new, old=old))
    else:
        reader.edit(ReplaceText(place=place, span=reader.span, old=old, new=new))


def alike(reader: Reader, tree: Tree[Token]) -> None:
    """第四十条中的“甲”作相同修改: what was done to the same words before."""
    for words in reader.held_and(tree):
        like = next(
            (e for e in reversed(reader.edits) if isinstance(e, ReplaceText) and e.old == words.string), None
        )
        if like is None:
            raise Incomplete(f"nothing was done to “{words.string}” before", f"前面没有修改“{words.string}”")
        for place in words.places:
            reader.edit(but(like, place=place, span=reader.span))


def pending(reader: Reader, tree: Tree[Token]) -> None:
    """将第九条第一款中的“甲”，……"""
    reader.close()
    reader.held += [w for group in reader.scoped(tree) for w in group.words()]


def supply(reader: Reader, tree: Tree[Token]) -> None:
    """修改为：“……”；内容为“……”；即“……”"""
    news = reader.strings(tree)
    if reader.held:
        held = reader.let_go()
        for place, old, new in _pair(held, news, pairing=_pairs(tree, "INTO")):
            _replace_word(reader, place, old, new)
    else:
        supplied(reader, joined(news), news=news, restates=token(tree, "RESTATE") is not None)


def supplied(reader: Reader, new: Passage, *, news: Sequence[Passage] = (), restates: bool = False) -> None:
    """A new text for whatever is open, or for the subject; `news` are its quotations one by one."""
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


def _announced(reader: Reader, new: Passage) -> InsertNode | None:
    """The chapter or section added just before, if the new text begins with its heading."""
    head, last = heading(new.text[0]), reader.edits[-1] if reader.edits else None
    if head is None or not isinstance(last, InsertNode) or last.unit is not head.unit or not last.numbers:
        return None
    return last if last.numbers[0].last.number == head.number else None


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
    for place, anchor, new in _pair(anchors, news or [NOTHING], pairing=_pairs(tree, "ADD")):
        _insert_word(reader, place, anchor, SIDES[word], new)


def _insert_word(reader: Reader, place: Place, anchor: Words, side: Side, new: Passage) -> None:
    if anchor.around is None:  # 在“甲。”后增加一句，内容为：“乙。” – the text is still to come
        put = reader.edit if new.raw else reader.begin
        put(InsertText(place=place, span=reader.span, anchor=anchor.string, side=side, new=new))
        return
    old = str(anchor.string)
    whole, after = _in_full(anchor, f"{old}{new}" if side == "after" else f"{new}{old}")
    reader.edit(ReplaceText(place=place, span=reader.span, old=whole, new=after))


def append(reader: Reader, tree: Tree[Token]) -> None:
    """在第四十三条第一款款尾增加“……”；第二款第一句后增加“……”"""
    locus, new, side_word = reader.locus(tree), reader.passage(tree), token(tree, "SIDE")
    assert locus is not None
    assert new is not None
    label = item_label(new.text[0])
    if label is not None and locus.last and len(locus.places) == 1 and locus.places[0].part is Part.WHOLE:
        # 第二条增加“（四）……”，在第三条后增加“第四条……”: the label says what it is
        unit = label[0]
        reader.begin(InsertNode(place=Place(above(locus.last, unit)), span=reader.span, unit=unit, new=new))
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


def strike(reader: Reader, tree: Tree[Token]) -> None:
    """删去第五条中的“甲”"""
    verb_first = isinstance(tree.children[0], Token) and tree.children[0].type == "REMOVE"
    held, reader.held = reader.held, []
    inside = reader.locus(tree) if not verb_first else None  # 在第五条中删去“甲”
    if inside is not None:
        held += [Words(list(inside.places), old) for old in reader.strings(tree)]
    for words in held + reader.held_and(tree):
        strike_out(reader, words)
    if verb_first:  # 删去第五条中的“甲”和第二款
        for locus in reader.loci(tree):
            for place in locus.places:
                reader.edit(DeleteNode(place=place, span=reader.span))
    reader.striking = verb_first


def strike_out(reader: Reader, words: Words) -> None:
    """Quoted words go, wherever they are said to stand."""
    for place in words.places:
        if words.around is None:
            reader.edit(DeleteText(place=place, span=reader.span, old=words.string))
        else:
            whole, rest = _in_full(words, "")
            reader.edit(ReplaceText(place=place, span=reader.span, old=whole, new=rest))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "replace": replace,
    "words": words,
    "alike": alike,
    "pending": pending,
    "supply": supply,
    "insert": insert,
    "append": append,
    "strike": strike,
}
