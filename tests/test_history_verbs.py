"""The verbs of histories: init, apply, log, show, status, reconstruct, and how they refuse."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from history_support import BASE, DECISION, SECOND, write
from xiuding.ledger.history import History

LABEL = "某市人民代表大会常务委员会关于修改《某市图书馆条例》的决定"


@pytest.fixture
def repo(tmp_path: Path, xiuding: Callable) -> Path:
    outcome = xiuding("init", write(tmp_path, "条例.txt", BASE), "-o", tmp_path / "沿革")
    assert outcome.code == 0, outcome.err
    return tmp_path / "沿革"


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    return write(tmp_path, "决定.txt", DECISION)


@pytest.fixture
def amended(repo: Path, decision: Path, xiuding: Callable) -> Path:
    assert xiuding("apply", decision, "--repo", repo).code == 0
    return repo


def head(repo: Path) -> str:
    done = subprocess.run(
        ["git", "-C", repo, "rev-parse", "main"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_apply_lists_its_commits(repo: Path, decision: Path, xiuding: Callable) -> None:
    outcome = xiuding("apply", decision, "--repo", repo)
    assert outcome.out.splitlines()[:2] == [
        "一 将第二条中的“三座”修改为“五座”",
        "二 增加一条，作为第三条：“鼓励社会力量设立图书馆。”",
    ]
    assert "4 commits" in outcome.err


def test_a_dry_run_shows_the_same_and_writes_nothing(repo: Path, decision: Path, xiuding: Callable) -> None:
    before = head(repo)
    dry = xiuding("apply", decision, "--repo", repo, "--dry-run")
    assert head(repo) == before
    assert dry.out == xiuding("apply", decision, "--repo", repo).out


def test_an_instrument_is_applied_once(amended: Path, decision: Path, xiuding: Callable) -> None:
    before = head(amended)
    outcome = xiuding("apply", decision, "--repo", amended)
    assert outcome.code == 5
    assert "already" in outcome.err
    assert LABEL in outcome.err
    assert head(amended) == before


NUMBERED = DECISION.replace("的决定\n（2021", "的决定\n某常发〔2021〕3号\n（2021", 1)


def test_two_copies_of_an_instrument_are_collated(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    one = write(tmp_path, "甲本.txt", NUMBERED)
    two = write(tmp_path, "乙本.txt", NUMBERED.replace("“三座”", "“三 座”"))
    outcome = xiuding("apply", one, two, "--repo", repo)
    assert outcome.code == 0, outcome.err
    with History.open(repo) as history:
        assert set(history.inputs("某常发-2021-3号")) == {"甲本.txt", "乙本.txt", "run.json"}
    assert xiuding("fsck", repo).code == 0


def test_copies_without_a_number_are_collated(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    one = write(tmp_path, "甲本.txt", DECISION)
    two = write(tmp_path, "乙本.txt", DECISION)
    outcome = xiuding("apply", one, two, "--repo", repo)
    assert outcome.code == 0, outcome.err
    assert "4 commits" in outcome.err
    assert xiuding("fsck", repo).code == 0


def test_numbers_without_a_year_come_again(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    numbered = [text.replace("某市人民", "公告\n第12号\n某市人民", 1) for text in (DECISION, SECOND)]
    orders = [write(tmp_path, f"{at}.txt", text) for at, text in enumerate(numbered)]
    after = tmp_path / "后.txt"
    assert xiuding("consolidate", tmp_path / "条例.txt", *orders, "-o", after).code == 0
    assert "八座" in after.read_text(encoding="utf-8")
    for order in orders:
        outcome = xiuding("apply", order, "--repo", repo)
        assert outcome.code == 0, outcome.err
    assert xiuding("fsck", repo).code == 0
    commits = json.loads(xiuding("log", "--repo", repo, "-f", "json").out)["commits"]
    assert {commit["instrument"] for commit in commits[1:]} == {LABEL}


OVERRIDES = """
[[override]]
in = "{}"
find = "{}"
replace = "{}"
reason = "印本误字"
"""


def test_faults_of_an_instrument_are_corrected_as_data(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    wrong = write(tmp_path, "错.txt", DECISION.replace("“三座”", "“四座”"))
    right = write(tmp_path, "校正.toml", OVERRIDES.format("instrument", "“四座”", "“三座”"))
    stale = write(tmp_path, "旧.toml", OVERRIDES.format("instrument", "“六座”", "“三座”"))
    assert xiuding("apply", wrong, "--repo", repo, "--overrides", stale).code == 4
    assert xiuding("apply", wrong, "--repo", repo, "--overrides", right).code == 0
    assert xiuding("fsck", repo).code == 0


def test_faults_of_a_text_are_corrected_as_data(tmp_path: Path, decision: Path, xiuding: Callable) -> None:
    wrong = write(tmp_path, "错.txt", BASE.replace("三座", "三坐"))
    right = write(tmp_path, "校正.toml", OVERRIDES.format("base", "三坐", "三座"))
    assert xiuding("init", wrong, "-o", tmp_path / "h", "--overrides", right).code == 0
    assert xiuding("apply", decision, "--repo", tmp_path / "h", "--overrides", right).code == 0
    assert xiuding("fsck", tmp_path / "h").code == 0


def test_a_chain_applies_whole_or_not_at_all(
    repo: Path, decision: Path, tmp_path: Path, xiuding: Callable
) -> None:
    before = head(repo)
    second = write(tmp_path, "决定二.txt", SECOND)
    assert xiuding("apply", second, decision, "--repo", repo).code == 4
    assert head(repo) == before
    assert xiuding("apply", decision, second, "--repo", repo).code == 0


def test_a_clause_that_does_not_fit_is_named(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    wrong = write(tmp_path, "错.txt", DECISION.replace("“三座”", "“四座”"))
    before = head(repo)
    outcome = xiuding("apply", wrong, "--repo", repo)
    assert outcome.code == 4
    assert outcome.err.startswith("xiuding: 一：")
    assert len(outcome.err.splitlines()) == 1
    assert head(repo) == before


def test_an_instrument_without_clauses_is_not_understood(
    repo: Path, tmp_path: Path, xiuding: Callable
) -> None:
    assert xiuding("apply", write(tmp_path, "空.txt", "通知\n各单位：\n"), "--repo", repo).code == 3


@pytest.mark.parametrize("text", [b"\xff\xfe\x00\x00\xff", b""])
def test_an_unreadable_text_begins_nothing(tmp_path: Path, xiuding: Callable, text: bytes) -> None:
    (tmp_path / "坏.txt").write_bytes(text)
    outcome = xiuding("init", tmp_path / "坏.txt", "-o", tmp_path / "h")
    assert outcome.code in (2, 6)
    assert not (tmp_path / "h").exists()


def test_a_missing_file_is_unreadable(repo: Path, xiuding: Callable) -> None:
    outcome = xiuding("apply", repo / "没有.txt", "--repo", repo)
    assert outcome.code == 6
    assert "没有.txt" in outcome.err


def test_uncommitted_changes_are_refused(repo: Path, decision: Path, xiuding: Callable) -> None:
    (repo / "第一章 总则.md").write_text("改\n", "utf-8")
    outcome = xiuding("apply", decision, "--repo", repo)
    assert outcome.code == 5
    assert "第一章 总则.md" in outcome.err


def test_only_a_history_is_opened(tmp_path: Path, decision: Path, xiuding: Callable) -> None:
    assert xiuding("apply", decision, "--repo", tmp_path).code == 5
    assert xiuding("log", "--repo", tmp_path / "没有").code == 5


def test_init_does_not_write_over_a_folder(tmp_path: Path, repo: Path, xiuding: Callable) -> None:
    before = head(repo)
    assert xiuding("init", tmp_path / "条例.txt", "-o", repo).code == 5
    assert head(repo) == before


def test_a_history_that_begins_with_an_instrument_is_doubted(
    tmp_path: Path, decision: Path, xiuding: Callable
) -> None:
    outcome = xiuding("init", decision, "-o", tmp_path / "沿革二")
    assert (outcome.code, "决定.txt reads like an amending instrument" in outcome.err) == (0, True)
    outcome = xiuding("init", write(tmp_path, "条例.txt", BASE), "-o", tmp_path / "沿革三")
    assert (outcome.code, outcome.err.count("\n")) == (0, 1)


def test_damage_of_a_text_is_told_when_its_history_begins(tmp_path: Path, xiuding: Callable) -> None:
    damaged = write(tmp_path, "条例.txt", BASE + "首页　联系我们\n")
    outcome = xiuding("init", damaged, "-o", tmp_path / "沿革四")
    assert outcome.code == 0
    assert "条例.txt: 第四条: the text does not end with a full stop" in outcome.err
    assert "begin it anew with --overrides" in outcome.err


@pytest.mark.parametrize("verb", ["consolidate", "apply"])
def test_an_instrument_about_another_text_is_doubted(verb: str, tmp_path: Path, xiuding: Callable) -> None:
    base = write(tmp_path, "条例.txt", BASE)
    assert xiuding("init", base, "-o", tmp_path / "沿革").code == 0
    other = write(tmp_path, "决定.txt", SECOND.replace("图书馆", "博物馆").replace("五座", "三座"))
    where = ["--repo", tmp_path / "沿革"] if verb == "apply" else []
    outcome = xiuding(verb, *([base] if verb == "consolidate" else []), other, *where)
    assert outcome.code == 0, outcome.err
    assert "amends 《某市博物馆条例》, and the text is called “某市图书馆条例”" in outcome.err


def test_a_text_without_a_date_needs_one(tmp_path: Path, xiuding: Callable) -> None:
    bare = write(tmp_path, "条例.txt", "某市条例\n第一条　甲。\n")
    assert xiuding("init", bare, "-o", tmp_path / "h").code == 2
    assert xiuding("init", bare, "-o", tmp_path / "h", "--date", "2015-03-01").code == 0


# -- reading ----------------------------------------------------------------------------------------
def test_the_log_is_a_line_for_each_commit(amended: Path, xiuding: Callable) -> None:
    lines = xiuding("log", "--repo", amended).out.splitlines()
    assert [line.split()[1] for line in lines] == ["2018-05-04", "1", "2", "3", "closing"]
    assert lines[1].endswith("一 将第二条中的“三座”修改为“五座”")


@pytest.mark.parametrize(
    ("what", "clauses"),
    [
        ("1", ["1"]),
        ("二", ["2"]),
        ("第一章", ["1", "2"]),
        ("第一章第二条", ["1"]),
        ("第二章 第四条", ["3"]),
        ("第三条", ["2", "3"]),
        ("第十条", []),
        ("第九章", []),
    ],
)
def test_the_log_of_a_clause_or_place(
    amended: Path, xiuding: Callable, what: str, clauses: list[str]
) -> None:
    outcome = xiuding("log", what, "--repo", amended, "-f", "json")
    if not clauses:
        assert outcome.code == 5
        assert what in outcome.err
        return
    data = json.loads(outcome.out)
    assert data["schema"] == "xiuding/log/1"
    assert [commit["clause"] for commit in data["commits"]] == clauses


def followed(xiuding: Callable, repo: Path, place: str) -> list[tuple[str, str]]:
    outcome = xiuding("log", place, "--repo", repo, "--follow", "-f", "json")
    assert outcome.code == 0, outcome.err
    return [(commit["clause"], commit["before"]) for commit in json.loads(outcome.out)["commits"]]


def test_a_place_is_followed_through_its_numbers(amended: Path, xiuding: Callable) -> None:
    # 第三条 became 第四条 while the new 第三条 stood before it already
    assert followed(xiuding, amended, "第四条") == [("3", "第三条")]
    assert followed(xiuding, amended, "第三条") == [("2", "")]
    assert followed(xiuding, amended, "第五条") == [("closing", "第四条")]
    assert followed(xiuding, amended, "第二章") == [("3", "第二章"), ("closing", "第二章")]
    line = xiuding("log", "第四条", "--repo", amended, "--follow").out
    assert line.endswith(" (第三条 becomes 第四条)\n")
    line = xiuding("log", "第三条", "--repo", amended, "--follow", "--lang", "zh").out
    assert line.endswith("（第三条为新增）\n")
    assert "becomes" not in xiuding("log", "第二章", "--repo", amended, "--follow").out  # kept its number


def test_a_paragraph_or_item_is_followed_like_its_article(amended: Path, xiuding: Callable) -> None:
    assert followed(xiuding, amended, "第五条第一款") == [("closing", "第四条第一款")]
    assert followed(xiuding, amended, "第四条第二项") == [("3", "第三条第二项")]
    assert followed(xiuding, amended, "第4条第2项") == [("3", "第三条第二项")]


def test_what_cannot_be_followed_is_said(amended: Path, xiuding: Callable) -> None:
    untouched = xiuding("log", "第一条", "--repo", amended, "--follow")
    assert untouched == (0, "", "xiuding: no clause changed 第一条\n")
    assert xiuding("log", "第九条", "--repo", amended, "--follow").code == 4
    assert xiuding("log", "一", "--repo", amended, "--follow").code == 2
    assert xiuding("log", "--repo", amended, "--follow").code == 2


def test_a_place_that_is_gone_is_followed_from_where_it_was_last(tmp_path: Path, xiuding: Callable) -> None:
    text = "某市桥梁办法\n（2020年1月1日公布）\n第一条　甲。\n第二条　乙。\n第三条　丙。\n"
    order = "关于修改《某市桥梁办法》的决定\n一、将第三条中的“丙”修改为“丁”。\n二、删去第三条。\n"
    repo = tmp_path / "沿革"
    assert xiuding("init", write(tmp_path, "办法.txt", text), "-o", repo).code == 0
    made = xiuding("apply", write(tmp_path, "决定.txt", order), "--repo", repo, "--date", "2021-02-01")
    assert made.code == 0, made.err
    assert followed(xiuding, repo, "第三条") == [("1", "第三条"), ("2", "第三条")]


def test_show_gives_the_words_of_the_clause_and_what_it_changed(amended: Path, xiuding: Callable) -> None:
    outcome = xiuding("show", "一", "--repo", amended, "--layout", "inline", "--context", "0")
    assert outcome.code == 0
    assert "将第二条中的“三座”修改为“五座”。" in outcome.out
    assert "第二条　市设图书馆[-三座-]{+五座+}。" in outcome.out
    assert "鼓励" not in outcome.out


def test_show_asks_which_clause_is_meant(amended: Path, tmp_path: Path, xiuding: Callable) -> None:
    outcome = xiuding("show", "第三条", "--repo", amended)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "第三条 was changed by 二、三; show one of them" in outcome.err
    assert xiuding("apply", write(tmp_path, "决定二.txt", SECOND), "--repo", amended).code == 0
    outcome = xiuding("show", "一", "--repo", amended)
    assert outcome.code == 2
    first, second = (f"{LABEL}-{day}" for day in ("2021-09-03", "2023-04-06"))
    assert "--instrument 2021-09-03、2023-04-06" in outcome.err
    for name in (second, "2023-04-06", "2023"):
        shown = xiuding("show", "一", "--repo", amended, "--instrument", name)
        assert (shown.code, "八座" in shown.out) == (0, True)
    assert "图书馆 may be several of: 2021-09-03、2023-04-06" in (
        xiuding("show", "一", "--repo", amended, "--instrument", "图书馆").err
    )
    assert xiuding("show", "一", "--repo", amended, "--instrument", "第9号").code == 2
    status = xiuding("status", "--repo", amended).out
    assert f"{first}  4 clauses" in status
    assert f"{second}  1 clause\n" in status
    assert "--instrument 2021-09-03、2023-04-06" in xiuding("show", "第二条", "--repo", amended).err


def test_the_log_of_several_instruments_tells_them_apart(
    amended: Path, tmp_path: Path, xiuding: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LABEL not in xiuding("log", "--repo", amended).out
    assert xiuding("apply", write(tmp_path, "决定二.txt", SECOND), "--repo", amended).code == 0
    heads = [line for line in xiuding("log", "--repo", amended).out.splitlines() if line.startswith(LABEL)]
    assert heads == [f"{LABEL}, in force from {day}:" for day in ("2021-10-01", "2023-05-01")]
    assert LABEL not in xiuding("log", "第三条", "--repo", amended).out
    monkeypatch.setenv("_XIUDING_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"xiuding show --repo {amended} 一")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert xiuding().out.splitlines() == ["plain,一"]


def test_status_tells_what_of_a_version_comes_into_force_later(
    amended: Path, tmp_path: Path, xiuding: Callable
) -> None:
    assert " in force from " not in xiuding("status", "--repo", amended).out
    order = write(tmp_path, "分期.txt", SECOND + "本决定第一条自2024年1月1日起施行。\n")
    assert xiuding("apply", order, "--repo", amended).code == 0
    assert "  一 in force from 2024-01-01\n" in xiuding("status", "--repo", amended).out


def test_status_tells_a_new_title(amended: Path, tmp_path: Path, xiuding: Callable) -> None:
    assert "now called" not in xiuding("status", "--repo", amended).out
    order = write(
        tmp_path, "改名.txt", SECOND.replace("将第二条中的“五座”修改为“八座”", "名称修改为“某市书馆条例”")
    )
    assert xiuding("apply", order, "--repo", amended).code == 0
    assert "now called 《某市书馆条例》\n" in xiuding("status", "--repo", amended).out


def test_a_clause_that_is_not_there_tells_those_that_are(amended: Path, xiuding: Callable) -> None:
    for verb in ("show", "log"):
        outcome = xiuding(verb, "第九条", "--repo", amended)
        assert (outcome.code, outcome.err.count("\n")) == (5, 1)
        assert "no clause names 第九条; 'xiuding log 第九条 --follow'" in outcome.err
        outcome = xiuding(verb, "九", "--repo", amended)
        assert "is called 九, and it is no place; there are 一、二、三、结尾:" in outcome.err
    assert "nearest is closing:" in xiuding("show", "closng", "--repo", amended).err
    assert "现有一、二、三、结尾，" in xiuding("--lang", "zh", "show", "五", "--repo", amended).err


def test_a_shell_completes_clauses(
    amended: Path, xiuding: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("_XIUDING_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"xiuding show --repo {amended} ")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert xiuding().out.splitlines() == ["plain,1", "plain,2", "plain,3", "plain,closing"]
    monkeypatch.setenv("COMP_WORDS", f"xiuding show --repo {amended} 结")
    assert xiuding().out.splitlines() == ["plain,结尾"]
    monkeypatch.setenv("COMP_WORDS", f"xiuding show --repo {tmp_path / '无'} 结")
    assert xiuding() == (0, "\n", "")


def test_before_any_instrument_there_is_no_clause(repo: Path, xiuding: Callable) -> None:
    assert "no instrument is applied here yet" in xiuding("show", "一", "--repo", repo).err


def test_status_tells_versions_instruments_and_changes(amended: Path, xiuding: Callable) -> None:
    outcome = xiuding("status", "--repo", amended)
    assert "2018-05-04" in outcome.out
    assert "2021-10-01" in outcome.out
    assert f"{LABEL}  4 clauses" in outcome.out
    assert "none uncommitted" in outcome.out
    assert "gaps" not in outcome.out
    (amended / "第一章 总则.md").write_text("改\n", "utf-8")
    assert "第一章 总则.md" in xiuding("status", "--repo", amended).out


def test_the_history_of_the_only_plan_is_found(
    amended: Path, tmp_path: Path, xiuding: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = tmp_path / "checkout" / "plan_versions"
    (plans / "甲").mkdir(parents=True)
    amended.rename(plans / "甲" / "history")
    monkeypatch.chdir(plans.parent)
    assert xiuding("log").code == 0
    monkeypatch.chdir(plans / "甲")
    assert xiuding("log").code == 0
    monkeypatch.chdir(plans / "甲" / "history")
    assert xiuding("log").code == 0
    monkeypatch.chdir(tmp_path)
    outcome = xiuding("log")
    assert (outcome.code, "--repo" in outcome.err) == (5, True)


def test_reconstruct_writes_the_base_with_its_gaps(decision: Path, tmp_path: Path, xiuding: Callable) -> None:
    contents = write(tmp_path, "目录.txt", "# 说明\n第一章 总则\n第二章 服务\n")
    outcome = xiuding("reconstruct", decision, "--title", "某市图书馆条例", "--contents", contents)
    assert outcome.code == 0
    assert "第二条　〔原文未载〕三座〔原文未载〕" in outcome.out.splitlines()
    assert "gaps" in outcome.err


def test_an_older_instrument_is_not_applied_after_a_newer_one(
    repo: Path, decision: Path, tmp_path: Path, xiuding: Callable
) -> None:
    newer = write(tmp_path, "新.txt", SECOND.replace("五座”修改为", "三座”修改为"))
    assert xiuding("apply", newer, "--repo", repo).code == 0
    before = head(repo)
    outcome = xiuding("apply", decision, "--repo", repo)
    assert (outcome.code, head(repo)) == (4, before)
    assert (
        "the instrument of 2021-09-03 is older than the text, which is of 2023-04-06 already" in outcome.err
    )
    oldest = write(tmp_path, "最早.txt", SECOND.replace("2023", "2016"))
    assert "of 2018-05-04 already" in xiuding("apply", oldest, "--repo", repo).err
    later = write(tmp_path, "后施行.txt", DECISION.replace("“三座”修改为“五座”", "“八座”修改为“九座”"))
    assert xiuding("apply", later, "--repo", repo, "--date", "2024-01-01").code == 0


def test_instruments_in_the_wrong_order_are_told(decision: Path, tmp_path: Path, xiuding: Callable) -> None:
    base, second = write(tmp_path, "条例.txt", BASE), write(tmp_path, "二.txt", SECOND)
    assert "is older" not in xiuding("consolidate", base, decision, second).err
    assert "the instrument of 2021-09-03 is older" in xiuding("consolidate", base, second, decision).err
    new = BASE.replace("2018年5月4日", "2024年5月4日")
    outcome = xiuding("consolidate", write(tmp_path, "新文本.txt", new), decision)
    assert (outcome.code, "which is of 2024-05-04 already" in outcome.err) == (0, True)


def test_of_several_instruments_the_one_that_fails_is_named(
    repo: Path, decision: Path, tmp_path: Path, xiuding: Callable
) -> None:
    wrong = write(tmp_path, "误.txt", SECOND.replace("五座”修改为", "六座”修改为"))
    outcome = xiuding("apply", decision, wrong, "--repo", repo)
    assert (outcome.code, outcome.err.count("\n")) == (4, 1)
    assert outcome.err.startswith("xiuding: 2023-04-06 一：第二条: ")
    assert xiuding("consolidate", tmp_path / "条例.txt", decision, wrong).err.startswith(
        "xiuding: 2023-04-06 一：第二条: "
    )
    assert "xiuding: 一：第二条: " in xiuding("consolidate", tmp_path / "条例.txt", wrong).err


def test_a_text_that_takes_effect_later_than_its_date_is_told(tmp_path: Path, xiuding: Callable) -> None:
    later = write(tmp_path, "后.txt", BASE + "第五条　本条例自2018年9月1日起施行。\n")
    outcome = xiuding("init", later, "-o", tmp_path / "甲")
    assert outcome.code == 0
    assert "takes effect on 2018-09-01; to call it by that, --date 2018-09-01" in outcome.err
    assert "takes effect" not in xiuding("init", later, "-o", tmp_path / "乙", "--date", "2018-09-01").err
    older = write(tmp_path, "前.txt", BASE + "第五条　本条例自2015年5月1日起施行。\n")  # amended since
    assert "takes effect" not in xiuding("init", older, "-o", tmp_path / "丙").err
    at_once = write(tmp_path, "即日.txt", BASE + "第五条　本条例自公布之日起施行。\n")
    assert "takes effect" not in xiuding("init", at_once, "-o", tmp_path / "丁").err


def test_numbers_of_their_time_are_said_to_be_such(amended: Path, tmp_path: Path, xiuding: Callable) -> None:
    assert (
        "a number of their time" not in xiuding("log", "第二条", "--repo", amended).err
    )  # of one instrument
    assert xiuding("apply", write(tmp_path, "二.txt", SECOND), "--repo", amended).code == 0
    assert "a number of their time" in xiuding("log", "第二条", "--repo", amended).err
    for arguments in (["第二条", "--follow"], ["一"], []):
        assert "a number of their time" not in xiuding("log", *arguments, "--repo", amended).err
