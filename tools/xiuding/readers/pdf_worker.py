"""The part of the pdf reader that runs in a process of its own: a file → its pages, as JSON.

A pdf unpacks to what it wants and is drawn by what it says.  Memory and time of this process are bounded,
and whatever happens to it is one error line in the reader.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from xiuding.readers import pdf_page

MEMORY = 1024**3
SECONDS = 120
_LEAST = 5
_SPEED = 10_000
"""Bytes a second: a page of text has some thousands, and takes a tenth of a second."""
_PAGES = 5000


def main() -> None:
    """Read a pdf from standard input and write its pages to standard output."""
    data = sys.stdin.buffer.read()
    _bound(min(SECONDS, _LEAST + len(data) // _SPEED))
    json.dump(_document(data), sys.stdout)


def _bound(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the reader's time limit remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _document(data: bytes) -> dict[str, Any]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(BytesIO(data), pages=list(range(1, _PAGES + 2)))
    except PdfminerException as error:
        return {"error": "password" if "Password" in repr(error) else "damaged"}
    if len(document.pages) > _PAGES:
        return {"error": "pages"}
    pages = []
    for page in document.pages:
        pages.append(pdf_page.read(_upright(page)))
        page.close()
    return {"pages": pages}


def _upright(page: Any) -> Any:
    """The page, turned where it is shown turned: a wide table often is."""
    degrees = pdf_page.turn(page)
    if not degrees:
        return page
    from pdfplumber.page import Page

    held = page.page_obj
    held.rotate = held.attrs["Rotate"] = (page.rotation + degrees) % 360
    return Page(page.pdf, held, page.page_number, page.initial_doctop)


if __name__ == "__main__":
    main()
