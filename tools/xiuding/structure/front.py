"""What stands before and behind the body of a text: title, 题注, contents, preamble; annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.structure.builder import Builder, Line
from xiuding.structure.lines import SPACE, annex, article_label, heading, is_annex, numbered

_PREAMBLE = re.compile(rf"(序{SPACE}*言|前{SPACE}*言|引{SPACE}*言)$")
_NOTE = re.compile(r"[（(].*(?:通过|公布|发布|修订|修正|施行|批准|印发|日).*[）)]$", re.DOTALL)


def front_matter(root: Document, items: Sequence[Line], *, series: bool, tight: bool = False) -> int:
    """Title, 题注, table of contents and preamble; returns where the body starts."""
    texts = [x if isinstance(x, str) else "" for x in items]

    def opens(line: str) -> bool:
        found = heading(line)
        if article_label(line, tight=tight) or (found is not None and found.unit in DIVISIONS):
            return True
        return series and numbered(line) is not None

    at = 0
    if texts and texts[0] and not opens(texts[0]):
        root.append(Node(Unit.TITLE, texts[0]))
        at = 1
    if at < len(texts) and _NOTE.match(texts[at]):
        root.append(Node(Unit.NOTE, texts[at]))
        at += 1
    if at < len(texts) and re.fullmatch(rf"目{SPACE}*录", texts[at]):
        at = _contents(root, texts, at)
    if at >= len(texts) or opens(texts[at]):
        return at
    preamble = Node(Unit.PREAMBLE)
    if m := _PREAMBLE.match(texts[at]):
        preamble.label = m[1]
        at += 1
    builder = Builder(preamble, articles=False)
    while at < len(texts) and not opens(texts[at]):
        builder.add_line(items[at])
        at += 1
    root.append(preamble)
    return at


def _contents(root: Document, texts: Sequence[str], at: int) -> int:
    """A table of contents: its headings up to the first one that comes again."""
    node = Node(Unit.CONTENTS, texts[at])
    first = _words(texts[at + 1]) if at + 1 < len(texts) else ""
    end = at + 1
    while end < len(texts) and (end == at + 1 or _words(texts[end]) != first):
        end += 1
    if end < len(texts):  # a list that never begins again is no table of contents
        for line in texts[at + 1 : end]:
            node.append(Node(Unit.PARAGRAPH, line))
        root.append(node)
        return end
    return at


def _words(heading: str) -> str:
    """A heading without the space in it, of which a table of contents has its own."""
    return re.sub(SPACE, "", heading)


def annexes(items: Sequence[Line]) -> Iterator[Node]:
    """附件1, 附件2 …: their lines as they stand, unnumbered and uncounted."""
    node = Node(Unit.ANNEX)
    for item in items:
        if isinstance(item, str) and is_annex(item):
            if node.text:
                yield node
            node = annex(item)
        elif isinstance(item, str):
            node.append(Node(Unit.PARAGRAPH, item))
        else:
            node.append(Node(Unit.TABLE, rows=list(item)))
    yield node
