"""Redlines: what changed between two texts, at the level of Chinese words."""

from xiuding.redline.comparison import compare, compare_text
from xiuding.redline.drafted import drafted, with_seams
from xiuding.redline.model import Change, Redline, Row, Sign

__all__ = ["Change", "Redline", "Row", "Sign", "compare", "compare_text", "drafted", "with_seams"]
