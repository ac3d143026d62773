"""Clauses as commits: what is written, what is refused, and that the same files make the same ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from history_support import AMENDED, BASE, DECISION, SECOND
from xiuding import history, markdown, originals
from xiuding.consolidate import apply_clauses
from xiuding.errors import DoesNotApply, NotUnderstood, RepositoryError, UsageError
from xiuding.instrument.load import load
from xiuding.ledger.history import History
from xiuding.ledger.nouns import Inputs
from xiuding.ledger.proof import fsck
from xiuding.readers import read
from xiuding.structure import from_manuscript

BASE_FILES = originals.text_run("条例.txt", BASE.encode())
DECISION_FILES = originals.instrument_run({"决定.txt": DECISION.encode()})
SECOND_FILES = originals.instrument_run({"决定二.txt": SECOND.encode()})


@pytest.fixture
def made(tmp_path: Path) -> Iterator[History]:
    base = history.base_commit(BASE_FILES)
    with History.create(tmp_path / "h", base, inputs=Inputs(history.BASE_SLUG, BASE_FILES)) as made:
        yield made


def append(made: History, files: originals.Files) -> tuple[str, ...]:
    text = made.read_tree(made.head)
    commits, inputs = history.clause_commits(text, files, tags=made.tags)
    return made.append(commits, inputs, check=partial(history.check, commits, text))


def test_the_base_is_the_first_commit_with_the_date_of_its_note(made: History) -> None:
    (record,) = made.log
    assert record.subject == "某市图书馆条例（2018-05-04）"
    assert record.tags == ("2018-05-04",)
    assert record.value("Base") == "text"
    assert sorted(made.read_tree("main")) == ["卷首.md", "第一章 总则.md", "第二章 服务.md"]


def test_a_text_without_a_date_needs_one() -> None:
    bare = BASE.replace(BASE.split("\n")[1] + "\n", "").encode()
    with pytest.raises(UsageError, match="--date"):
        history.base_commit(originals.text_run("条例.txt", bare))
    given = history.base_commit(originals.text_run("条例.txt", bare, issued=date(2015, 3, 1), issuer="某市"))
    assert given.tags == ("2015-03-01",)
    assert given.author.name == "某市"


@pytest.mark.parametrize(
    ("note", "author"),
    [
        ("（2015年3月1日某市第十届人民代表大会常务委员会第三次会议通过）", "某市人民代表大会常务委员会"),
        ("（2015年3月1日某市人民政府第7次常务会议通过，自公布之日起施行）", "某市人民政府"),
        ("（2015年3月1日公布）", "制定机关未载明"),
    ],
)
def test_the_author_of_a_base_is_who_adopted_it(note: str, author: str) -> None:
    text = BASE.replace(BASE.split("\n")[1], note).encode()
    assert history.base_commit(originals.text_run("条例.txt", text)).author.name == author


def test_an_instrument_becomes_a_commit_for_each_clause(made: History) -> None:
    ids = append(made, DECISION_FILES)
    records = made.log[1:]
    assert [record.id for record in records] == list(ids)
    assert [record.clause for record in records] == ["1", "2", "3", "closing"]
    first, _, third, last = records
    assert first.subject == "一 将第二条中的“三座”修改为“五座”"
    assert first.body == "将第二条中的“三座”修改为“五座”。"
    assert first.values("Target") == ("第二条",)
    assert first.values("Place") == ("第一章 第二条",)
    assert first.value("Effective-Date") == "2021-10-01"
    assert first.author.name == "某市人民代表大会常务委员会"
    assert first.author.when.isoformat() == "2021-09-03T00:00:00+08:00"
    assert third.values("Operation") == ("renumber", "replace-node")
    assert "编者注" in last.body
    assert last.values("Operation") == ("reorder",)
    assert "2021-10-01" in last.tags
    document = markdown.load(made.read_tree("2021-10-01"))
    assert document.dump().endswith(AMENDED)


def test_a_chain_of_instruments_goes_on_from_the_last(made: History) -> None:
    append(made, DECISION_FILES)
    append(made, SECOND_FILES)
    assert [name for name, _ in history.versions(made)] == ["2018-05-04", "2021-10-01", "2023-05-01"]
    assert "市设图书馆八座。" in made.read_tree("main")["第一章 总则.md"]
    assert fsck(made, history.recompute) == ()


def test_instruments_of_one_title_and_of_one_day_stay_apart(made: History) -> None:
    slugs = {originals.slug(originals.instrument(files)[0]) for files in (DECISION_FILES, SECOND_FILES)}
    assert len(slugs) == 2
    commits, _ = history.clause_commits(made.read_tree("main"), DECISION_FILES, tags=["2021-10-01"])
    assert commits[-1].tags[-1] == "2021-10-01-2"


def test_the_same_files_make_the_same_ids(made: History, tmp_path: Path) -> None:
    append(made, DECISION_FILES)
    again = History.create(
        tmp_path / "again", history.base_commit(BASE_FILES), inputs=Inputs(history.BASE_SLUG, BASE_FILES)
    )
    append(again, DECISION_FILES)
    assert again.refs == made.refs
    again.close()


def test_nothing_is_made_where_one_clause_is_refused(made: History) -> None:
    wrong = DECISION.replace("“三座”", "“四座”").encode()
    with pytest.raises(DoesNotApply, match=r"^一：.*四座"):
        history.clause_commits(made.read_tree("main"), originals.instrument_run({"决定.txt": wrong}))


def test_nothing_is_made_where_one_clause_is_not_understood(made: History) -> None:
    odd = DECISION.replace("将第二条中的“三座”修改为“五座”。", "第二条请斟酌办理。").encode()
    with pytest.raises(NotUnderstood, match="一"):
        history.clause_commits(made.read_tree("main"), originals.instrument_run({"决定.txt": odd}))


def test_an_instrument_of_another_text_is_refused(made: History) -> None:
    other = (
        "某市人民政府关于修改部分规章的决定\n（2022年1月4日）\n"
        "一、将《甲办法》第二条中的“甲”修改为“乙”。\n二、将《丙办法》第二条中的“甲”修改为“乙”。\n"
    )
    with pytest.raises(DoesNotApply):
        history.clause_commits(made.read_tree("main"), originals.instrument_run({"决定.txt": other.encode()}))


def test_two_witnesses_are_one_instrument() -> None:
    copy = DECISION.replace("五座”", "五座” ").replace("，", ",")
    files = originals.instrument_run({"甲本.txt": DECISION.encode(), "乙本.txt": copy.encode()})
    assert originals.instrument(files)[0].clauses == originals.instrument(DECISION_FILES)[0].clauses


def test_a_file_under_another_name_is_named(made: History) -> None:
    text = made.read_tree("main")
    text["第一章.md"] = text.pop("第一章 总则.md")
    with pytest.raises(RepositoryError, match="第一章"):
        history.clause_commits(text, DECISION_FILES)


def test_staged_commits_with_other_text_are_caught(made: History) -> None:
    text = made.read_tree("main")
    commits, inputs = history.clause_commits(text, DECISION_FILES)
    head = made.head
    spoilt = [replace(commits[0], files={"第一章 总则.md": "别的\n"}), *commits[1:]]
    with pytest.raises(RepositoryError, match="一 "):
        made.append(spoilt, inputs, check=partial(history.check, commits, text))
    assert made.head == head


def test_the_order_of_instruments_is_that_of_the_log(made: History) -> None:
    append(made, SECOND_FILES_FIRST)
    append(made, DECISION_FILES_SECOND)
    commits = [c.trailers[0] for c in history.recompute(made)[1:]]
    assert commits == [("Clause", r.clause) for r in made.log[1:]]
    assert fsck(made, history.recompute) == ()


# The later date sorts first by name and is applied last, or the other way round: the log decides.
SECOND_FILES_FIRST = originals.instrument_run(
    {"二.txt": SECOND.replace("“五座”修改为“八座”", "“三座”修改为“四座”").encode()}
)
DECISION_FILES_SECOND = originals.instrument_run({"一.txt": DECISION.replace("“三座”", "“四座”").encode()})


@pytest.mark.corpus
@pytest.mark.slow
def test_official_texts_have_the_history_that_consolidation_gives(corpus: Path, tmp_path: Path) -> None:
    compared = 0
    for case in sorted((corpus / "cases").iterdir())[::6]:
        before, order = case / "before.txt", case / "instrument.txt"
        if not (before.is_file() and order.is_file()):
            continue
        document = from_manuscript(read(before))
        steps = [step for found in load(read(order)) for step in apply_clauses(document, found)]
        if any(step.status != "applied" for step in steps):
            continue
        files = originals.text_run(before.name, before.read_bytes(), issued=date(2000, 1, 1))
        base = history.base_commit(files)
        with History.create(tmp_path / case.name, base, inputs=Inputs(history.BASE_SLUG, files)) as made:
            witness = {order.name: order.read_bytes()}
            for part in range(originals.count(witness)):
                append(made, originals.instrument_run(witness, part=part, effective=date(2001, 1, 1)))
            assert list(markdown.load(made.read_tree("main")).lines()) == list(document.lines()), case.name
            assert fsck(made, history.recompute) == (), case.name
        compared += 1
    assert compared >= 5


@pytest.mark.parametrize(
    "choices",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"base": 1, "issuer": null, "issued": null}',
        '{"base": "别的.txt", "issuer": null, "issued": null}'.encode(),
        '{"base": "条例.txt", "issuer": 1, "issued": null}'.encode(),
        '{"base": "条例.txt", "issuer": null, "issued": "昨天"}'.encode(),
    ],
)
def test_choices_of_a_base_that_were_tampered_with_are_refused(choices: bytes) -> None:
    with pytest.raises(RepositoryError, match="no readable"):
        originals.base({**BASE_FILES, originals.RUN: choices})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("witnesses", '"决定.txt"'),
        ("witnesses", "[]"),
        ("witnesses", '["别的.txt"]'),
        ("part", "1"),
        ("part", "-1"),
        ("part", '"0"'),
        ("effective", '"2021-13-01"'),
        ("literal", "1"),
    ],
)
def test_choices_of_an_instrument_that_were_tampered_with_are_refused(name: str, value: str) -> None:
    choices = json.loads(DECISION_FILES[originals.RUN]) | {name: json.loads(value)}
    with pytest.raises(RepositoryError, match="no readable"):
        originals.instrument({**DECISION_FILES, originals.RUN: json.dumps(choices).encode()})
