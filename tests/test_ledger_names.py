"""Names and messages: anything goes in, only what is safe comes out."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults import sample
from xiuding.ledger.history import History
from xiuding.ledger.message import line, text
from xiuding.ledger.nouns import ClauseCommit, Inputs, Signature
from xiuding.names import safe_name, safe_path, safe_tag

ANYTHING = st.one_of(st.text(), st.text(alphabet="./-\\~ :@{}*con.gitlock\u202e\u200b\x1b\n\"'章"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("第四章 文化.md", "第四章 文化.md"),
        ("../../x", "．．／..／x"),
        ("-rf", "－rf"),
        (".git", "．git"),
        (".g\u200cit", "．git"),
        ("git~1", "git～1"),
        ("con", "con_"),
        ("CON.md", "CON_.md"),
        ("第一章\x1b[31m\u202e", "第一章[31m"),
        ("末尾. .", "末尾．"),
        ("", "_"),
        ('说"不"?', "说＂不＂？"),
    ],
)
def test_hostile_titles_become_plain_names(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_long_names_stay_apart_and_keep_their_ending() -> None:
    one, other = safe_name("章" * 300 + "甲.md"), safe_name("章" * 300 + "乙.md")
    assert one != other
    assert one.endswith(".md")
    assert len(one.encode()) <= 140


@given(ANYTHING)
def test_safe_names_are_one_component_and_stay_as_they_are(title: str) -> None:
    name = safe_name(title)
    assert safe_name(name) == name
    assert "/" not in name
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", " "))
    assert 0 < len(name.encode()) <= 160
    assert safe_path(name) == name


@given(ANYTHING)
def test_safe_paths_and_tags_stay_as_they_are(name: str) -> None:
    assert safe_path(safe_path(name)) == safe_path(name)
    assert safe_tag(safe_tag(name)) == safe_tag(name)


def test_git_accepts_every_safe_tag(tmp_path: Path) -> None:
    names = [
        "a..b",
        ".a",
        "a.lock",
        "a.LOCK.lock",
        "@",
        "@{",
        "a@{b",
        "-d",
        "a b~^:?*[\\",
        "/",
        "a//b/",
        "a.",
        "a./b.",
    ]
    names += [
        "章" * 200,
        "a/.b/c.lock/d",
        "内政办发〔2022〕62号",
        "\x7f\u202e",
        "..",
        ".lock",
        "a.lock.",
        "-.lock",
    ]
    for tag in map(safe_tag, names):
        subprocess.run(["git", "check-ref-format", f"refs/tags/{tag}"], check=True)


HOSTILE = [
    "Clause: 9.9",
    "末段\n\nClause: 9.9\nInstrument: 假",
    "---\nClause: 9.9",
    "\x1b[2J\x00\u202e倒",
    "甲\r\nClause: 9.9\r乙\u2028丙",
    "# 注释\n\n\n",
    "Signed-off-by: x\n (cherry picked from commit x)",
    "\ud800",
    "",
    "   ",
]


def test_hostile_messages_keep_to_their_place(tmp_path: Path) -> None:
    commits = [
        ClauseCommit(
            subject=hostile,
            body=hostile,
            trailers=(("Clause", f"1.{number}"), ("Clause-Label", hostile), ("Target", hostile)),
            author=Signature(f"某<\n{hostile}>", hostile, sample.AMENDED.when),
            files={"章.md": f"{number}\n"},
            tags=(f"t/{number}/{hostile}",),
        )
        for number, hostile in enumerate(HOSTILE)
    ]
    history = History.create(tmp_path / "h", sample.base())
    history.append(commits, Inputs("../-x\n.lock", {"../../通知.txt": b"x"}))
    assert [record.clause for record in history.log[1:]] == [f"1.{number}" for number in range(len(HOSTILE))]
    for record, hostile in zip(history.log[1:], HOSTILE, strict=True):
        assert record.values("Target") == (line(hostile),)
        assert record.body == text(hostile)
        assert len(record.trailers) == 3
    assert history.inputs("../-x\n.lock") == {"．．/．．/通知.txt": b"x"}
    assert sample.git(history.path, "fsck", "--strict") == ""
    shown = sample.git(history.path, "log", "--format=%B%an")
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert "\u202e" not in shown


def test_times_before_1970_are_left_to_the_trailers(tmp_path: Path) -> None:
    early = replace(sample.ENACTED, when=sample.ENACTED.when.replace(year=1954))
    history = History.create(tmp_path / "h", replace(sample.base(), author=early))
    assert history.log[0].author.when.year == 1970
    assert sample.git(history.path, "fsck", "--strict") == ""


@given(st.text())
def test_a_line_is_one_line_and_stays_as_it_is(value: str) -> None:
    assert "\n" not in line(value)
    assert line(line(value)) == line(value)
    assert text(text(value)) == text(value)
