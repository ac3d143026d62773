"""Redlines made by hand and at random, and golden files, for the tests of everything that draws."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from xiuding.redline.model import Change, Redline, Row
from xiuding.render.rows import levels
from xiuding.render.views import ChapterView, ClauseView, InstrumentView, MarkedRow, PlanView

GOLDEN = Path(__file__).parent / "golden" / "render"


def equal(text: str) -> Row:
    return Row("equal", text, text, (Change("=", text),))


def inserted(text: str) -> Row:
    return Row("inserted", None, text, (Change("+", text),))


def deleted(text: str) -> Row:
    return Row("deleted", text, None, (Change("-", text),))


def changed(*pieces: str, renumbering: bool = False, passages: tuple[tuple[int, int], ...] = ()) -> Row:
    """``changed("=每个", "-县", "+旗县")``: each piece with its sign first."""
    changes = tuple(Change(piece[0], piece[1:]) for piece in pieces)  # type: ignore[arg-type]
    old, new = _side(changes, "-"), _side(changes, "+")
    return Row("changed", old, new, changes, renumbering=renumbering, passages=passages)


def moved(number: int, *pieces: str) -> tuple[Row, Row]:
    """The two rows of a moved paragraph: where it stood, where it stands."""
    changes = tuple(Change(piece[0], piece[1:]) for piece in pieces)  # type: ignore[arg-type]
    old, new = _side(changes, "-"), _side(changes, "+")
    inner = () if old == new else changes
    return (
        Row("moved", old, None, (Change("-", old),), move=number),
        Row("moved", None, new, (Change("+", new),), move=number, inner=inner),
    )


def _side(changes: tuple[Change, ...], sign: str) -> str:
    return "".join(change.text for change in changes if change.sign in ("=", sign))


def old_paragraphs(redline: Redline) -> list[str]:
    return [row.old for row in redline if row.old is not None]


def new_paragraphs(redline: Redline) -> list[str]:
    return [row.new for row in redline if row.new is not None]


_gone, _come = moved(1, "=推动建立服务站点，", "-逐步", "+全面", "=落实“一站式”服务。")

SAMPLE = Redline(
    (
        equal("第四章　公共服务均等化"),
        equal("第一节　文体服务"),
        changed("=全区共有乌兰牧骑", "-73支", "+75支", "=，每个旗县", "-建成", "+都建成", "=一个“图书馆”。"),
        equal("〔原文未载〕"),
        _gone,
        deleted("第二节　优抚服务"),
        changed("-第三节", "+第二节", "=　养老服务", renumbering=True),
        equal("到2025年，养老机构护理型床位占比达到55%。"),
        equal("加强老年健康服务。"),
        equal("发展银发经济。"),
        equal("推进医养结合。"),
        inserted("每万人接受公共文化设施服务次数达到5万次。"),
        _come,
        changed("-推进机构医养结合。", "=扩大康复床位供给。", "=支持农村养老。", passages=((0, 2),)),
        changed(
            "=完善", "+普惠性", "=托育体系；", "-", "=鼓励社会力量参与；", "-适时评估。", "+每年评估一次。"
        ),
        changed("=支持社会力量。", "+推进机构医养结合。", passages=((1, 2),)),
    )
)

HOSTILE = Redline(
    (
        changed(
            "=<b>第三条</b>",
            "-\x1b[31m旧\u202e",
            "+<script>alert(1)</script>&amp;\u200b",
            "=|a|`b`*c*_d_\t尾",
        ),
        inserted("\x1b]0;title\x07\x9b2J\ufeff\u2066"),
    )
)


def plan(chapters: tuple[ChapterView, ...], clauses: tuple[ClauseView, ...]) -> PlanView:
    instrument = InstrumentView("某某关于修改《某某规划》的通知", "某政办发〔2022〕6号", date(2022, 8, 17))
    return PlanView("某某规划", instrument, chapters, clauses, subtitle="修改前后对照", reconstruction=True)


def sample_plan() -> PlanView:
    shared = changed("=〔原文未载〕全区共有乌兰牧骑", "-73支", "+75支", "=，", "-5座", "+6座", "=图书馆。")
    owners = (None, "1.1", "1.1", None, "1.2", "1.2", None)
    gone, come = moved(1, "=推动建立", "-站", "+服务站", "=。")
    one = ClauseView(
        "1.1",
        "一（一）",
        "（一）将“基本公共服务”一段中的“73支”修改为“75支”。",
        "第一章　第一节",
        ("replace-text",),
        Redline((changed("=全区共有乌兰牧骑", "-73支", "+75支"),)),
        Redline((changed("=全区共有", "-乌兰牧骑73支", "+乌兰牧骑75支"),)),
        ("“73支”在本段出现1次。",),
    )
    two = ClauseView(
        "1.2", "一（二）", "（二）将“5座”修改为“6座”。", "第一章", ("replace-text",), Redline((shared,))
    )
    three = ClauseView(
        "4.8.1",
        "四（八）1",
        "1.将“第八节 优抚服务”全部删除，\n增加一段：“每年评估一次。”",
        "第四章　第八节",
        ("delete-node", "insert-node", "reorder"),
        Redline((deleted("第八节　优抚服务"), gone, inserted("每年评估一次。"), come)),
    )
    first = ChapterView(
        "第一章　规划背景",
        ("1.1", "1.2"),
        (
            MarkedRow(equal("第一章　规划背景"), level=2),
            MarkedRow(shared, ("1.1", "1.2"), owners),
            MarkedRow(equal("〔原文未载〕")),
        ),
    )
    fourth = ChapterView(
        "第四章　公共服务均等化",
        ("4.8.1",),
        (
            MarkedRow(equal("第四章　公共服务均等化"), level=2),
            *(
                MarkedRow(row, ("4.8.1",), level=level)
                for row, level in zip(three.refined, levels(three.refined), strict=True)
            ),
        ),
    )
    return plan((first, fourth), (one, two, three))


# Characters whose width, escaping or visibility has been a trap somewhere; no ASCII space, which
# a reader of terminal output could not tell from padding.
TRAPS = "章节条第三，。“”（）《》…—·73%a-<>&\"'|*_`~[]{}\\#+\t\u3000𠀀é🐎\u0301"
texts = st.text(alphabet=TRAPS, max_size=40)
# What changes may hold the end of a paragraph.
pieces = st.lists(
    st.tuples(st.just("="), st.text(alphabet=TRAPS, max_size=12))
    | st.tuples(st.sampled_from("-+"), st.text(alphabet=TRAPS + "\n", max_size=12)),
    max_size=8,
)


@st.composite
def redlines(draw: st.DrawFn) -> Redline:
    """Any mixture of rows, moved ones in pairs that lie anywhere."""
    rows: list[Row] = []
    for kind in draw(st.lists(st.sampled_from(["equal", "changed", "inserted", "deleted"]), max_size=8)):
        if kind == "changed":
            signed = [sign + text for sign, text in draw(pieces)]
            rows.append(changed(*signed, renumbering=draw(st.booleans())))
        else:
            rows.append({"equal": equal, "inserted": inserted, "deleted": deleted}[kind](draw(texts)))
    last = draw(st.integers(0, 2))
    for number in range(1, 1 + last):
        for row in moved(number, *(sign + text.replace("\n", "") for sign, text in draw(pieces))):
            rows.insert(draw(st.integers(0, len(rows))), row)
    if draw(st.booleans()):
        _move_a_sentence(draw, rows, last + 1)
    return Redline(tuple(rows))


def _move_a_sentence(draw: st.DrawFn, rows: list[Row], number: int) -> None:
    """A sentence struck in one row and inserted in another or the same."""
    sentence = draw(st.text(alphabet=TRAPS, min_size=1, max_size=8))
    ends = [changed(f"{sign}{sentence}", f"={draw(texts)}", passages=((0, number),)) for sign in "-+"]
    if draw(st.booleans()):
        ends = [
            changed(f"-{sentence}", f"={draw(texts)}", f"+{sentence}", passages=((0, number), (2, number)))
        ]
    for row in ends:
        rows.insert(draw(st.integers(0, len(rows))), row)


def check_golden(name: str, text: str) -> None:
    """`text` is what ``tests/golden/render/<name>`` holds; ``XIUDING_GOLDEN=rewrite`` writes it instead."""
    path = GOLDEN / name
    if os.environ.get("XIUDING_GOLDEN") == "rewrite":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
