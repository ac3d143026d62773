"""Laws of reading and applying, whatever the text and the instrument."""

from __future__ import annotations

import contextlib
from copy import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting_support import Case, read
from xiuding import language
from xiuding.apply import Draft, apply_clause
from xiuding.arrange import arrange
from xiuding.bind import Bound, Index, bind
from xiuding.consolidate import Step, apply_clauses
from xiuding.crossref import Numbering, reorder
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument import Instrument, parse
from xiuding.instrument.model import Renumber, Reorder
from xiuding.instrument.quotation import mask
from xiuding.numerals import to_chinese
from xiuding.structure import build

ORDERS = ["整条", "一款", "文字", "删条", "删款", "加款", "加条", "删文字"]
WORDS = st.sampled_from(
    ["渡口", "船舶", "码头", "许可", "检验", "登记", "名录", "安全", "经营", "乘客", "航道", "水域", "应急"]
)


@pytest.fixture(autouse=True, scope="module")
def chinese() -> None:
    language.choose("zh")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    return "应当" + "".join(draw(st.lists(WORDS, min_size=2, max_size=6))) + "。"


@st.composite
def texts(draw: st.DrawFn) -> list[list[str]]:
    """The 款 of each article."""
    return draw(st.lists(st.lists(sentences(), min_size=1, max_size=3), min_size=2, max_size=8))


def printed(articles: list[list[str]]) -> list[str]:
    lines = ["某市渡口办法"]
    for n, (first, *more) in enumerate(articles, 1):
        lines += [f"第{to_chinese(n)}条　{first}", *more]
    return lines


@st.composite
def orders(draw: st.DrawFn, articles: list[list[str]]) -> tuple[int, str]:
    """A clause that applies, and the article that it is about."""
    n = draw(st.integers(1, len(articles)))
    paragraphs = articles[n - 1]
    k = draw(st.integers(1, len(paragraphs)))
    article, paragraph = f"第{to_chinese(n)}条", f"第{to_chinese(k)}款"
    new = "新" + draw(sentences())
    match draw(st.sampled_from(ORDERS)):
        case "整条":
            return n, f"将{article}修改为：“{new}”"
        case "一款":
            return n, f"{article}{paragraph}修改为：“{new}”"
        case "文字":
            return n, f"将{article}{paragraph}中的“{paragraphs[k - 1][2:4]}”修改为“新词”。"
        case "删条":
            return n, f"删去{article}。"
        case "删款":
            return n, f"将{article}{paragraph}删去。"
        case "加款":
            return n, f"{article}增加一款，作为{paragraph}：“{new}”"
        case "加条":
            return n, f"在{article}后增加一条，作为{article}之一：“{new}”"
        case _:
            return n, f"删去{article}{paragraph}中的“{paragraphs[k - 1][2:4]}”。"


def applied(lines: list[str], clauses: list[str]) -> tuple[list[Step], str]:
    document = build(lines)
    numbered = [f"{to_chinese(i)}、{c}" for i, c in enumerate(clauses, 1)]
    instrument = parse("\n".join(["关于修改《某市渡口办法》的决定", *numbered]).split("\n"))
    return list(apply_clauses(document, instrument)), document.dump()


def articles_of(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines(keepends=True):
        label = line.split("　")[0] if line.startswith("第") else label
        found[label] = found.get(label, "") + line
    return found


@given(st.data())
def test_what_no_clause_names_stays_as_it_is(data: st.DataObject) -> None:
    articles = data.draw(texts())
    n, clause = data.draw(orders(articles))
    steps, after = applied(printed(articles), [clause])
    assert [s.status for s in steps] == ["applied"], (clause, steps[0].reason)
    before = "".join(line + "\n" for line in printed(articles))
    assert after != before
    was, now = articles_of(before), articles_of(after)
    named = {f"第{to_chinese(n)}条", f"第{to_chinese(n)}条之一"}
    assert {k: v for k, v in was.items() if k not in named} == {
        k: v for k, v in now.items() if k not in named
    }


@given(st.data())
def test_a_clause_that_is_refused_leaves_no_trace(data: st.DataObject) -> None:
    articles = data.draw(texts())
    _, good = data.draw(orders(articles))
    _, half = data.draw(orders(articles))
    bad = half.rstrip("。") + "。删去第九百条。"
    steps, after = applied(printed(articles), [good, bad])
    _, alone = applied(printed(articles), [good])
    assert [s.status for s in steps] == ["applied", "refused"]
    assert after == alone


@given(st.data())
def test_a_clause_without_effect_is_refused(data: st.DataObject) -> None:
    articles = data.draw(texts())
    n = data.draw(st.integers(1, len(articles)))
    same = "\n“".join(articles[n - 1])
    steps, after = applied(printed(articles), [f"将第{to_chinese(n)}条修改为：“{same}”"])
    assert [s.status for s in steps] == ["refused"]
    assert after.splitlines() == printed(articles)


@given(st.data())
def test_the_order_of_clauses_about_different_articles_does_not_matter(data: st.DataObject) -> None:
    articles = data.draw(texts())
    one, first = data.draw(orders(articles))
    other, second = data.draw(orders(articles))
    if one != other:
        assert (
            applied(printed(articles), [first, second])[1] == applied(printed(articles), [second, first])[1]
        )


# -- no trace ---------------------------------------------------------------------------------------
CASES = [
    case
    for stage in ("drafting", "application")
    for path in sorted((Path(__file__).parent / "cases" / stage).glob("*.md"))
    for case in read(path)
]


class Stop(Exception):
    """What ends a clause when all of it is done."""


def state(draft: Draft, nodes: list[Node]) -> list[object]:
    """Everything that applying a clause may change."""
    slots = [s for s in Node.__slots__ if s not in ("parent", "children", "journal")]
    traces = (draft.made, draft.waiting, draft.chapters, draft.headed, draft.struck)
    return [
        *((id(n.parent), [id(c) for c in n.children], [repr(getattr(n, s)) for s in slots]) for n in nodes),
        *(copy(trace) for trace in traces),
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_clause_that_is_taken_back_leaves_no_trace(case: Case) -> None:
    """Every clause of every case is applied, taken back, and applied again."""
    instrument, document = case.instrument(), build(case.base.splitlines())
    clauses = [c for c in instrument.clauses if c.problem is None]
    before = Numbering(document)
    bound = [edits for _, edits in bind(Index(document), clauses)]
    draft = Draft(document, Index(document), arrange(document, bound))
    known = list(document.walk())

    def make(edits: list[Bound]) -> None:
        if any(isinstance(b.edit, Reorder) for b in edits):
            draft.begin()
            reorder(draft, before, edits)
        else:
            apply_clause(draft, edits)

    for edits in bound:
        was = state(draft, known)
        with contextlib.suppress(Stop, DoesNotApply), draft.journal:
            make(edits)
            raise Stop
        assert state(draft, known) == was
        with contextlib.suppress(DoesNotApply), draft.journal:
            make(edits)
        known = [*dict.fromkeys([*known, *document.walk()])]


# -- twice ------------------------------------------------------------------------------------------
def brings_words(step: Step) -> bool:
    return any(e.new_text or e.old_text for e in step.clause.edits if not isinstance(e, Renumber | Reorder))


#: Each of its clauses is about another unit the second time, or changes what the one after it has made.
MOVES_ON = {
    "homes: 新的一条接替删去的一条，也在其章",
    "homes: 两章交界处的条都删去，各由新的一条接替",
    "split-merge: 改序号之后与另一条合并",
    "subjects: 以文书的种类称呼所修改的文件",
    "renumber: 改为另一条的第一款，再增加一款",
    "renumber: 改了文字，前面另加一款，再改序号",
    "renumber: 修改之后又改号",
    "titles: 引文即是章名，没有中字",
}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_instrument_that_brings_words_is_not_applied_twice(case: Case) -> None:
    """Deletions of whole units and new numbers do not show in a text; words do."""
    document = build(case.base.splitlines())
    first = list(apply_clauses(document, case.instrument()))
    second = list(apply_clauses(document, case.instrument()))
    if any(s.status == "applied" and brings_words(s) for s in first):
        again = {s.clause.id for s in second if s.status == "applied"}
        assert {s.clause.id for s in first if s.status == "applied"} - again or case.name in MOVES_ON


# -- mutated instruments ----------------------------------------------------------------------------
INSTRUMENTS = [
    ["关于修改《某某办法》的决定", *case.clauses.rstrip("\n").split("\n"), "本决定自公布之日起施行。"]
    for path in sorted((Path(__file__).parent / "cases" / "drafting").glob("*.md"))
    for case in read(path)
]
NOISE = st.text(
    alphabet="“”‘’「」《》一二（）、：，。；将删去修改为增加第条款项①1.\u3000 \U000f0000", max_size=4
)


@st.composite
def mutated(draw: st.DrawFn) -> list[str]:
    """An instrument with characters put in, taken out or doubled, or lines moved."""
    text = "\n".join(draw(st.sampled_from(INSTRUMENTS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 6))
        text = text[:at] + draw(NOISE) + text[at + gone :]
    lines = text.split("\n")
    return draw(st.permutations(lines)) if draw(st.booleans()) else lines


def unaccounted(instrument: Instrument) -> str:
    covered = {i for s in instrument.stretches for i in range(s.start, s.end)}
    return "".join(c for i, c in enumerate(instrument.text) if not c.isspace() and i not in covered)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(mutated())
def test_every_character_of_any_instrument_is_accounted_for(lines: list[str]) -> None:
    assert unaccounted(parse(lines)) == ""


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(mutated())
def test_what_is_unclaimed_is_a_clause_with_a_problem(lines: list[str]) -> None:
    instrument = parse(lines)
    for u in instrument.unclaimed:
        assert instrument.text[u.start : u.end] == u.text
    assert bool(instrument.unclaimed) <= any(c.problem for c in instrument.clauses)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=200)
@given(mutated())
def test_any_instrument_is_applied_or_refused(lines: list[str]) -> None:
    document = build(
        ["某某办法", "第一章　总则", "第一条　甲甲。", "乙：", "（一）丙；", "（二）丁。", "第二条　戊。"]
    )
    before = document.dump()
    steps = list(apply_clauses(document, parse(lines)))
    if not any(s.status == "applied" for s in steps):
        assert document.dump() == before


@given(st.lists(st.text(alphabet="甲乙“”‘’\u3000，：", max_size=12), max_size=6))
def test_masking_keeps_what_stands_outside_quotations(lines: list[str]) -> None:
    masked = mask(lines)
    text = "\n".join(lines)
    for paragraph in masked.paragraphs:
        assert len(paragraph.at) == len(paragraph.text)
        for c, at in zip(paragraph.text, paragraph.at, strict=True):
            in_other_marks = c in "“”" and text[at] in "‘’"  # a text that quotes with ‘ ’ alone
            assert c == text[at] or in_other_marks or ord(c) >= 0xF0000
