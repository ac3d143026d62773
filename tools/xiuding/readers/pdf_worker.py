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
_PAGES = 5000


def main() -> None:
    """Read a pdf from standard input and write its pages to standard output."""
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
        pages.append(pdf_page.read(page))
        page.close()
    return {"pages": pages}


if __name__ == "__main__":
    main()
