"""Pdf files whose fonts, actions and boxes lie, run programs or name more than there is."""

from __future__ import annotations

from hostile.expected import Read, Refused
from hostile.paper import _FONT, _SHOWN, _TEXT, _drawn, _one, _packed, _pages, _written

_INSIDE = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%b>>"
)
_DRAWN = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0 0 0 0 0 0]/FirstChar 0/LastChar 999999999"
    b"/Encoding<<>>/Widths[]>>"
)


def _composite(extra: bytes = b"", descendant: bytes = b"", content: bytes = _SHOWN, **more: bytes) -> bytes:
    """A page whose font takes its characters from another, `o7`."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]%b>>" % extra
    return _written(_pages(content), o5=font, o7=_INSIDE % descendant, **more)


def _meanings(body: bytes) -> bytes:
    """A font with a table of what its characters mean."""
    head = b"begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange "
    shown = b"BT /F1 12 Tf 72 700 Td <00010002> Tj ET"
    return _composite(b"/ToUnicode 8 0 R", b"/DW 1000", shown, o8=_packed(head + body + b" endcmap"))


def _owned() -> bytes:
    """A file that anybody may read, and nobody print or copy."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return _drawn(encrypt=StandardEncryption("", ownerPassword="x", canPrint=0, canCopy=0))


def _boxed(box: bytes) -> bytes:
    return _written(_pages(), o3=_pages()[3].replace(b"[0 0 600 800]", box))


_RUN = b"<</S/Launch/F(/bin/sh)>>"
_SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
_TURNED = b"1e38 0 0 1e38 0 0 cm " * 20

REFUSED = {
    "meanings of four bytes.pdf": Refused(
        lambda: _meanings(b"1 beginbfrange <00000000><FFFFFFFF><4E00> endbfrange"), "more memory or time"
    ),
    "meanings that are none.pdf": Refused(
        lambda: _meanings(b"2 beginbfchar <0001><D800> <0002><> endbfchar"), "holds no readable text"
    ),
    "widths without end.pdf": Refused(
        lambda: _composite(descendant=b"/W[0 999999999 500]"), "more memory or time"
    ),
    "font without descendants.pdf": Refused(
        lambda: _written(_pages(), o5=b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[]>>"),
        "damaged",
    ),
    "page of strings.pdf": Refused(lambda: _boxed(b"[(a)(b)(c)(d)]"), "damaged"),
    "page of two numbers.pdf": Refused(lambda: _boxed(b"[0 0]"), "damaged"),
    "page beyond all numbers.pdf": Refused(lambda: _boxed(b"[0 0 1e999 -1e999]"), "damaged"),
}

READ = {
    "meanings in the wrong place.pdf": Read(
        lambda: _meanings(b"1 beginbfrange <0000><FFFF><4E00> endbfrange"), "丁丂"
    ),
    "meaning of a million characters.pdf": Read(
        lambda: _meanings(b"1 beginbfchar <0001><" + b"4E00" * 200_000 + b"> endbfchar"), "一一一一"
    ),
    "font of drawings.pdf": Read(
        lambda: _written(
            _pages(_SHOWN + b" BT /F2 12 Tf (a) Tj ET"),
            o3=_pages()[3].replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 8 0 R"),
            o8=_DRAWN,
        ),
        "",
    ),
    "names of no characters.pdf": Read(
        lambda: _written(
            _pages(), o5=_FONT[:-2] + b"/Encoding<</Differences[200/uniD800/u110000/g..%2F]>>>>"
        ),
        "Article 1",
    ),
    "table of another file.pdf": Read(
        lambda: _written(
            _pages(b"BT /F2 12 Tf 72 600 Td <0001> Tj ET " + _SHOWN),
            o3=_pages()[3].replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 8 0 R"),
            o7=_INSIDE % b"",
            o8=b"<</Type/Font/Subtype/Type0/Encoding/..#2F..#2F..#2Fetc#2Fpasswd/DescendantFonts[7 0 R]>>",
        ),
        _TEXT,
        "root",
    ),
    "JavaScript.pdf": Read(
        lambda: _one(catalog=b"/OpenAction%b/AA<</WC%b>>" % (_SCRIPT, _RUN)), _TEXT, "alert"
    ),
    "launch.pdf": Read(lambda: _one(catalog=b"/OpenAction" + _RUN), _TEXT),
    "link.pdf": Read(
        lambda: _one(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://192.0.2.1)>>>>]"),
        _TEXT,
        "192",
    ),
    "owned.pdf": Read(_owned, _TEXT),
    "said to be another text.pdf": Read(
        lambda: _one(b"/Span<</ActualText(secret)>>BDC " + _SHOWN + b" EMC"), _TEXT, "secret"
    ),
    "matrices without measure.pdf": Read(lambda: _one(_TURNED + _SHOWN), _TEXT),
    "turned by 10^19.pdf": Read(lambda: _one(page=b"/Rotate 99999999999999999990"), _TEXT),
    "image without end.pdf": Read(lambda: _one(_SHOWN + b" BI /W 9 /H 9 ID " + b"x" * 100_000), _TEXT),
    "a page 20,000 times.pdf": Read(
        lambda: _written(_pages(), o2=b"<</Type/Pages/Count 20000/Kids[" + b"3 0 R " * 20_000 + b"]>>"), _TEXT
    ),
    "controls.pdf": Read(
        lambda: _one(b"BT /F1 12 Tf 72 600 Td (\\033[31m\\000x) Tj ET " + _SHOWN), _TEXT, "\x1b"
    ),
}
