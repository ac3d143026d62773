"""The JSON of an instrument, ``xiuding/instrument/1``."""

from __future__ import annotations

from typing import Any

from xiuding.instrument.model import Edit, Instrument


def edit_json(edit: Edit) -> dict[str, Any]:
    """One edit: ``{"op": "replace-text", "target": "第五条", "old": "甲", "new": "乙"}``."""
    return {"op": edit.op, "target": edit.target, "old": edit.old_text, "new": edit.new_text}


def to_json(instrument: Instrument) -> dict[str, Any]:
    """The whole instrument; `problem` stands only where a clause is not understood."""
    return {
        "schema": "xiuding/instrument/1",
        "title": instrument.title,
        "number": instrument.number,
        "date": instrument.date,
        "effective": instrument.effective,
        "issuer": instrument.issuer,
        "documents": list(instrument.documents),
        "clauses": [
            {
                "id": c.id,
                "label": c.label,
                "text": c.text,
                "edits": [edit_json(e) for e in c.edits],
                **({"document": c.document} if c.document else {}),
                **({"effective": c.effective} if c.effective else {}),
                **({"repeals": list(c.repeals)} if c.repeals else {}),
                **({"problem": c.problem} if c.problem else {}),
            }
            for c in instrument.clauses
        ],
        "unclaimed": [{"start": u.start, "end": u.end, "text": u.text} for u in instrument.unclaimed],
        "lints": list(instrument.lints),
    }
