"""The two sides of a comparison: a file, a folder of chapters, or a version of a history."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from xiuding.cli import io, repository
from xiuding.cli.talk import tell
from xiuding.errors import RepositoryError, UnreadableInput, UsageError
from xiuding.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xiuding.document import Document
    from xiuding.ledger.history import History
    from xiuding.manuscript import Manuscript

_LONGEST = 80  # of a name in a message: who forgets --text gives whole texts


@dataclass(frozen=True)
class Side:
    """One side, by the name the user gave it: a manuscript, or the Markdown pages of a document."""

    name: str
    manuscript: Manuscript | None = None
    pages: Mapping[str, str] | None = None

    @cached_property
    def document(self) -> Document:
        """The text as a tree, which a place can be looked up in."""
        if self.manuscript is not None:
            from xiuding.structure import from_manuscript

            return from_manuscript(self.manuscript)
        from xiuding import markdown

        return markdown.load(self.pages or {})

    @cached_property
    def heading(self) -> str:
        """The title of the document, '' where it begins with something else; a file is not read further."""
        if self.manuscript is None:
            return self.document.title
        from xiuding.render.rows import is_title
        from xiuding.structure import build

        first = next((paragraph.text for paragraph in self.manuscript), "")
        return build([first]).title if is_title(first) else ""

    @property
    def title(self) -> str:
        """The title of the document, or what the user calls the side."""
        return self.heading or self.name

    @cached_property
    def lines(self) -> list[str]:
        """The paragraphs, a table row by row."""
        if self.manuscript is None:
            return list(self.document.lines())
        return [line for paragraph in self.manuscript for line in paragraph.text.split("\n")]


def names(old: Side, new: Side) -> tuple[str, str]:
    """What stands above the two texts: the names of versions or folders, else 修改前 and 修改后."""
    if old.pages is None or new.pages is None:
        return "修改前", "修改后"
    return Path(old.name).name, Path(new.name).name


def find(old: str, new: str, repo: str | None) -> tuple[Side, Side]:
    """What OLD and NEW name: with `repo` versions of that history first, else files and folders first.

    Each is found for itself, so a version can be compared with a file.  Raises `UnreadableInput` for what
    is neither, `RepositoryError` where `repo` is no history.
    """
    if old == new == io.STREAM:
        raise UsageError(say("only one of the inputs can be '-'", "只能有一个输入为“-”"))
    with _Versions(repo) as versions:
        ways = (versions.side, _on_disk) if repo is not None else (_on_disk, versions.side)
        return _first(ways, old, versions), _first(ways, new, versions)


def _first(ways: Iterable[Callable[[str], Side | None]], name: str, versions: _Versions) -> Side:
    for way in ways:
        if side := way(name):
            return side
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    there = repository.listed(versions.names, most=8)
    raise UnreadableInput(
        say(f"{shown}: no such file, folder or version", f"{shown}：没有这样的文件、文件夹或版本")
        + (say(f" (versions: {there})", f"（现有版本：{there}）") if there else "")
    )


def _on_disk(name: str) -> Side | None:
    path = Path(name)
    try:
        there = name == io.STREAM or path.exists()
    except OSError:  # no file could have such a name
        there = False
    if not there:
        return None
    return Side(name, pages=_pages(path)) if path.is_dir() else Side(name, io.read(name))


def _pages(folder: Path) -> dict[str, str]:
    """The Markdown files below a folder but for hidden ones, such as those of git."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            try:
                found[inside.as_posix()] = path.read_bytes().decode()
            except (OSError, UnicodeDecodeError) as error:
                what = getattr(error, "strerror", None) or say("not UTF-8", "不是 UTF-8")
                raise UnreadableInput(
                    say(f"{path}: cannot be read: {what}", f"{path}：无法读取：{what}")
                ) from error
    if not found:
        raise UnreadableInput(
            say(f"{folder}: no Markdown files in this folder", f"{folder}：文件夹中没有 Markdown 文件")
        )
    return found


class _Versions:
    """The history that versions are looked up in, opened when the first is."""

    def __init__(self, repo: str | None) -> None:
        self._repo = repo
        self._open = ExitStack()

    def side(self, name: str) -> Side | None:
        """The text of a version; None where there is no such version, or no history to ask."""
        history = self._history
        if history is None:
            return None
        try:
            revision = history.resolve(name)
        except RepositoryError:
            return self._in_force(name)
        return Side(name, pages=history.read_tree(revision))

    def _in_force(self, day: str) -> Side | None:
        """The text that was in force on a day between two versions; None for what is no day."""
        from xiuding.cli.days import DAY, doubts, in_force

        if self._history is None or not DAY.fullmatch(day):
            return None
        found = in_force(self._history, day)
        tell(say(f"{day}: the text of {found.version}", f"{day}：{found.version} 的文本"))
        for doubt in doubts(self._history, found):
            tell(f"{day}: {doubt}")
        return Side(day, pages=self._history.read_tree(found.commit))

    @property
    def names(self) -> list[str]:
        """What the versions are called; nothing where there is no history to ask."""
        from xiuding.history import versions

        return [name for name, _ in versions(self._history)] if self._history is not None else []

    @cached_property
    def _history(self) -> History | None:
        try:
            return self._open.enter_context(repository.open_history(self._repo))
        except RepositoryError:
            if self._repo is not None:
                raise
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
