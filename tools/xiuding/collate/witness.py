"""A witness as one string in the typographic norm, with its visible characters and their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from xiuding.language import say
from xiuding.manuscript import Manuscript, Paragraph
from xiuding.typography import normalise

BREAK = "\x1e"
"""Stands between paragraphs while a text is one string; rows of tables keep their line breaks."""


@dataclass(frozen=True, slots=True)
class Text:
    """A witness: `full` is all of it, `characters` what is visible, ``places[i]`` where the i-th stands.

    `paragraphs` are the characters that begin one, and at last their number; `images` are what the
    reader dropped as images, by the character that follows.
    """

    name: str
    full: str
    characters: str
    places: tuple[int, ...]
    paragraphs: tuple[int, ...]
    images: dict[int, str]

    @classmethod
    def of(cls, witness: Manuscript) -> Text:
        """The witness, brought into the norm."""
        texts = [_in_norm(paragraph) for paragraph in witness]
        full = BREAK.join(texts)
        places = [at for at, character in enumerate(full) if not character.isspace() and character != BREAK]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + sum(map(len, text.split())))
        images: dict[int, str] = {}
        for dropped in witness.dropped:
            if dropped.image:
                before = sum(paragraph.source.end <= dropped.where.start for paragraph in witness)
                images[starts[before]] = dropped.text
        characters = "".join(full[at] for at in places)
        return cls(witness.name, full, characters, tuple(places), tuple(starts), images)

    def piece(self, start: int, end: int, spaces: Sequence[int] = ()) -> str:
        """Characters `start` to `end` of the string with the breaks before each.

        `spaces` are characters, in order, before which a space is put in.
        """
        begin = self._after(start)
        pieces = []
        for at in spaces[bisect_left(spaces, start) : bisect_left(spaces, end)]:
            pieces += [self.full[begin : self.places[at]], " "]
            begin = self.places[at]
        pieces.append(self.full[begin : self._after(end)])
        return "".join(pieces)

    def begins_paragraph(self, at: int) -> bool:
        """Whether a paragraph begins with the character."""
        found = bisect_left(self.paragraphs, at)
        return found < len(self.paragraphs) and self.paragraphs[found] == at

    def shown(self, start: int, end: int) -> str:
        """The reading as it is told to the user."""
        if start == end and start in self.images:
            return say(f"[image: {self.images[start]}]", f"〔图片：{self.images[start]}〕")
        return self.piece(start, end).strip(BREAK).replace(BREAK, "\n").strip()

    def _after(self, at: int) -> int:
        """The place in the string just after the visible character before `at`."""
        return self.places[at - 1] + 1 if at else 0


def _in_norm(paragraph: Paragraph) -> str:
    if paragraph.rows is None:
        return normalise(paragraph.text).text
    return "\n".join("\t".join(normalise(cell).text for cell in row) for row in paragraph.rows)
