"""`xiuding read`: the text of a file, and everything that was left out of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = """<html><head><title>某市条例</title></head><body><div>当前位置：<a href="/">首页</a> &gt; 法规</div>
<p>某市条例</p><p>第一条　甲。</p><table><tr><td>项目<td>数<tr><td>乙<td>1</table></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "条例.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_text_is_shown_and_what_is_not_of_it_is_told(page: Path, xiuding: Callable) -> None:
    outcome = xiuding("read", page)
    assert (outcome.code, outcome.out) == (0, "某市条例\n第一条　甲。\n项目\t数\n乙\t1\n")
    assert outcome.err.splitlines() == [
        "xiuding: left out, title of the web page: 某市条例",
        "xiuding: left out, breadcrumb of a web page: 当前位置：首页 > 法规",
    ]
    assert "略去（网页标题）：某市条例" in xiuding("--lang", "zh", "read", page).err


def test_page_numbers_are_told_once(tmp_path: Path, xiuding: Callable) -> None:
    path = tmp_path / "条例.txt"
    path.write_text("某市条例\n— 1 —\n第一条　甲。\n— 2 —\n", encoding="utf-8")
    assert xiuding("read", path).err == "xiuding: left out, page number: — 1 — (2 times)\n"


def test_everything_is_in_the_json(page: Path, xiuding: Callable) -> None:
    data = json.loads(xiuding("read", page, "--format", "json").out)
    assert (data["schema"], data["name"], data["format"]) == ("xiuding/manuscript/1", "条例.html", "html")
    assert data["paragraphs"][1] == {"text": "第一条　甲。", "page": None, "rows": None, "heading": None}
    assert data["paragraphs"][2]["rows"] == [["项目", "数"], ["乙", "1"]]
    assert [each["text"] for each in data["dropped"]] == ["某市条例", "当前位置：首页 > 法规"]
    assert data["notes"] == []


def test_the_file_is_not_written_over(page: Path, xiuding: Callable) -> None:
    assert xiuding("read", page, "-o", page).code == 7
    assert page.read_text(encoding="utf-8") == PAGE
