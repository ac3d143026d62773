"""What an outline is made of: numbers with their paragraphs, annexes, the documents that they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xiuding.instrument.quotation import Logical
from xiuding.numerals import NUMERAL


@dataclass(slots=True)
class Entry:
    """A number of the outline with its paragraphs, e.g. 四（八）1 with id 4.8.1."""

    id: str
    label: str
    paragraphs: list[Logical] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)
    begin: int = 0  # where the number is printed
    end: int = 0


@dataclass(slots=True)
class Annex:
    """附件1 with numbered clauses of its own: the texts that a decision amends, or those that it repeals."""

    front: list[Logical]
    entries: list[Entry]

    @property
    def repeals(self) -> bool:
        """Whether the annex lists what is repealed: 决定废止的规章目录."""
        return any(re.search("废止|失效", p.text) for p in self.front)


@dataclass(slots=True)
class Outline:
    """An instrument taken apart; everything is a list of logical paragraphs."""

    front: list[Logical] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    closing: list[Logical] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)


def leaves(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without children, in order."""
    out: list[Entry] = []
    todo = list(reversed(entries))
    while todo:
        entry = todo.pop()
        out += [] if entry.children else [entry]
        todo += reversed(entry.children)
    return out


#: What the next number of an instrument about several documents begins with: 二、修改《乙办法》
NEXT_DOCUMENT = re.compile(r"(?:修改|废止|将|对|删[去除])?《[^》]+》")
_NAMES_DOCUMENT = re.compile(r"(?:将|在|删[去除])?《[^》]+》第")
_NAMES_ARTICLE = re.compile(
    rf"(?:将|在|删[去除])?第{NUMERAL}条|(?:将|在|删[去除])?条例|增加[一二三四五六七八九十]+条"
)


#: A line that is nothing but the name of a document: 某省渡口条例, 《某省渡口条例》（2010年公布）
_NAME_ONLY = re.compile(
    r"《?((?![本该此将对]|关于|修改|废止|删)[\u4e00-\u9fff〈〉（）]{1,60}"
    r"(?:条例|办法|规定|细则|规则|决定|解释|章程|规程|通则|准则|法))》?\s*(?:（[^（）]*）)?"
)


def names_document(line: str) -> str:
    """The document that a heading names and nothing else (一、某省渡口条例); '' where it says more."""
    m = _NAME_ONLY.fullmatch(line)
    return m[1] if m is not None else ""


def split_by_paragraph(entry: Entry) -> None:
    """An omnibus clause that amends one regulation, a paragraph per article, is as many clauses.

    九、将《某某条例》第三条…⏎ 第五条修改为…  The paragraphs that name an article of their own open a clause.
    """
    heads = entry.paragraphs[:1] if entry.paragraphs and names_document(entry.paragraphs[0].text) else []
    parts = entry.paragraphs[len(heads) :]
    if not heads and (len(parts) < 2 or not _NAMES_DOCUMENT.match(parts[0].text)):
        return
    for paragraph in parts:
        if not entry.children or _NAMES_ARTICLE.match(paragraph.text):
            n = len(entry.children) + 1
            entry.children.append(Entry(f"{entry.id}.{n}", f"{entry.label}〔{n}〕"))
        entry.children[-1].paragraphs.append(paragraph)
    entry.paragraphs = heads
