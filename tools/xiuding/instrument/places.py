"""Reads the places of a phrase: what 第二款, 其中, “完善服务”一段 mean after what was named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, RANK, Address, Step, Unit, parse_list
from xiuding.instrument import steps
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.lexicon import quote_index
from xiuding.instrument.model import Part, Passage, Place
from xiuding.instrument.phrases import child
from xiuding.instrument.quotation import Masked
from xiuding.instrument.vocabulary import WORDS

_PARTS = {
    Part.LEAD: "第一自然段 条首部分 款首部分 主文 条首 款首 首部 " + WORDS["PREAMBLE"],
    Part.START: "开始部分 开头 段首 句首 开头部分 开始",
    Part.END: "句末 段末 文末 句尾 段尾 款尾 条尾 项尾 末尾 末尾处 条末 款末 项末 末 最后 尾部 的末尾",
}
#: The other words of the lexicon, 章名 and 标题, mean the title.
_PART_OF = {word: part for part, words in _PARTS.items() for word in words.split()}

_SAME = {
    "条": Unit.ARTICLE, "款": Unit.PARAGRAPH, "项": Unit.ITEM, "节": Unit.SECTION, "章": Unit.CHAPTER,
    "编": Unit.PART, "段": Unit.PARAGRAPH, "中": None, "分": None,
}  # fmt: skip


_FRONT = {
    "PREAMBLE": Unit.PREAMBLE, "CONTENTS": Unit.CONTENTS, "NOTE": Unit.NOTE, "NAME": Unit.TITLE,
}  # fmt: skip


#: The place of an order that is for all that is listed below it: 将下列法规中的“甲”修改为“乙”.
BELOW = Address((Step(Unit.DOCUMENT, word="下列各件"),))


@dataclass(frozen=True, slots=True)
class Locus:
    """The places that a phrase names together, and the documents if it names any."""

    places: tuple[Place, ...]
    documents: tuple[str, ...] = ()
    quoted: Passage | None = None  # the heading by whose quotation the place is named

    @property
    def document(self) -> str:
        """The document named last, '' where none is."""
        return self.documents[-1] if self.documents else ""

    @property
    def last(self) -> Address:
        """The address named last: the subject of what follows."""
        return self.places[-1].address


def _title(text: str) -> str:
    """《某某条例》 → 某某条例; a short name (刑法, 本法) says nothing that the heading did not."""
    start, end = text.find("《"), text.find("》")
    return text[start + 1 : end] if start >= 0 else ""


def read(tree: Tree[Token], subject: Address, masked: Masked) -> Locus:
    """The places of a `locus` or a list of them, read after `subject`, the place named last."""
    if tree.data == "locus":
        return _one(tree, subject, masked)
    listed: list[Locus] = []
    for locus in tree.children:
        assert isinstance(locus, Tree)
        before = listed[-1].last if listed else NOWHERE
        if before and before.last.unit is Unit.ARTICLE and any(_links(n) for n in locus.children):
            raise Incomplete(
                f"{before} and what follows: all of {before}, or the same part of it?",
                f"{before}与其后一处并列：没有写明是{before}全条还是其中同样的部分",
            )
        listed.append(_one(locus, before or subject, masked, listed=bool(before)))
    final = listed[-1].places[-1]
    documents = tuple(d for one in listed for d in one.documents)
    found: list[Place] = []
    for one in listed:
        of = one.document or (found[-1].document if found else "")
        found += [replace(_partly(p, final), document=of) for p in one.places]
    return Locus(tuple(found), documents, listed[-1].quoted)


def _links(node: Token | Tree[Token]) -> bool:
    """Whether 的 or 中 goes from a unit of a list into it: 第四条、第五条的第二款."""
    return isinstance(node, Token) and node.type == "OF" and str(node) in ("的", "中", "中的")


def _partly(place: Place, final: Place) -> Place:
    """A place of a list whose last one names a part: 第一章、第二章的章名; 第三条、第五条末尾."""
    whole = place.is_whole and place.address and final.address
    if whole and final.part in (Part.TITLE, Part.START, Part.END):
        same = place.address.last.unit is final.address.last.unit
        return replace(place, part=final.part) if same else place
    return place


def _one(tree: Tree[Token], subject: Address, masked: Masked, *, listed: bool = False) -> Locus:
    found = [Place(subject)]
    documents: list[str] = []
    quoted = None
    kinds = set()
    before = ""
    nodes = [n for n in tree.children if not isinstance(n, Token) or n.type != "OF"]
    for index, node in enumerate(nodes):
        token = node.children[0] if isinstance(node, Tree) else node
        assert isinstance(token, Token)
        kinds.add(token.type)
        if token.type == "D" and before not in ("", "D"):
            raise ValueError(f"{found[-1].address} and {token} are not one place")
        if token.type == "D":
            documents += [title] if (title := _title(str(token))) else []
        elif token.type == "H":
            quoted = masked.quote(str(token))
        fixed = _fixed(token, subject, within=bool(index) and bool(found[-1].address))
        # 对“第八节 甲”“第九节 乙”部分 lists two; else each word goes on inside what was named before it.
        starts = not index or before in ("SAME", "NAME") or before == token.type == "H"
        named = Address() if starts else found[-1].address
        first = index == 0 and not (listed and _annexed(subject) and subject.steps[1:])
        found = [fixed] if fixed is not None else _deeper(token, found, masked, first=first)
        before = token.type
        if (
            fixed is None
            and token.type not in ("C", "CALLED")
            and not set(named.steps) <= set(found[-1].address.steps)
        ):
            raise ValueError(f"{named} and {found[-1].address} are not one place")
    if kinds == {"D"}:
        found = [Place(everywhere=True)]
    return Locus(tuple(found), tuple(documents), quoted)


def _fixed(token: Token, subject: Address, *, within: bool) -> Place | None:
    """A place that is what it is, whatever was named before it in the phrase, if `within` nothing."""
    text = str(token)
    match token.type:
        case "D":
            return Place(everywhere=True)
        case "BELOW":
            return Place(BELOW)
        case "SAME":
            return Place(_same(text, subject))
        case "EVERYWHERE" if not within:
            every = {"章": Unit.CHAPTER, "节": Unit.SECTION}.get(text[-1])
            return Place(Address((Step(every),)) if every else Address(), everywhere=True)
        case "C" if not within:
            return Place(Address((Step(Unit.CHAPTER, title=text),)))
        case "NAME" if text in ("标题", "名称") and subject and subject.last.unit in DIVISIONS:
            return Place(subject, part=Part.TITLE)  # 将第二章改为第三章，标题修改为“甲”
        case "PREAMBLE" | "CONTENTS" | "NOTE" | "NAME" as kind:
            return Place(Address((Step(_FRONT[kind], word=text.removeprefix("的")),)))
        case _:
            return None


def _deeper(token: Token, found: list[Place], masked: Masked, *, first: bool) -> list[Place]:
    """The places within, or parts of, those named so far."""
    text, outer = str(token), found[-1].address
    match token.type:
        case "A":
            if first:
                return [Place(_next(a, outer)) for a in _listed(text)]
            return [Place(inside(a, p.address)) for p in found for a in _listed(text)]
        case "POINT":
            if not outer:
                raise Incomplete(f"{text} of what?", f"没有写明是何处的{text}")
            return [Place(Address((steps.point(text),)).within(p.address)) for p in found]
        case "L":
            return [Place(Address((s,)).within(p.address)) for p in found for s in steps.from_an_end(text)]
        case "X":
            return _annexes(text, outer)
        case "H" | "CALLED" | "P" | "C":
            return _titled(token, found, masked, first=first)
        case "SENTENCE":
            return [replace(p, sentences=steps.sentences(text)) for p in found]
        case "EVERYWHERE":  # 第三章各条: all of the chapter
            return found
        case "PART":
            return [replace(p, part=_PART_OF.get(text, Part.TITLE)) for p in found]
        case _:
            raise AssertionError(token.type)


def _listed(text: str) -> list[Address]:
    """The addresses of a list; Incomplete for 第二条第二款至第三条第二款, whose 款 nobody has counted."""
    found = parse_list(text)
    for one, other in pairwise(found):
        if other.through and one.steps[:-1] != other.steps[:-1] and one.step(Unit.ARTICLE):
            raise Incomplete(f"{text}: name the articles one by one", f"{text}：跨条的范围，请逐条写明")
    return found


def _annexes(text: str, outer: Address) -> list[Place]:
    """附件1至附件3: of the document, whatever was named before; a box or a table is of what was."""
    named = steps.annexes(text)
    if named[0].unit is Unit.ANNEX:
        return [Place(Address((step,))) for step in named]
    return [Place(inside(Address((step,)), outer)) for step in named]


def _titled(token: Token, found: list[Place], masked: Masked, *, first: bool) -> list[Place]:
    """The places that words name: a heading, the title behind a number, the first words of a 段."""
    text = str(token)
    if token.type == "H":
        for step in steps.steps_of(masked.quote(text).line):
            found = _with_heading(found, step, first=first)
            first = False
        return found
    if token.type in ("C", "CALLED"):  # 第三章附则, 第三章“附则”
        *outer, last = found[-1].address.steps
        if last.unit not in DIVISIONS:
            raise ValueError(f"{found[-1].address} and {text} are not one place")
        step = replace(last, title=text if token.type == "C" else masked.quote(text).line)
        return [*found[:-1], replace(found[-1], address=Address((*outer, step)))]
    lead = masked.quotes[quote_index(text)]
    unit = {"章": Unit.CHAPTER, "节": Unit.SECTION}.get(text[-1])
    step = Step(unit or Unit.PARAGRAPH, None, title=lead.line, word="" if unit else "一段")
    return [Place(Address((step,)).within(p.address)) for p in found]


def _annexed(address: Address) -> bool:
    return bool(address) and address.steps[0].unit is Unit.ANNEX


def _next(address: Address, outer: Address) -> Address:
    """An address that a phrase begins with: 第六项 after 附件2第五项 is of the annex."""
    if (
        outer
        and outer.steps[0].unit in _FRONT.values()
        and address.steps[0].unit in (*DIVISIONS, Unit.ARTICLE)
    ):
        return address
    if not _annexed(outer) or address.steps[0].unit in DIVISIONS:
        return address.within(outer)
    if address.steps[0].unit is Unit.ARTICLE and outer.step(Unit.ARTICLE):
        raise Incomplete(
            f"{address} after {outer}: of the annex, or of the text? name it",
            f"{outer}之后的{address}：没有写明是附件的还是正文的",
        )
    return address.within(outer) if address.steps[0].unit is Unit.ARTICLE else inside(address, outer)


def _with_heading(found: list[Place], step: Step, *, first: bool) -> list[Place]:
    """“第一章 甲”部分“第一节 乙” is one place, “第一节 甲”“第二节 乙” are two, 标题“第一节 甲” is a title."""
    last = found[-1].address.last if found[-1].address and not first else None
    if last is not None and last.unit is step.unit and last.title and last.number != step.number:
        return [*found, replace(found[-1], address=Address((*found[-1].address.steps[:-1], step)))]
    part = Part.TITLE if last is not None and last.unit is Unit.TITLE else Part.WHOLE
    return [
        replace(p, address=Address((step,)).within(p.address), part=part, everywhere=False) for p in found
    ]


def numbered(tree: Tree[Token], subject: Address, masked: Masked) -> tuple[Address, ...]:
    """The numbers of new units that a phrase names beside its locus: 增加第三项、第四项; 增加附件2."""
    base = subject
    if (found := child(tree, "loci")) is not None:
        base = read(found, subject, masked).last
    listed = child(tree, "numbers")
    assert listed is not None
    numbers: list[Address] = []
    for one in listed.children:
        assert isinstance(one, Token)
        if one.type == "X":
            numbers.append(Address((steps.annex(str(one)),)))
        else:
            numbers += [inside(a, numbers[-1] if numbers else base) for a in parse_list(str(one))]
    return tuple(numbers)


def inside(address: Address, outer: Address) -> Address:
    """An address read after the place named before: 第二款 after 第八条; 第三条 within 附件1 or 第二章."""
    if not outer or not address or address.steps[0].unit is not Unit.ARTICLE:
        whole = bool(outer) and outer.steps[0].unit in (Unit.ANNEX, Unit.CONTENTS)
        return Address((outer.steps[0], *address.steps)) if whole and address else address.within(outer)
    kept = tuple(s for s in outer.steps if s.unit in (*DIVISIONS, Unit.ANNEX))
    return Address(kept + address.steps)


def _same(text: str, subject: Address) -> Address:
    """该条 after 第八条第一款: the subject up to its 条; 其中 and 该部分 keep all of it."""
    unit = _SAME.get(text[-1])
    if unit is None:
        return subject
    if unit in DIVISIONS and subject.step(unit) is None:
        raise Incomplete(f"{text}: of which {unit.value}?", f"{text}：没有写明是哪一{unit.value}")
    return Address(tuple(s for s in subject.steps if RANK[s.unit] <= RANK[unit]))


def above(address: Address, unit: Unit) -> Address:
    """The address without its steps at or below the rank of `unit`: where a new `unit` would go."""
    return Address(tuple(s for s in address.steps if RANK[s.unit] < RANK[unit] or s.unit is Unit.ANNEX))
