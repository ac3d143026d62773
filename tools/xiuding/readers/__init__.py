"""Reading: a file in any supported format (txt, md, html, docx, pdf) → a `Manuscript`.

The format is told by the first bytes, and for Markdown, which has no mark of its own, by the name.
"""

from __future__ import annotations

import os
import select
import stat
from pathlib import Path

from xiuding.errors import UnreadableInput
from xiuding.language import reason, say
from xiuding.manuscript import Format, Manuscript

__all__ = ["contents", "read", "read_text"]

LARGEST = 64 * 1024 * 1024
"""No file of more bytes is read; the longest statutes have less than one million."""

LONGEST = 4_000_000
"""No text of more characters is read: every later step costs memory and time by the character."""

_PATIENCE = 5
"""Seconds to wait for the first byte of a pipe."""

_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old or encrypted Office file; save it as .docx",
        "旧版或加密的 Office 文件；请另存为 .docx",
    ),
    (b"{\\rtf", "an RTF file; save it as .docx", "RTF 文件；请另存为 .docx"),
    (b"\x89PNG", "an image; it needs text recognition (OCR) first", "图片；请先进行文字识别（OCR）"),
    (b"\xff\xd8\xff", "an image; it needs text recognition (OCR) first", "图片；请先进行文字识别（OCR）"),
    (b"II*\x00", "an image; it needs text recognition (OCR) first", "图片；请先进行文字识别（OCR）"),
    (b"MM\x00*", "an image; it needs text recognition (OCR) first", "图片；请先进行文字识别（OCR）"),
    (b"MIME-Version:", "a web archive; save it as .html or .docx", "网页存档；请另存为 .html 或 .docx"),
    (b"\x1f\x8b", "a compressed file; unpack it first", "压缩文件；请先解压"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first", "压缩文件；请先解压"),
    (b"Rar!", "a compressed file; unpack it first", "压缩文件；请先解压"),
)


def read(source: str | Path | bytes, *, name: str | None = None) -> Manuscript:
    """The manuscript in a file, or in the bytes of one, e.g. ``read("决定.docx").paragraphs``.

    `name` is what to call it, and tells Markdown by its ending; by default the name of the file.
    Raises `UnreadableInput` for a file that is missing, damaged, too large, without text or of an
    unknown format.
    """
    if isinstance(source, bytes):
        return _read(source, name or "-")
    path = Path(source)
    return _read(contents(path), name or path.name)


def contents(path: Path) -> bytes:
    """The bytes of a file, e.g. ``contents(Path("决定.txt"))``; one more than `LARGEST` of a larger one.

    Raises `UnreadableInput` where it cannot be read, or is a pipe to which nobody writes.
    """
    try:
        with os.fdopen(_opened(path), "rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        what = reason(error)
        raise UnreadableInput(say(f"{path}: cannot be read: {what}", f"{path}：无法读取：{what}")) from error


def _opened(path: Path) -> int:
    """A file descriptor; ValueError for a pipe or terminal nobody writes to, or one would wait for ever."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        if not select.select([descriptor], [], [], _PATIENCE)[0]:
            os.close(descriptor)
            raise ValueError(say("nobody writes to this pipe", "没有程序向此管道写入"))
        os.set_blocking(descriptor, True)
    return descriptor


def read_text(text: str, *, name: str = "-") -> Manuscript:
    """The manuscript in a plain text, e.g. ``read_text("第一条　为了……")``."""
    from xiuding.readers import decoding, plain

    return plain.read(decoding.check(text, name), name)


def _read(data: bytes, name: str) -> Manuscript:
    manuscript = _read_format(data, name)
    if sum(len(paragraph.text) for paragraph in manuscript) > LONGEST:
        most = LONGEST // 1_000_000
        raise UnreadableInput(
            say(
                f"{name}: more than {most} million characters; split it",
                f"{name}：超过{most}00万字；请拆分后再读",
            )
        )
    return manuscript


def _read_format(data: bytes, name: str) -> Manuscript:
    if len(data) > LARGEST:
        size = LARGEST // (1024 * 1024)
        raise UnreadableInput(
            say(f"{name}: larger than {size} MB; split it", f"{name}：超过 {size} MB；请拆分后再读")
        )
    for mark, en, zh in _REFUSED:
        if data.startswith(mark):
            raise UnreadableInput(say(f"{name}: {en}", f"{name}：{zh}"))
    match _format(data, name):
        case "docx":
            from xiuding.readers import docx

            return docx.read(data, name)
        case "pdf":
            from xiuding.readers import pdf

            return pdf.read(data, name)
        case "html":
            from xiuding.readers import html

            return html.read(data, name)
        case "md":
            from xiuding.readers import decoding, markdown

            return markdown.read(decoding.decode(data, name), name)
        case _:
            from xiuding.readers import decoding, plain

            if _head(data).startswith(b"<?xml"):
                raise UnreadableInput(
                    say(f"{name}: an XML file; save it as .docx", f"{name}：XML 文件；请另存为 .docx")
                )
            return plain.read(decoding.decode(data, name), name)


def _format(data: bytes, name: str) -> Format:
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    ending = name.rpartition(".")[2].lower()
    if ending in ("md", "markdown"):
        return "md"
    head = _head(data)
    page = head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)
    return "html" if page or ending in ("html", "htm", "xhtml") else "txt"


def _head(data: bytes) -> bytes:
    """The first bytes of markup, in small letters."""
    return data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
