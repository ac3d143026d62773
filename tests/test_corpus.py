"""The corpus of official cases: base + instrument against the consolidated text as published.

What is exact is written down in ``corpus_score.json``; it may grow and may not shrink.  `make corpus`
prints the same figures for the command itself, ``docs/corpus.md`` says what the rest is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from xiuding.consolidate import apply_clauses
from xiuding.instrument.load import load
from xiuding.readers import read
from xiuding.structure import from_manuscript

pytestmark = pytest.mark.corpus

KEPT: dict[str, Any] = json.loads((Path(__file__).parent / "corpus_score.json").read_text(encoding="utf-8"))


def consolidated(case: Path) -> tuple[str, int, int]:
    """The text that the case's instruments make of its base, the clauses applied and all clauses."""
    document = from_manuscript(read(case / "before.txt"))
    steps = [s for i in load(read(case / "instrument.txt")) for s in apply_clauses(document, i)]
    return document.dump(), sum(s.status == "applied" for s in steps), len(steps)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def outcome(corpus: Path) -> dict[str, tuple[bool, int, int]]:
    found = {}
    for case in sorted((corpus / "cases").iterdir()):
        text, applied, clauses = consolidated(case)
        exact = bare(text) == bare((case / "after.txt").read_text(encoding="utf-8"))
        found[case.name] = (exact, applied, clauses)
    return found


def test_what_was_exact_is_exact(outcome: dict[str, tuple[bool, int, int]]) -> None:
    assert set(KEPT["exact"]) - {name for name, (exact, _, _) in outcome.items() if exact} == set()


def test_what_has_become_exact_is_written_down(outcome: dict[str, tuple[bool, int, int]]) -> None:
    assert {name for name, (exact, _, _) in outcome.items() if exact} - set(KEPT["exact"]) == set()


def test_as_many_clauses_apply_as_before(outcome: dict[str, tuple[bool, int, int]]) -> None:
    applied, clauses = (sum(row[i] for row in outcome.values()) for i in (1, 2))
    assert (applied, clauses) == (KEPT["applied"], KEPT["clauses"])


def test_every_character_of_every_instrument_is_accounted_for(corpus: Path) -> None:
    for case in sorted((corpus / "cases").iterdir()):
        for instrument in load(read(case / "instrument.txt")):
            assert instrument.unclaimed == (), case.name
            covered = {i for s in instrument.stretches for i in range(s.start, s.end)}
            assert all(c.isspace() or i in covered for i, c in enumerate(instrument.text)), case.name
