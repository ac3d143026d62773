"""The docx: accepting gives the new text, rejecting the old, on the XML and in LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from render_support import (
    HOSTILE,
    SAMPLE,
    changed,
    check_golden,
    deleted,
    equal,
    inserted,
    moved,
    new_paragraphs,
    old_paragraphs,
    redlines,
)
from xiuding.redline.model import Redline
from xiuding.render import docx
from xiuding.render.visible import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE_IF = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}


def made(redline: Redline) -> bytes:
    return docx.render(redline, title="某某规划", author="某某人民政府办公厅", day=date(2022, 8, 17))


def part(file: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(name))


def settled(document: etree._Element, how: str) -> list[str]:
    """The paragraphs after all changes are accepted or rejected, a lost mark joining its two paragraphs."""
    gone = GONE_IF[how]
    paragraphs, pending = [], ""
    marks = []
    for paragraph in document.iter(f"{W}p"):
        for text in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            if text.getparent().tag == f"{W}tabs":
                continue
            if text.getparent().getparent().tag not in [W + tag for tag in gone]:
                pending += "\t" if text.tag == f"{W}tab" else text.text
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        marks.append(mark is not None and any(mark.find(W + tag) is not None for tag in gone))
        if not marks[-1]:
            paragraphs.append(pending)
            pending = ""
    assert not marks[-1], "the mark that ends the document is tracked"
    return paragraphs


def wanted(paragraphs: list[str]) -> list[str]:
    """A document without paragraphs is one empty paragraph."""
    return [visible(line, keep_tabs=True) for text in paragraphs for line in text.split("\n")] or [""]


@given(redlines())
def test_accepting_gives_the_new_text_and_rejecting_the_old(redline: Redline) -> None:
    document = part(made(redline))
    assert settled(document, "accept") == wanted(new_paragraphs(redline))
    assert settled(document, "reject") == wanted(old_paragraphs(redline))


@settings(max_examples=40)
@given(redlines())
def test_deleted_text_is_marked_as_such_and_ids_are_unique(redline: Redline) -> None:
    document = part(made(redline))
    for text in document.iter(f"{W}t", f"{W}delText"):
        within = text.getparent().getparent().tag
        assert (text.tag == f"{W}delText") == (within == f"{W}del")
    ends = (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")
    ids = [e.get(f"{W}id") for e in document.iter() if e.get(f"{W}id") and e.tag not in ends]
    assert len(ids) == len(set(ids))
    starts = {e.get(f"{W}id") for e in document.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")}
    assert {e.get(f"{W}id") for e in document.iter(*ends)} == starts


def test_the_change_bears_the_authority_and_the_date() -> None:
    insertion = next(part(made(SAMPLE)).iter(f"{W}ins"))
    assert insertion.get(f"{W}author") == "某某人民政府办公厅"
    assert insertion.get(f"{W}date") == "2022-08-17T00:00:00Z"


@given(redlines())
def test_changes_on_both_sides_of_a_mark_that_stays_are_of_two_minutes(redline: Redline) -> None:
    """Those of one minute LibreOffice takes for one change, which takes the mark too."""
    before: tuple[str, str | None] | None = None
    for paragraph in part(made(redline)).iter(f"{W}p"):
        tracked = [
            e
            for e in paragraph
            if e.tag in {f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "r")}
        ]
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        first = next(iter(tracked), None if mark is None else mark[0])
        if first is not None and first.tag != f"{W}r":
            assert before != (first.tag, first.get(f"{W}date"))
        before = (tracked[-1].tag, tracked[-1].get(f"{W}date")) if tracked and mark is None else None


def test_a_moved_paragraph_is_a_move() -> None:
    gone, come = moved(1, "-一", "+二", "=甲段", "-旧", "+新", "=。")
    document = part(made(Redline((gone, equal("乙段"), come, equal("丙段")))))
    names = [e.get(f"{W}name") for e in document.iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")]
    assert names == ["move1", "move1"]
    found = {
        tag: ["".join(run.itertext()) for run in document.iter(f"{W}{tag}")] for tag in ("moveFrom", "moveTo")
    }
    assert found == {"moveFrom": ["", "一", "甲段", "。"], "moveTo": ["", "二", "甲段", "。"]}
    assert [["".join(e.itertext()) for e in document.iter(f"{W}{tag}")] for tag in ("del", "ins")] == [
        ["旧"],
        ["新"],
    ]


def test_a_moved_sentence_is_a_move_inside_its_paragraphs() -> None:
    document = part(made(SAMPLE))
    sentences = [e for e in document.iter(f"{W}moveFrom", f"{W}moveTo") if e.getparent().tag == f"{W}p"]
    words = ["".join(text.text for text in e.iter(f"{W}t")) for e in sentences]
    assert words.count("推进机构医养结合。") == 2


def test_a_move_that_meets_the_end_of_the_document_is_a_deletion_and_an_insertion() -> None:
    gone, come = moved(1, "=甲段")
    document = part(made(Redline((gone, equal("乙段"), come))))
    assert not list(document.iter(f"{W}moveFrom", f"{W}moveTo"))


def test_the_same_redline_gives_the_same_bytes() -> None:
    first = made(SAMPLE)
    assert first == made(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = etree.tostring(part(first, "docProps/core.xml"), encoding="unicode")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2022-08-17T00:00:00Z"}


def test_type_is_song_on_a4() -> None:
    file = made(SAMPLE)
    fonts = part(file, "word/styles.xml").find(f"{W}style[@{W}styleId='Normal']/{W}rPr/{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == "宋体"
    size = next(part(file).iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")


def test_a_table_of_contents_is_running_text() -> None:
    lines = ("某某条例", "目　录", "第一章　总则", "第一章　总则", "第一条　甲。")
    document = part(made(Redline(tuple(map(equal, lines)))))
    styles = [style.get(f"{W}val") for style in document.iter(f"{W}pStyle")]
    assert styles == ["Heading1", "Heading2", "BodyText", "Heading2", "BodyText"]


def test_the_cells_of_a_table_stand_below_each_other() -> None:
    rows = ("附表", "序号\t指标\t分值", "1\t目录完整率\t30", "结束")
    document = part(made(Redline(tuple(map(equal, rows)))))
    tabs = [
        [tab.get(f"{W}pos") for tab in p.iter(f"{W}tab") if tab.get(f"{W}pos")]
        for p in document.iter(f"{W}p")
    ]
    assert tabs == [[], ["720", "2160"], ["720", "2160"], []]


def test_hidden_characters_are_shown_and_tabs_are_tabs() -> None:
    text = "\n".join(settled(part(made(HOSTILE)), "accept"))
    assert "⟦U+200B⟧" in text
    assert "␛" in text
    assert "\t尾" in text


def test_a_hostile_title_or_author_makes_a_document_all_the_same() -> None:
    file = docx.render(SAMPLE, title="\x1b题\u202e" * 200, author="\x00某" * 200, day=date(2022, 8, 17))
    assert next(part(file).iter(f"{W}ins")).get(f"{W}author").startswith("␀某")


def test_golden() -> None:
    document = part(made(SAMPLE))
    etree.indent(document)
    body = document.find(f"{W}body")
    text = etree.tostring(body, encoding="unicode")
    check_golden("tracked.xml", re.sub(r' xmlns:\w+="[^"]*"', "", text))


OFFICE = shutil.which("soffice")
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(command As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  Dim filter(1) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "Text (encoded)"
  filter(1).Name = "FilterOptions" : filter(1).Value = "UTF8,LF"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
</script:module>
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LibreOffice profile of its own with the macro that settles changes."""
    if not OFFICE:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("office")
    run_office(profile, "--terminate_after_init")
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    return profile


def run_office(profile: Path, *arguments: str) -> None:
    command = [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, *arguments], check=True, timeout=180, capture_output=True)


def settle_in_office(profile: Path, file: bytes, how: str) -> list[str]:
    source, target = profile / "redline.docx", profile / f"{how}.txt"
    source.write_bytes(file)
    target.unlink(missing_ok=True)
    command = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}[how]
    run_office(profile, f"macro:///Standard.Module1.Settle({command},{source},{target})")
    return target.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")


MOVED = moved(1, "-第一条", "+第七条", "=　", "-省", "=设馆", "-。", "+，")
ENDINGS = {
    "sample": SAMPLE,
    "ends-inserted": Redline((equal("甲"), changed("=乙", "-旧", "+新"), inserted("丙"), inserted("丁"))),
    "ends-deleted": Redline((equal("甲"), deleted("丙"), deleted("丁"))),
    "ends-in-both": Redline((equal("甲"), deleted("丙"), inserted("戊"), deleted("丁"))),
    "inserted-behind-an-insertion": Redline(
        (changed("=甲", "-；", "+。"), inserted("乙。"), changed("-三", "+四", "=丙"), equal("丁"))
    ),
    "deleted-behind-a-deletion": Redline(
        (changed("=甲。", "-但是。"), deleted("乙。"), changed("-三", "+四", "=丙"), equal("丁"))
    ),
    "empty-behind-an-insertion": Redline((changed("=甲", "+。"), inserted(""), changed("-三", "+四", "=丙"))),
    "moved-behind-a-change": Redline((*MOVED, changed("+八", "=旧。"), equal("尾"))),
    "moved-behind-an-insertion": Redline(
        (MOVED[0], changed("=乙", "+丙"), MOVED[1], changed("-八", "=旧。"), equal("尾"))
    ),
    "moved-behind-a-deletion": Redline(
        (MOVED[1], changed("=乙", "-丙"), MOVED[0], changed("-八", "=旧。"), equal("尾"))
    ),
}


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", ENDINGS)
def test_office_accepts_and_rejects(office: Path, name: str) -> None:
    redline = ENDINGS[name]
    file = made(redline)
    assert settle_in_office(office, file, "accept") == wanted(new_paragraphs(redline))
    assert settle_in_office(office, file, "reject") == wanted(old_paragraphs(redline))
