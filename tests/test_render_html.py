"""The pages: both texts can be read back from them, nothing in a text becomes markup, nothing is fetched."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from render_support import (
    HOSTILE,
    SAMPLE,
    changed,
    check_golden,
    new_paragraphs,
    old_paragraphs,
    plan,
    redlines,
    sample_plan,
)
from xiuding.redline.model import Change, Redline, Row
from xiuding.render.html import clause_page, diff_page, plan_pages
from xiuding.render.views import ChapterView, ClauseView, InstrumentView, MarkedRow, PlanView
from xiuding.render.visible import visible

_SPOKEN = "descendant::span[@class='vh'] | descendant::*[@class='move']"


def words(element: html.HtmlElement, *, without: str = "") -> str:
    """The text of an element less what is said about it, and less the elements called `without`."""
    about = set(element.xpath(_SPOKEN)) | (set(element.iter(without)) if without else set())
    parts = []
    for node in element.xpath("descendant::text()"):
        owner = node.getparent() if node.is_text else node.getparent().getparent()
        if not any(e in about for e in [owner, *owner.iterancestors()]):
            parts.append(str(node))
    return "".join(parts)


def parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def shown(paragraphs: list[str]) -> list[str]:
    return ["\n".join(visible(line, keep_tabs=True) for line in text.split("\n")) for text in paragraphs]


@given(redlines(), st.sampled_from([None, 0, 2]))
def test_columns_give_both_texts_back(redline: Redline, context: int | None) -> None:
    page = parse(diff_page(redline, title="规划", context=context))
    rows = page.xpath("//div[contains(@class, 'row ')]")
    kinds = [row.get("class").split()[1] for row in rows]
    assert kinds == [row.kind for row in redline]
    old = [
        row.find("p[@class='old']") for row, made in zip(rows, redline, strict=True) if made.old is not None
    ]
    new = [
        row.find("p[@class='new']") for row, made in zip(rows, redline, strict=True) if made.new is not None
    ]
    assert [words(p) for p in old] == shown(old_paragraphs(redline))
    assert [words(p) for p in new] == shown(new_paragraphs(redline))
    assert not any(True for p in old for _ in p.iter("ins"))
    assert not any(True for p in new for _ in p.iter("del"))


@given(redlines())
def test_lines_with_marks_give_both_texts_back(redline: Redline) -> None:
    page = parse(diff_page(redline, title="规划"))
    changes = [row for row in redline if row.kind == "changed"]
    both = page.xpath("//p[@class='both']")
    assert [words(p, without="ins") for p in both] == shown([row.old or "" for row in changes])
    assert [words(p, without="del") for p in both] == shown([row.new or "" for row in changes])


@given(redlines())
def test_the_consolidated_text_gives_both_texts_back(redline: Redline) -> None:
    chapter = ChapterView("第四章", ("1.1",), tuple(MarkedRow(row, ("1.1",)) for row in redline))
    clause = ClauseView("1.1", "一（一）", "将甲修改为乙。", "第四章", (), redline)
    page = parse(dict(plan_pages(plan((chapter,), (clause,))))["index.html"])
    found = page.xpath("//div[@class='text']//p[contains(@class, 'para')]")
    old, new = [], []
    for p, row in zip(found, redline, strict=True):
        if row.old is not None:
            old.append(words(p, without="ins"))
        if row.new is not None:
            new.append(words(p, without="del"))
    assert old == shown(old_paragraphs(redline))
    assert new == shown(new_paragraphs(redline))


def test_a_plan_has_an_index_and_a_page_for_each_clause() -> None:
    assert [path for path, _ in plan_pages(sample_plan())] == [
        "index.html",
        "clauses/1.1.html",
        "clauses/1.2.html",
        "clauses/4.8.1.html",
    ]


def test_every_link_has_its_target_and_no_target_is_double() -> None:
    pages = {path: parse(page) for path, page in plan_pages(sample_plan())}
    targets = set()
    for path, document in pages.items():
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids))
        targets |= {f"{path}#{target}" for target in ids}
    for path, document in pages.items():
        links = [link if "html" in link else f"{path}{link}" for link in document.xpath("//a/@href")]
        assert len(links) > 1
        assert {link.removeprefix("../") for link in links} <= targets


def test_a_clause_under_no_chapter_or_two_is_an_error() -> None:
    whole = sample_plan()
    with pytest.raises(ValueError, match="one chapter"):
        plan(whole.chapters[:1], whole.clauses)
    with pytest.raises(ValueError, match="one chapter"):
        plan((*whole.chapters, whole.chapters[0]), whole.clauses)


def test_each_change_names_the_clause_that_made_it() -> None:
    document = parse(dict(plan_pages(sample_plan()))["index.html"])
    made = {
        words(e): e.get("data-clause")
        for e in document.xpath("//div[@class='text']//*[self::ins or self::del]")
    }
    assert made["75支"] == "1.1"
    assert made["6座"] == "1.2"
    assert made["每年评估一次。"] == "4.8.1"


def test_a_screen_reader_is_told_what_is_inserted_and_deleted() -> None:
    document = parse(diff_page(SAMPLE, title="规划"))
    assert document.get("lang") == "zh-CN"
    for tag, said in (("ins", "插入："), ("del", "删除：")):
        found = document.xpath(f"//main//{tag}")
        assert found
        assert all(e[0].get("class") == "vh" and said in e[0].text for e in found)


def test_a_gap_is_shown_as_a_gap() -> None:
    document = parse(dict(plan_pages(sample_plan()))["index.html"])
    gaps = document.xpath("//div[@class='text']//span[@class='gap']")
    assert [gap.text for gap in gaps] == ["〔原文未载〕"] * 2


def test_drafted_stands_beside_refined_only_where_given() -> None:
    assert "drafted" not in parse(diff_page(SAMPLE, title="规划")).xpath("string(//main//@class)")
    both = parse(diff_page(SAMPLE, title="规划", drafted=SAMPLE))
    assert [e.get("class") for e in both.xpath("//main/div[contains(@class, 'rows')]")] == [
        "rows refined",
        "rows drafted",
    ]
    assert both.xpath("//input[@id='form-refined']/@checked")


def test_a_table_row_has_cells() -> None:
    row = changed("=学前教育毛入园率\t", "-85", "+≥95", "=\t预期性", "+\t新列")
    document = parse(diff_page(Redline((row,)), title="规划"))
    cells = {
        name: document.xpath(f"//p[@class='{name}']/span/span[@class='cell']") for name in ("old", "new")
    }
    assert [words(cell) for cell in cells["old"]] == ["学前教育毛入园率", "85", "预期性"]
    assert [words(cell) for cell in cells["new"]] == ["学前教育毛入园率", "≥95", "预期性", "新列"]


def test_hostile_text_is_shown_everywhere() -> None:
    bad = "<img src=x onerror=alert(1)>\"'&\x1b[31m\u202e</script>{{ 7*7 }}"
    clause = ClauseView(bad, bad, bad, bad, (bad,), HOSTILE, HOSTILE, (bad,))
    instrument = InstrumentView(bad, bad, date(2022, 8, 17))
    row = Row("changed", bad, bad + "新", (Change("=", bad), Change("+", "新")))
    chapter = ChapterView(bad, (bad,), (MarkedRow(row, (bad,)),))
    whole = PlanView(bad, instrument, (chapter,), (clause,), subtitle=bad)
    pages = [
        diff_page(HOSTILE, title=bad, old_name=bad, new_name=bad),
        clause_page(clause, title=bad, instrument=instrument),
        *(page for _, page in plan_pages(whole)),
    ]
    for page in pages:
        document = parse(page)
        assert len(document.xpath("//script")) == 1
        assert not document.xpath("//img | //*[@onerror]")
        assert "49" not in document.xpath("string(//h1)")
        assert {c for c in page if unicodedata.category(c) in ("Cc", "Cf")} <= {"\n", "\t"}


def test_nothing_is_fetched_and_no_other_script_runs() -> None:
    for _, page in plan_pages(sample_plan()):
        document = parse(page)
        assert not document.xpath("//@src | //link | //iframe | //form")
        assert "url(" not in page
        policy = document.xpath("string(//meta[@http-equiv]/@content)")
        assert re.search(r"default-src 'none'.*script-src 'sha256-[\w+/=]+'", policy)


def test_golden() -> None:
    check_golden("diff.html", _body(diff_page(SAMPLE, title="某某规划", context=1)))
    pages = dict(plan_pages(sample_plan()))
    check_golden("plan.html", _body(pages["index.html"]))
    check_golden("clause.html", _body(pages["clauses/4.8.1.html"]))


def _body(page: str) -> str:
    """The page without its style sheet and script, which would make every golden change with them."""
    return re.sub(r"(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[\w+/=]+", "…", page)
