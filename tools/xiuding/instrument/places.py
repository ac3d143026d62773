"""Reads the places of a phrase: what 第二款, 其中, “完善服务”一段 mean after what was named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lark import Token, Tree

from xiuding.address import DIVISIONS, RANK, Address, Step, Unit, parse_list
from xiuding.instrument.lexicon import quote_index
from xiuding.instrument.model import Part, Passage, Place
from xiuding.instrument.phrases import child, token
from xiuding.instrument.quotation import Masked
from xiuding.numerals import NUMERAL, Ordinal, to_int
from xiuding.structure import heading

_PARTS = {
    Part.LEAD: "第一自然段 条首部分 款首部分 主文 条首 款首 首部",
    Part.START: "开始部分 开头 段首 句首 开头部分 开始",
    Part.END: "款尾 条尾 项尾 末尾 末尾处 条末 款末 项末 最后 尾部 的末尾",
}
#: The other words of the lexicon, 章名 and 标题, mean the title.
_PART_OF = {word: part for part, words in _PARTS.items() for word in words.split()}

_SAME = {
    "条": Unit.ARTICLE, "款": Unit.PARAGRAPH, "项": Unit.ITEM, "节": Unit.SECTION, "章": Unit.CHAPTER,
    "段": Unit.PARAGRAPH, "中": None, "分": None,
}  # fmt: skip


_ANNEX = re.compile(rf"(附[件表录图]|专栏|表)({NUMERAL})?(?:《([^》]+)》)?")


@dataclass(frozen=True, slots=True)
class Locus:
    """The places that a phrase names together, and the document if it names one."""

    places: tuple[Place, ...]
    document: str = ""
    quoted: Passage | None = None  # the heading by whose quotation the place is named

    @property
    def last(self) -> Address:
        return self.places[-1].address


def _title(text: str) -> str:
    """《某某条例》 → 某某条例; a short name (刑法, 本法) says nothing that the heading did not."""
    start, end = text.find("《"), text.rfind("》")
    return text[start + 1 : end] if start >= 0 else ""


def step_of(title: str, quoted: str) -> Step | None:
    """The step that a quoted heading names: 第一节 发展基础, 专栏1 甲, 表1 乙, 第二节."""
    node = heading(title)
    return (
        Step(node.unit, node.number, title=node.text or "", word=_word(node.unit, quoted)) if node else None
    )


def _word(unit: Unit, quoted: str) -> str:
    return {Unit.BOX: "专栏", Unit.TABLE: "表"}.get(unit, "")


def _sentences(text: str) -> tuple[int, int | None]:
    """第一句 → (0, 1); 后两句 → (-2, None); 前两句 → (0, 2)."""
    number = to_int("".join(c for c in text if c not in "第最前后首末尾句话") or "一")
    if text.startswith("第"):
        return number - 1, number
    return (0, number) if text.startswith(("前", "首", "最前")) else (-number, None)


def nth(text: str) -> int:
    """第二处 → 2; 首处 → 1; 最后一处 → -1."""
    if text.startswith("最后"):
        return -1
    return to_int("".join(c for c in text if c not in "第首处个的") or "一")


def times(text: str) -> int:
    """（共三处） → 3."""
    return to_int("".join(c for c in text if c not in "()（）共处"))


def read(tree: Tree[Token], subject: Address, masked: Masked) -> Locus:
    """The places of a `locus` of the grammar, read after `subject`, the place named last."""
    found = [Place(subject)]
    document, quoted = "", None
    only_document = True
    for index, node in enumerate(tree.children):
        token = node.children[0] if isinstance(node, Tree) else node
        assert isinstance(token, Token)
        text = str(token)
        if token.type != "D":
            only_document = False
        match token.type:
            case "D":
                document = _title(text)
                found = [Place(everywhere=True)]
            case "A":
                outer, listed = found[-1].address, parse_list(text)
                found = [Place(inside(a, outer) if index else a.within(outer)) for a in listed]
            case "L":
                found = [Place(Address((s,)).within(p.address)) for p in found for s in _from_an_end(text)]
            case "C":
                found = [Place(Address((Step(Unit.CHAPTER, title=text),)))]
            case "NOTE":
                found = [Place(Address((Step(Unit.NOTE, word=text),)))]
            case "X":
                found = [Place(Address((_annex(text),)).within(found[-1].address))]
            case "H":
                quoted = masked.quote(text)
                step = step_of(quoted.line, quoted.line)
                assert step is not None  # the lexicon makes H of headings only
                named = index > 0 and found[-1].address.steps[:1] == (Step(Unit.TITLE, word="标题"),)
                found = _with_heading(found, step, listed=index > 0)
                if named:  # 标题“四、其他”: its title, not the unit
                    found = [replace(p, part=Part.TITLE) for p in found]
            case "P":
                lead = masked.quotes[quote_index(text)]
                step = Step(Unit.PARAGRAPH, None, title=lead.line, word="一段")
                found = [Place(Address((step,)).within(p.address)) for p in found]
            case "SAME":
                found = [Place(_trim(subject, _SAME.get(text[-1])))]
            case "PREAMBLE":
                found = [Place(Address((Step(Unit.PREAMBLE, word=text),)))]
            case "CONTENTS":
                found = [Place(Address((Step(Unit.CONTENTS, word="目录"),)))]
            case "NAME":
                found = [Place(Address((Step(Unit.TITLE, word=text.removeprefix("的")),)))]
            case "EVERYWHERE":
                every = {"章": Unit.CHAPTER, "节": Unit.SECTION}.get(text[-1])
                found = [Place(Address((Step(every),)) if every else Address(), everywhere=True)]
            case "SENTENCE":
                found = [replace(p, sentences=_sentences(text)) for p in found]
            case "PART":
                found = [replace(p, part=_PART_OF.get(text, Part.TITLE)) for p in found]
            case _:
                raise AssertionError(token.type)
    if only_document:
        found = [Place(everywhere=True)]
    return Locus(tuple(found), document, quoted)


def _with_heading(found: list[Place], step: Step, *, listed: bool) -> list[Place]:
    """“第一章 甲”部分“第一节 乙” is one place, “第一节 甲”“第二节 乙” are two."""
    last = found[-1].address
    if (
        listed
        and last
        and last.last.unit is step.unit
        and last.last.title
        and last.last.number != step.number
    ):
        return [*found, replace(found[-1], address=Address((*last.steps[:-1], step)))]
    return [replace(p, address=Address((step,)).within(p.address), everywhere=False) for p in found]


def _from_an_end(text: str) -> list[Step]:
    """最后一款 → 款 -1; 前两项 → 项 1, 2; 后两款 → 款 -2, -1."""
    unit = {"款": Unit.PARAGRAPH, "项": Unit.ITEM}[text[-1]]
    count = to_int(text.lstrip("最前后首末")[:-1] or "一")
    first = 1 if text[0] in "前首" else -count
    return [Step(unit, Ordinal(first + i)) for i in range(count)]


def _annex(text: str) -> Step:
    """附件2《甲表》 → the step 附件, number 2, titled 甲表."""
    m = _ANNEX.match(text)
    assert m is not None  # the lexicon's own pattern
    unit = {"专栏": Unit.BOX, "表": Unit.TABLE}.get(m[1], Unit.ANNEX)
    return Step(unit, Ordinal(to_int(m[2])) if m[2] else None, title=m[3] or "", word=m[1])


def numbered(tree: Tree[Token], subject: Address, masked: Masked) -> tuple[Address, ...]:
    """The numbers of new units that a phrase names beside its locus: 增加第三项、第四项; 增加附件2."""
    base = subject
    if (found := child(tree, "locus")) is not None:
        base = read(found, subject, masked).last
    annex = token(tree, "X")
    if annex is not None:
        return (Address((_annex(annex),)),)
    return tuple(inside(a, base) for a in parse_list(token(tree, "A") or ""))


def inside(address: Address, outer: Address) -> Address:
    """An address read after the place named before: 第二款 after 第八条; 第三条 within 附件1 or 第二章."""
    if not outer or not address or address.steps[0].unit is not Unit.ARTICLE:
        whole = bool(outer) and outer.steps[0].unit in (Unit.ANNEX, Unit.CONTENTS)
        return Address((outer.steps[0], *address.steps)) if whole and address else address.within(outer)
    kept = tuple(s for s in outer.steps if s.unit in (*DIVISIONS, Unit.ANNEX))
    return Address(kept + address.steps)


def _trim(subject: Address, unit: Unit | None) -> Address:
    """该条 after 第八条第一款: the subject up to its 条; 其中 and 该部分 keep all of it."""
    if unit is None:
        return subject
    return Address(tuple(s for s in subject.steps if RANK[s.unit] <= RANK[unit]))


def above(address: Address, unit: Unit) -> Address:
    """The address without its steps at or below the rank of `unit`: where a new `unit` would go."""
    return Address(tuple(s for s in address.steps if RANK[s.unit] < RANK[unit]))
