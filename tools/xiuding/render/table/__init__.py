"""The 新旧条文对照表: what changed, article by article, the old wording beside the new.

Only what changed is listed, and each changed article in full; articles that merely got another
number are not.  New text is bold and deleted text struck through, unless another style is chosen.
"""

from __future__ import annotations

from xiuding.render.table.entries import Columns, Entry, Style, entries

__all__ = ["Columns", "Entry", "Style", "entries"]
