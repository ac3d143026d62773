"""Reads amending instruments: what each clause orders, as typed edits."""

from xiuding.instrument.model import Clause, Edit, Instrument
from xiuding.instrument.parse import parse, parse_all

__all__ = ["Clause", "Edit", "Instrument", "parse", "parse_all"]
