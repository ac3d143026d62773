"""A Redline as the JSON document ``xiuding/redline/1``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from xiuding.redline.model import Redline, Row

SCHEMA = "xiuding/redline/1"

_BATCH = 256
"""Rows written at once: few enough to leave their memory to the next."""


def to_json(redline: Redline) -> dict[str, Any]:
    """The document as plain dicts and lists; keys that say nothing about a row are left out.

    >>> to_json(compare(["乌兰牧骑73支"], ["乌兰牧骑75支"]))["rows"][0]["changes"]
    [['=', '乌兰牧骑'], ['-', '73支'], ['+', '75支']]
    """
    return {"schema": SCHEMA, "rows": [_row(row) for row in redline.rows]}


def written(redline: Redline) -> Iterator[str]:
    """The document as text in pieces, without any white space that could be left out but one after a mark."""
    yield f'{{"schema": "{SCHEMA}", "rows": ['
    for at in range(0, len(redline.rows), _BATCH):
        rows = json.dumps([_row(row) for row in redline.rows[at : at + _BATCH]], ensure_ascii=False)
        yield f"{', ' if at else ''}{rows[1:-1]}"
    yield "]}"


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
