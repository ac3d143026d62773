"""Forms that delete: words, units, whole documents.  One function per rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lark import Token, Tree

from xiuding.address import DIVISIONS, Address, Step, Unit
from xiuding.instrument import places
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import DeleteNode, DeleteText, Edit, Merge, Part, Passage, Place, ReplaceText
from xiuding.instrument.phrases import child
from xiuding.instrument.quoted import Words
from xiuding.structure import item

if TYPE_CHECKING:
    from xiuding.instrument.reading import Reader


def strike(reader: Reader, tree: Tree[Token]) -> None:
    """删去第五条中的“甲”；在第五条中删去“甲”；第五条删去第一款中的“甲”和第二款"""
    verb = next(i for i, c in enumerate(tree.children) if isinstance(c, Token) and c.type == "REMOVE")
    behind = Tree(tree.data, tree.children[verb + 1 :])
    held, reader.held = reader.held, []
    if not behind.children:  # 第五条中的“甲”删去
        held += reader.held_and(tree)
    else:
        locus = reader.locus(tree) if verb else None
        where = list(locus.places) if locus is not None else []
        held += [Words(where, old) for old in reader.strings(behind)] + reader.held_and(behind)
    for words in held:
        strike_out(reader, words)
    for locus in reader.loci(behind):  # 删去第五条中的“甲”和第二款
        for place in locus.places:
            reader.edit(DeleteNode(place=place, span=reader.span))
    reader.striking = not verb


def strike_out(reader: Reader, words: Words) -> None:
    """Quoted words go, wherever they are said to stand."""
    for place in words.places:
        if words.frame is None and (whole := _item(place, words.string)) is not None:
            reader.edit(DeleteNode(place=whole, span=reader.span))
        elif words.frame is None:
            reader.edit(DeleteText(place=place, span=reader.span, old=words.string))
        else:
            edit = ReplaceText(place=place, span=reader.span, old=words.whole, new=words.framing(""))
            reader.edit(edit)


def _item(place: Place, words: Passage) -> Place | None:
    """删去“二、任务”中“（三）活动”: the item that begins so, for its number cannot go without it."""
    named = item(words.line)
    if named is None or not named.text or not place.is_whole or not place.address:
        return None
    if place.address.last.unit not in DIVISIONS:
        return None
    lead = Step(Unit.PARAGRAPH, None, title=words.line, word="一段")
    return Place(Address((lead,)).within(place.address))


def replace_struck(reader: Reader, new: Passage) -> None:
    """删去第六条中的“甲”，改为“乙”: the words that go are replaced."""
    struck = reader.last_changes()
    if not all(isinstance(e, DeleteText) for e in reader.edits[-max(len(struck), 1) :]):
        raise Incomplete("deleted, or changed as follows?", "没有写明是删去还是修改")
    words = [(e.place, e.span, e.old) for e in struck if isinstance(e, DeleteText)]
    reader.change_last([ReplaceText(place=p, span=span, old=old, new=new) for p, span, old in words])


def delete(reader: Reader, tree: Tree[Token]) -> None:
    """删去第二条和第三条；第五条删去第二款"""
    *_, locus = reader.loci(tree)
    for place in locus.places:
        if not place.address or (place.everywhere and place.part is not Part.TITLE):
            raise Incomplete("删去 names no place; repeal is 废止", "“删去”没有写明何处；废止全文应写“废止”")
        if place.part is Part.TITLE and any(_dissolves(e, place.address) for e in reader.edits):
            continue  # 将第二节并入第一节，删去第二节节名: it goes with the section
        reader.edit(DeleteNode(place=place, span=reader.span))


def _dissolves(edit: Edit, address: Address) -> bool:
    """Whether a chapter or section goes into another one, with nothing left of its heading."""
    return isinstance(edit, Merge) and edit.into is not None and edit.place == Place(address)


def repeal(reader: Reader, tree: Tree[Token]) -> None:
    """废止《某某办法》；废止第三条"""
    found = child(tree, "loci")
    assert found is not None
    locus = places.read(found, reader.subject, reader.masked)
    if locus.last:
        locus = reader.read(found)
    for place in locus.places:
        if place.address:
            reader.edit(DeleteNode(place=place, span=reader.span))
    if not locus.last:
        reader.repeals += locus.documents


FORMS: dict[str, Callable[[Reader, Tree[Token]], None]] = {
    "strike": strike,
    "delete": delete,
    "repeal": repeal,
}
