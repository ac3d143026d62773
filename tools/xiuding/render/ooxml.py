"""What every docx we write shares: A4, Song type, fixed dates, bytes that depend on the content alone."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from xiuding.render.visible import visible

_SERIF = "宋体"
_SANS = "黑体"
_LATIN = "Times New Roman"
_HEADING_SIZES = {1: Pt(16), 2: Pt(15), 3: Pt(13)}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST_PROPERTY = 255
# The oldest time a zip entry can carry.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def new_document(*, title: str, author: str, day: date, small: bool = False, landscape: bool = False) -> Any:
    """An empty A4 document in Song type whose properties name the issuing authority and its date.

    `small` is the type of tables; `landscape` turns the page on its side.
    """
    document = docx.Document()
    _lay_out(document, title, landscape=landscape)
    _restyle(document.styles, small=small)
    properties = document.core_properties
    properties.title = visible(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = visible(author)[:_LONGEST_PROPERTY]
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a civil date
    properties.comments = ""
    properties.language = "zh-CN"
    return document


def _lay_out(document: Any, title: str, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(22 if landscape else 28)
    section.left_margin = section.right_margin = Mm(20 if landscape else 27)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(visible(title)).font.size = Pt(9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ").font.size = Pt(9)
    field = child(foot._p, "w:fldSimple", instr="PAGE")
    field.append(run("1"))
    foot.add_run(" —").font.size = Pt(9)


def _restyle(styles: Any, *, small: bool) -> None:
    """The template's own styles in Chinese type: headings centred, body text with its first line indented."""
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"]
    _set_font(normal, _SERIF)
    normal.font.size = Pt(10.5 if small else 12)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.3 if small else 1.6
    body = styles["Body Text"]
    body.paragraph_format.space_after = Pt(0)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    # Two characters whatever the size; firstLine is for readers that do not know firstLineChars.
    indent = body.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "480")
    for level, size in _HEADING_SIZES.items():
        heading = styles[f"Heading {level}"]
        _set_font(heading, _SANS)
        heading.font.size, heading.font.bold = size, False
        colour = heading.element.rPr.find(qn("w:color"))
        heading.element.rPr.remove(colour)
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.space_before = Pt(18 if level < 3 else 12)
        heading.paragraph_format.space_after = Pt(8)


def _set_font(style: Any, east_asian: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)
    # Quotation marks and dashes are shared by both scripts: take the Chinese glyph.
    fonts.set(qn("w:hint"), "eastAsia")


def text_width(section: Any) -> int:
    """The width between the margins of a page, in twentieths of a point."""
    width: int = (section.page_width - section.left_margin - section.right_margin) // 635
    return width


def style_id(level: int) -> str:
    """The paragraph style of a heading of `level` 1–3, or of running text (0)."""
    return f"Heading{level}" if level else "BodyText"


def run(text: str, *, deleted: bool = False) -> Any:
    """``w:r`` holding `text`; tabs stay tabs, hidden characters are shown."""
    element = etree.Element(qn("w:r"))
    # A hint in the style alone is not heeded by every version of Word.
    child(child(element, "w:rPr"), "w:rFonts", hint="eastAsia")
    for index, part in enumerate(visible(text, keep_tabs=True).split("\t")):
        if index:
            child(element, "w:tab")
        if part:
            holder = child(element, "w:delText" if deleted else "w:t")
            holder.text = part
            holder.set(_XML_SPACE, "preserve")
    return element


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child of `parent`; attribute names are taken in the ``w:`` namespace."""
    element = etree.SubElement(parent, qn(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def to_bytes(document: Any) -> bytes:
    """The file, with the entries in the order of their names and without the time it was written."""
    raw = BytesIO()
    document.save(raw)
    packed = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        # Readers expect the content types first.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
