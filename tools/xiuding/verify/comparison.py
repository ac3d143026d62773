"""Our consolidated text beside the official one, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.consolidate import Step
from xiuding.document import Document
from xiuding.redline.align import align
from xiuding.verify.evidence import Evidence
from xiuding.verify.model import Verification
from xiuding.verify.pieces import in_order, units


def verify(before: Document, steps: Sequence[Step], after: Document, official: Document) -> Verification:
    """Compare `after`, made by `steps`, with the official text; `before` is the text they started from.

    >>> from xiuding.structure import build
    >>> ours, official = build(["第一条　甲，乙。"]), build(["第一条　甲,乙。"])
    >>> [d.kind for d in verify(ours, [], ours, official).differences]
    ['typographic']

    `before` must be a tree of its own: `steps` have changed the one that became `after`.
    """
    ours, theirs = list(units(after)), list(units(official))
    evidence = Evidence(before, steps, after, official)
    pairs, moves = align([u.line for u in ours], [u.line for u in theirs])
    differences = [
        evidence.judge(one, other)
        for one, other in in_order(ours, theirs, {**dict(pairs), **dict(moves)})
        if one is None or other is None or one.line != other.line
    ]
    refused = tuple(s for s in steps if s.status != "applied")
    return Verification(max(len(ours), len(theirs)), tuple(differences), refused)
