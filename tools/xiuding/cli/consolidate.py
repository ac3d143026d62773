"""`xiuding consolidate`: the text as it stands after an instrument, without git."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xiuding.cli import io
from xiuding.cli.bilingual import argument, command, option
from xiuding.errors import DoesNotApply, NotUnderstood

if TYPE_CHECKING:
    from xiuding.consolidate import Step


@command(
    "consolidate",
    "Apply instruments to a text and write the text as it then stands.",
    "把修改文书应用于原文，写出修改后全文。",
)
@argument("before", en="The text before, in any readable format.", zh="修改前的文本，任何可读格式。")
@argument(
    "instruments",
    metavar="INSTRUMENT...",
    nargs=-1,
    required=True,
    en="The instruments in the order in which they apply.",
    zh="修改文书，按适用的先后排列。",
)
@option("-o", "--output", metavar="AFTER", en="Write to AFTER, not to stdout.", zh="写入 AFTER 而非标准输出。")
@option("--report", metavar="FILE", en="Write what became of each clause, as JSON.", zh="把每项条目的结果写成 JSON。")
@option("--partial", is_flag=True, en="Write what could be applied.", zh="写出能够应用的部分。")
@option("--literal", is_flag=True, en="Leave the punctuation at seams as quoted.", zh="接缝处的标点一律照引文，不作处理。")
def verb(
    before: str, instruments: tuple[str, ...], *, output: str | None, report: str | None, partial: bool, literal: bool
) -> None:
    """Consolidate; nothing is written where a clause does not apply, unless `partial`."""
    from xiuding.consolidate import apply_clauses, refusals
    from xiuding.instrument.load import load
    from xiuding.structure import from_manuscript

    texts = io.read_all([before, *instruments])
    document = from_manuscript(texts[0])
    steps: list[Step] = []
    for manuscript in texts[1:]:
        for instrument in load(manuscript):
            steps += apply_clauses(document, instrument, literal=literal)
    if report is not None:
        io.write(json.dumps(_report(steps), ensure_ascii=False, indent=1) + "\n", report, inputs=(before, *instruments))
    refused = [s for s in steps if s.status != "applied"]
    if partial or not refused:
        io.write(document.dump(), output, inputs=(before, *instruments))
    if refused:
        kind = NotUnderstood if any(s.status == "not-understood" for s in refused) else DoesNotApply
        raise kind(refusals(steps))


def _report(steps: list[Step]) -> dict[str, Any]:
    return {
        "schema": "xiuding/report/1",
        "clauses": [
            {
                "id": s.clause.id,
                "label": s.clause.label,
                "status": s.status,
                "reason": s.reason,
                "notes": list(s.notes),
            }
            for s in steps
        ],
    }
