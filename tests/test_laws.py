"""The laws of the core: nothing is guessed, nothing else changes, order does not matter where it must not.

A law is a made-up text of articles; an instrument is drafted from a model of what it does, and the text
that comes out is compared with the model's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from xiuding.consolidate import Step, apply_clauses
from xiuding.instrument import parse
from xiuding.numerals import to_chinese
from xiuding.structure import build

HEAD = "关于修改《某某法》的决定"
CLOSING = "《某某法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


def article(number: int) -> str:
    return f"第{to_chinese(number)}条"


@dataclass
class Law:
    """Articles by number, each a list of 款; every 款 has words of its own."""

    articles: dict[int, list[str]] = field(default_factory=dict)

    def lines(self) -> list[str]:
        out = ["某某法"]
        for number, paragraphs in self.articles.items():
            out += [f"{article(number)}　{paragraphs[0]}", *paragraphs[1:]]
        return out


LAWS = st.lists(st.integers(1, 3), min_size=2, max_size=6).map(
    lambda sizes: Law(
        {a: [f"{a}条{p}款应当办理。" for p in range(1, size + 1)] for a, size in enumerate(sizes, 1)}
    )
)


def applied(law: Law, clauses: list[str]) -> tuple[list[str], list[Step]]:
    document = build(law.lines())
    instrument = parse([HEAD, *clauses])
    assert instrument.understood, [c.problem for c in instrument.clauses]
    steps = list(apply_clauses(document, instrument))
    return list(document.lines()), steps


@dataclass(frozen=True)
class Change:
    """A clause about one article, and what it makes of it; None where the article goes."""

    number: int
    clause: str
    result: list[str] | None


@st.composite
def change(draw: st.DrawFn, number: int, paragraphs: list[str]) -> Change:
    """One clause of a kind that leaves all other articles alone."""
    at = draw(st.integers(1, len(paragraphs)))
    place, named = f"{article(number)}第{to_chinese(at)}款", paragraphs[at - 1]
    before, behind = paragraphs[: at - 1], paragraphs[at:]
    kinds = {
        f"将{place}中的“应当”修改为“可以”": [*before, named.replace("应当", "可以"), *behind],
        f"将{place}中的“办理。”修改为“审查。”": [*before, named.replace("办理", "审查"), *behind],
        f"删去{place}中的“应当”": [*before, named.replace("应当", ""), *behind],
        f"在{place}中的“应当”后增加“依法”": [*before, named.replace("应当", "应当依法"), *behind],
        f"在{place}中的“应当”前增加“一律”": [*before, named.replace("应当", "一律应当"), *behind],
        f"将{place}修改为：“新的规定。”": [*before, "新的规定。", *behind],
        f"{article(number)}增加一款，作为第{to_chinese(at)}款：“新的规定。”": [
            *before,
            "新的规定。",
            named,
            *behind,
        ],
        f"删去{place}": [*before, *behind] or None,
        f"删去{article(number)}": None,
        f"将{article(number)}修改为：“新的规定。”": ["新的规定。"],
    }
    text = draw(st.sampled_from(list(kinds)))
    return Change(number, text + "。", kinds[text])


@st.composite
def amended(draw: st.DrawFn) -> tuple[Law, list[Change]]:
    """A law and clauses about different articles of it."""
    law = draw(LAWS)
    numbers = draw(st.sets(st.sampled_from(list(law.articles)), min_size=1))
    return law, [draw(change(n, law.articles[n])) for n in sorted(numbers)]


def counted(changes: list[Change]) -> list[str]:
    return [f"{to_chinese(i)}、{c.clause}" for i, c in enumerate(changes, 1)]


def result(law: Law, changes: list[Change]) -> Law:
    made = {c.number: c.result for c in changes}
    after = {n: made.get(n, paragraphs) for n, paragraphs in law.articles.items()}
    return Law({n: paragraphs for n, paragraphs in after.items() if paragraphs is not None})


@given(amended())
def test_a_clause_does_what_it_says_and_nothing_else(case: tuple[Law, list[Change]]) -> None:
    law, changes = case
    lines, steps = applied(law, counted(changes))
    assert [s.reason for s in steps] == [None] * len(steps)
    assert lines == result(law, changes).lines()


@given(amended(), st.randoms(use_true_random=False))
def test_the_order_of_independent_clauses_does_not_matter(
    case: tuple[Law, list[Change]], chance: Random
) -> None:
    law, changes = case
    shuffled = list(changes)
    chance.shuffle(shuffled)
    assert applied(law, counted(shuffled))[0] == applied(law, counted(changes))[0]


@given(amended())
def test_under_a_closing_formula_the_numbers_close_up(case: tuple[Law, list[Change]]) -> None:
    law, changes = case
    lines, steps = applied(law, [*counted(changes), CLOSING])
    assert [s.reason for s in steps] == [None] * len(steps)
    rest = result(law, changes).articles.values()
    first = min(law.articles)
    assert lines == Law(dict(enumerate(rest, first))).lines()


@given(amended(), st.data())
def test_a_refused_clause_leaves_no_trace(case: tuple[Law, list[Change]], data: st.DataObject) -> None:
    """Wherever it stands among the others."""
    law, changes = case
    number = data.draw(st.sampled_from(list(law.articles)))
    wrong = data.draw(
        st.sampled_from(
            [
                Change(number, f"将{article(number)}中的“不存在的词”修改为“乙”。", None),
                Change(99, "删去第九十九条。", None),
                Change(number, f"将{article(number)}第九款修改为：“新的规定。”", None),
                Change(1, "将第一条中的“应”修改为“宜”，“不存在的词”修改为“乙”。", None),
            ]
        )
    )
    at = data.draw(st.integers(0, len(changes)))
    lines, steps = applied(law, counted([*changes[:at], wrong, *changes[at:]]))
    assert [s.status for s in steps] == ["applied"] * at + ["refused"] + ["applied"] * (len(changes) - at)
    assert lines == applied(law, counted(changes))[0]


@given(LAWS, st.data())
def test_only_identical_words_are_found(law: Law, data: st.DataObject) -> None:
    """A quotation with one character exchanged, dropped or doubled is refused."""
    number = data.draw(st.sampled_from(list(law.articles)))
    quoted = law.articles[number][0].removesuffix("。")  # a seam may mend a mark
    at = data.draw(st.integers(0, len(quoted) - 2))
    wrong = data.draw(
        st.sampled_from(
            [
                quoted[:at] + "错" + quoted[at + 1 :],
                quoted[:at] + quoted[at + 1 :],
                quoted[:at] + "错" + quoted[at:],
            ]
        )
    )
    text = "\n".join(law.lines())
    lines, (step,) = applied(law, [f"一、将相关条文中的“{wrong}”修改为“乙”。"])
    if wrong in text:
        assert step.status == "applied"
        assert "\n".join(lines) == text.replace(wrong, "乙")
    else:
        assert step.status == "refused"
        assert lines == law.lines()


@given(amended())
def test_the_same_instrument_gives_the_same_text_and_the_same_account(case: tuple[Law, list[Change]]) -> None:
    law, changes = case
    runs = [applied(law, [*counted(changes), CLOSING]) for _ in range(2)]
    said = [[(s.status, s.reason, s.notes, len(s.touched)) for s in steps] for _, steps in runs]
    assert runs[0][0] == runs[1][0]
    assert said[0] == said[1]


@given(amended())
def test_every_applied_clause_changes_the_text(case: tuple[Law, list[Change]]) -> None:
    """A clause without effect is an error, so there is none among those applied."""
    law, changes = case
    document = build(law.lines())
    before = document.dump()
    for step in apply_clauses(document, parse([HEAD, *counted(changes)])):
        assert step.status == "applied"
        assert step.touched
        assert document.dump() != before
        before = document.dump()


@given(amended())
def test_what_comes_out_is_read_again_as_what_it_is(case: tuple[Law, list[Change]]) -> None:
    law, changes = case
    lines, _ = applied(law, [*counted(changes), CLOSING])
    again = build(lines)
    assert list(again.lines()) == lines
    numbers = [a.number.number for a in again.articles() if a.number]
    assert numbers == list(range(1, len(numbers) + 1))
