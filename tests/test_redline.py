"""Redlines: the laws they obey, their cases, and what they must not do to hard texts."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding import tokens
from xiuding.redline import Change, Redline, Row, compare, compare_text, drafted, engine, script, with_seams
from xiuding.redline.align import align
from xiuding.redline.chain import heaviest_chain
from xiuding.redline.json import to_json
from xiuding.redline.quotes import pair_quotes

CASES = Path(__file__).parent / "cases" / "redline"
PIECES = [
    *re.findall(
        r"\S+",
        """第三条 第四条 第一款 第（二）项 （一） 73支 75支 2.23% 2020年 三十日 乌兰牧骑 公共服务 人民政府
        应当 可以 规定 的 和 了 ， 。 ； 、 “ ” ‘ ’ 《 》 县级以上人民政府应当加强领导。
        各部门按照职责做好有关工作。
        𠮷 é""",
    ),
    "\u3000",
]
PARAGRAPH = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=12))
PARAGRAPHS = st.lists(PARAGRAPH, max_size=6)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two texts of which the second is an edited first: shuffled, cut, extended, changed, divided, joined."""
    old = draw(PARAGRAPHS)
    new = draw(st.permutations(old)) if draw(st.booleans()) else list(old)
    new = new[: draw(st.integers(0, len(new)))] + draw(PARAGRAPHS)[:2] + new
    for at in range(len(new)):
        if draw(st.booleans()):
            cut = draw(st.integers(0, len(new[at])))
            new[at] = new[at][:cut] + draw(st.sampled_from(["", "\n", *PIECES])) + new[at][cut:]
    if len(new) > 1 and draw(st.booleans()):
        new[:2] = ["".join(new[:2])]
    return [line for text in old for line in text.split("\n")], [
        line for text in new for line in text.split("\n")
    ]


def side(changes: tuple[Change, ...], sign: str) -> str:
    return "".join(change.text for change in changes if change.sign in ("=", sign))


def assert_honest(redline: Redline, old: list[str], new: list[str], *, across: bool = False) -> None:
    olds = [row.old for row in redline if row.old is not None]
    news = [row.new for row in redline if row.new is not None]
    if across:
        assert not any("\n" in change.text for row in redline for change in row.changes if change.sign == "=")
        olds, news = ([line for text in texts for line in text.split("\n")] for texts in (olds, news))
    assert (olds, news) == (old, new)
    ends: dict[int, list[Row]] = {}
    for row in redline:
        assert all(change.text for change in (*row.changes, *row.inner))
        assert side(row.changes, "-") == (row.old or "")
        assert side(row.changes, "+") == (row.new or "")
        if row.move is not None:
            ends.setdefault(row.move, []).append(row)
    for rows in ends.values():
        origin = next(row for row in rows if row.new is None)
        target = next(row for row in rows if row.old is None)
        assert len(rows) == 2
        if target.inner:
            assert side(target.inner, "-") == origin.old
            assert side(target.inner, "+") == target.new
        else:
            assert origin.old == target.new


def split_points(changes: tuple[Change, ...], sign: str) -> set[int]:
    """Where edits begin or end on one side of a row."""
    at, points = 0, set()
    for change in changes:
        points.add(at)
        at += len(change.text) if change.sign in ("=", sign) else 0
    return points


@given(versions(), st.booleans(), st.booleans())
def test_both_sides_can_be_read_off_every_redline(
    pair: tuple[list[str], list[str]], characters: bool, across: bool
) -> None:
    assert_honest(compare(*pair, characters=characters, across=across), *pair, across=across)


@given(versions(), st.booleans(), st.booleans())
def test_no_edit_splits_a_token(pair: tuple[list[str], list[str]], characters: bool, across: bool) -> None:
    for row in compare(*pair, characters=characters, across=across):
        for changes in (row.changes, row.inner):
            for sign in "-+":
                text = side(changes, sign)
                allowed, at = {0}, 0
                for token in tokens.tokenize(text, characters=characters):
                    at += len(token)
                    allowed.add(at)
                assert split_points(changes, sign) <= allowed


@given(versions(), st.booleans())
def test_the_marks_of_a_quotation_share_their_fate(pair: tuple[list[str], list[str]], across: bool) -> None:
    for row in compare(*pair, across=across):
        for changes in (row.changes, row.inner):
            for sign in "-+":
                fates = [c.sign == "=" for c in changes if c.sign in ("=", sign) for _ in c.text]
                opened: list[tuple[str, int]] = []
                for at, mark in enumerate(side(changes, sign)):
                    if mark in "“‘《":
                        opened.append((mark, at))
                    elif mark in "”’》" and opened and opened[-1][0] + mark in ("“”", "‘’", "《》"):
                        assert fates[opened.pop()[1]] == fates[at]


@given(versions(), st.booleans())
def test_neighbouring_changes_differ_in_sign_unless_a_passage_moved(
    pair: tuple[list[str], list[str]], across: bool
) -> None:
    for row in compare(*pair, across=across):
        moved = {at for at, _ in row.passages}
        for at in range(1, len(row.changes)):
            if row.changes[at].sign == row.changes[at - 1].sign:
                assert moved & {at - 1, at}


@given(versions())
def test_every_passage_moves_from_one_place_to_one_place(pair: tuple[list[str], list[str]]) -> None:
    ends: dict[int, dict[str, str]] = {}
    for row in compare(*pair):
        for at, number in row.passages:
            assert row.changes[at].sign not in ends.setdefault(number, {})
            ends[number][row.changes[at].sign] = row.changes[at].text
    for texts in ends.values():
        assert set(texts) == {"-", "+"}
        assert texts["-"] == texts["+"]


@given(PARAGRAPHS)
def test_a_text_does_not_differ_from_itself(old: list[str]) -> None:
    redline = compare(old, old)
    assert not redline.differs
    assert [row.kind for row in redline] == ["equal"] * len(old)


@given(versions(), st.booleans())
def test_only_an_equal_pair_is_called_equal(pair: tuple[list[str], list[str]], across: bool) -> None:
    for row in compare(*pair, across=across):
        assert (row.kind == "equal") == (row.old == row.new)


@given(
    st.lists(st.sampled_from("甲乙丙丁。，"), max_size=60),
    st.lists(st.sampled_from("甲乙丙丁。，"), max_size=60),
)
def test_the_compiled_engine_says_what_the_definition_says(old: list[str], new: list[str]) -> None:
    pytest.importorskip("fast_diff_match_patch")
    assert engine.engine() is not engine.pure
    assert engine.engine()("".join(old), "".join(new)) == engine.pure("".join(old), "".join(new))


def test_without_the_compiled_engine_the_definition_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fast_diff_match_patch", None)
    engine.engine.cache_clear()
    try:
        assert engine.engine() is engine.pure
    finally:
        engine.engine.cache_clear()


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 9)), max_size=10))
def test_the_heaviest_chain_is_the_heaviest(pairs: list[tuple[int, int, int]]) -> None:
    pairs = list({pair[:2]: pair for pair in pairs}.values())

    def best(after: tuple[int, int]) -> int:
        nexts = [p for p in pairs if p[0] > after[0] and p[1] > after[1]]
        return max((p[2] + best((p[0], p[1])) for p in nexts), default=0)

    chain = heaviest_chain(pairs)
    weights = {(i, j): weight for i, j, weight in pairs}
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    assert sum(weights[pair] for pair in chain) == best((-1, -1))


def test_of_equally_good_alignments_every_run_takes_the_same() -> None:
    program = """if True:
        import random
        from xiuding.redline.align import align
        words = "旗县 苏木 嘎查 学校 医院 牧民 建设 支持 规范 监督 评估 公布".split()
        chance = random.Random(0)
        old = ["".join(chance.choices(words, k=8)) + "。" for _ in range(300)]
        print(align(old, chance.sample(old, len(old))))
    """
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in "12"
    }
    assert len(found) == 1


@given(versions())
def test_an_alignment_uses_every_unit_at_most_once(pair: tuple[list[str], list[str]]) -> None:
    pairs, moves = align(*pair)
    assert pairs == sorted(pairs)
    for at in (0, 1):
        used = [found[at] for found in [*pairs, *moves]]
        assert len(used) == len(set(used))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    old, new, expected = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    redline = compare_text(old, new, characters="## characters" in text, across=True)
    assert shown(redline) == expected


def shown(redline: Redline) -> str:
    """A redline as the cases write it: a mark for the kind of row, then the changes."""
    lines = []
    for row in redline:
        kind = row.kind + (f" {row.move}" if row.move else "") + (" renumbering" if row.renumbering else "")
        passages = dict(row.passages)
        pieces = [
            {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}[sign].format(text.replace("\n", "⏎"))
            + (f"#{passages[at]}" if at in passages and not row.inner else "")
            for at, (sign, text) in enumerate(row.inner or row.changes)
        ]
        lines.append(f"{kind}: {''.join(pieces)}\n")
    return "".join(lines)


def test_json_has_the_schema_and_leaves_out_what_says_nothing() -> None:
    assert to_json(compare(["2020年全区共有乌兰牧骑73支"], ["2020年全区共有乌兰牧骑75支"])) == {
        "schema": "xiuding/redline/1",
        "rows": [
            {
                "kind": "changed",
                "old": "2020年全区共有乌兰牧骑73支",
                "new": "2020年全区共有乌兰牧骑75支",
                "changes": [["=", "2020年全区共有乌兰牧骑"], ["-", "73支"], ["+", "75支"]],
            }
        ],
    }


def test_json_says_what_moved_and_what_was_only_renumbered() -> None:
    old = ["第一条　旗县人民政府应当建设文化站。", "第二条　本条例自公布之日起施行。"]
    new = ["第一条　本条例自公布之日起施行。", "第二条　旗县人民政府应当建设文化站。"]
    rows = to_json(compare(old, new))["rows"]
    assert {row.get("move") for row in rows} == {None, 1}
    assert any(row.get("renumbering") and row.get("inner") for row in rows)


def test_passages_are_in_the_json() -> None:
    old = ["甲方负责一切费用。旗县人民政府应当建设文化站。", "乙方不负责费用。"]
    new = ["甲方负责一切费用。", "旗县人民政府应当建设文化站。", "乙方不负责费用。"]
    rows = to_json(compare(old, new))["rows"]
    assert [row["passages"] for row in rows if "passages" in row] == [[[0, 1]], [[0, 1]]]


def test_a_drafted_row_strikes_exactly_what_the_clause_quotes() -> None:
    row = drafted("共有乌兰牧骑73支。", "共有乌兰牧骑75支。", [("乌兰牧骑73支", "乌兰牧骑75支")])
    assert row is not None
    assert row.changes == (("=", "共有"), ("-", "乌兰牧骑73支"), ("+", "乌兰牧骑75支"), ("=", "。"))


def test_a_drafted_row_takes_every_occurrence_and_mended_seams() -> None:
    row = drafted("县区、县区，乡镇，村", "旗县、旗县，村", [("县区", "旗县"), ("乡镇", "")])
    assert row is not None
    assert side(row.changes, "-") == row.old
    assert side(row.changes, "+") == row.new
    assert [c for c in row.changes if c.sign != "="][:4] == [("-", "县区"), ("+", "旗县")] * 2


def test_a_drafted_row_takes_a_mark_that_a_seam_put_in() -> None:
    row = drafted("（一）建站；", "（一）建站；（二）护站；", [("", "（二）护站")])
    assert row is not None
    assert row.changes == (("=", "（一）建站；"), ("+", "（二）护站"), ("+", "；"))
    assert row.seams == (2,)
    assert to_json(Redline((row,)))["rows"][0]["seams"] == [2]


def test_the_marks_of_seams_are_told_among_the_words_that_differ() -> None:
    old, new, passages = "建站。开放。", "建站，护站，开放。", [("", "护站")]
    quoted = drafted(old, new, passages)
    assert quoted is not None
    (row,) = compare([old], [new])
    marked = with_seams(row, quoted)
    assert [(c.sign, c.text) for c in marked.changes] == [
        ("=", "建站"),
        ("-", "。"),
        ("+", "，"),
        ("+", "护站"),
        ("+", "，"),
        ("=", "开放。"),
    ]
    assert marked.seams == (1, 2, 4)
    assert with_seams(marked, row) == marked
    assert with_seams(row._replace(passages=((1, 1),)), quoted).seams == ()


@given(versions(), st.data())
def test_telling_seams_changes_no_wording(pair: tuple[list[str], list[str]], data: st.DataObject) -> None:
    for row in compare(*pair, across=True):
        if row.kind != "changed" or row.old is None or row.new is None:
            continue
        marks = [at for at, change in enumerate(row.changes) if change.sign != "=" and len(change.text) == 1]
        quoted = row._replace(seams=tuple(data.draw(st.sets(st.sampled_from(marks)))) if marks else ())
        marked = with_seams(row._replace(seams=()), quoted)
        assert (side(marked.changes, "-"), side(marked.changes, "+")) == (row.old, row.new)
        if not row.passages:
            assert {marked.changes[at] for at in marked.seams} == {row.changes[at] for at in quoted.seams}


def test_a_mark_that_the_clause_itself_quotes_is_no_seam() -> None:
    row = drafted("甲，乙。", "甲；乙。", [("，", "；")])
    assert row is not None
    assert row.seams == ()


@pytest.mark.parametrize("passages", [[], [("丙", "丁")], [("", "")]])
def test_a_wording_the_passages_do_not_explain_is_no_drafted_row(passages: list[tuple[str, str]]) -> None:
    assert drafted("甲", "乙", passages) is None


def test_a_drafted_row_gives_up_instead_of_trying_everything() -> None:
    assert drafted("啊" * 2000 + "乙", "啊" * 2000 + "丙", [("啊", "")]) is None


def test_an_unchanged_drafted_row_is_equal() -> None:
    row = drafted("甲。", "甲。", [("乙", "丙")])
    assert row is not None
    assert row.kind == "equal"


MARKED = st.lists(st.sampled_from([*"“”‘’《》。", "甲", "公共服务"]), min_size=1, max_size=3)


@given(st.lists(st.tuples(MARKED, st.one_of(st.none(), MARKED)), max_size=8))
def test_pairing_quotes_keeps_both_wordings(pieces: list[tuple[list[str], list[str] | None]]) -> None:
    stretches = [script.Stretch(new is None, old, old if new is None else new) for old, new in pieces]
    paired = pair_quotes(stretches)
    assert [t for stretch in paired for t in stretch.old] == [t for stretch in stretches for t in stretch.old]
    assert [t for stretch in paired for t in stretch.new] == [t for stretch in stretches for t in stretch.new]
    assert all(stretch.old == stretch.new for stretch in paired if stretch.kept)
    assert pair_quotes(paired) is paired


def test_fragments_are_runs_of_the_whole_text() -> None:
    old = ["第一条　文化站每日开放。", "第二条　图书馆每日开放。", "第三条　本办法自公布之日起施行。"]
    new = ["第一条　文化站每周开放。", *["乌兰牧骑下乡演出。", "演出不收费。"], *old[1:]]
    assert compare(old, new).fragments == 3
    assert compare(old, old).fragments == 0
    assert compare(["甲乙。", "丙丁。"], ["戊己。", "庚辛。"]).fragments == 2


# The cases that make a plain diff run for minutes.  That they end is the test; what they say is checked too.

SENTENCES = [
    f"第{at}项工作由旗县人民政府{word}负责，并按季度报告。"
    for at in range(600)
    for word in ("住建局", "民政局")
]


def test_sentences_shuffled_inside_one_paragraph_are_shown_as_moved() -> None:
    shuffled = SENTENCES[:]
    random.Random(1).shuffle(shuffled)  # noqa: S311 - repeatable, not secret
    redline = compare(["".join(SENTENCES)], ["".join(shuffled)])
    assert_honest(redline, ["".join(SENTENCES)], ["".join(shuffled)])
    (row,) = redline.rows
    struck = sum(len(change.text) for change in row.changes if change.sign == "-")
    moved = sum(len(row.changes[at].text) for at, _ in row.passages if row.changes[at].sign == "-")
    assert moved > 0.95 * struck


def test_shuffled_paragraphs_are_shown_as_moved() -> None:
    shuffled = SENTENCES[:]
    random.Random(1).shuffle(shuffled)  # noqa: S311 - repeatable, not secret
    redline = compare(SENTENCES, shuffled)
    assert_honest(redline, SENTENCES, shuffled)
    assert not {"deleted", "inserted"} & {row.kind for row in redline}


@pytest.mark.parametrize("unit", ["住房保障", "甲", "1", "a ", "，", "第一条"])
def test_one_huge_paragraph_without_sentences_ends(unit: str) -> None:
    old, new = unit * 6000, unit * 3000 + "乙" + unit * 2999 + "丙丁"
    assert_honest(compare([old], [new]), [old], [new])


def test_a_huge_rewritten_paragraph_keeps_the_sentences_that_stayed() -> None:
    letters = random.Random(2)  # noqa: S311 - repeatable, not secret
    noise = ["".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(40)) + "。" for _ in range(400)]
    kept = SENTENCES[:400:4]
    old = "".join(a + b + c for a, b, c in zip(kept, noise[:100], noise[200:300], strict=True))
    new = "".join(a + b for a, b in zip(kept, noise[100:200], strict=True))
    redline = compare([old], [new])
    assert_honest(redline, [old], [new])
    stayed = side(tuple(c for c in redline.rows[0].changes if c.sign == "="), "=")
    assert all(sentence in stayed for sentence in kept)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.lists(st.sampled_from(PIECES), max_size=40))
def test_an_edit_script_is_honest_at_every_size(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script, "DIRECT", 4)
        stretches = script.edit_script(old, new)
    assert [token for stretch in stretches for token in stretch.old] == old
    assert [token for stretch in stretches for token in stretch.new] == new
    assert all(stretch.old == stretch.new for stretch in stretches if stretch.kept)


def test_jieba_is_not_imported_for_texts_that_do_not_differ() -> None:
    program = (
        "import sys; from xiuding.redline import compare; compare(['甲'], ['甲']);"
        "sys.exit('jieba' in sys.modules or 'diff_match_patch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_words_are_those_of_the_pinned_jieba() -> None:
    assert jieba.__version__ == "0.42.1"
