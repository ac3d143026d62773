"""How a property that does not hold is told."""

from __future__ import annotations


class Violation(AssertionError):
    """A property does not hold."""


def require(holds: object, what: str, *evidence: object) -> None:
    """Raise `Violation` where something does not hold."""
    if not holds:
        raise Violation(what + "".join(f"\n    {item!r:.400}" for item in evidence))
