"""Files made to harm a reader: each a name and a function that makes the bytes.

`FILES` are refused or read in bounded time; what is expected of each stands beside it.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SCHEMAS = "http://schemas.openxmlformats.org"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
)


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Target="{target}"'
        f' Type="{_SCHEMAS}/officeDocument/2006/relationships/{kind}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{each}</Relationships>'


def package(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def docx(body: str, prolog: str = "", **parts: str | bytes) -> bytes:
    """A Word document with this body; other parts by the kind of their relation, or by their name."""
    related = {kind: f"{kind}.xml" for kind in parts if "/" not in kind}
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), *related.items()),
            "word/document.xml": f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}/>",
            **{f"word/{related[kind]}" if kind in related else kind: data for kind, data in parts.items()},
        }
    )


def paragraph(text: str) -> str:
    """A Word paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(content: bytes, *, compress: bool = True) -> bytes:
    """A pdf of one page with this content stream, already compressed if `compress` is false."""
    packed = zlib.compress(content, 9) if compress else content
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )  # fmt: skip


def _noise(length: int) -> bytes:
    """Bytes without order, the same every time."""
    blocks = (hashlib.sha256(number.to_bytes(4)).digest() for number in range(length // 32 + 1))
    return b"".join(blocks)[:length]


def _flate_bomb(megabytes: int) -> bytes:
    """A packed stream of spaces; its middle repeats one flushed block."""
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    first, next_ = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + next_ * megabytes


def _entities() -> str:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY e0 "lol">{layers}]>'


REFUSED: dict[str, Callable[[], bytes]] = {
    "zero bytes.txt": lambda: b"\x00" + "第一条为了".encode(),
    "half utf-8.txt": lambda: "第一条　为了规范行为".encode()[:-1],
    "mixed encodings.txt": lambda: "第一条　为了\n".encode() + "第二条　规定\n".encode("gb18030"),
    "noise.txt": lambda: _noise(100_000),
    "big5.txt": lambda: "中華民國憲法第一條規定人民之權利義務應予保障".encode("big5"),
    "latin-1.txt": lambda: "Müller, Straße, é".encode("latin-1"),
    "surrogate.txt": lambda: b"\xed\xa0\x80abc",
    "surrogate utf-16.txt": lambda: b"\xff\xfe\x00\xd8A\x00",
    "utf-16 without mark.txt": lambda: "第一条　为了保障".encode("utf-16-le"),
    "two million lines.txt": lambda: b"a\n" * 2_000_000,
    "seventy megabytes.txt": lambda: b"a" * 70_000_000,
    "rtf.txt": lambda: b"{\\rtf1\\ansi x}",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "image.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "only scripts.html": lambda: b"<html><script>document.write('x')</script>",
    "five million elements.html": lambda: b"<html>" + b"<b>" * 5_000_000,
    "no document.docx": lambda: package({"word/other.xml": "<a/>"}),
    "cut off.docx": lambda: docx(paragraph("甲"))[:700],
    "empty.docx": lambda: docx("<w:p/>"),
    "spreadsheet.docx": lambda: package({"xl/workbook.xml": "<a/>"}),
    "archive.zip": lambda: package({"a.txt": "甲"}),
    "zip bomb.docx": lambda: docx(paragraph("甲"), **{"word/media/a.bin": bytes(300_000_000)}),
    "markup bomb.docx": lambda: docx(paragraph("a" * 70_000_000)),
    "entities.docx": lambda: docx(paragraph("甲&e9;"), _entities()),
    "outside entity.docx": lambda: docx(
        paragraph("甲&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    ),
    "deep.docx": lambda: docx("<w:p>" * 5000 + "</w:p>" * 5000),
    "noise.pdf": lambda: b"%PDF-1.7\n" + _noise(5000),
    "scan.pdf": lambda: pdf(b"0 0 100 100 re f"),
    "flate bomb.pdf": lambda: pdf(_flate_bomb(3000), compress=False),
}

READ: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "one long line.txt": lambda: "中文条款内容，".encode() * 500_000,
    "open quotations.txt": lambda: "“中文条款内容，中文条款内容，中文条款内容\n".encode() * 50_000,
    "ten thousand quotations.txt": lambda: "“".encode() * 10_000 + "”".encode() * 10_000,
    "brackets.txt": lambda: "（".encode() * 1_000_000,
    "blank lines.txt": lambda: b"\n" * 5_000_000,
    "long gaps.txt": lambda: ("发布日期：" + " " * 100_000 + "\n").encode() * 20,
    "controls.txt": lambda: ("打印 " * 60 + "x\n").encode() * 1000,
    "escapes.txt": lambda: b"\x1b[31m" + "第一条\u202e甲<script>".encode(),
    "nested.html": lambda: b"<html>" + b"<div>" * 10_000 + "正文".encode(),
    "nested tables.html": lambda: b"<html>" + "<table><tr><td>甲".encode() * 10_000,
    "wide cells.html": lambda: b"<html><table>" + b"<tr><td colspan=999999 rowspan=999999>x" * 20_000,
    "outside entity.html": lambda: (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;' + "正文".encode()
    ),
    "long attribute.html": lambda: b'<html><p a="' + b"x" * 20_000_000 + b'">y',
    "nested quotes.md": lambda: b">" * 50_000 + b"x",
    "nested brackets.md": lambda: b"[" * 50_000 + b"x",
    "emphasis.md": lambda: b"*a _b " * 20_000,
    "wide table.md": lambda: b"|a" * 20_000 + b"|\n" + b"|-" * 20_000 + b"|\n" + b"|a\n" * 50,
    "nested tables.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 60
    ),
}
