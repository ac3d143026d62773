"""What stands before and behind the body of a text: title, 题注, contents, preamble; annexes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.structure.builder import Builder, Line
from xiuding.structure.lines import (
    DATE,
    SPACE,
    annex,
    article_label,
    heading,
    is_annex,
    is_organ,
    is_signature,
    numbered,
)

_PREAMBLE = re.compile(rf"(序{SPACE}*言|前{SPACE}*言|引{SPACE}*言)$")
_NOTE = re.compile(r"[（(].*(?:通过|公布|发布|修订|修正|施行|批准|印发|日|号).*[）)]$", re.DOTALL)
_ANNOUNCES = re.compile(r"(?:公布|发布|印发)[^。]*。$")
#: What publishers print below a title without brackets: a date or what was done on it, a number, fields.
_DETAILS = re.compile(
    rf"(?:根据)?{DATE}(?:[^。；：]*(?:通过|公布|发布|修订|修正|施行|批准|印发|生效))?"
    r"|[^\s。，；：（）]{1,12}[〔\[［（(][0-9]{4}[〕\]］）)]第?[0-9]{1,5}号|[^\s。，；：]{2,16}令第?[0-9]{1,5}号"
    r"|【[^【】]{2,8}】[^。；]*|(?:发文|发布|公布|制定|施行|生效|实施|时效|效力|文号|字号)[^。；：，]{0,4}[：:][^。；，]{1,40}"
)


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
    end = _end_of_notes(texts, at, opens) if at else at
    for text in texts[at:end]:
        root.append(Node(Unit.NOTE, text))
    at = end
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


def _end_of_notes(texts: Sequence[str], at: int, opens: Callable[[str], bool]) -> int:
    """Behind the lines below the title that tell of the text: when it was made, its number, its fields.

    An announcement that stands in front of the text ends with the title once more.
    """
    body = next((i for i, text in enumerate(texts) if i >= at and (opens(text) or not text)), len(texts))
    end = _end_of_details(texts, at, body)
    title = _words(texts[0])
    again = next((i for i in range(end + 1, body) if _words(texts[i]) == title), None)
    if again is None or not any(_ANNOUNCES.search(text) for text in texts[end:again]):
        return end
    return _end_of_details(texts, again + 1, body)


def _end_of_details(texts: Sequence[str], at: int, body: int) -> int:
    while at < body and (_NOTE.match(texts[at]) or _DETAILS.fullmatch(texts[at])):
        at += 1
        if is_signature(texts[at - 1]) and at + 1 < body and is_organ(texts[at]):
            at += 1
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
