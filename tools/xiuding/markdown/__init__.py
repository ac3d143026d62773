"""Documents as Markdown: one file per chapter, losslessly.

A page is what a person would write: ``#`` for a chapter, ``##`` for a section, ``**第一条**`` before an
article, 专栏 as quotations, tables as tables; whatever the text itself holds is never read as markup.

Laws: ``dumps(loads(text)) == text`` for any text, since a block is written as it was read until its node
says something else; ``dump(load(dump(document))) == dump(document)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.markdown import reading, writing
from xiuding.markdown.blocks import Block
from xiuding.names import safe_name
from xiuding.numerals import Ordinal

__all__ = ["FRONT", "WHOLE", "dump", "dumps", "load", "loads"]

FRONT = "卷首.md"
"""Title, 题注, contents and preamble; in the folder of a 编, its heading."""

WHOLE = "正文.md"
"""Everything, of a document that has no chapters."""

_FOLDERS = (Unit.PART, Unit.SUBPART)


def loads(text: str) -> Document:
    """The document that one page of Markdown is, e.g. ``loads("**第一条**　为了……")``."""
    document = Document(reading.read(text))
    if not document.children:
        document.source = Block.of(text, 0, len(text), "block", None)
    return document


def dumps(document: Document) -> str:
    """A whole document as one page of Markdown."""
    if not document.children and isinstance(document.source, Block):
        return str(document.source)
    return writing.write(document.children)


def dump(document: Document) -> dict[str, str]:
    """The files of a document by path: ``第四章 推进基本公共服务均等化.md``, 编 as folders.

    A chapter's file has its number and title, so one with a new title is a renamed file.  What stands
    before the first chapter is in `FRONT`; a document without chapters is in `WHOLE`.
    """
    files: dict[str, str] = {}
    divided = any(n.unit in (*_FOLDERS, Unit.CHAPTER) for n in document.children)
    _dump(files, "", document.children, None, FRONT if divided else WHOLE)
    return files


def _dump(files: dict[str, str], folder: str, nodes: Iterable[Node], opening: Node | None, page: str) -> None:
    here: list[Node] = []
    below: list[list[Node]] = []  # a unit with a page or a folder, and what stands behind it and has none
    for node in nodes:
        if node.unit in (*_FOLDERS, Unit.CHAPTER, Unit.ANNEX):
            below.append([node])
        else:
            (below[-1] if below else here).append(node)
    for unit, *behind in below:
        if unit.unit in _FOLDERS:
            inside = folder + _free(files, folder, unit, "") + "/"
            _dump(files, inside, [*unit.children, *behind], unit, FRONT)
        else:
            files[folder + _free(files, folder, unit, ".md")] = writing.write([unit, *behind])
    if here or opening is not None:
        files[folder + page] = writing.write(here, heading_only=opening)


def _free(files: Mapping[str, str], folder: str, node: Node, ending: str) -> str:
    """The name for a node's file or folder; where another unit has it already, with a count."""
    title = (
        node.heading.replace("\n", "") if not node.label else f"{node.label} {node.text}".replace("\n", "")
    )
    taken = {path.removeprefix(folder).partition("/")[0] for path in files if path.startswith(folder)}
    name, count = safe_name(title.strip() + ending), 1
    while name in taken:
        count += 1
        name = safe_name(f"{title.strip()} {count}{ending}")
    return name


def load(files: Mapping[str, str]) -> Document:
    """The document in a set of files as `dump` makes them; files that are not Markdown are not of it.

    Chapters are read in the order of their numbers.
    """
    pages = {path: text for path, text in files.items() if path.endswith(".md")}
    return Document(_load(pages, ""))


def _load(pages: Mapping[str, str], folder: str) -> list[Node]:
    """The units in a folder: its own page, its chapters and sub-folders, its annexes."""
    opening: list[Node] = []
    rest: list[_Page] = []
    for path in sorted(p for p in pages if p.startswith(folder)):
        name, _, below = path.removeprefix(folder).partition("/")
        if below:
            if not any(name == page.name for page in rest):
                rest.append(_Page(name, _load(pages, f"{folder}{name}/")))
        elif name in (FRONT, WHOLE):
            opening += reading.read(pages[path], front=not folder)
        else:
            rest.append(_Page(name.removesuffix(".md"), reading.read(pages[path], front=False)))
    chapters = [node for page in sorted(rest, key=_Page.order) for node in page.nodes]
    if opening and opening[0].unit in _FOLDERS:
        end = next((i for i in range(len(chapters), 0, -1) if chapters[i - 1].unit is not Unit.PARAGRAPH), 0)
        for node in chapters[:end]:
            opening[0].append(node)
        return opening + chapters[end:]  # the signature of the text stands in none of its parts
    return opening + chapters


class _Page(NamedTuple):
    """A file or folder, and what is in it."""

    name: str
    nodes: list[Node]

    def order(self) -> tuple[bool, Ordinal, int, str]:
        """Annexes last, chapters by number; of one number, the one with a count after its name last."""
        first = self.nodes[0] if self.nodes else None
        number = first.number if first else None
        return bool(first and first.unit is Unit.ANNEX), number or Ordinal(0), len(self.name), self.name
