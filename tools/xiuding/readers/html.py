"""HTML → `Manuscript`: the text a page shows, block by block, tables as rows.

The page is read as a stream of events, so that neither depth nor size of the markup matters, and nothing
it refers to is fetched.  What this does not do: styles are not computed; only `hidden` and `display:none`
on an element count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import basename
from urllib.parse import urlsplit

from lxml import etree

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Dropped, Manuscript, Span
from xiuding.readers import lines
from xiuding.readers.decoding import decode
from xiuding.readers.line import Line
from xiuding.readers.tables import Table

_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|o:p|q|rb|rp|rt|rtc|ruby|s|samp"
    "|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
).fullmatch
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr").fullmatch
_SILENT = re.compile(
    "script|style|template|noscript|select|button|textarea|svg|math|object|iframe|noframes|rt|rtc|rp"
).fullmatch
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BETWEEN = re.compile(r"(?<=\S)\s*[|｜│·•>›»＞]+\s*(?=\S)")
"""What stands between the links of a menu."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHUNK = 1 << 20
_MOST = 1_000_000
"""More elements than any page with a text has."""


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a page, e.g. ``read("<p>第一条　为了……".encode(), "page.html")``.

    Raises `UnreadableInput` for a page without text, as scripts make it in the browser.
    """
    declared = _DECLARED.search(data[:4096])
    text = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    page = _Page(name)
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    encoded = text.encode()
    try:
        for start in range(0, len(encoded), _CHUNK):
            parser.feed(encoded[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise UnreadableInput(say(f"{name}: not readable as HTML", f"{name}：无法按 HTML 读取")) from error
    if not page.lines:
        raise UnreadableInput(
            say(
                f"{name}: the page holds no text; save it from the browser after it has loaded",
                f"{name}：网页中没有文字；请在浏览器中加载完毕后再保存",
            )
        )
    return lines.assemble(name, "html", "".join(page.source), page.lines, page.dropped)


@dataclass
class _Aside:
    """An element whose text is not of the paragraph around it; `depth` counts its like within."""

    tag: str
    why: str
    depth: int = 1
    text: list[str] = field(default_factory=list)


class _Page:
    """Receives the events of the parser and collects lines."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements = 0
        self.source: list[str] = []
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self._length = 0
        self._buffer: list[str] = []
        self._linked = 0
        self._heading: int | None = None
        self._anchors = 0
        self._preformatted = 0
        self._silent = 0
        self._aside: _Aside | None = None
        self._asides: list[_Aside] = []
        self._tables: list[Table] = []
        self._lists: list[int | None] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > _MOST:
            raise UnreadableInput(
                say(f"{self._name}: more markup than a page needs", f"{self._name}：标记数量超出网页所需")
            )
        self._silent += bool(_SILENT(tag))
        if self._aside:
            self._aside.depth += tag == self._aside.tag
            return
        if tag == "br" and self._heading is not None:
            return
        if not _INLINE(tag):
            self._flush()
        if why := _why_not_text(tag, attributes):
            self._aside = _Aside(tag, why)
        elif tag == "a" and "href" in attributes:
            self._anchors += 1
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "img":
            self._image(attributes)
        elif tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ol", "ul", "li"):
            self._start_list_part(tag, attributes)
        elif tag in ("table", "tr", "td", "th"):
            self._start_table_part(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if _SILENT(tag):
            self._silent = max(0, self._silent - 1)
        if self._aside:
            self._aside.depth -= tag == self._aside.tag
            if not self._aside.depth:
                self._asides.append(self._aside)
                self._aside = None
            return
        if not _INLINE(tag) and tag != "br":
            self._flush()
        if tag == "a":
            self._anchors = max(0, self._anchors - 1)
        elif tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag in _HEADINGS:
            self._heading = None
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].end_cell()
        elif tag == "table" and self._tables:
            self._tables.pop().end()

    def data(self, text: str) -> None:
        """Text of the current element."""
        if self._silent:
            return
        if self._aside:
            self._aside.text.append(text)
            return
        self._buffer.append(text)
        if self._anchors:
            self._linked += _visible(text)

    def close(self) -> None:
        """The page ends."""
        if self._aside:
            self._asides.append(self._aside)
        self._flush()
        while self._tables:
            self._tables.pop().end()

    def _flush(self) -> None:
        """Write the paragraph collected so far, and after it what stood apart in it."""
        raw = "".join(self._buffer)
        linked, self._linked = self._linked, 0
        self._buffer.clear()
        for piece in raw.split("\n") if self._preformatted else [_SPACE.sub(" ", raw)]:
            if text := piece.strip():
                why = (
                    say("a link of the web page", "网页链接")
                    if linked >= _visible(_BETWEEN.sub("", text))
                    else None
                )
                self._line(text, why)
        for aside in self._asides:
            if text := _SPACE.sub(" ", "".join(aside.text)).strip():
                self._line(text, aside.why)
        self._asides.clear()

    def _line(self, text: str, why: str | None = None, image: bool = False) -> None:
        start = self._length
        end = start + len(text)
        self.source += [text, "\n"]
        self._length = end + 1
        if why:
            self.dropped.append(Dropped(text, why, Span(start, end)))
        else:
            self.lines.append(Line(text, start, end, heading=self._heading, image=image))

    def _image(self, attributes: dict[str, str]) -> None:
        if self._anchors or self._silent:
            return
        self._flush()
        place = attributes.get("src", "")
        shown = basename(urlsplit(place).path) if place[:5] != "data:" and "[" not in place else ""
        self._line(attributes.get("alt", "").strip() or shown or say("image", "图片"), image=True)

    def _start_list_part(self, tag: str, attributes: dict[str, str]) -> None:
        """Lists number their items themselves; the numbers are text."""
        if tag != "li":
            self._lists.append(_integer(attributes.get("start"), 1) if tag == "ol" else None)
        elif self._lists and (number := self._lists[-1]) is not None:
            self._buffer.append(f"{number}. ")
            self._lists[-1] = number + 1

    def _start_table_part(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            if self._tables:
                self._tables[-1].layout = True
            self._tables.append(Table(self.lines))
        elif self._tables and tag == "tr":
            self._tables[-1].start_row()
        elif self._tables:
            columns = _integer(attributes.get("colspan"), 1)
            self._tables[-1].start_cell(columns, _integer(attributes.get("rowspan"), 1))


def _why_not_text(tag: str, attributes: dict[str, str]) -> str | None:
    if tag == "title":
        return say("title of the web page", "网页标题")
    if tag == "del":
        return say("marked as deleted", "标记为已删除")
    if tag in ("nav", "footer"):
        return say("navigation or footer of a web page", "网页导航或页脚")
    if tag == "div" and attributes.get("title") in ("header", "footer"):  # as LibreOffice saves them
        return say("running head or foot", "页眉或页脚")
    if not _VOID(tag) and ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")):
        return say("hidden on the page", "网页中隐藏的内容")
    return None


def _visible(text: str) -> int:
    """Number of characters that are not white space."""
    return sum(map(len, text.split()))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text.strip()) else default
