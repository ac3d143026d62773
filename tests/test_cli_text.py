"""`xiuding text`: what a place said on a day, by the numbers of that day or of now."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from history_support import BASE, DECISION, SECOND, write


@pytest.fixture
def repo(tmp_path: Path, xiuding: Callable) -> Path:
    """Texts of 2018-05-04, 2021-10-01 and 2023-05-01."""
    assert xiuding("init", write(tmp_path, "条例.txt", BASE), "-o", tmp_path / "沿革").code == 0
    orders = [write(tmp_path, "一.txt", DECISION), write(tmp_path, "二.txt", SECOND)]
    assert xiuding("apply", *orders, "--repo", tmp_path / "沿革").code == 0
    return tmp_path / "沿革"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2018-05-04", "三座"),
        ("2021-09-30", "三座"),
        ("2021-10-01", "五座"),
        ("2023-04-30", "五座"),
        ("2029-01-01", "八座"),
    ],
)
def test_a_place_on_a_day(day: str, says: str, repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("text", "第2条", "--on", day, "--repo", repo)
    assert outcome.out == f"第二条　市设图书馆{says}。\n"


def test_without_a_day_the_last_text_is_meant(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("text", "--repo", repo)
    assert outcome.out.startswith("某市图书馆条例\n")
    assert "图书馆八座。\n" in outcome.out
    assert outcome.err == "xiuding: the text of 2023-05-01\n"


def test_a_place_of_now_is_found_under_its_number_of_then(repo: Path, xiuding: Callable) -> None:
    for day, number in (("2020-01-01", "第四条"), ("2022-01-01", "第五条")):
        outcome = xiuding("text", "第五条", "--on", day, "--follow", "--repo", repo)
        assert outcome.out.startswith(f"{number}　违反本条例")
        assert ("第五条 was 第四条 then" in outcome.err) == (number == "第四条")
    assert xiuding("text", "第五条", "--on", "2020-01-01", "--repo", repo).code == 4  # there was none


def test_a_place_that_was_not_there_names_the_clause_that_made_it(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("text", "第三条", "--on", "2020-01-01", "--follow", "--repo", repo)
    assert (outcome.code, outcome.out) == (6, "")
    assert "第三条 was added by 2021-09-03 二" in outcome.err
    assert xiuding("text", "--follow", "--repo", repo).code == 2


def test_before_the_first_text_there_is_none(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("text", "--on", "2018-05-03", "--repo", repo)
    assert (outcome.code, outcome.out) == (6, "")
    assert "the first text is that of 2018-05-04" in outcome.err


def test_a_text_is_written_in_the_form_its_name_asks_for(
    repo: Path, tmp_path: Path, xiuding: Callable
) -> None:
    for place in ([], ["第二章"], ["第四条第二项"]):
        plain = xiuding("text", *place, "--on", "2022-01-01", "--repo", repo).out
        made = tmp_path / "文本.docx"
        assert xiuding("text", *place, "--on", "2022-01-01", "--repo", repo, "-o", made).code == 0
        assert zipfile.is_zipfile(made)
        assert xiuding("read", made).out == plain


def test_a_clause_with_a_day_of_its_own_is_told(tmp_path: Path, repo: Path, xiuding: Callable) -> None:
    third = DECISION.replace("2021年9月3日", "2025年4月5日").replace("2021年10月1日", "2025年7月1日")
    third = third[: third.index("二、")].replace("“三座”修改为“五座”", "“八座”修改为“九座”")
    third += "二、将第三条中的“鼓励”修改为“支持”。\n本决定自2025年7月1日起施行。"
    for own, day, said in (
        ("2026年1月1日", "2025-08-01", "2025-04-05 二: in force from 2026-01-01, in the text already"),
        ("2025年5月1日", "2025-06-01", "2025-04-05 二: in force from 2025-05-01, not in the text yet"),
    ):
        order = write(tmp_path, "三.txt", f"{third}本决定第二条自{own}起施行。\n")
        again = tmp_path / f"沿革{own}"
        assert xiuding("init", tmp_path / "条例.txt", "-o", again).code == 0
        names = [tmp_path / "一.txt", tmp_path / "二.txt", order]
        assert xiuding("apply", *names, "--repo", again).code == 0
        outcome = xiuding("text", "第三条", "--on", day, "--repo", again)
        assert said in outcome.err
        assert said.partition(", ")[2] not in xiuding("text", "--on", "2027-01-01", "--repo", again).err
        data = json.loads(xiuding("text", "--on", day, "--repo", again, "-f", "json").out)
        assert [clause["label"] for clause in data["early"] + data["late"]] == ["二"]


def test_texts_that_never_were_are_not_made_up(tmp_path: Path, repo: Path, xiuding: Callable) -> None:
    back = SECOND.replace("五座”修改为“八座", "八座”修改为“十座").replace("2023年5月1日", "2022年5月1日")
    order = write(tmp_path, "早.txt", back.replace("2023年4月6日", "2023年4月7日"))  # it looks back
    assert xiuding("apply", order, "--repo", repo).code == 0
    outcome = xiuding("text", "第二条", "--on", "2022-06-01", "--repo", repo)
    assert (outcome.code, outcome.out) == (6, "")
    assert "2022-05-01 is applied after 2023-05-01" in outcome.err
    assert "五座" in xiuding("text", "第二条", "--on", "2022-04-30", "--repo", repo).out
    assert "十座" in xiuding("text", "第二条", "--on", "2023-05-01", "--repo", repo).out


def test_days_between_versions_are_compared(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("diff", "2020-01-01", "2022-01-01", "第二条", "--repo", repo)
    assert "[-三-]" in outcome.out or "[-三座-]" in outcome.out
    assert "2020-01-01: the text of 2018-05-04\n" in outcome.err
    assert "2022-01-01: the text of 2021-10-01\n" in outcome.err
    assert xiuding("diff", "2010-01-01", "2022-01-01", "--repo", repo).code == 6
    assert "no such file" in xiuding("diff", "2020-1-1", "2022-01-01", "--repo", repo).err


def test_a_day_may_be_written_as_texts_print_it(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("text", "第二条", "--on", "2022年1月1日", "--repo", repo)
    assert outcome.out == "第二条　市设图书馆五座。\n"
    assert xiuding("text", "第二条", "--on", "去年", "--repo", repo).code == 2


def test_two_places_are_not_one_in_the_other(repo: Path, xiuding: Callable) -> None:
    for place in (["第三条", "第二条"], ["第二条第一章"]):
        outcome = xiuding("text", *place, "--repo", repo)
        assert (outcome.code, outcome.out) == (2, "")
    assert xiuding("text", "第二章", "第四条", "--repo", repo).out.startswith("第四条　图书馆应当：\n")
