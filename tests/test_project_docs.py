"""The documentation says what the project does: every verb, every option, every locked package."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from xiuding.cli.verbs import VERBS

ROOT = Path(__file__).parent.parent
READMES = [("README.md", "en"), ("README.zh-CN.md", "zh")]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    found = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("page", "language"), [("docs/commands.md", "en"), ("docs/commands.zh-CN.md", "zh")])
def test_the_command_reference_is_what_the_command_line_says(
    generate: ModuleType, page: str, language: str
) -> None:
    assert (ROOT / page).read_text(encoding="utf-8") == generate.page(page, language), "run `make docs`"


@pytest.mark.parametrize(("page", "language"), READMES)
def test_the_readmes_list_every_verb(generate: ModuleType, page: str, language: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for verb in VERBS:
        assert f"| [`xiuding {verb}`](docs/commands" in text, "run `make docs`"


@pytest.mark.parametrize(
    ("page", "language"), [*READMES, ("docs/guide.zh-CN.md", "zh"), ("docs/drafting.zh-CN.md", "zh")]
)
def test_pages_show_what_the_commands_print(generate: ModuleType, page: str, language: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert text == generate.page(page, language), "run `make docs`"


@pytest.mark.parametrize(("page", "language"), READMES)
def test_the_readmes_show_what_the_library_does(
    page: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```\n\n^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert shown
    monkeypatch.chdir(ROOT / "docs/examples")
    for code, output in shown:
        exec(code, {})  # noqa: S102 - our own example
        assert capsys.readouterr().out == output


def rows(page: str, part: str) -> list[str]:
    """The first cells of the tables of a page, or the beginnings of its list items."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^\| ([^|]+) \|" if part == "tables" else r"^- (.)", text, re.MULTILINE)


def test_the_chinese_page_of_open_forms_lists_the_same() -> None:
    english, chinese = (rows(f"docs/open-forms{language}.md", "tables") for language in ("", ".zh-CN"))
    assert len(english) == len(chinese)
    for form, same in zip(english, chinese, strict=True):
        assert form == same or form.isascii(), form  # heads and remarks are in the language of the page


def test_the_chinese_page_of_drafting_has_every_rule() -> None:
    english, chinese = (rows(f"docs/drafting{language}.md", "lists") for language in ("", ".zh-CN"))
    assert len(english) == len(chinese), "a rule of docs/drafting.md is not in docs/drafting.zh-CN.md"


def test_every_locked_package_has_its_licence_listed(generate: ModuleType) -> None:
    text = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    packages = generate.locked(ROOT / "requirements/fast.lock")
    assert packages
    for name, version in packages:
        assert re.search(rf"^\| {re.escape(name)} \| {re.escape(version)} \| \S.* \|$", text, re.MULTILINE), (
            name
        )


@pytest.mark.parametrize(
    "page",
    sorted(str(path.relative_to(ROOT)) for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md")),
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in text.splitlines() if line.startswith(".PHONY:")).split()[1:]
    for target in phony:
        assert re.search(rf"^{target}:.*## \S", text, re.MULTILINE), target
