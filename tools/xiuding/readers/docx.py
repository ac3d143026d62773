"""docx → `Manuscript`: paragraphs and tables in the order of the body, tracked changes taken as accepted.

Numbers that Word computes are written out.  Text boxes follow the paragraph that anchors them.  What this
does not do: footnotes, comments, headers and footers are listed as dropped, not placed in the text.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Dropped, Manuscript, Span
from xiuding.readers import lines, package
from xiuding.readers.docx_markup import MC, W, chosen, codes, is_on, plain, symbol
from xiuding.readers.docx_numbering import Numbering
from xiuding.readers.docx_styles import Styles
from xiuding.readers.line import Line
from xiuding.readers.tables import Table

_ELSEWHERE = (f"{W}altChunk", f"{W}subDoc")  # text that Word shows, and that is no part of this one
_TEXT = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "sectPr", "tblPr", "rt"))
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_IMAGES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a docx, e.g. ``read(Path("决定.docx").read_bytes(), "决定.docx")``.

    Raises `UnreadableInput` for other packages, damaged or encrypted files, and files that unpack to
    more than any document needs.
    """
    try:
        package.check(data, name)
        document = Document(BytesIO(data))
        body = _Body(document)
        body.read()
    except (
        zipfile.BadZipFile, zlib.error, OpcError, PythonDocxError, etree.XMLSyntaxError,
        AttributeError, EOFError, KeyError, NotImplementedError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise UnreadableInput(
            say(
                f"{name}: damaged, or not a Word document; open it in Word and save it again",
                f"{name}：已损坏或不是 Word 文档；请用 Word 打开后重新保存",
            )
        ) from error
    if body.elsewhere:
        raise UnreadableInput(
            say(
                f"{name}: parts of the text are in other files; open it in Word and save it again",
                f"{name}：部分内容来自其他文件；请用 Word 打开后重新保存",
            )
        )
    if not body.lines:
        raise UnreadableInput(
            say(
                f"{name}: the document holds no text; if it holds scans, run text recognition (OCR) first",
                f"{name}：文档中没有文字；如为扫描件，请先进行文字识别（OCR）",
            )
        )
    return lines.assemble(name, "docx", "".join(body.source), body.lines, body.dropped, tuple(body.notes()))


class _Body:
    """Walks the body of a document and collects lines."""

    def __init__(self, document: Any) -> None:
        self.source: list[str] = []
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self._length = 0
        if document.element.getroottree().docinfo.doctype:
            raise ValueError("a Word document declares no document type")
        self._body = document.element.body
        self.elsewhere = next(self._body.iter(*_ELSEWHERE), None) is not None
        self._parts = [
            (relation.reltype.rpartition("/")[2], relation.target_part)
            for relation in document.part.rels.values()
            if not relation.is_external
        ]
        self._numbering = Numbering(next(self._related("numbering"), None))
        self._styles = Styles(document.styles.element, self._numbering)
        self._codes = codes(self._body)
        self._tracked = False
        self._pending = ""
        self._deleted: list[str] = []
        self._hidden: list[str] = []
        self._boxes: list[Any] = []

    def read(self) -> None:
        """Read the whole document."""
        self._blocks(self._body)
        self._end_paragraph("", None)
        for kind, en, zh in (
            ("header", "page header", "页眉"),
            ("footer", "page footer", "页脚"),
            ("footnotes", "footnote", "脚注"),
            ("endnotes", "endnote", "尾注"),
            ("comments", "comment", "批注"),
        ):
            for root in self._related(kind):
                for paragraph in root.iter(f"{W}p"):
                    text = "".join(each.text or "" for each in paragraph.iter(f"{W}t")).strip()
                    if text:
                        self._drop(text, say(en, zh))

    def notes(self) -> Iterator[str]:
        """What the user should know."""
        if self._tracked:
            yield say("tracked changes were taken as accepted", "修订标记按“接受”处理")
        for shape in sorted(self._numbering.unknown):
            yield say(
                f"numbers of the format {shape} are written as 1, 2, 3",
                f"{shape} 格式的自动编号写作 1、2、3",
            )

    def _related(self, kind: str) -> Iterator[Any]:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        for each, part in self._parts:
            if each == kind:
                yield etree.fromstring(part.blob, parser)

    def _blocks(self, container: Any) -> None:
        for element in container:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._end_paragraph("", None)  # a table begins anew, whatever became of the mark before it
                self._table(element)
            elif element.tag in _DELETED:
                self._drop(plain(element), _deletion())
            elif element.tag == f"{MC}AlternateContent":
                self._blocks(chosen(element))
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
                self._blocks(element)

    def _paragraph(self, paragraph: Any) -> None:
        pieces: list[str] = []
        images = self._text(paragraph, pieces)
        properties = paragraph.find(f"{W}pPr")
        text = "".join(pieces)
        mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
        if mark is not None:
            self._tracked = True
            self._pending += text
            return
        label, heading = self._styles.label(properties) if text.strip() else ("", None)
        self._end_paragraph(label + text, heading)
        for _ in range(images):
            self._line(say("image", "图片"), image=True)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _end_paragraph(self, text: str, heading: int | None) -> None:
        """Write a paragraph, with those before it whose paragraph marks were deleted."""
        text, self._pending = self._pending + text, ""
        for piece in text.split("\n"):
            if piece.strip():
                self._line(piece, heading=heading)
        for collected, why in (
            (self._deleted, _deletion()),
            (self._hidden, say("hidden text", "隐藏文字")),
        ):
            self._drop("".join(collected), why)
            collected.clear()

    def _text(self, element: Any, pieces: list[str]) -> int:
        """Append the visible text of an element; the number of images in it."""
        images = 0
        for child in element:
            tag = child.tag
            if tag in (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
                if child not in self._codes:
                    pieces.append(child.text or "")
            elif tag in _TEXT:
                pieces.append(_TEXT[tag])
            elif tag in _DELETED:
                self._tracked = True
                self._deleted.append(plain(child))
            elif tag == f"{W}txbxContent":
                self._boxes.append(child)
            elif tag == f"{MC}AlternateContent":
                images += self._text(chosen(child), pieces)
            elif tag in _IMAGES:
                images += 1
            elif tag == f"{W}sym":
                pieces.append(symbol(child))
            elif tag == f"{W}r" and is_on(child.find(f"{W}rPr/{W}vanish")):
                self._hidden.append(plain(child))
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._tracked = self._tracked or tag in (f"{W}ins", f"{W}moveTo")
                images += self._text(child, pieces)
        return images

    def _table(self, element: Any) -> None:
        table = Table(self.lines)
        table.layout = next(element.iterdescendants(f"{W}tbl"), None) is not None
        for row in element.iterchildren(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._tracked = True
                self._drop(plain(row), _deletion())
                continue
            table.start_row()
            for cell in row.iter(f"{W}tc") if not table.layout else row.iterchildren(f"{W}tc", f"{W}sdt"):
                if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                    self._tracked = True
                    self._drop(plain(cell), _deletion())
                    continue
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = span.get(f"{W}val", "1") if span is not None else "1"
                table.start_cell(int(width) if width.isdecimal() and len(width) < 4 else 1)
                self._blocks(cell)
                self._end_paragraph("", None)
        table.end()

    def _line(self, text: str, heading: int | None = None, image: bool = False) -> None:
        span = self._write(text)
        kept = text.strip()
        begin = span.start + text.index(kept)
        cells = tuple(cell.strip() for cell in text.split("\t"))
        line = Line(kept, begin, begin + len(kept), cells=cells, heading=heading, image=image)
        self.lines.append(line)

    def _drop(self, text: str, why: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(text, why, self._write(text)))

    def _write(self, text: str) -> Span:
        start = self._length
        self.source += [text, "\n"]
        self._length += len(text) + 1
        return Span(start, start + len(text))


def _deletion() -> str:
    return say("deleted by a tracked change", "修订标记删除的内容")
