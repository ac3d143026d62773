"""Word documents whose archive is made for a program that unpacks it, or says two things at once."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from hostile.expected import Read, Refused
from hostile.files import W, docx, paragraph

_TEXT = "第一条　为了规范行为，制定本条例。"
_DAMAGED = "damaged, or not a Word document"
_OTHER = f"<w:document {W}><w:body>{paragraph('第一条　别的。')}</w:body></w:document>"
_LINK = 0o120777 << 16


def _with(name: str, data: str = "../../../../etc/hostname", attributes: int = 0) -> Callable[[], bytes]:
    """A sound document with one more member."""

    def make() -> bytes:
        member = zipfile.ZipInfo(name)
        member.external_attr = attributes
        out = io.BytesIO(docx(paragraph(_TEXT)))
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "a") as archive:
            archive.writestr(member, data)
        return out.getvalue()

    return make


def _small() -> bytes:
    """The central directory says that each member is as small as nothing."""
    data = bytearray(docx(paragraph(_TEXT)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _overlapping() -> bytes:
    """Every member of the central directory is the first one again."""
    data = bytearray(docx(paragraph(_TEXT)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = bytes(4)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


REFUSED = {
    "two main parts.docx": Refused(_with("word/document.xml", _OTHER), _DAMAGED),
    "main parts alike but for case.docx": Refused(_with("word/Document.XML", _OTHER), _DAMAGED),
    "members of no size.docx": Refused(_small, _DAMAGED),
    "members that overlap.docx": Refused(_overlapping, _DAMAGED),
    "a document in a document.docx": Refused(
        lambda: docx("<w:p/>", **{"word/embeddings/a.docx": docx(paragraph(_TEXT))}), "holds no text"
    ),
}

READ = {
    "member that is a link.docx": Read(_with("word/media/a.png", attributes=_LINK), _TEXT),
    "member with a whole path.docx": Read(_with("/etc/xiuding"), _TEXT),
    "member with a drive.docx": Read(_with("C:\\x\\..\\..\\xiuding"), _TEXT),
    "member with a zero in its name.docx": Read(_with("word/a\0b.xml"), _TEXT),
    "member with a break in its name.docx": Read(_with("word/a\nb.xml"), _TEXT),
    "member without a name.docx": Read(_with(""), _TEXT),
    "member that is a folder.docx": Read(_with("word/"), _TEXT),
}
