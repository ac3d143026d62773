"""Which clauses of an instrument about several documents are about the one at hand.

A clause names its document, or a heading above it does.  One that names none may be about the document
named before it or about another one: it is refused, unless the clauses on both sides name the same.

    >>> from xiuding.instrument import parse
    >>> from xiuding.structure import build
    >>> clauses = ["一、删去《甲办法》第一条。", "二、删去《乙办法》第二条。"]
    >>> order = parse(["关于修改《甲办法》和《乙办法》的决定", *clauses])
    >>> [clause.id for clause, refused in own(order, build(["乙办法", "第一条　丙。"]))]
    ['2']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xiuding.document import Document
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Clause, Instrument, Reorder
from xiuding.language import say
from xiuding.structure import named

#: （2018年修正）, （1998年5月6日通过）: how a publisher marks the version of a text that he prints.
_VERSION = re.compile(r"[（(][^（）()]*(?:\d{4}|修正|修订)[^（）()]*[）)]$")

#: The title of a document that amends another: what is corrected in it is not in that other.
_AMENDING = re.compile(r"(?:修改|修正|修订|废止).*的(?:决定|决议|通知|公告|命令)$|修正案(?:[（(].*[）)])?$")


def own(instrument: Instrument, document: Document) -> Iterator[tuple[Clause, DoesNotApply | None]]:
    """The clauses about `document` in order, each with its refusal where it may be about another text.

    A closing formula and a change of all the text (相关条文中) that stand under no document's name are about
    every document of the instrument; a lone document is always the one at hand, whatever its title
    (`mistaken` tells that it differs), unless it is an amending instrument itself and the text is none.
    """
    named = _named(instrument)
    titles = list(dict.fromkeys(name for name in named if name))
    ours = _ours(document.title, [*titles, *(_bare(t) for c in instrument.clauses for t in c.repeals)])
    for clause, name in zip(instrument.clauses, named, strict=True):
        if clause.repeals:
            if ours in [*map(_bare, clause.repeals)]:
                yield clause, None
        elif ours is None and _AMENDING.search(name or "") and not _AMENDING.search(document.title):
            yield clause, _of_an_instrument(name or "")
        elif len(titles) < 2 or (not clause.document and _concerns_all(clause)):
            yield clause, None
        elif name is None:
            yield clause, _unnamed(titles)
        elif ours is None:
            yield clause, _unknown(document.title, titles)
        elif name == ours:
            yield clause, None


def mistaken(instrument: Instrument, title: str) -> str | None:
    """What to tell where an instrument about one document names another one than the text called `title`.

    It is told and not refused: texts are handed on under short titles, and are renamed.

    >>> from xiuding.instrument import parse
    >>> order = parse(["关于修改《甲办法》的决定", "一、删去第一条。"])
    >>> mistaken(order, "甲办法"), mistaken(order, "乙办法")
    (None, 'the instrument amends 《甲办法》, and the text is called “乙办法”')
    >>> order = parse(["关于修改《关于适用《甲法》的解释》的决定", "一、删去第一条。"])
    >>> mistaken(order, "关于适用甲法的解释")
    """
    titles = list(dict.fromkeys(name for name in _named(instrument) if name))
    if not title or len(titles) != 1 or _ours(title, titles) is not None:
        return None
    return say(
        f"the instrument amends {_listed(titles)}, and the text is called “{title}”",
        f"本件修改{_listed(titles)}，而原文标题为“{title}”",
    )


def elsewhere(instrument: Instrument, others: Sequence[Instrument], title: str) -> str | None:
    """What to tell of an instrument that is left out: it names another document than the text called `title`.

    Only beside one that names the text; alone it may be about it under another title (`mistaken`).

    >>> from xiuding.instrument import parse
    >>> one, two = (parse([f"关于修改《{name}》的决定", "一、删去第一条。"]) for name in ("甲办法", "乙办法"))
    >>> elsewhere(one, [one, two], "甲办法"), elsewhere(two, [one, two], "甲办法")
    (None, 'the instrument amends 《乙办法》, and the text is called “甲办法”; it is left out')
    """
    told = mistaken(instrument, title)
    if told is None or not any(_is_about(other, title) for other in others):
        return None
    return say(f"{told}; it is left out", f"{told}，不予执行")


def _is_about(instrument: Instrument, title: str) -> bool:
    return _ours(title, [name for name in _named(instrument) if name]) is not None


def _concerns_all(clause: Clause) -> bool:
    return bool(clause.edits) and all(isinstance(e, Reorder) or e.place.everywhere for e in clause.edits)


def _named(instrument: Instrument) -> list[str | None]:
    """The document of every clause; None where it cannot be told.

    Before the first clause that names one, it is the only document that the instrument's title names.
    """
    entitled = [_bare(title) for title in named(instrument.title)]
    only = entitled[0] if len(entitled) == 1 else ""
    said = [_in_full(_bare(c.document), only) for c in instrument.clauses if not c.repeals]
    behind = _carried(said[::-1], "")[::-1]
    names: list[str | None] = []
    for name, before, after in zip(said, _carried(said, only), behind, strict=True):
        leads = before == only and not any(said[: len(names)])
        names.append(name or (before if before and (leads or before == after) else None))
    rest = iter(names)
    return [None if c.repeals else next(rest) for c in instrument.clauses]


def _in_full(name: str, title: str) -> str:
    """《解释》, 以下简称, is the 《关于审理……若干问题的解释》 of the instrument's title."""
    return title if name and title.endswith(name) else name


def _carried(names: Sequence[str], first: str) -> list[str]:
    """Every name, or the last one before it."""
    out: list[str] = []
    for name in names:
        first = name or first
        out.append(first)
    return out


def _ours(title: str, titles: Sequence[str]) -> str | None:
    """Which of the titles the text at hand has, but for the authority before it and the version behind it."""
    bare = _bare(_VERSION.sub("", title))
    if bare in titles or _bare(title) in titles:
        return bare if bare in titles else _bare(title)
    alike = {t for t in titles if t and bare and (bare.endswith(t) or t.endswith(bare))}
    return alike.pop() if len(alike) == 1 else None


def _bare(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”]", "", title)


def _listed(titles: Sequence[str]) -> str:
    shown = "".join(f"《{t}》" for t in titles[:3])
    return f"{shown}……" if len(titles) > 3 else shown


def _of_an_instrument(title: str) -> DoesNotApply:
    return DoesNotApply(
        say(
            f"it corrects 《{title}》, which is an amending instrument, and not this text; "
            "apply the instrument as corrected, or with an override",
            f"所更正的是修改文书《{title}》，不是本文本；请适用更正后的该文书，或者为它写一条校正",
        )
    )


def _unnamed(titles: Sequence[str]) -> DoesNotApply:
    return DoesNotApply(
        say(
            f"the instrument amends {_listed(titles)}, and the clause does not say which; "
            "name the document in it with an override",
            f"本件修改{_listed(titles)}，条目没有写明是哪一件；请用校正文件写明",
        )
    )


def _unknown(title: str, titles: Sequence[str]) -> DoesNotApply:
    return DoesNotApply(
        say(
            f"the instrument amends {_listed(titles)}, and the text is called “{title}”; give it its title",
            f"本件修改{_listed(titles)}，而原文标题为“{title}”；请使原文带有其标题",
        )
    )
