"""The part of the pdf reader that runs in a process of its own: pages → lines with their places, as JSON.

PDFium is native code that unpacks what a file tells it to.  Memory and time of this process are bounded,
and whatever happens to it is one error line in the reader.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 2 * 1024**3
SECONDS = 120
_PAGES = 5000
_NOT_TEXT = frozenset("\x02\ufffe\uffff\ufffd\x00")


def main() -> None:
    """Read a pdf from standard input and write its lines to standard output."""
    _bound()
    data = sys.stdin.buffer.read()
    json.dump(_document(data), sys.stdout)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the reader's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _document(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "assword" in str(error) else "damaged"}
    if len(document) > _PAGES:
        return {"error": "pages"}
    return {"pages": [list(_lines(document[number])) for number in range(len(document))]}


def _lines(page: Any) -> Iterator[list[Any]]:
    """Each line as its text, its left, right and baseline, and the height of its characters."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    line: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page.raw, index))
        if character in "\r\n":
            yield from _line(line, boxes)
            line, boxes = [], []
        elif character not in _NOT_TEXT and not "\ud800" <= character <= "\udfff":
            line.append(character)
            pdfium.FPDFText_GetCharBox(text_page.raw, index, *(ctypes.byref(edge) for edge in edges))
            left, right, bottom, top = (edge.value for edge in edges)
            if not character.isspace():
                boxes.append((left, right, bottom, top))
    yield from _line(line, boxes)
    text_page.close()
    page.close()


def _line(line: list[str], boxes: list[tuple[float, float, float, float]]) -> Iterator[list[Any]]:
    text = "".join(line).strip()
    if text and boxes:
        height = max(top - bottom for _, _, bottom, top in boxes)
        left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
        yield [
            text,
            round(left, 1),
            round(right, 1),
            round(min(box[2] for box in boxes), 1),
            round(height, 1),
        ]


if __name__ == "__main__":
    main()
