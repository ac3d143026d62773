"""diff-match-patch on tokens: each distinct token is one code point, each text a string of them.

The pure package is the definition.  fast-diff-match-patch is the same algorithm in C++ and is used
where it is installed; tests prove that both say the same.  No time-out: it would make the result
depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

Operation = tuple[int, int]
"""-1, 0 or 1 for deleted, equal or inserted, and a number of tokens."""

_FIRST_CODE = 0xE000  # beyond the surrogates, which are no characters


class _Codes(dict[str, str]):
    """Token → its code point, given out as tokens are met."""

    def __missing__(self, token: str) -> str:
        code = self[token] = chr(_FIRST_CODE + len(self))
        return code


_codes = _Codes()
_MOST_CODES = 5_000
"""Which code a token has says nothing, so those given out are used again while they are few."""


def operations(old: Sequence[str], new: Sequence[str]) -> list[Operation]:
    """The shortest way from one list of tokens to the other."""
    if len(_codes) > _MOST_CODES:
        _codes.clear()
    code = _codes.__getitem__
    return engine()("".join(map(code, old)), "".join(map(code, new)))


@cache
def engine() -> Callable[[str, str], list[Operation]]:
    """The compiled twin where it is installed, else the definition."""
    try:
        import fast_diff_match_patch
    except ImportError:
        return pure
    signs = {"-": -1, "=": 0, "+": 1}

    def compiled(old: str, new: str) -> list[Operation]:
        found = fast_diff_match_patch.diff(old, new, timelimit=0, checklines=False, cleanup="No")
        return [(signs[sign], length) for sign, length in found]

    return compiled


def pure(old: str, new: str) -> list[Operation]:
    """The definition, e.g. ``pure("甲乙", "甲丙") == [(0, 1), (-1, 1), (1, 1)]``."""
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    return [(sign, len(text)) for sign, text in differ.diff_main(old, new, False)]
