"""A Redline as the JSON document ``xiuding/redline/1``."""

from __future__ import annotations

from typing import Any

from xiuding.redline.model import Redline, Row

SCHEMA = "xiuding/redline/1"


def to_json(redline: Redline) -> dict[str, Any]:
    """The document as plain dicts and lists; keys that say nothing about a row are left out.

    >>> to_json(compare(["乌兰牧骑73支"], ["乌兰牧骑75支"]))["rows"][0]["changes"]
    [['=', '乌兰牧骑'], ['-', '73支'], ['+', '75支']]
    """
    return {"schema": SCHEMA, "rows": [_row(row) for row in redline.rows]}


def _row(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": row.kind,
        "old": row.old,
        "new": row.new,
        "changes": [list(change) for change in row.changes],
    }
    if row.move is not None:
        found["move"] = row.move
    if row.inner:
        found["inner"] = [list(change) for change in row.inner]
    if row.renumbering:
        found["renumbering"] = True
    if row.passages:
        found["passages"] = [list(passage) for passage in row.passages]
    if row.seams:
        found["seams"] = list(row.seams)
    return found
