"""The pages in Chromium: keys, search, deep links, light, themes, phone width, paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser_support import CHROMIUM, Browser, browser
from render_support import HOSTILE, SAMPLE, sample_plan
from xiuding.render.html import diff_page, plan_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for path, page in plan_pages(sample_plan()):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(page, encoding="utf-8")
    (folder / "diff.html").write_text(diff_page(SAMPLE, title="规划", drafted=SAMPLE), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def seen(window: Browser, selector: str) -> bool:
    return window.run(f"(e => !!e && e.getClientRects().length > 0)(document.querySelector(`{selector}`))")


def style(window: Browser, selector: str, name: str) -> str:
    return window.run(f"getComputedStyle(document.querySelector(`{selector}`)).{name}")


def test_nothing_but_the_page_is_loaded(window: Browser, pages: Path) -> None:
    window.open(pages / "index.html")
    assert window.requests == [(pages / "index.html").as_uri()]


def test_a_deep_link_opens_its_clause_or_its_place_in_the_text(window: Browser, pages: Path) -> None:
    window.open(pages / "index.html", "#4.8.1")
    assert window.run("document.activeElement.id") == "4.8.1"
    assert window.run("document.querySelector('.index .here').dataset.clause") == "4.8.1"
    assert not seen(window, ".text")
    window.open(pages / "index.html", "#t-4.8.1")
    assert seen(window, ".text")
    assert not seen(window, ".clauses")


def test_keys_step_through_the_clauses(window: Browser, pages: Path) -> None:
    window.open(pages / "index.html")
    visited = []
    for key in "jjjjk":
        window.press(key)
        visited.append(window.run("document.activeElement.id"))
    assert visited == ["1.1", "1.2", "4.8.1", "4.8.1", "1.2"]


def test_an_entry_of_the_index_takes_two_lines_at_most(window: Browser, pages: Path) -> None:
    window.open(pages / "index.html")
    window.run("document.querySelector('.index .snippet').textContent = '乌兰牧骑'.repeat(20)")
    height = window.run("document.querySelector('.index li a').clientHeight")
    line = float(style(window, ".index li a", "lineHeight").removesuffix("px"))
    assert round(height / line) == 2


def test_search_and_kind_leave_what_fits(window: Browser, pages: Path) -> None:
    listed = "[...document.querySelectorAll('.index li:not([hidden])')].map(e => e.dataset.clause).join(' ')"
    window.open(pages / "index.html")
    window.press("/")
    for character in "75支":
        window.call("Input.insertText", text=character)
    assert window.run(listed) == "1.1 1.2"
    assert window.run("document.querySelector('#count').value") == "2 / 3 条"
    assert not seen(window, "article[id='4.8.1']")
    window.press("Escape")
    assert window.run(listed) == "1.1 1.2 4.8.1"
    window.run("document.querySelector('#kind').value = 'delete-node'")
    window.run("document.querySelector('#kind').dispatchEvent(new Event('input'))")
    assert window.run(listed) == "4.8.1"


def test_hover_lights_a_change_and_its_clause_and_focus_does_too(window: Browser, pages: Path) -> None:
    said = "/〔(插入|删除)：|〕/g"
    lit = f"[...document.querySelectorAll('.lit')].map(e => e.textContent.replace({said}, ''))"
    window.open(pages / "index.html", "#t-1.1")
    window.hover(".text ins[data-clause='1.2']")
    found = window.run(lit)
    assert "6座" in found
    assert "一（二）" in found  # the link in the margin
    assert "75支" not in found
    window.run("document.querySelector('.whose a[data-clause=\"1.1\"]').focus()")
    found = window.run(lit)
    assert "75支" in found
    assert "6座" not in found


def test_ways_of_showing_are_chosen_by_key(window: Browser, pages: Path) -> None:
    window.open(pages / "diff.html")
    assert seen(window, ".refined .changed .old")
    assert not seen(window, ".refined .changed .both")
    window.press("i")
    assert not seen(window, ".refined .changed .old")
    assert seen(window, ".refined .changed .both")
    assert not seen(window, ".drafted .changed .both")
    window.press("d")
    assert seen(window, ".drafted .changed .both")
    assert not seen(window, ".refined")


def test_dark_and_light_follow_the_system_and_the_choice(window: Browser, pages: Path) -> None:
    window.media(prefers_color_scheme="dark")
    window.open(pages / "diff.html")
    dark = style(window, "body", "backgroundColor")
    window.press("t")
    light = style(window, "body", "backgroundColor")
    window.media(prefers_color_scheme="light")
    assert style(window, "body", "backgroundColor") == light != dark
    window.press("t")
    assert style(window, "body", "backgroundColor") == dark


CONTRASTS = """(() => {
  const part = value => value / 255 <= .03928 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
  };
  const worst = {};
  for (const e of document.querySelectorAll('body *')) {
    const words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!words || !e.getClientRects().length || e.matches('.vh')) continue;
    const [a, b] = [light(colour(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const name = `${e.tagName} ${e.className}`;
    worst[name] = Math.min(ratio, worst[name] ?? 99);
  }
  return worst;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(window: Browser, pages: Path, scheme: str) -> None:
    window.media(prefers_color_scheme=scheme)
    for page, prepare in (
        ("index.html", ""),
        ("index.html", "document.getElementById('view-text').checked = true"),
        ("diff.html", ""),
        ("clauses/4.8.1.html", ""),
    ):
        window.open(pages / page)
        window.run(prepare)
        if prepare:
            window.hover(".text [data-clause]")
        found = window.run(CONTRASTS)
        assert found
        assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}
    window.media()


def test_changes_are_told_without_colour(window: Browser, pages: Path) -> None:
    window.open(pages / "diff.html")
    assert "line-through" in style(window, ".row del", "textDecorationLine")
    assert "underline" in style(window, ".row ins", "textDecorationLine")


@pytest.mark.parametrize("page", ["index.html", "diff.html", "clauses/4.8.1.html"])
def test_a_phone_shows_one_column_and_never_scrolls_sideways(window: Browser, pages: Path, page: str) -> None:
    window.open(pages / page, width=360, height=700)
    assert window.run("document.documentElement.scrollWidth") <= 360
    assert not seen(window, "#choice-layout")
    if page == "diff.html":
        assert seen(window, ".changed .both")
        assert not seen(window, ".changed .old")


def test_three_columns_stand_side_by_side(window: Browser, pages: Path) -> None:
    window.open(pages / "index.html", "#1.1")
    left = "document.querySelector(`article[id='1.1'] ${s}`).getBoundingClientRect().x"
    lefts = window.run(f"['.old', '.words', '.new'].map(s => {left})")
    assert lefts == sorted(lefts)
    assert lefts[2] - lefts[0] > 500


def test_hostile_text_runs_nothing(window: Browser, tmp_path: Path) -> None:
    page = tmp_path / "hostile.html"
    page.write_text(diff_page(HOSTILE, title="</title><script>document.title='x'</script>"), encoding="utf-8")
    window.open(page)
    assert window.run("document.title").startswith("</title>")
    assert window.run("document.scripts.length") == 1


def test_paper_has_the_changes_in_line_and_no_controls(window: Browser, pages: Path, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    window.open(pages / "diff.html")
    window.print(tmp_path / "redline.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "redline.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "73支75支" in "".join(text.split())
    assert "左右对照" not in text
