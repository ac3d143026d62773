"""`xiuding consolidate`: the text as it stands after an instrument, without git."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from xiuding.cli import io, options
from xiuding.cli.application import Applied, apply_files, damaging, texts_arguments
from xiuding.cli.bilingual import command, option
from xiuding.cli.drawing import Look, draw, form_of
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.errors import DoesNotApply
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.audit import Fault


@command(
    "consolidate",
    "Apply instruments to a text and write the text as it then stands.",
    "按修改文书修改原文，写出修改后全文。",
    examples=(
        "xiuding consolidate 条例.docx 决定.pdf -o 修改后.docx",
        "xiuding consolidate 条例.docx 决定.docx -o 清稿.docx --table 对照表.docx --redline 修订稿.docx",
        "xiuding consolidate 条例.txt 第一次.txt 第二次.txt -o 修改后.txt --report 结果.json",
    ),
)
@texts_arguments
@options.text_output
@option(
    "--table",
    metavar="FILE",
    en="Write the comparison table of old and new wording too: .docx, .html, .csv, else Markdown.",
    zh="同时写出新旧条文对照表：.docx、.html、.csv，其他为 Markdown。",
)
@option(
    "--redline",
    metavar="FILE",
    en="Write the redline too: .docx with tracked changes, .html or .json, else text.",
    zh="同时写出花脸稿：.docx（带修订标记）、.html、.json，其他为文本。",
)
@option(
    "--report",
    metavar="FILE",
    en="Write what became of each clause, as JSON.",
    zh="把每项条目的结果写成 JSON。",
)
@option("--partial", is_flag=True, en="Write what could be applied.", zh="只写出能够执行的部分。")
@option(
    "--accept-faults",
    is_flag=True,
    en="Write the text although it is damaged: the text before was, or the instrument does it.",
    zh="结果有损坏之处时也写出，不论是原文的还是修改造成的。",
)
def verb(
    before: str,
    instruments: tuple[str, ...],
    *,
    output: str | None,
    table: str | None,
    redline: str | None,
    report: str | None,
    partial: bool,
    literal: bool,
    overrides: str | None,
    accept_faults: bool,
) -> None:
    """Consolidate; nothing is written where a clause does not apply or damage stays, unless told so."""
    from xiuding.audit import audit, surviving

    inputs = (before, *instruments, *([overrides] if overrides else []))
    base, *orders = io.read_all([before, *instruments])
    applied = apply_files(base, orders, overrides=overrides, literal=literal)
    document, refusal = applied.document, applied.refusal
    damage = [f for f in surviving(applied.faults, audit(document)) if f.grave]
    made = [f for f in applied.created if f.grave]
    if report is not None:
        io.write(io.as_json(_report(applied, damage)), report, inputs=inputs)
    if partial or not (refusal or ((damage or made) and not accept_faults)):
        for name, form in ((table, "table"), (redline, form_of(redline))):
            if name is not None:
                io.write(_drawn(applied, form, name), name, inputs=inputs)
        io.write(fair(document, output), output, inputs=inputs)
    if refusal is not None:
        raise refusal
    if damage and not (partial or accept_faults):
        raise DoesNotApply(_damaged(base.name, damage))
    if made and not (partial or accept_faults):
        raise DoesNotApply(damaging(made))
    tell(_summary(applied, reported=report is not None))


def _drawn(applied: Applied, form: str, name: str) -> str | bytes:
    """What the instruments changed, as a table or a redline; their changes are those of the last issuer."""
    from xiuding.redline import compare
    from xiuding.structure import from_manuscript

    before, after = list(from_manuscript(applied.base).lines()), list(applied.document.lines())
    title = applied.document.title
    last = applied.orders[-1] if applied.orders else None
    day = last and (last.effective or last.date)
    look = Look(
        None,
        "auto",
        3,
        f"《{title}》修改前后对照表" if form == "table" else title,
        (last and last.issuer) or "修订",
        date.fromisoformat(day) if day else date.today(),  # noqa: DTZ011 - the date on the user's calendar
    )
    return draw(compare(before, after, across=form != "json"), form, look, name)


def _summary(applied: Applied, *, reported: bool) -> str:
    """How many clauses were applied, and where to read what had to be decided in doing so."""
    count, notes = len(applied.steps), sum(len(step.notes) for step in applied.steps)
    en = f"{count} clause{'s' * (count != 1)} applied"
    zh = f"已执行{count}个条目"
    if notes:
        en += f", {notes} editorial note{'s' * (notes != 1)}"
        zh += f"，编者注{notes}处"
    if notes and not reported:
        en, zh = f"{en} (--report FILE lists them)", f"{zh}（--report 文件名 可列出）"
    return say(en, zh)


def _damaged(name: str, damage: list[Fault]) -> str:
    first, more = damage[0], len(damage) - 1
    return say(
        f"{name} is damaged and no clause mends it: {first}{f' (and {more} more)' if more else ''}; "
        "correct it with --overrides, or write it as it is with --accept-faults",
        f"{name} 有损坏之处，修改文书也没有涉及：{first}{f'（另有{more}处）' if more else ''}；"
        "请用 --overrides 校正，或用 --accept-faults 照样写出",
    )


def _report(applied: Applied, damage: list[Fault]) -> dict[str, Any]:
    from xiuding.cli.turn import dated
    from xiuding.originals import name_of

    left = {(f.kind, f.node) for f in damage}
    return {
        "schema": "xiuding/report/1",
        "clauses": [
            {
                "id": s.clause.id,
                "label": s.clause.label,
                "instrument": name_of(order),
                "date": dated(order).made,
                "status": s.status,
                "reason": s.reason,
                "notes": list(s.notes),
            }
            for s, order in zip(applied.steps, applied.orders, strict=True)
        ],
        "overrides": [
            {"in": o.source, "find": o.find, "replace": o.replace, "reason": o.reason}
            for o in applied.overrides
        ],
        "faults": [
            {
                "kind": f.kind,
                "where": f.where,
                "what": f.what,
                "text": f.text,
                "left": f in applied.created or (f.kind, f.node) in left,
                "created": f in applied.created,
            }
            for f in (*applied.faults, *applied.created)
        ],
    }
