"""Pdf files whose structure runs in circles, unpacks without end, or shows text in unusual ways.

The pages are written by hand, as their faults are; the letters are ASCII, for which no font is needed.
"""

from __future__ import annotations

import zlib
from io import BytesIO

from hostile.expected import Read, Refused
from hostile.files import pdf

_TEXT = "Article 1 The library is open to all."
_SHOWN = b"BT /F1 12 Tf 72 700 Td (" + _TEXT.encode() + b") Tj ET"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_DAMAGED = "damaged"
_UNREADABLE = "holds no readable text"


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (extra, len(data), data)


def _packed(data: bytes, extra: bytes = b"") -> bytes:
    return _stream(zlib.compress(data, 9), extra + b"/Filter/FlateDecode")


def _file(objects: dict[int, bytes], trailer: bytes = b"", *, xref: bytes | None = None) -> bytes:
    """Objects by their numbers, a table of where they are, and a trailer."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, each in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)
    )
    at = len(out)
    body = xref if xref is not None else b"xref\n0 %d\n" % size + table
    return out + body + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, at)


def _pages(
    content: bytes = _SHOWN, page: bytes = b"", catalog: bytes = b"", **more: bytes
) -> dict[int, bytes]:
    """A document of one page; objects called `o6`, `o7` … beside it."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>%b>>" % page,
        4: _packed(content),
        5: _FONT,
        **{int(name[1:]): each for name, each in more.items()},
    }


def _one(content: bytes = _SHOWN, page: bytes = b"", catalog: bytes = b"", **more: bytes) -> bytes:
    return _file(_pages(content, page, catalog, **more))


def _written(objects: dict[int, bytes], **changed: bytes) -> bytes:
    return _file({**objects, **{int(name[1:]): each for name, each in changed.items()}})


def _drawn(*, encrypt: object = None, rotate: int = 0, size: tuple[float, float] = (600, 800)) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=encrypt, invariant=1)
    canvas.setPageRotation(rotate)
    canvas.drawString(72, size[1] / 2, _TEXT)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _columns() -> bytes:
    left = [b"Article 1 The library", b"is open to all", b"who live in the city."]
    right = [b"Article 2 It is free", b"of charge on every", b"day of the week."]
    lines = [(72, row, text) for row, text in enumerate(left)] + [
        (330, row, text) for row, text in enumerate(right)
    ]
    return b"".join(
        b"BT /F1 12 Tf %d %d Td (%b) Tj ET\n" % (x, 700 - 20 * row, text) for x, row, text in lines
    )


def _tree(depth: int) -> dict[int, bytes]:
    """Pages within pages within pages."""
    nested = {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(10, 10 + depth)}
    last = {
        10 + depth: b"<</Type/Page/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    }
    return {**_pages(), 2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>", **nested, **last}


def _object_stream(size: int, *, itself: bool = False) -> bytes:
    """A stream said to hold objects, packed a thousand times over."""
    held = b"9 0 <<>>" if itself else b" " * size
    return _packed(held, b"/Type/ObjStm/N 1000000/First 10" + (b"/Extends 7 0 R" if itself else b""))


def _filters(times: int) -> bytes:
    data = b" " * 1_000_000
    for _ in range(times):
        data = zlib.compress(data, 9)
    return _stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]")


def _ring() -> bytes:
    """Two tables, each of which names the other as the one before."""
    first = _one()
    at = first.rindex(b"xref\n0")
    second = len(first) + 1
    turned = first.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % second)
    return turned + b"\nxref\n0 0\ntrailer<</Root 1 0 R/Size 7/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (
        at,
        second,
    )


REFUSED = {
    "page without box.pdf": Refused(
        lambda: _written(_pages(), o3=_pages()[3].replace(b"/MediaBox[0 0 600 800]", b"")), _DAMAGED
    ),
    "no startxref.pdf": Refused(lambda: _one().replace(b"startxref", b"startxxxx"), _DAMAGED),
    "xref absurd.pdf": Refused(
        lambda: _file(_pages(), xref=b"xref\n0 1\n9999999999 65535 n \n"), _UNREADABLE
    ),
    "xref broken.pdf": Refused(lambda: _file(_pages(), xref=b"xref\n0 99999999\n" + b"x" * 50), _DAMAGED),
    "password.pdf": Refused(lambda: _drawn(encrypt="secret"), "encrypted"),
    "only a picture.pdf": Refused(
        lambda: _one(
            b"600 0 0 800 0 0 cm /X Do",
            o6=_packed(
                b"\0" * 10_000,
                b"/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8",
            ),
        ),
        _UNREADABLE,
    ),
    "only an attachment.pdf": Refused(
        lambda: _one(
            b"",
            catalog=b"/Names<</EmbeddedFiles<</Names[(a.txt)7 0 R]>>>>",
            o7=b"<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>",
            o8=_stream(_TEXT.encode()),
        ),
        _UNREADABLE,
    ),
    "only a form.pdf": Refused(
        lambda: _one(b"", catalog=b"/AcroForm<</XFA 7 0 R/Fields[]>>", o7=_stream(b"<xdp>x</xdp>")),
        _UNREADABLE,
    ),
    "pages 3,000 deep.pdf": Refused(lambda: _file(_tree(3000)), ""),
    "catalog is itself.pdf": Refused(lambda: _written(_pages(), o1=b"1 0 R"), ""),
    "no catalog.pdf": Refused(lambda: _file({5: _FONT}), ""),
    "length is itself.pdf": Refused(
        lambda: _written(_pages(), o4=b"<</Length 4 0 R>>stream\nx\nendstream"), ""
    ),
    "length absurd.pdf": Refused(
        lambda: _written(_pages(), o4=b"<</Length 99999999999999>>stream\nx\nendstream"), ""
    ),
    "filters 40 deep.pdf": Refused(lambda: _written(_pages(), o4=_filters(40)), _UNREADABLE),
    "lzw bomb.pdf": Refused(
        lambda: _written(_pages(), o4=_stream(b"\x80" * 5_000_000, b"/Filter/LZWDecode")), ""
    ),
    "ascii85 bomb.pdf": Refused(
        lambda: _written(_pages(), o4=_stream(b"z" * 20_000_000 + b"~>", b"/Filter/ASCII85Decode")), ""
    ),
    "run length bomb.pdf": Refused(
        lambda: _written(_pages(), o4=_stream(b"\x81 " * 5_000_000, b"/Filter/RunLengthDecode")), ""
    ),
    "predictor absurd.pdf": Refused(
        lambda: _written(
            _pages(), o4=_packed(b"x", b"/DecodeParms<</Predictor 15/Columns 999999999/Colors 999>>")
        ),
        "",
    ),
    "only header.pdf": Refused(lambda: b"%PDF-1.7\n%%EOF", _DAMAGED),
    "half a file.pdf": Refused(lambda: _one()[:400], ""),
    "header in a text.txt": Refused("第一条　%PDF-1.7 是一种格式。".encode, _DAMAGED),
    "strings nested.pdf": Refused(lambda: _one(b"BT /F1 12 Tf 72 700 Td " + b"(" * 100_000 + b" Tj ET"), ""),
    "arrays nested.pdf": Refused(lambda: _one(b"[" * 100_000), ""),
    "dictionaries nested.pdf": Refused(lambda: _written(_pages(), o4=b"<</A" * 20_000), ""),
    "graphics states.pdf": Refused(lambda: _one(b"q " * 1_000_000), ""),
    "a million lines drawn.pdf": Refused(lambda: _one(b"0 0 m 9 9 l S\n" * 300_000), ""),
}

READ = {
    "pages that are their own.pdf": Read(
        lambda: _written(_pages(), o2=b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), _TEXT
    ),
    "no pages.pdf": Read(lambda: _written(_pages(), o2=b"<</Type/Pages/Kids[]/Count 0>>"), _TEXT),
    "xref to itself.pdf": Read(lambda: _file(_pages(), b"/Prev 0"), _TEXT),
    "xref in a ring.pdf": Read(_ring, _TEXT),
    "bytes before the header.pdf": Read(lambda: b"\r\n" * 100 + _one(), _TEXT),
    "bytes behind the end.pdf": Read(lambda: _one() + b"\0" * 100_000, _TEXT),
    "written twice.pdf": Read(lambda: _one() + _one()[9:], _TEXT),
    "object stream bomb.pdf": Read(lambda: _one(o7=_object_stream(200_000_000)), _TEXT),
    "object stream extends itself.pdf": Read(lambda: _one(o7=_object_stream(0, itself=True)), _TEXT),
    "no password needed.pdf": Read(lambda: _drawn(encrypt=""), _TEXT),
    "attachment.pdf": Read(
        lambda: _one(
            catalog=b"/Names<</EmbeddedFiles<</Names[(../../a.txt)7 0 R]>>>>",
            o7=b"<</Type/Filespec/F(../../a.txt)/EF<</F 8 0 R>>>>",
            o8=_stream(b"secret"),
        ),
        _TEXT,
        "secret",
    ),
    "javascript.pdf": Read(
        lambda: _one(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), _TEXT, "alert"
    ),
    "launch.pdf": Read(lambda: _one(catalog=b"/OpenAction<</S/Launch/F(/bin/sh)>>"), _TEXT, "bin"),
    "link outside.pdf": Read(
        lambda: _one(
            page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://192.0.2.1)>>>>]"
        ),
        _TEXT,
        "192",
    ),
    "form draws itself.pdf": Read(
        lambda: _one(
            _SHOWN + b" /X Do",
            o6=_stream(
                b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
            ),
        ),
        _TEXT,
    ),
    "page of 10^9 points.pdf": Read(
        lambda: _written(_pages(), o3=_pages()[3].replace(b"[0 0 600 800]", b"[0 0 999999999 999999999]")),
        _TEXT,
    ),
    "page of no size.pdf": Read(
        lambda: _written(_pages(), o3=_pages()[3].replace(b"[0 0 600 800]", b"[0 0 0 0]")), _TEXT
    ),
    "page turned over.pdf": Read(
        lambda: _written(_pages(), o3=_pages()[3].replace(b"[0 0 600 800]", b"[600 800 0 0]")), _TEXT
    ),
    "rotated 90.pdf": Read(lambda: _drawn(rotate=90), _TEXT),
    "rotated 180.pdf": Read(lambda: _drawn(rotate=180), _TEXT),
    "rotated 270.pdf": Read(lambda: _drawn(rotate=270), _TEXT),
    "rotated 45.pdf": Read(lambda: _one(page=b"/Rotate 45"), _TEXT),
    "two columns.pdf": Read(
        lambda: _one(_columns()), "Article 2 It is free of charge on every day of the week."
    ),
    "text upside down.pdf": Read(
        lambda: _one(b"BT /F1 12 Tf -1 0 0 -1 300 700 Tm (" + _TEXT.encode() + b") Tj ET"), _TEXT
    ),
    "text upwards.pdf": Read(
        lambda: _one(b"BT /F1 12 Tf 0 1 -1 0 300 100 Tm (" + _TEXT.encode() + b") Tj ET"), _TEXT
    ),
    "text on text.pdf": Read(lambda: _one((_SHOWN + b"\n") * 50), _TEXT),
    "text outside the page.pdf": Read(
        lambda: _one(_SHOWN + b" BT /F1 12 Tf 9000 9000 Td (secret) Tj ET"), _TEXT
    ),
    "text of no size.pdf": Read(lambda: _one(_SHOWN + b" BT /F1 0 Tf 72 600 Td (secret) Tj ET"), _TEXT),
    "text of 10^6 points.pdf": Read(lambda: _one(_SHOWN + b" BT /F1 1000000 Tf 72 600 Td (X) Tj ET"), _TEXT),
    "linearised.pdf": Read(
        lambda: pdf(_SHOWN).replace(
            b"%PDF-1.4\n", b"%PDF-1.4\n9 0 obj\n<</Linearized 1/L 1/H[0 0]/O 3/E 9/N 1/T 9>>\nendobj\n"
        ),
        _TEXT,
    ),
}
