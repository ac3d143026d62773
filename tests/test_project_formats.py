"""docs/formats: every key of every JSON document is described, in both languages, and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from history_support import BASE, DECISION, SECOND, write
from xiuding.render.views import OPERATIONS

ROOT = Path(__file__).parent.parent
PAGES = ["docs/formats.md", "docs/formats.zh-CN.md"]
AS_ELSEWHERE = (
    "differences[].rows[]",
    "clauses[].phrases[].edits[]",
    "rows[].changes[]",
    "paragraphs[].rows",
    "counts",
)
"""What has its keys in another document, or has none of its own."""

SENTENCES = (
    "推进机构医养结合。支持农村养老。\n发展老年教育事业，办好老年大学。",
    "支持农村养老。\n发展老年教育事业，办好老年大学。推进机构医养结合。",
)
"""A sentence that goes from one paragraph to the next."""


def described(page: str) -> dict[str, set[str]]:
    """The keys that a page describes, by schema."""
    found: dict[str, set[str]] = {}
    text = (ROOT / page).read_text(encoding="utf-8")
    for schema, body in re.findall(r"^## (xiuding/\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        cells = re.findall(r"^\| ((?:`[^`]+`[、, ]*)+)\|", body, re.MULTILINE)
        found[schema] = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)} - OPERATIONS.keys()
    return found


def keys(value: Any, above: str = "") -> Iterator[str]:
    """The paths of all keys: ``clauses[]``, ``clauses[].edits[].op``."""
    if above in AS_ELSEWHERE:
        return
    if isinstance(value, dict):
        for key, below in value.items():
            path = f"{above}.{key}".lstrip(".") + ("[]" if isinstance(below, list) else "")
            yield path
            yield from keys(below, path)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each, above)


def shown(folder: Path, xiuding: Callable) -> dict[str, set[str]]:
    """The keys that verbs write, by schema."""
    base, order = write(folder, "条例.txt", BASE + "页脚\n"), write(folder, "决定.txt", DECISION)
    moved = write(
        folder, "移.txt", BASE.replace("第二条　市设图书馆三座。\n", "") + "第五条　市设图书馆三座。\n"
    )
    odd = write(
        folder,
        "怪.txt",
        "关于修改《甲》和《乙》的决定\n一、删去《甲》第一条。\n二、废止《乙》。\n三、好好改。\n",
    )
    amiss = write(folder, "误.txt", SECOND.replace("将第二条中的“五座”", "将第二条中的“九座”"))
    partly = write(folder, "分期.txt", SECOND + "本决定第一条自2024年1月1日起施行。\n")
    mended = write(
        folder,
        "校正.toml",
        '[[override]]\nin = "base"\nfind = "页脚"\nreplace = "页下"\nreason = "误字"\n',
    )
    page = write(folder, "页.html", "<html><title>题</title><table><tr><td>甲<td>乙</table></html>")
    history = folder / "沿革"
    assert xiuding("init", base, "-o", history).code == 0
    seam = write(
        folder, "缝.txt", SECOND.replace("将第二条中的“五座”修改为“八座”", "删去第五条中的“责令改正”")
    )
    assert xiuding("apply", order, seam, "--repo", history).code == 0
    later = folder / "分期沿革"
    assert xiuding("init", base, "-o", later).code == 0
    assert xiuding("apply", order, partly, "--repo", later).code == 0
    found: dict[str, set[str]] = {}
    for arguments in (
        ["parse", order, "-f", "json"],
        ["parse", odd, "-f", "json"],
        ["parse", partly, "-f", "json"],
        [
            "consolidate",
            base,
            order,
            "--report",
            "-",
            "-o",
            folder / "后",
            "--overrides",
            mended,
            "--accept-faults",
        ],
        ["diff", base, moved, "-f", "json"],
        ["diff", "--text", *SENTENCES, "-f", "json"],
        ["diff", "--clause", "一", "--instrument", "2023", "--drafted", "--repo", history, "-f", "json"],
        ["verify", base, order, amiss, "--against", moved, "-f", "json"],
        ["collate", order, write(folder, "乙本.txt", DECISION.replace("三座", "四座")), "-f", "json"],
        ["explain", "将第一条好好改", "-f", "json"],
        ["log", "第四条", "--follow", "--repo", history, "-f", "json"],
        ["read", page, "-f", "json"],
        ["text", "--on", "2023-06-01", "--repo", later, "-f", "json"],
    ):
        outcome = xiuding(*arguments)
        assert outcome.out, outcome.err
        data = json.loads(outcome.out)
        found.setdefault(data.pop("schema"), set()).update(keys(data))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_described(page: str, tmp_path: Path, xiuding: Callable) -> None:
    written, wanted = shown(tmp_path, xiuding), described(page)
    assert written.keys() == wanted.keys()
    for schema, keys_of in written.items():
        assert keys_of == wanted[schema], schema


def test_both_pages_describe_the_same() -> None:
    english, chinese = map(described, PAGES)
    assert english == chinese
