"""Word documents that are damaged, disguised, nested, oversized, or that point elsewhere."""

from __future__ import annotations

import io
import zipfile

from hostile.expected import Read, Refused
from hostile.files import W, docx, package, paragraph

_TEXT = "第一条　为了规范行为，制定本条例。"
_SCHEMAS = "http://schemas.openxmlformats.org"
_R = f'xmlns:r="{_SCHEMAS}/officeDocument/2006/relationships"'
_ONE = paragraph(_TEXT)
_RUN = f"<w:r><w:t>{_TEXT}</w:t></w:r>"
_DAMAGED = "damaged, or not a Word document"


def _again(data: bytes, method: int = zipfile.ZIP_DEFLATED, **changed: bytes | None) -> bytes:
    """A package packed anew, with members changed or, for None, left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", method) as after:
        for name in before.namelist():
            held = changed.get(name, before.read(name))
            if held is not None:
                after.writestr(name, held)
    return out.getvalue()


def _flagged(data: bytes, flag: int) -> bytes:
    """A package whose members have a flag set, in both of their headers."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= flag
            at = out.find(mark, at + 4)
    return bytes(out)


def _spoilt(data: bytes) -> bytes:
    """A package with blows inside its largest member."""
    out = bytearray(data)
    at = out.find(b"word/document.xml") + 40
    for place in range(at, at + 60):
        out[place] ^= 0x5A
    return bytes(out)


def _related(kind: str, target: str, *, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    each = (
        f'<Relationship Id="rId9" Target="{target}"{mode} Type="{_SCHEMAS}/officeDocument/2006/'
        f'relationships/{kind}"/>'
    )
    return f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{each}</Relationships>'


def _pointing(kind: str, target: str, body: str = _ONE, *, outside: bool = True) -> bytes:
    relations = _related(kind, target, outside=outside)
    return docx(body, **{"word/_rels/document.xml.rels": relations})


def _field(code: str, shown: str) -> str:
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"<w:p>{part.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{part.format('separate')}"
        f"<w:r><w:t>{shown}</w:t></w:r>{part.format('end')}</w:p>"
    )


def _wrapped(open_: str, close: str, times: int, inside: str = _ONE) -> bytes:
    return docx(open_ * times + inside + close * times)


def _lists(value: str) -> bytes:
    levels = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='{value}'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='第%1条'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    item = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        "<w:r><w:t>甲。</w:t></w:r></w:p>"
    )
    return docx(item * 3 + _ONE, numbering=levels)


def _styles(count: int) -> bytes:
    """Styles, each based on the next and the last on the first."""
    each = "".join(
        f"<w:style w:styleId='s{n}'><w:basedOn w:val='s{(n + 1) % count}'/></w:style>" for n in range(count)
    )
    body = f"<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr>{_RUN}</w:p>"
    return docx(body, **{"word/styles.xml": f"<w:styles {W}>{each}</w:styles>"})


def _main(body: str, namespace: str = W[9:-1]) -> str:
    return f"<w:document xmlns:w='{namespace}'><w:body>{body}</w:body></w:document>"


_DELETED = "<w:del w:id='1'><w:r><w:delText>机密</w:delText></w:r></w:del>"
_HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>机密</w:t></w:r>"
_COMMENTS = (
    f"<w:comments {W}><w:comment w:id='1'><w:p><w:r><w:t>机密</w:t></w:r></w:p></w:comment></w:comments>"
)
_WIDE = f"<w:tc><w:tcPr><w:gridSpan w:val='999'/></w:tcPr>{paragraph('甲')}</w:tc>"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
_XML2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="urn:x">'
    f"<w:body>{_ONE}</w:body></w:wordDocument>"
)

REFUSED = {
    "password.docx": Refused(
        lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "old or encrypted Office"
    ),
    "old renamed.docx": Refused(lambda: _OLE + "WordDocument".encode("utf-16-le"), "old or encrypted Office"),
    "text.wps": Refused(lambda: _OLE, "old or encrypted Office"),
    "rtf renamed.docx": Refused(lambda: b"{\\rtf1\\ansi\\ansicpg936 \\'b5\\'da}", "RTF"),
    "flat.fodt": Refused(f"<?xml version='1.0'?><office:document>{_TEXT}</office:document>".encode, "XML"),
    "word 2003.xml": Refused(_XML2003.encode, "XML"),
    "word 2003.doc": Refused(lambda: b"\xef\xbb\xbf" + _XML2003.encode(), "XML"),
    "web archive.doc": Refused(
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n=E7=AC=AC", "web archive"
    ),
    "text.odt": Refused(lambda: package({"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
    "book.epub": Refused(lambda: package({"mimetype": "x", "OEBPS/1.html": "<p>"}), "archive"),
    "no members.docx": Refused(lambda: package({}), "zero bytes"),
    "encrypted members.docx": Refused(lambda: _flagged(docx(_ONE), 1), "encrypted"),
    "bzip2.docx": Refused(lambda: _again(docx(_ONE), zipfile.ZIP_BZIP2), _DAMAGED),
    "lzma.docx": Refused(lambda: _again(docx(_ONE), zipfile.ZIP_LZMA), _DAMAGED),
    "bzip2 spoilt.docx": Refused(lambda: _spoilt(_again(docx(_ONE), zipfile.ZIP_BZIP2)), _DAMAGED),
    "lzma spoilt.docx": Refused(lambda: _spoilt(_again(docx(_ONE), zipfile.ZIP_LZMA)), _DAMAGED),
    "stored spoilt.docx": Refused(lambda: _spoilt(_again(docx(_ONE), zipfile.ZIP_STORED)), _DAMAGED),
    "deflated spoilt.docx": Refused(lambda: _spoilt(docx(_ONE)), _DAMAGED),
    "no types.docx": Refused(lambda: _again(docx(_ONE), **{"[Content_Types].xml": None}), _DAMAGED),
    "no relations.docx": Refused(lambda: _again(docx(_ONE), **{"_rels/.rels": None}), _DAMAGED),
    "no main part.docx": Refused(lambda: _again(docx(_ONE), **{"word/document.xml": None}), _DAMAGED),
    "main part empty.docx": Refused(lambda: _again(docx(_ONE), **{"word/document.xml": b""}), _DAMAGED),
    "main part is html.docx": Refused(
        lambda: _again(docx(_ONE), **{"word/document.xml": b"<html><p>x"}), _DAMAGED
    ),
    "main part without body.docx": Refused(
        lambda: _again(docx(_ONE), **{"word/document.xml": f"<w:document {W}/>".encode()}), _DAMAGED
    ),
    "relation to itself.docx": Refused(
        lambda: docx(_ONE, **{"_rels/.rels": _related("officeDocument", "_rels/.rels", outside=False)}),
        _DAMAGED,
    ),
    "main part outside.docx": Refused(
        lambda: docx(_ONE, **{"_rels/.rels": _related("officeDocument", "file:///etc/hostname")}), _DAMAGED
    ),
    "billion laughs in numbering.docx": Refused(
        lambda: docx(_ONE, numbering="<!DOCTYPE w [<!ENTITY a 'ha'>]><w:numbering>&a;</w:numbering>"),
        _DAMAGED,
    ),
    "altChunk.docx": Refused(
        lambda: docx(f"{_ONE}<w:altChunk {_R} r:id='rId9'/>", **{"word/a.html": "<p>第二条　乙。"}),
        "in other files",
    ),
    "subDoc.docx": Refused(lambda: docx(f"<w:p><w:subDoc {_R} r:id='rId9'/></w:p>{_ONE}"), "in other files"),
    "strict namespace.docx": Refused(
        lambda: _again(docx(_ONE), **{"word/document.xml": _main(_ONE, _STRICT).encode()}), _DAMAGED
    ),
    "tables 500 deep.docx": Refused(
        lambda: _wrapped("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 500), _DAMAGED
    ),
    "text boxes 500 deep.docx": Refused(
        lambda: _wrapped("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 500), _DAMAGED
    ),
    "only a picture.docx": Refused(lambda: docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "holds no text"),
    "only deleted.docx": Refused(lambda: docx(f"<w:p>{_DELETED}</w:p>"), "holds no text"),
    "half a character.docx": Refused(lambda: docx(paragraph("第一条　&#xD800;")), _DAMAGED),
    "control characters.docx": Refused(lambda: docx(paragraph("第一条　&#1;")), _DAMAGED),
}

READ = {
    "tables 75 deep.docx": Read(lambda: _wrapped("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 75), _TEXT),
    "text boxes 80 deep.docx": Read(
        lambda: _wrapped("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 80), _TEXT
    ),
    "content controls 115 deep.docx": Read(
        lambda: _wrapped("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 115), _TEXT
    ),
    "smart tags 240 deep.docx": Read(
        lambda: docx("<w:p>" + "<w:smartTag>" * 240 + _RUN + "</w:smartTag>" * 240 + "</w:p>"), _TEXT
    ),
    "a million runs.docx": Read(
        lambda: docx("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * 400_000 + "</w:p>" + _ONE), _TEXT
    ),
    "a row of 60,000 cells.docx": Read(
        lambda: docx(_ONE + "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 60_000 + "</w:tr></w:tbl>"), _TEXT
    ),
    "cells of 999 columns.docx": Read(
        lambda: docx(_ONE + "<w:tbl>" + ("<w:tr>" + _WIDE * 20 + "</w:tr>") * 50 + "</w:tbl>"),
        _TEXT,
    ),
    "gridSpan absurd.docx": Read(
        lambda: docx(
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>{_ONE}</w:tc></w:tr></w:tbl>"
        ),
        _TEXT,
    ),
    "template outside.docx": Read(lambda: _pointing("attachedTemplate", "http://192.0.2.1/a.dotm"), _TEXT),
    "image outside.docx": Read(
        lambda: _pointing("image", "file:///etc/hostname", f"{_ONE}<w:p><w:r><w:drawing/></w:r></w:p>"), _TEXT
    ),
    "relation climbs.docx": Read(lambda: _pointing("hyperlink", "../../../../etc/hostname"), _TEXT),
    "INCLUDETEXT.docx": Read(
        lambda: docx(_field('INCLUDETEXT "file:///etc/hostname"', _TEXT)), _TEXT, "INCLUDETEXT"
    ),
    "DDEAUTO.docx": Read(lambda: docx(_field('DDEAUTO c:\\\\cmd.exe "/k calc"', _TEXT)), _TEXT, "DDEAUTO"),
    "fields nested.docx": Read(
        lambda: docx("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000 + _RUN + "</w:p>"),
        _TEXT,
    ),
    "embedded object.docx": Read(
        lambda: docx(
            f"{_ONE}<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:o'/></w:object></w:r></w:p>",
            **{"word/embeddings/oleObject1.bin": "机密"},
        ),
        _TEXT,
        "机密",
    ),
    "macros.docx": Read(lambda: docx(_ONE, **{"word/vbaProject.bin": "机密"}), _TEXT, "机密"),
    "tracked deletion.docx": Read(lambda: docx(f"<w:p>{_DELETED}{_RUN}</w:p>"), _TEXT, "机密"),
    "tracked move.docx": Read(
        lambda: docx(
            f"<w:p><w:moveFrom w:id='1'><w:r><w:t>机密</w:t></w:r></w:moveFrom></w:p>"
            f"<w:p><w:moveTo w:id='2'>{_RUN}</w:moveTo></w:p>"
        ),
        _TEXT,
        "机密",
    ),
    "hidden text.docx": Read(lambda: docx(f"<w:p>{_HIDDEN}{_RUN}</w:p>"), _TEXT, "机密"),
    "comments.docx": Read(lambda: docx(_ONE, comments=_COMMENTS), _TEXT, "机密"),
    "styles in a ring.docx": Read(lambda: _styles(3), _TEXT),
    "styles 60,000 long.docx": Read(lambda: _styles(60_000), _TEXT),
    "numbers begin at 10^30.docx": Read(lambda: _lists("9" * 30), _TEXT),
    "numbers begin below zero.docx": Read(lambda: _lists("-5"), _TEXT),
    "numbers begin at nothing.docx": Read(lambda: _lists("x"), _TEXT),
    "utf-16 parts.docx": Read(
        lambda: _again(
            docx(_ONE),
            **{
                "word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + _main(_ONE)).encode(
                    "utf-16"
                )
            },
        ),
        _TEXT,
    ),
    "two of each member.docx": Read(lambda: _twice(docx(_ONE)), _TEXT),
    "something before the archive.docx": Read(lambda: _prefixed(docx(_ONE)), _TEXT),
    "markup in the text.docx": Read(
        lambda: docx(paragraph("第一条　&lt;script&gt;alert(1)&lt;/script&gt;")),
        "第一条　<script>alert(1)</script>",
    ),
    "bidi.docx": Read(lambda: docx(paragraph("第一条　\u202e甲\u2066乙")), "第一条　\u202e甲\u2066乙"),
}


def _twice(data: bytes) -> bytes:
    """A package that holds each member twice, the second time with nothing changed."""
    import warnings

    out = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w") as after,
    ):
        for name in before.namelist() * 2:
            after.writestr(name, before.read(name))
    return out.getvalue()


def _prefixed(data: bytes) -> bytes:
    """A package behind an entry that nothing names, as some tools leave it."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"PK\x03\x04" * 100
    return out.getvalue()
