"""Corrections of an instrument or a source as data, each with its reason.

Where a source has lost a bracket or an instrument quotes a word that the text never had, the fault is
mended in a file beside the texts, never in the texts themselves and never by guessing.  Every entry must
match exactly once, or the file is out of date and nothing is done.  The format: `docs/overrides.md`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, get_args

from xiuding import toml
from xiuding.errors import DoesNotApply, UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Manuscript, Paragraph, Span

Source = Literal["base", "instrument"]

_KEYS = frozenset({"in", "find", "replace", "reason"})
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Override:
    """One correction: in the base or in an instrument, `find` becomes `replace`, because of `reason`.

    Line breaks in `find` and `replace` stand between paragraphs.  `entry` counts the entries of the file.
    """

    source: Source
    find: str
    replace: str
    reason: str
    entry: int = 1

    def __str__(self) -> str:
        found = self.find if len(self.find) <= _SHOWN else self.find[:_SHOWN] + "……"
        shown = found.replace("\n", "⏎")
        return say(f"override {self.entry} (“{shown}”)", f"第{self.entry}条校正（“{shown}”）")


def parse(data: str, name: str = "overrides.toml") -> tuple[Override, ...]:
    """The overrides of a TOML text, in order; UnreadableInput names the entry that is not well formed."""
    tables = toml.loads(data, name)
    entries = tables.pop("override", [])
    if tables or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise UnreadableInput(
            say(f"{name}: only [[override]] may stand here", f"{name}：只能有 [[override]] 条目")
        )
    return tuple(_entry(e, n, name) for n, e in enumerate(entries, 1))


def _entry(table: dict[str, object], number: int, name: str) -> Override:
    def wrong(en: str, zh: str) -> UnreadableInput:
        return UnreadableInput(say(f"{name}: override {number}: {en}", f"{name}：第{number}条校正：{zh}"))

    if odd := sorted(table.keys() ^ _KEYS):
        missing = odd[0] in _KEYS
        raise wrong(
            f"{odd[0]} is {'missing' if missing else 'unknown'}",
            f"{'缺少' if missing else '不认识'} {odd[0]}",
        )
    source, find, new, reason = (table[key] for key in ("in", "find", "replace", "reason"))
    if source not in get_args(Source):
        raise wrong("in is 'base' or 'instrument'", "in 只能是 base 或 instrument")
    if not (isinstance(find, str) and isinstance(new, str) and isinstance(reason, str)):
        raise wrong("find, replace and reason are strings", "find、replace、reason 都应是字符串")
    if not find.strip("\n") or find == new:
        raise wrong("find is empty or equals replace", "find 为空或与 replace 相同")
    if not reason.strip():
        raise wrong("the reason is empty", "没有写明理由")
    kind: Source = "base" if source == "base" else "instrument"
    return Override(kind, find.strip("\n"), new.strip("\n"), reason.strip(), number)


def mend(
    base: Manuscript,
    instruments: Sequence[Manuscript],
    overrides: Sequence[Override],
    copies: Sequence[object] | None = None,
) -> tuple[Manuscript, list[Manuscript]]:
    """The texts with all overrides made, in the order of the file.

    `find` must stand exactly once in the base, or in all instruments together; `copies` names for each
    what it is a copy of, and copies of one instrument, which have its misprints in common, count as one.
    DoesNotApply names the entry otherwise.
    """
    mended = [base, *instruments]
    owners: list[object] = [None, *(copies if copies is not None else range(len(instruments)))]
    for override in overrides:
        among = range(1) if override.source == "base" else range(1, len(mended))
        counts = {i: _count(mended[i], override.find) for i in among}
        found = [i for i, count in counts.items() if count]
        if len({owners[i] for i in found}) != 1 or max(counts.values()) > 1:
            times = sum(counts.values())
            where = "原文" if override.source == "base" else "修改文书"
            raise DoesNotApply(
                say(
                    f"{override} matches {times} times in the {override.source}; it must match once",
                    f"{override}在{where}中有{times}处，应当恰有一处",
                )
            )
        for i in found:
            mended[i] = _replaced(mended[i], override)
    return mended[0], mended[1:]


def _count(manuscript: Manuscript, find: str) -> int:
    """How often `find` stands in the paragraphs, places that overlap counted each."""
    text, count, at = _text(manuscript), 0, -1
    while (at := text.find(find, at + 1)) >= 0:
        count += 1
    return count


def _text(manuscript: Manuscript) -> str:
    """The paragraphs a line each; a table is a line that no passage can match."""
    return "\n".join("\0" if p.rows is not None else p.text for p in manuscript)


def _replaced(manuscript: Manuscript, override: Override) -> Manuscript:
    paragraphs = manuscript.paragraphs
    text = _text(manuscript)
    starts = [0, *accumulate(len("\0" if p.rows is not None else p.text) + 1 for p in paragraphs)]
    at = text.index(override.find)
    end = at + len(override.find)
    first, last = bisect_right(starts, at) - 1, bisect_right(starts, end - 1) - 1
    new = text[starts[first] : at] + override.replace + text[end : starts[last + 1] - 1]
    span = Span(paragraphs[first].source.start, paragraphs[last].source.end, paragraphs[first].source.page)
    heading = paragraphs[first].heading
    made = tuple(Paragraph(line, span, heading=heading) for line in new.split("\n") if line.strip())
    return replace(manuscript, paragraphs=(*paragraphs[:first], *made, *paragraphs[last + 1 :]))
