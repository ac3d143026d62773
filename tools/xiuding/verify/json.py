"""A verification as the JSON document ``xiuding/verification/1``."""

from __future__ import annotations

from typing import Any

from xiuding.redline.json import to_json as redline_json
from xiuding.verify.model import Verification


def to_json(verification: Verification) -> dict[str, Any]:
    """Plain dicts and lists; the rows are those of a redline from our text to the official one."""
    return {
        "schema": "xiuding/verification/1",
        "identical": verification.identical,
        "units": verification.units,
        "counts": verification.counts(),
        "refused": [
            {"id": s.clause.id, "label": s.clause.label, "reason": s.reason} for s in verification.refused
        ],
        "differences": [
            {
                "where": d.where,
                "kind": d.kind,
                "why": d.why,
                "clause": {"id": d.clause.id, "label": d.clause.label} if d.clause else None,
                "clauses": [c.id for c in d.clauses],
                "ours": "\n".join(d.ours) if d.ours else None,
                "official": "\n".join(d.official) if d.official else None,
                "rows": redline_json(d.redline)["rows"],
            }
            for d in verification.differences
        ],
    }
