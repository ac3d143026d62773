"""docx → `Manuscript`: paragraphs and tables in the order of the body, tracked changes taken as accepted.

Numbers that Word computes are written out.  Text boxes follow the paragraph that anchors them.  What this
does not do: footnotes, comments, headers and footers are listed as dropped, not placed in the text.
"""

from __future__ import annotations

import re
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
from xiuding.readers.line import Line
from xiuding.readers.numbering import Numbering
from xiuding.readers.tables import Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ELSEWHERE = (f"{_W}altChunk", f"{_W}subDoc")  # text that Word shows, and that is no part of this one
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = frozenset(
    f"{_W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "sectPr", "tblPr", "rt")
)
_DELETED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom"))
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
        self._styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")
        }
        self._codes = _codes(self._body)
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
                for paragraph in root.iter(f"{_W}p"):
                    text = "".join(each.text or "" for each in paragraph.iter(f"{_W}t")).strip()
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
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._end_paragraph("", None)  # a table begins anew, whatever became of the mark before it
                self._table(element)
            elif element.tag in _DELETED:
                self._drop(_plain(element), _deletion())
            elif element.tag == f"{_MC}AlternateContent":
                self._blocks(_chosen(element))
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
                self._blocks(element)

    def _paragraph(self, paragraph: Any) -> None:
        pieces: list[str] = []
        images = self._text(paragraph, pieces)
        properties = paragraph.find(f"{_W}pPr")
        text = "".join(pieces)
        mark = properties.find(f"{_W}rPr/{_W}del") if properties is not None else None
        if mark is not None:
            self._tracked = True
            self._pending += text
            return
        label, heading = self._label(properties) if text.strip() else ("", None)
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
            if tag in (f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
                if child not in self._codes:
                    pieces.append(child.text or "")
            elif tag in _TEXT:
                pieces.append(_TEXT[tag])
            elif tag in _DELETED:
                self._tracked = True
                self._deleted.append(_plain(child))
            elif tag == f"{_W}txbxContent":
                self._boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                images += self._text(_chosen(child), pieces)
            elif tag in _IMAGES:
                images += 1
            elif tag == f"{_W}sym":
                pieces.append(_symbol(child))
            elif tag == f"{_W}r" and _is_on(child.find(f"{_W}rPr/{_W}vanish")):
                self._hidden.append(_plain(child))
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._tracked = self._tracked or tag in (f"{_W}ins", f"{_W}moveTo")
                images += self._text(child, pieces)
        return images

    def _label(self, properties: Any | None) -> tuple[str, int | None]:
        """The computed number of a paragraph and its level as a heading."""
        chain = [properties] if properties is not None else []
        chain += self._style_properties(properties)
        number_id = level = outline = None
        for each in chain:
            if number_id is None and (found := each.find(f"{_W}numPr/{_W}numId")) is not None:
                number_id = found.get(f"{_W}val")
            if level is None and (found := each.find(f"{_W}numPr/{_W}ilvl")) is not None:
                level = found.get(f"{_W}val")
            if outline is None and (found := each.find(f"{_W}outlineLvl")) is not None:
                outline = found.get(f"{_W}val")
        heading = int(outline) + 1 if outline and outline in "012345678" else None
        if not number_id or number_id == "0":
            return "", heading
        label = self._numbering.label(number_id, int(level) if level and level in "012345678" else 0)
        return label + (" " if label.startswith("第") and not label[-1].isspace() else ""), heading

    def _style_properties(self, properties: Any | None) -> Iterator[Any]:
        """The paragraph properties of the style and of those it is based on."""
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
        for _ in range(20):
            if style is None:
                return
            found = style.find(f"{_W}pPr")
            if found is not None:
                yield found
            base = style.find(f"{_W}basedOn")
            style = self._styles.get(base.get(f"{_W}val")) if base is not None else None

    def _table(self, element: Any) -> None:
        table = Table(self.lines)
        table.layout = next(element.iterdescendants(f"{_W}tbl"), None) is not None
        for row in element.iterchildren(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                self._tracked = True
                self._drop(_plain(row), _deletion())
                continue
            table.start_row()
            for cell in row.iter(f"{_W}tc") if not table.layout else row.iterchildren(f"{_W}tc", f"{_W}sdt"):
                if cell.find(f"{_W}tcPr/{_W}cellDel") is not None:
                    self._tracked = True
                    self._drop(_plain(cell), _deletion())
                    continue
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                width = span.get(f"{_W}val", "1") if span is not None else "1"
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


def _chosen(alternatives: Any) -> Any:
    """Of several forms of the same content the first, which is that of the newer program."""
    choice = alternatives.find(f"{_MC}Choice")
    return choice if choice is not None else alternatives


def _is_on(switch: Any | None) -> bool:
    """Whether a property is there, and not there to be switched off."""
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")


def _symbol(element: Any) -> str:
    """The character of a symbol; those of fonts of their own are private characters."""
    code = element.get(f"{_W}char", "")
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else 0
    return chr(number) if number > 0x9F and not 0xD800 <= number < 0xE000 else ""


def _codes(body: Any) -> frozenset[Any]:
    """Texts within the code of a field, which nobody sees: the condition of {IF {…} = 1 "甲" "乙"}.

    Where a field that begins does not end, nothing can be told, and all text counts.
    """
    found = set()
    coding: list[bool] = []
    for each in body.iter(f"{_W}fldChar", f"{_W}t"):
        kind = each.get(f"{_W}fldCharType")
        if each.tag == f"{_W}t":
            if any(coding):
                found.add(each)
        elif kind == "begin":
            coding.append(True)
        elif not coding:
            return frozenset()
        elif kind == "separate":
            coding[-1] = False
        elif kind == "end":
            coding.pop()
    return frozenset(found if not coding else ())


def _plain(element: Any) -> str:
    """All text under an element, deleted text included."""
    return "".join(each.text or "" for each in element.iter(f"{_W}t", f"{_W}delText"))


def _deletion() -> str:
    return say("deleted by a tracked change", "修订标记删除的内容")
