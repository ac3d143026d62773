"""Words inside a unit: 将“甲”修改为“乙”, 在“甲”后增加“乙”, 删去“甲”, 款尾增加“乙”."""

from __future__ import annotations

from xiuding import seams
from xiuding.address import Unit
from xiuding.apply import already, items, sentences
from xiuding.apply.content import remove
from xiuding.apply.draft import Draft, node_of
from xiuding.apply.refusals import no_effect, not_found, short
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.find import Match, occurrences, runs
from xiuding.instrument.model import (
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Part,
    Passage,
    ReplaceText,
    passage,
)
from xiuding.language import say
from xiuding.seams import Seam
from xiuding.structure import item

#: How much of the text around a place a refusal shows, on either side.
_SHOWN = 8


def apply(draft: Draft, bound: Bound, edit: ReplaceText | DeleteText | InsertText) -> None:
    """Apply the edit to every place where its quotation stands in its unit; the last place comes first."""
    match edit:
        case ReplaceText():
            _replace(draft, bound, edit)
        case DeleteText() if len(edit.old.text) > 1:
            _delete_paragraphs(draft, bound, edit)
        case DeleteText():
            _delete(draft, bound, edit)
        case InsertText(anchor=None):
            _append(draft, node_of(bound), edit)
        case InsertText(anchor=Passage() as anchor):
            _insert(draft, bound, edit, anchor)


def matches(draft: Draft, bound: Bound, edit: Edit, quoted: Passage) -> list[Match]:
    """Where the quotation stands; DoesNotApply tells what comes nearest."""
    among = _scope(draft, bound)
    found = occurrences(among, quoted.line) or occurrences(among, "\n".join(quoted.raw))
    if edit.place.part is Part.LEAD:
        found = [m for m in found if m.node.unit is Unit.PARAGRAPH]
    found = [m for m in found if not any(x is m.node or x in m.node.ancestors() for x in bound.excluded)]
    if edit.place.sentences is not None:
        node, start, end = sentences.find(among[0], edit)
        found = [m for m in found if m.node is node and start <= m.start and m.end <= end]
    if not found:
        raise not_found(edit, quoted, among)
    if len(found) > 1 and not (edit.place.is_bounded or edit.place.times or edit.place.nth):
        raise DoesNotApply(
            say(
                f"“{short(quoted.line)}” stands {len(found)} times in the text and the clause names no place",
                f"“{short(quoted.line)}”在全文中有{len(found)}处，条目没有写明是哪一处",
            )
        )
    found = _counted(edit, quoted, found)
    if len(found) > 1:
        draft.notes.append(f"“{short(quoted.line)}”共{len(found)}处")
    return found


def _counted(edit: Edit, quoted: Passage, found: list[Match]) -> list[Match]:
    """第二处“甲”, “甲”（三处）: the occurrence that is meant, or all if they are as many as said."""
    nth, times = edit.place.nth, edit.place.times
    wanted = times if times is not None else abs(nth) if nth is not None else 0
    if wanted > len(found) or (times is not None and wanted != len(found)):
        raise DoesNotApply(
            say(
                f"{edit.target}: “{short(quoted.line)}” stands there {len(found)} times, not {wanted}",
                f"{edit.target}：“{short(quoted.line)}”有{len(found)}处，不是{wanted}处",
            )
        )
    if nth is None:
        return found
    return [found[nth - 1 if nth > 0 else nth]]


def _scope(draft: Draft, bound: Bound) -> list[Node]:
    return [bound.node if bound.node is not None else draft.document]


def _replace(draft: Draft, bound: Bound, edit: ReplaceText) -> None:
    old, new = edit.old, edit.new.line
    label = bound.node.label if bound.node is not None else ""
    if label and old.line.startswith(label) and new.startswith(label):  # 第六项“（六）甲”修改为“（六）乙”
        old, new = passage([old.line[len(label) :]]), new[len(label) :]
    found = matches(draft, bound, edit, old)
    already.refuse_words(found, edit, new)
    for node, start, end in reversed(found):
        _write(draft, node, Seam(start, end, new), seams.replace(node.text, start, end, new), new)


def _delete(draft: Draft, bound: Bound, edit: DeleteText) -> None:
    for node, start, end in reversed(matches(draft, bound, edit, edit.old)):
        if not draft.literal and (word := seams.stranded(node.text, start, end)):
            raise _stranded(edit, word, node.text[max(0, start - _SHOWN) : end + _SHOWN])
        _write(draft, node, Seam(start, end, ""), seams.delete(node.text, start, end), edit.old.line)


def _stranded(edit: DeleteText, word: str, where: str) -> DoesNotApply:
    return DoesNotApply(
        say(
            f"{edit.target}: without “{short(edit.old.line)}” the “{word}” in “{where}” joins nothing; "
            "quote it as well, or take it as quoted with --literal",
            f"{edit.target}：删去“{short(edit.old.line)}”后，“{where}”中的“{word}”无所连接；"
            "请一并引用，或用 --literal 照引文处理",
        )
    )


def _delete_paragraphs(draft: Draft, bound: Bound, edit: DeleteText) -> None:
    among = _scope(draft, bound)
    found = runs(among, edit.old.text)
    if not found:
        raise not_found(edit, edit.old, among)
    if len(found) > 1:
        raise DoesNotApply(
            say(
                f"{edit.target}: “{short(edit.old.line)}” stands there {len(found)} times",
                f"{edit.target}：“{short(edit.old.line)}”有{len(found)}处",
            )
        )
    for node in found[0]:
        if not any(above in found[0] for above in node.ancestors()):
            remove(draft, node)


def _insert(draft: Draft, bound: Bound, edit: InsertText, anchor: Passage) -> None:
    new = edit.new.line
    found = matches(draft, bound, edit, anchor)
    already.refuse_words(found, edit, new)
    for node, start, end in reversed(found):
        if edit.side == "after":
            led = not any(a.unit is Unit.ARTICLE for a in node.ancestors())
            mended = seams.insert_after(node.text, start, end, new, led=led)
            _write(draft, node, Seam(end, end, new), mended, new)
        else:
            _write(draft, node, Seam(start, start, new), seams.insert_before(node.text, start, end, new), new)


def _append(draft: Draft, unit: Node, edit: InsertText) -> None:
    """款尾增加, 末尾增加, 开始部分增加, 第一句后增加."""
    if edit.place.sentences is not None and edit.side in ("after", "before"):
        node, start, end = sentences.find(unit, edit)
        new, at = edit.new.line, end if edit.side == "after" else start
        if any(already.stands(node.text, at, side, new) for side in ("before", "after")):
            raise no_effect(edit.target)
        mended = (
            seams.insert_after(node.text, start, end, new)
            if edit.side == "after"
            else Seam(start, start, seams.sentence(node.text[start:end], new))
        )
        _write(draft, node, Seam(at, at, new), mended, new)
        return
    if edit.place.sentences is not None:
        raise DoesNotApply(
            say(f"{edit.target}: before it or behind it?", f"{edit.target}：没有写明在前还是在后")
        )
    bearing = [n for n in unit.walk() if n.text]
    if not bearing:
        raise DoesNotApply(say(f"{edit.target} has no text", f"{edit.target}没有文字"))
    new = edit.new.line
    if edit.side != "start" and bearing[-1].unit is Unit.ITEM and item(new) is not None:
        bound = Bound(edit, bearing[-1].parent)
        items.insert(draft, bound, InsertNode(place=edit.place, span=edit.span, unit=Unit.ITEM, new=edit.new))
        return
    node = bearing[0] if edit.side == "start" else bearing[-1]
    if already.stands(node.text, 0 if edit.side == "start" else len(node.text), edit.side, new):
        raise no_effect(edit.target)
    if edit.side == "start":
        _write(draft, bearing[0], Seam(0, 0, new), seams.prepend(new), new)
    else:
        end = len(bearing[-1].text)
        _write(draft, bearing[-1], Seam(end, end, new), seams.append(bearing[-1].text, new), new)


def _write(draft: Draft, node: Node, plain: Seam, mended: Seam, what: str) -> None:
    """Write the mended seam, or the plain one under ``--literal``."""
    seam = plain if draft.literal else mended
    if node.text[seam.start : seam.end] == seam.new:
        raise no_effect(f"“{short(what)}”")
    node.splice(*seam)
    draft.touch(node)
    if seam != plain:
        draft.notes.append(f"“{short(what)}”处标点作相应处理")
