"""The bundled plan: two witnesses become sixty commits, and what is tracked is what is built."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from xiuding import history, markdown
from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck
from xiuding.originals import instrument
from xiuding.redline import compare, drafted

ROOT = Path(__file__).parent.parent
NAME = "nmg-public-services"
PLAN = ROOT / "plan_versions" / NAME
SLUG = "内政办发-2022-62号"
# How many clauses stand under each heading: a number, or one for each sub-heading (0: the heading itself).
OUTLINE = [3, 2, 2, [2, 3, 3, 4, 2, 2, 3, 7], 5, [2, 3], [3, 0], [3, 2, 0, 0], [2, 3, 0]]


def _ids() -> Iterator[str]:
    for chapter, below in enumerate(OUTLINE, 1):
        for section, count in enumerate([0] * below if isinstance(below, int) else below, 1):
            if count:
                yield from (f"{chapter}.{section}.{number}" for number in range(1, count + 1))
            else:
                yield f"{chapter}.{section}"


CLAUSES = list(_ids())


class Built(NamedTuple):
    plan: Path
    diffs: Path
    history: History


def _copy(folder: Path) -> Path:
    target = folder / "plan_versions" / NAME
    target.mkdir(parents=True)
    for name in ("plan.toml", "contents.txt"):
        shutil.copy(PLAN / name, target / name)
    shutil.copytree(PLAN / "instruments", target / "instruments")
    return target


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    from xiuding.cli import main

    plan = _copy(tmp_path_factory.mktemp("checkout"))
    assert main(["build", str(plan)]) == 0
    made = History.open(plan / "history")
    yield Built(plan, plan.parent.parent / "diffs" / NAME, made)
    made.close()


@pytest.fixture
def after(built: Built) -> Document:
    return markdown.load(built.history.read_tree("2022-08-17"))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_witnesses_are_those_received(seeds: Path) -> None:
    assert _files(PLAN / "instruments") == _files(seeds)


def test_tracked_versions_are_those_built(built: Built) -> None:
    assert _files(built.plan / "versions") == _files(PLAN / "versions")
    for version in ("2021-11-05", "2022-08-17"):
        assert built.history.read_tree(version) == {
            path: data.decode() for path, data in _files(PLAN / "versions" / version).items()
        }


def test_tracked_redlines_are_those_built(built: Built) -> None:
    tracked, made = _files(ROOT / "diffs" / NAME), _files(built.diffs)
    assert tracked.keys() == made.keys()
    assert [path for path in made if made[path] != tracked[path]] == []


def test_plain_git_shows_sixty_clauses_in_order(built: Built) -> None:
    form = "--format=%(trailers:key=Clause,valueonly)"
    log = subprocess.run(
        ["git", "-C", built.plan / "history", "log", "--reverse", form],
        capture_output=True,
        text=True,
        check=True,
    )
    assert log.stdout.split() == CLAUSES
    assert len(CLAUSES) == 60


def test_every_clause_has_its_tag_and_its_trailers(built: Built) -> None:
    order, _ = instrument(built.history.inputs(SLUG))
    for clause, record in zip(order.clauses, built.history.log[1:], strict=True):
        assert f"clause/{SLUG}/{clause.id}" in record.tags
        assert record.label == clause.label
        assert record.values("Operation") == tuple(edit.op for edit in clause.edits)
        assert record.value("Instrument") == "内政办发〔2022〕62号"
        assert record.value("Effective-Date") == "2022-08-17"
        assert record.subject.startswith(f"{clause.label} ")
        assert record.body.startswith(clause.text.strip())
    assert built.history.log[0].tags == ("2021-11-05",)
    assert "2022-08-17" in built.history.log[-1].tags


def test_every_clause_changes_the_file_of_its_chapter_alone(built: Built) -> None:
    numerals = "一二三四五六七八九"
    for record in built.history.log[1:]:
        (path,) = record.paths
        assert record.clause is not None
        assert path.startswith(f"第{numerals[int(record.clause[0]) - 1]}章 ")


def test_clauses_about_words_change_these_words_alone(built: Built) -> None:
    order, _ = instrument(built.history.inputs(SLUG))
    checked = 0
    for clause, record in zip(order.clauses, built.history.log[1:], strict=True):
        if any(edit.op not in ("replace-text", "insert-text", "delete-text") for edit in clause.edits):
            continue
        parent = built.history.parent(record.id)
        assert parent is not None
        sides = [built.history.read_tree(commit)[record.paths[0]] for commit in (parent, record.id)]
        old, new = (list(markdown.loads(side).lines()) for side in sides)
        anchors = [(getattr(e, "old", None), getattr(e, "new", None)) for e in clause.edits]
        passages = [(old.line if old else "", new.line if new else "") for old, new in anchors]
        for row in compare(old, new):
            if row.kind != "equal":
                assert row.old is not None
                assert row.new is not None
                assert drafted(row.old, row.new, passages), (clause.id, row)
        checked += 1
    assert checked == 29


def test_the_history_proves_itself(built: Built) -> None:
    assert fsck(built.history, history.recompute) == ()


def test_what_the_notice_orders_is_done(after: Document) -> None:
    text = after.dump()
    assert "75支" in text
    assert "73支" not in text
    assert "优军服务保障" not in text
    assert "第八节 文体服务保障" in text
    assert _sections(after, "第九章") == [
        "第一节 加强公共服务财力保障",
        "第二节 加强公共服务人力资源队伍建设",
        "第三节 保障设施用地需求",
        "第四节 加强公共服务信用体系建设",
    ]
    assert _sections(after, "第七章")[1:] == [
        "第二节 推进基本公共服务便利可及",
        "第三节 推动城市群公共服务共建共享",
    ]
    assert len(_rows(after)) == 1 + 23


def test_the_base_has_twenty_four_indicators(built: Built) -> None:
    assert len(_rows(markdown.load(built.history.read_tree("2021-11-05")))) == 1 + 24


def test_the_base_says_nothing_that_its_sources_do_not(built: Built) -> None:
    order, _ = instrument(built.history.inputs(SLUG))
    contents = (PLAN / "contents.txt").read_text("utf-8")
    sources = (order.text + contents).translate(str.maketrans("‘’", "“”")) + "2021年11月5日印发"
    base = markdown.load(built.history.read_tree("2021-11-05"))
    for node in base.walk():
        if node.unit is Unit.NOTE:
            continue
        for text in (node.text, *(cell for row in node.rows or () for cell in row)):
            for piece in re.split(r"〔原文未载〕|(?<=[^0-9])。(?=〔)", text):
                assert piece.replace("\t", "") in sources.replace("　", ""), piece


def test_the_front_page_says_that_the_base_is_a_reconstruction(built: Built) -> None:
    assert "复原" in built.history.read_tree("2021-11-05")["卷首.md"]
    assert built.history.log[0].value("Base") == "reconstruction"


@pytest.mark.slow
def test_another_time_zone_and_language_make_the_same_ids(
    built: Built, tmp_path: Path, xiuding_process: Callable
) -> None:
    plan = _copy(tmp_path)
    outcome = xiuding_process("build", plan, TZ="America/St_Johns", LANG="zh_CN.UTF-8", LC_ALL="C")
    assert outcome.code == 0, outcome.err
    with History.open(plan / "history") as other:
        assert other.head == built.history.head
        assert other.refs == built.history.refs
    assert _files(tmp_path / "diffs" / NAME) == _files(built.diffs)


def test_building_again_replaces_what_was_built(tmp_path: Path, xiuding: Callable) -> None:
    plan = _copy(tmp_path)
    for _ in range(2):
        assert xiuding("build", plan).code == 0
        (plan / "versions" / "left over.md").write_text("x")
    assert xiuding("build", plan).code == 0
    assert sorted(p.name for p in (plan / "versions").iterdir()) == ["2021-11-05", "2022-08-17"]
    assert sorted(p.name for p in plan.iterdir()) == [
        "contents.txt",
        "history",
        "instruments",
        "plan.toml",
        "versions",
    ]


def test_a_manifest_that_contradicts_its_instrument_builds_nothing(tmp_path: Path, xiuding: Callable) -> None:
    plan = _copy(tmp_path)
    manifest = (plan / "plan.toml").read_text("utf-8").replace("〔2022〕62号", "〔2022〕63号")
    (plan / "plan.toml").write_text(manifest, "utf-8")
    outcome = xiuding("build", plan)
    assert outcome.code == 3
    assert "62号" in outcome.err
    assert sorted(p.name for p in plan.iterdir()) == ["contents.txt", "instruments", "plan.toml"]


def _sections(document: Document, chapter: str) -> list[str]:
    return [n.heading for n in document.walk() if n.unit is Unit.SECTION and _under(n, chapter)]


def _under(node: Node, label: str) -> bool:
    return any(above.label == label for above in node.ancestors())


def _rows(document: Document) -> list[tuple[str, ...]]:
    (table,) = [n for n in document.walk() if n.unit is Unit.TABLE]
    return list(table.rows or ())
