"""Words inside a unit: 将“甲”修改为“乙”, 在“甲”后增加“乙”, 删去“甲”, 款尾增加“乙”."""

from __future__ import annotations

from xiuding import seams
from xiuding.address import DIVISIONS, Unit
from xiuding.apply import already, items, sentences, words
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
    Passage,
    ReplaceText,
)
from xiuding.language import say
from xiuding.seams import Seam
from xiuding.structure import item
from xiuding.typography import same

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
    found = draft.words.take(edit, draft.document)
    if found is None:
        found = words.meant(edit, quoted, words.find(draft.document, bound, edit, quoted))
    if not found:
        among = _scope(draft, bound)
        if occurrences(among, quoted.line):
            raise _written(edit, quoted)
        raise not_found(edit, quoted, among)
    if len(found) > 1 and not (edit.place.is_bounded or edit.place.times):
        raise DoesNotApply(
            say(
                f"“{short(quoted.line)}” stands {len(found)} times in the text and the clause names no place",
                f"“{short(quoted.line)}”在全文中有{len(found)}处，条目没有写明是哪一处",
            )
        )
    if len(found) > 1:
        draft.notes.append(f"“{short(quoted.line)}”共{len(found)}处")
    if bound.node is None:
        draft.notes += [f"《{name}》中的“{short(quoted.line)}”一并修改" for m in found if (name := _title(m))]
    return found


def _title(m: Match) -> str:
    """The name of a document in which quoted words stand: 依照《甲局用水规定》办理; '' for none."""
    text = m.node.text
    opens = text.rfind("《", 0, m.start)
    closes = text.find("》", max(opens, 0))
    return text[opens + 1 : closes] if opens >= 0 and closes >= m.end else ""


def _to_change(draft: Draft, found: list[Match], edit: ReplaceText | InsertText, new: str) -> list[Match]:
    """The places that do not read as the edit would have it; how many do is noted."""
    others = already.to_change(found, edit, new)
    if len(others) < len(found):
        draft.notes.append(f"“{short(new)}”本来如此的{len(found) - len(others)}处不改")
    return others


def _written(edit: Edit, quoted: Passage) -> DoesNotApply:
    words = short(quoted.line)
    return DoesNotApply(
        say(
            f"{edit.target}: “{words}” stands only in words that the instrument itself has written, "
            "or is part of a longer passage that it changes",
            f"{edit.target}：“{words}”只见于本件写入的文字，或者是本件所改较长文字的一部分",
        )
    )


def _scope(draft: Draft, bound: Bound) -> list[Node]:
    return [bound.node if bound.node is not None else draft.document]


def _replace(draft: Draft, bound: Bound, edit: ReplaceText) -> None:
    new = edit.new.line
    found = matches(draft, bound, edit, edit.old)
    if labels := {label for m in found if (label := _quoted_label(m, edit.old))}:
        new = _without_label(new, labels, edit)
        _require_all(found, new, edit)
    for node, start, end in reversed(_to_change(draft, found, edit, new)):
        _write(draft, node, Seam(start, end, new), seams.replace(node.text, start, end, new), new)


def _quoted_label(m: Match, quoted: Passage) -> str:
    """The number that a quotation has before the words found: （二） of “（二）建档”; '' for none."""
    label, _ = words.printed_label(m.node)
    inside = m.start == 0 and label and quoted.line.startswith(label)
    return label if inside and not same(m.node.text[: m.end], quoted.line) else ""


def _without_label(new: str, labels: set[str], edit: Edit) -> str:
    """The new words without the number that the old ones have too; DoesNotApply where it is another."""
    label = min(labels)
    if len(labels) > 1 or not new.startswith(label):
        raise DoesNotApply(
            say(
                f"{edit.target}: the old words have the number {label}, the new ones do not; "
                "name the unit, and its new number as an order of its own",
                f"{edit.target}：原文字有序号“{label}”，新的文字没有；请写明是哪一项，改序号的另行写明",
            )
        )
    return new.removeprefix(label).lstrip()


def _require_all(found: list[Match], new: str, edit: ReplaceText) -> None:
    """DoesNotApply where “（一）甲” becomes “（一）甲。乙。” and the item goes on behind its first words."""
    for node, start, end in found:
        if (
            new.startswith(node.text[start:end])
            and "。" in new[end - start :]
            and node.text[end:].strip(seams.STOPS)
        ):
            raise DoesNotApply(
                say(
                    f"{edit.target}: only the beginning is quoted, and “{short(node.text[end:])}” goes on; "
                    "quote all that is replaced, or name the item",
                    f"{edit.target}：只引用了开头，其后还有“{short(node.text[end:])}”；请引用全部文字，或者写明是哪一项",
                )
            )


def _delete(draft: Draft, bound: Bound, edit: DeleteText) -> None:
    for m in reversed(matches(draft, bound, edit, edit.old)):
        node, start, end = m
        if _quoted_label(m, edit.old):
            _delete_unit(draft, m, edit)
            continue
        if node.unit in DIVISIONS and not (node.text[:start] + node.text[end:]).strip():
            raise DoesNotApply(
                say(
                    f"{edit.target}: it would be a heading without words; say what is deleted with it",
                    f"{edit.target}：标题将没有文字，请写明是删去标题还是连同其下内容",
                )
            )
        if not draft.literal and (word := seams.stranded(node.text, start, end)):
            raise _stranded(edit, word, node.text[max(0, start - _SHOWN) : end + _SHOWN])
        _write(draft, node, Seam(start, end, ""), seams.delete(node.text, start, end), edit.old.line)


def _delete_unit(draft: Draft, m: Match, edit: DeleteText) -> None:
    """删去“（二）建档；”: the quotation is the unit with its number, all of it."""
    unit = m.node.parent if m.node.unit is Unit.PARAGRAPH else m.node
    lines = [n for n in unit.walk() if n.text] if unit is not None else []
    if unit is None or lines != [m.node] or m.node.text[m.end :].strip(seams.STOPS):
        raise DoesNotApply(
            say(
                f"{edit.target}: “{short(edit.old.line)}” is a number and only part of what it counts",
                f"{edit.target}：“{short(edit.old.line)}”是序号和该处的一部分文字，请写明删去的是全部还是一部分",
            )
        )
    remove(draft, unit)


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
    numbered = any(_quoted_label(m, anchor) for m in found)
    if numbered and edit.side == "after" and item(new) is not None:
        raise DoesNotApply(
            say(
                f"{edit.target}: the new words have a number of their own; say which item is added",
                f"{edit.target}：新的文字自带序号，请写明增加的是哪一项",
            )
        )
    if numbered and edit.side == "before":
        raise DoesNotApply(
            say(
                f"{edit.target}: before the number “{short(anchor.line)}” no words can stand; name the unit",
                f"{edit.target}：序号“{short(anchor.line)}”之前不能增加文字，请写明增加的是哪一项",
            )
        )
    for node, start, end in reversed(_to_change(draft, found, edit, new)):
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
            else seams.before_sentence(node.text, start, end, new)
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
    draft.words.spliced(node, seam.start, seam.end, len(seam.new))
    draft.touch(node)
    if seam != plain:
        draft.notes.append(f"“{short(what)}”处标点作相应处理")
