"""Mutants of a module: its source with one change each, made by cosmic-ray's operators."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code

EXCHANGES = 2
_EXCHANGE = ("core/ReplaceBinaryOperator", "core/ReplaceComparisonOperator")
_SAME = ("_Is_Eq", "_IsNot_NotEq")


class Mutant(NamedTuple):
    """A module with one change: what changed it, the lines of the statement it is in, the whole source."""

    module: Path
    operator: str
    line: int
    statement: range
    source: str


def mutants(module: Path) -> Iterator[Mutant]:
    """Every mutant that is to be tried, in the order of the operators."""
    original, tree = module.read_bytes(), get_ast_from_path(module)
    program, statements = _program(original.decode()), _statements(original.decode())
    tried: Counter[tuple[str, object]] = Counter()
    for name in sorted(plugins.operator_names()):
        operator_class = plugins.get_operator(name)
        if operator_class.arguments() or name.endswith(_SAME) or "BitOr" in name:
            continue
        operator = operator_class()
        places = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(places):
            family = next((f for f in _EXCHANGE if name.startswith(f)), name)
            tried[family, start] += 1
            if family in _EXCHANGE and tried[family, start] > EXCHANGES:
                continue
            source = mutate_code(original, operator, occurrence)
            if source is not None and _program(source) not in (None, program):
                yield Mutant(module, name, start[0], statements.get(start[0], range(0)), source)


def _program(source: str) -> str | None:
    """What a source says; None for what is no program, which would be noticed by no merit of the tests."""
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _statements(source: str) -> dict[int, range]:
    """The lines of the innermost statement that each line belongs to."""
    found: dict[int, range] = {}
    for node in ast.walk(ast.parse(source)):  # from the outside to the inside
        if isinstance(node, ast.stmt) and node.end_lineno is not None:
            lines = range(node.lineno, node.end_lineno + 1)
            found.update(dict.fromkeys(lines, lines))
    return found
