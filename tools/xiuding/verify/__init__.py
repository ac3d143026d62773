"""Compares a consolidated text with the official one: what differs, and who is likely to be wrong."""

from xiuding.verify.comparison import verify
from xiuding.verify.model import KINDS, Difference, Kind, Verification

__all__ = ["KINDS", "Difference", "Kind", "Verification", "verify"]
