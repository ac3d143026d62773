"""What stands before and behind the body of a text: title, 题注, contents, preamble; annexes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.structure.builder import Builder, Line
from xiuding.structure.lines import (
    SPACE,
    annex,
    article_label,
    heading,
    is_annex,
    numbered,
    run_in_division,
)
from xiuding.structure.title import announcements, is_detail, title_lines, words

_PREAMBLE = re.compile(rf"(序{SPACE}*言|前{SPACE}*言|引{SPACE}*言)$")
_CONTENTS = re.compile(rf"目{SPACE}*录")
_STOPS = ("。", "：")
_SAYS = re.compile(r"[，。；：！？,;:]|[”…]$")


def front_matter(
    root: Document, items: Sequence[Line], *, series: bool, labelled: Container[int] = ()
) -> int:
    """Title, 题注, table of contents and preamble; returns where the body starts.

    `labelled` are the lines that are known to open an article, `series` tells whether 一、 opens one.
    """
    texts = [x if isinstance(x, str) else "" for x in items]

    def opens(at: int) -> bool:
        line = texts[at]
        if article_label(line) or at in labelled:
            return True
        found = heading(line) or run_in_division(line)
        return (found is not None and found.unit in DIVISIONS) or (series and numbered(line) is not None)

    body = next((i for i, text in enumerate(texts) if opens(i) or not text), len(texts))
    at = _title(root, texts[: next((i for i in range(body) if _CONTENTS.fullmatch(texts[i])), body)])
    if at < len(texts) and _CONTENTS.fullmatch(texts[at]):
        at = _contents(root, texts, at)
    if at >= len(texts) or opens(at):
        return at
    preamble = Node(Unit.PREAMBLE)
    if m := _PREAMBLE.match(texts[at]):
        preamble.label = m[1]
        at += 1
    builder = Builder(preamble, articles=False)
    while at < len(texts) and not opens(at):
        builder.add_line(items[at])
        at += 1
    root.append(preamble)
    return at


def _title(root: Document, front: Sequence[str]) -> int:
    """The title and the lines around it that tell of the text; returns where the preamble starts.

    A preamble says something: a bare line between it and the title (a date, a source) is none of it.
    """
    start, end = title_lines(front)
    again = announcements(front)
    behind = again[-1][1] if again else end
    while end and behind < len(front) and _tells(front, behind):
        behind += 1
    for line in front[:start]:
        root.append(Node(Unit.NOTE, line))
    if end:
        root.append(Node(Unit.TITLE, "\n".join(front[start:end])))
    for line in front[end:behind]:
        root.append(Node(Unit.NOTE, line))
    return behind


def _tells(front: Sequence[str], at: int) -> bool:
    line = front[at]
    bare = not _SAYS.search(line) and not _PREAMBLE.match(line)
    return is_detail(line) or (bare and any(_SAYS.search(later) for later in front[at:]))


def _contents(root: Document, texts: Sequence[str], at: int) -> int:
    """A table of contents: its headings up to the first one that comes again, or to the preamble."""
    listed = [words(text) for text in takewhile(bool, texts[at + 1 :])]
    again = next((i for i, text in enumerate(listed) if i and text == listed[0]), None)
    if again is None:  # a list that never begins again is no table of contents
        return at
    end = next((i for i, text in enumerate(listed[:again]) if i and text.endswith(_STOPS)), again)
    node = Node(Unit.CONTENTS, texts[at])
    for line in texts[at + 1 : at + 1 + end]:
        node.append(Node(Unit.PARAGRAPH, line))
    root.append(node)
    return at + 1 + end


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
