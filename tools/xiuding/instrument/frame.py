"""Forms that set a scope, give a table or only link.  One function per rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace as but
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import Address, Unit
from xiuding.instrument import chapters, places
from xiuding.instrument.effect import date_of
from xiuding.instrument.formulas import REFERENCES, refers
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import AddRows, DeleteRows, Passage, Place, Reorder, ReplaceTable
from xiuding.instrument.phrases import child, token
from xiuding.instrument.quotation import TABLE_BASE
from xiuding.numerals import NUMERAL, to_int

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def nothing(_reader: Reader, _tree: Tree[Token]) -> None:
    """同时, 此外: a word that links; 其他款序号不变: what holds anyway."""


def unchanged(reader: Reader, tree: Tree[Token]) -> None:
    """以下序号依次调整: of the 款 and 项 that follow it holds anyway, of articles it is a closing formula."""
    articles = bool(reader.subject) and reader.subject.last.unit is Unit.ARTICLE
    text = str(tree.children[0])
    if articles and re.search("[调顺移]|类推", text) and not re.search("[款项目]|不变|不作", text):
        reorder(reader, tree)


def scope(reader: Reader, tree: Tree[Token]) -> None:
    """对“第一节 甲”部分内容的修改; several places leave the scope where it was."""
    before = reader.subject
    found = child(tree, "loci")
    if child(tree, "scoped") is not None:
        if reader.heading:  # 对下列法规中关于“甲”的规定作出修改, which the clauses below it say
            return
        raise Incomplete("words are named, and not what becomes of them", "引了文字，没有写明如何修改")
    if found is None:
        return
    headings = sum(isinstance(t, Token) and t.type == "H" for t in found.scan_values(lambda _: True))
    locus = reader.read(found)
    if headings > 1 and len({s.unit for s in locus.last.steps}) < len(before.steps) + headings:
        reader.subject = before
    reader.context.scope = reader.subject


def named(reader: Reader, tree: Tree[Token]) -> None:
    """第五条第二款，: what is done there, or where else it is done, the next phrase says."""
    locus = reader.locus(tree)
    assert locus is not None
    if reader.dividing is not None:
        chapters.part(reader, locus.last)
        return
    reader.context.scope = reader.subject
    if locus.last or reader.context.below:
        reader.listed = list(locus.places)


def except_(reader: Reader, tree: Tree[Token]) -> None:
    """除第三条外，将其他条款中的“甲”修改为“乙”"""
    locus = reader.locus(tree)
    assert locus is not None
    reader.excluding = tuple(p.address for p in locus.places)
    reader.subject = reader.context.scope


def exempt(reader: Reader, tree: Tree[Token]) -> None:
    """（将“甲”修改为“乙”，）但第三条除外；但第三条中的“甲”除外"""
    changed, before = reader.last_changes(), reader.subject
    scoped = reader.scoped(tree)
    named = [p for group in scoped for p in group.places] or list(_places(reader, tree))
    reader.subject = before
    words = {e.old_text for e in changed}
    spared = {str(s) for group in scoped for s in group.strings} or words
    excluding = tuple(p.address for p in named)
    within = all(_holds(e.place, a) for e in changed for a in excluding)
    if not changed or spared != words or not within or not all(p.is_whole for p in named):
        raise Incomplete("除外 belongs to no change of words", "“除外”没有对应的文字修改")
    reader.change_last([but(e, place=but(e.place, excluding=excluding)) for e in changed])


def _places(reader: Reader, tree: Tree[Token]) -> Sequence[Place]:
    """The places that a phrase names, which do not become the subject."""
    found = child(tree, "loci")
    assert found is not None  # where no words are quoted
    return places.read(found, reader.subject, reader.masked).places


def _holds(place: Place, address: Address) -> bool:
    """Whether a unit stands within a place: 第三条 in all of the text, 第三条第二款 in 第三条."""
    if place.everywhere:
        return not place.address
    return len(address.steps) > len(place.address.steps) and address.steps[: len(place.address.steps)] == (
        place.address.steps
    )


def onward(reader: Reader, _tree: Tree[Token]) -> None:
    """（第三条中的“甲”修改为“乙”，）下同: there and in all that follows."""
    changed = reader.last_changes()
    where = {e.place for e in changed}
    if len(where) != 1 or not changed[0].place.address:
        raise Incomplete("下同 behind no change of words in one place", "“下同”之前应当是一处的文字修改")
    reader.change_last([but(e, place=but(e.place, onward=True)) for e in changed])


def effect(reader: Reader, tree: Tree[Token]) -> None:
    """本条自2020年1月1日起施行: since when what the clause orders is in force."""
    date = date_of(str(tree.children[0]))
    articles = {e.place.address.step(Unit.ARTICLE) for e in (*reader.edits, reader.open) if e is not None}
    if not date or len(articles) > 1:
        raise Incomplete(
            "本条自……起施行: which article, and since when?", "“本条自……起施行”：没有写明哪一条、自哪一天"
        )
    reader.effective = date


def rows_add(reader: Reader, tree: Tree[Token]) -> None:
    """在“表1 甲”中增加“乙，丙”等2项指标"""
    reader.locus(tree)
    text = reader.passage(tree)
    assert text is not None
    reader.edit(
        AddRows(place=Place(reader.subject), span=reader.span, names=_names(text), stated=_stated(tree))
    )


def rows_delete(reader: Reader, tree: Tree[Token]) -> None:
    """删去“乙、丙”等2项指标"""
    reader.locus(tree)
    names = _names((reader.strings(tree) or reader.scoped(tree)[-1].strings)[-1])
    reader.edit(DeleteRows(place=Place(reader.subject), span=reader.span, names=names, stated=_stated(tree)))


def _names(text: Passage) -> tuple[str, ...]:
    names = re.split("[，,]" if re.search("[，,]", text.line) else "、", text.line)
    return tuple(n.strip() for n in names)


def _stated(tree: Tree[Token]) -> int:
    found = re.search(NUMERAL, token(tree, "ROWS") or "")
    assert found is not None  # the lexicon's own pattern
    return to_int(found[0])


def table(reader: Reader, tree: Tree[Token]) -> None:
    """修改后具体如下：（表）"""
    reader.locus(tree)
    mark = token(tree, "T")
    rows = reader.masked.tables[ord(mark) - TABLE_BASE] if mark else ()
    if isinstance(reader.open, ReplaceTable):
        reader.open = but(reader.open, rows=reader.open.rows + rows)
    else:
        place = Place(reader.subject)
        reader.begin(ReplaceTable(place=place, span=reader.span, caption=reader.caption, rows=rows))


def reorder(reader: Reader, tree: Tree[Token]) -> None:
    """条文顺序作相应调整"""
    if refers(str(tree.children[0])):
        raise Incomplete(*REFERENCES)
    reader.edit(Reorder(place=Place(everywhere=True), span=reader.span))


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "nothing": nothing,
    "preamble": nothing,
    "unchanged": unchanged,
    "scope": scope,
    "named": named,
    "except_": except_,
    "exempt": exempt,
    "onward": onward,
    "effect": effect,
    "rows_add": rows_add,
    "rows_delete": rows_delete,
    "table": table,
    "reorder": reorder,
}
