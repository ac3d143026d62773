"""The redlines of one instrument: pages for reading, comparison tables, a docx with tracked changes.

Everything is drawn from the text before, the instrument and nothing else, so the set is the same on
every machine.
"""

from __future__ import annotations

from xiuding.edition.forms import files, shelf
from xiuding.edition.kept import clause_of, of_files, of_history
from xiuding.edition.making import Edition, edition

__all__ = ["Edition", "clause_of", "edition", "files", "of_files", "of_history", "shelf"]
