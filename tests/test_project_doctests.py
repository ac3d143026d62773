"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import xiuding
from xiuding.redline import Redline, compare
from xiuding.redline.model import Change, Row

ROOT = Path(xiuding.__file__).parent
NAMES = {"Change": Change, "Redline": Redline, "Row": Row, "compare": compare, "date": date}
"""What examples use without importing it, for it says nothing about what they show."""


def modules() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
            yield name.removesuffix(".__init__")


@pytest.mark.parametrize("name", list(modules()))
def test_the_examples_of_a_module_hold(name: str) -> None:
    found = doctest.testmod(import_module(name), extraglobs=NAMES)
    assert found.attempted
    assert not found.failed
