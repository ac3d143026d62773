"""What a paragraph of a Word document has of its own and of its styles: its number and heading level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xiuding.readers.docx_markup import W
from xiuding.readers.docx_numbering import Numbering


class Styles:
    """The styles of a document, whose paragraphs are asked for in reading order, for numbers count up."""

    def __init__(self, styles: Any, numbering: Numbering) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._numbering = numbering

    def label(self, properties: Any | None) -> tuple[str, int | None]:
        """The computed number of a paragraph and its level as a heading."""
        chain = [properties] if properties is not None else []
        chain += self._inherited(properties)
        number_id = level = outline = None
        for each in chain:
            if number_id is None and (found := each.find(f"{W}numPr/{W}numId")) is not None:
                number_id = found.get(f"{W}val")
            if level is None and (found := each.find(f"{W}numPr/{W}ilvl")) is not None:
                level = found.get(f"{W}val")
            if outline is None and (found := each.find(f"{W}outlineLvl")) is not None:
                outline = found.get(f"{W}val")
        heading = int(outline) + 1 if outline and outline in "012345678" else None
        if not number_id or number_id == "0":
            return "", heading
        label = self._numbering.label(number_id, int(level) if level and level in "012345678" else 0)
        return label + (" " if label.startswith("第") and not label[-1].isspace() else ""), heading

    def _inherited(self, properties: Any | None) -> Iterator[Any]:
        """The paragraph properties of the style and of those it is based on."""
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._styles.get(named.get(f"{W}val")) if named is not None else None
        for _ in range(20):
            if style is None:
                return
            found = style.find(f"{W}pPr")
            if found is not None:
                yield found
            base = style.find(f"{W}basedOn")
            style = self._styles.get(base.get(f"{W}val")) if base is not None else None
