"""`xiuding init`: a new history that begins with the full text of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.cli import io, options, repository
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.talk import tell
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.ledger.nouns import BaseCommit

_AMENDS = re.compile(r"关于(?:修改|修订|修正|调整).*的(?:决定|通知)|修正案")


@command(
    "init",
    "Begin a history with the text of a law or plan.",
    "以法规或规划的全文建立沿革。",
    examples=(
        "xiuding init 条例.docx -o 沿革",
        "xiuding init 规划.pdf -o 沿革 --date 2021-11-05 --issuer 某省人民政府办公厅",
    ),
)
@argument(
    "text",
    en="The text, in any readable format; '-' is standard input.",
    zh="全文，任何可读格式，“-”为标准输入。",
)
@option("-o", "--output", metavar="DIR", required=True, en="The folder to make.", zh="要建立的文件夹。")
@option("--issuer", en="The authority that issued the text.", zh="制定或发布机关。")
@options.day(
    en="The date of this version; by default the last date of the note below the title.",
    zh="本文本的日期；默认取题注中最后一个日期。",
)
@option(
    "--overrides",
    metavar="FILE",
    en="Corrections of faults of the text, as TOML, each with its reason.",
    zh="对原文错误的校正（TOML 文件），每条写明理由。",
)
def verb(text: str, *, output: str, issuer: str | None, day: datetime | None, overrides: str | None) -> None:
    """Make the history, whole or not at all."""
    from xiuding import history
    from xiuding import originals as sources
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Inputs

    io.require_folder_name(output)
    ((name, data),) = repository.originals((text,)).items()
    files = sources.text_run(
        name,
        data,
        issuer=issuer,
        issued=day.date() if day else None,
        corrections=repository.corrections(overrides, {name: data}, "base"),
    )
    base = history.base_commit(files)
    if _AMENDS.search(base.subject):
        tell(
            say(
                f"{name} reads like an amending instrument; xiuding apply applies it to the text it amends",
                f"{name} 像是修改文书；把它适用于所修改的文本，用 xiuding apply",
            )
        )
    _tell_damage(name, base.files)
    if day is None:
        _tell_effect(base)
    with History.create(Path(output), base, inputs=Inputs(history.BASE_SLUG, files)):
        pass
    count = len(base.files)
    tell(
        say(
            f"{output}: {base.subject}, {count} file{'s' if count > 1 else ''}",
            f"{output}：{base.subject}，{count} 个文件",
        )
    )


def _tell_effect(base: BaseCommit) -> None:
    """Tell where the text says itself that it takes effect later than the day it is called by."""
    from xiuding import markdown
    from xiuding.instrument.effect import effective

    text = markdown.load({path: page for path, page in base.files.items() if page is not None})
    version = base.tags[0]
    since = effective("\n".join(text.articles()[-1].lines()), "") if text.articles() else ""
    if since > version:
        tell(
            say(
                f"the text is called by the day in its note, {version}, and takes effect on {since}; "
                f"to call it by that, --date {since}",
                f"文本以题注日期 {version} 为名，自 {since} 起施行；要以施行日期为名，请加 --date {since}",
            )
        )


def _tell_damage(name: str, pages: Mapping[str, str | None]) -> None:
    """Tell where the text looks damaged: whatever is wrong in it stays wrong in every version."""
    from xiuding import markdown
    from xiuding.audit import audit
    from xiuding.cli.application import tell_faults

    faults = audit(markdown.load({path: page for path, page in pages.items() if page is not None}))
    tell_faults(name, faults)
    if any(fault.grave for fault in faults):
        tell(
            say(
                f"{name} looks damaged, and so will the history; begin it anew with --overrides",
                f"{name} 有疑似损坏之处，沿革将照样保存；可用 --overrides 校正后重新建立",
            )
        )
