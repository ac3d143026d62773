"""The terminal: columns stay aligned, nothing is lost, nothing in the text is obeyed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render_support import (
    HOSTILE,
    SAMPLE,
    TRAPS,
    changed,
    check_golden,
    equal,
    new_paragraphs,
    old_paragraphs,
    redlines,
)
from xiuding import language
from xiuding.redline.model import Redline, Row
from xiuding.render.cells import width, wrap
from xiuding.render.terminal import render
from xiuding.render.visible import visible

_SGR = re.compile(r"\x1b\[([\d;]*)m")
_SIGNS = {"9;31": "-", "4;32": "+", "9;35": "-", "4;35": "+", "35": "moved", "7": "label"}


def moved_row(old: str | None, new: str | None) -> Row:
    return Row("moved", old, new, (), move=1)


def cells(text: str) -> int:
    """An independent measure: East Asian width, combining marks none."""
    wide = {"W": 2, "F": 2}
    return sum(0 if unicodedata.combining(c) else wide.get(unicodedata.east_asian_width(c), 1) for c in text)


def plain(line: str) -> str:
    return _SGR.sub("", line)


def styled(line: str) -> list[tuple[str, str]]:
    """(sign, character) of every character of a coloured line."""
    found = []
    sign = "="
    for index, part in enumerate(_SGR.split(line)):
        if index % 2:
            sign = _SIGNS.get(part, "=")
        else:
            found.extend((sign, character) for character in part)
    return found


def columns(line: str, total: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The text of the old and the new column of one line, padding and margins taken off."""
    size = (total - 7) // 2
    left: list[tuple[str, str]] = []
    right: list[tuple[str, str]] = []
    at = 0
    for sign, character in styled(line):
        if 2 <= at < 2 + size or (at == 2 + size and not cells(character) and left):
            left.append((sign, character))
        elif at >= 2 + size + 5:
            right.append((sign, character))
        at += cells(character)
    return [p for p in left if p[1] != " " and p[0] != "label"], [p for p in right if p[0] != "label"]


def shown(paragraphs: list[str]) -> str:
    """What is to be read of the paragraphs, line ends within them as ¶."""
    return "¶".join(map(visible, "".join(paragraphs).split("\n")))


@given(redlines(), st.integers(min_value=60, max_value=150))
def test_two_columns_give_both_texts_back(redline: Redline, total: int) -> None:
    left, right = [], []
    for line in render(redline, width=total, colour=True):
        old, new = columns(line, total)
        left += old
        right += new
    assert "".join(c for _, c in left) == shown(old_paragraphs(redline))
    assert "".join(c for _, c in right) == shown(new_paragraphs(redline))
    assert {sign for sign, _ in left} <= {"=", "-", "moved"}
    assert {sign for sign, _ in right} <= {"=", "+", "moved"}


@given(redlines(), st.integers(min_value=24, max_value=90))
def test_one_column_gives_both_texts_back(redline: Redline, total: int) -> None:
    old, new = [], []
    mark = " "
    for line in render(redline, width=total, colour=True, layout="inline"):
        mark = line[:1].strip() or mark
        for sign, character in styled(line[2:]):
            if sign in ("=", "-") or (sign == "moved" and mark == "<"):
                old.append(character)
            if sign in ("=", "+") or (sign == "moved" and mark == ">"):
                new.append(character)
    assert "".join(old) == shown(old_paragraphs(redline))
    assert "".join(new) == shown(new_paragraphs(redline))


@given(
    redlines(), st.integers(min_value=20, max_value=150), st.booleans(), st.sampled_from(["side", "inline"])
)
def test_no_line_is_wider_than_the_window_and_bars_stand_in_one_column(
    redline, total, colour, layout
) -> None:
    bars = set()
    for line in render(redline, width=total, colour=colour, layout=layout):
        text = plain(line)
        assert cells(text) <= max(total, 24)
        if layout == "side":
            size = (max(total, 24) - 7) // 2
            at = 0
            for character in text:
                if at == size + 3:
                    bars.add(character)
                    break
                at += cells(character)
    assert bars <= {"|"}


@given(st.text(alphabet=TRAPS + " \n", max_size=200), st.integers(min_value=2, max_value=40), st.booleans())
def test_wrapped_lines_fit_and_concatenate(text: str, columns: int, ambiguous_wide: bool) -> None:
    lines = list(wrap(text, columns, ambiguous_wide=ambiguous_wide))
    assert "".join(text[line.start : line.stop] for line in lines) == text.replace("\n", "")
    for line in lines:
        assert line.cells == width(text[line.start : line.stop], ambiguous_wide=ambiguous_wide) <= columns


def test_lines_do_not_begin_with_a_closing_mark_nor_cut_a_number() -> None:
    text = "每千人口拥有医疗机构床位数达到6.73张，其中包括“护理型床位”。"
    for columns in range(12, 60):
        pieces = [text[line.start : line.stop] for line in wrap(text, columns)]
        assert not any(piece[0] in "，。”" for piece in pieces)
        assert not any(piece.endswith("“") for piece in pieces)
        assert any("6.73" in piece for piece in pieces)


def test_lines_do_not_cut_a_number_at_its_commas_nor_after_its_sign() -> None:
    text = "全区现有乌兰牧骑队员2,300余人，误差为±5%。"
    for columns in range(14, 50):
        pieces = [text[line.start : line.stop] for line in wrap(text, columns)]
        assert any("2,300" in piece for piece in pieces)
        assert any("±5%" in piece for piece in pieces)


def test_what_has_no_good_place_to_break_is_broken_all_the_same() -> None:
    address = "w" * 50
    assert [line.stop - line.start for line in wrap(address, 20)] == [20, 20, 10]


def test_a_quotation_mark_is_one_cell_or_two() -> None:
    assert width("“甲”") == 4
    assert width("“甲”", ambiguous_wide=True) == 6


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("layout", ["side", "inline"])
def test_nothing_in_the_text_is_obeyed(colour: bool, layout) -> None:
    output = "\n".join(plain(line) for line in render(HOSTILE, width=100, colour=colour, layout=layout))
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in output.replace("\n", ""))
    assert "␛[31m" in output
    assert "⟦U+202E⟧" in output


def test_without_colour_there_are_no_escapes_and_marks_instead() -> None:
    lines = list(
        render(Redline((changed("=乌兰牧骑", "-73支", "+75支"),)), width=80, colour=False, layout="inline")
    )
    assert lines == ["~ 乌兰牧骑[-73支-]{+75支+}"]


@pytest.mark.parametrize(("chosen", "label"), [("zh", "〔编者〕"), ("en", "〔editorial〕")])
def test_a_mark_that_no_quotation_holds_is_called_that_of_a_seam(
    chosen: language.Language, label: str
) -> None:
    language.choose(chosen)
    row = changed("=建站", "-、养站", "-，", "=护站。")._replace(seams=(2,))
    for layout in ("side", "inline"):
        (line, *_) = render(Redline((row,)), width=160, colour=False, layout=layout)
        assert f"建站[-、养站-][-{label}，-]护站。" in line
        (line, *_) = render(Redline((row,)), width=160, colour=True, layout=layout)
        assert f"\x1b[2m{label}\x1b[0m\x1b[9;31m，" in line


def test_a_narrow_window_has_one_column() -> None:
    row = changed("=乌兰牧骑", "-73支", "+75支")
    assert "|" not in "".join(render(Redline((row,)), width=59, colour=False))
    assert "|" in "".join(render(Redline((row,)), width=60, colour=False))


@pytest.mark.parametrize(
    ("chosen", "unchanged", "renumbered"),
    [("zh", "8 段未变", "1 段仅序号变动"), ("en", "8 unchanged", "1 only renumbered")],
)
def test_equal_runs_and_renumbering_fold(chosen: language.Language, unchanged: str, renumbered: str) -> None:
    language.choose(chosen)
    rows = [equal(str(n)) for n in range(10)]
    rows += [changed("-甲", "+乙"), changed("-第三条", "+第四条", renumbering=True)]
    lines = list(render(Redline(tuple(rows)), width=40, colour=False, context=2, fold_renumbering=True))
    assert lines[0] == f"---- {unchanged} ----"
    assert lines[1:3] == ["  8", "  9"]
    assert lines[-1] == "# [-第三条-]{+第四条+}"
    alone = list(render(Redline(tuple(rows)), width=40, colour=False, fold_renumbering=True))
    assert alone[-1] == f"---- {renumbered} ----"
    assert len(alone) == 12


def test_what_moved_says_where_in_the_language_of_the_reader() -> None:
    moved = Redline((moved_row("甲。", None), equal("乙。"), moved_row(None, "甲。")))
    for chosen, to, from_ in (
        ("zh", "〔移至下文1〕", "〔移自上文1〕"),
        ("en", "〔to below, 1〕", "〔from above, 1〕"),
    ):
        language.choose(chosen)
        shown = list(render(moved, width=60, colour=False, layout="inline"))
        assert (shown[0], shown[2]) == (f"< {to}甲。", f"> {from_}甲。")


@pytest.mark.parametrize("total", [40, 80, 120])
@pytest.mark.parametrize("colour", [True, False])
def test_golden(total: int, colour: bool) -> None:
    language.choose("zh")
    lines = render(SAMPLE, width=total, colour=colour)
    text = "".join(f"{line}\n" for line in lines).replace("\x1b", "␛")
    check_golden(f"terminal-{total}-{'colour' if colour else 'marks'}.txt", text)


def test_a_break_ends_the_line_where_it_is_one_and_not_where_paragraphs_were_joined() -> None:
    divided, joined = changed("=甲。", "+\n", "=乙。"), changed("=甲。", "-\n", "=乙。")
    shown = {
        layout: list(render(Redline((divided, joined)), width=60, colour=False, layout=layout))
        for layout in ("inline", "side")
    }
    assert shown["inline"] == ["~ 甲。{+¶+}", "  乙。", "~ 甲。[-¶-]乙。"]
    assert [line.split("|")[1].strip() for line in shown["side"]] == ["~ 甲。{+¶+}", "乙。", "~ 甲。乙。", ""]
