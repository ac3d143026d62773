"""Input and output of verbs: `-` is stdin, files are written whole or not at all, inputs never."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.cli.talk import tell
from xiuding.errors import UnreadableInput, Unwritable, UsageError
from xiuding.language import reason, say

if TYPE_CHECKING:
    from xiuding.manuscript import Manuscript

STREAM = "-"
_PRINTED = ("pdf",)
_OFFICE = ("doc", "wps", "rtf", "odt", "ofd")
_SHEETS = ("xls", "xlsx", "et", "ods")
_WRITTEN = ("docx", "html", "htm", "md", "txt", "csv", "json")
LONGEST_IN_PHRASES = 500_000
"""Characters; the Civil Code has 110,000."""


def read(name: str) -> Manuscript:
    """The manuscript in the file `name`, or in what stdin brings where `name` is ``-``.

    What its reader has to say (tracked changes taken as accepted) goes to stderr.
    """
    from xiuding import readers

    source = sys.stdin.buffer.read(readers.LARGEST + 1) if name == STREAM else name
    manuscript = readers.read(source, name="-" if name == STREAM else None)
    for note in manuscript.notes:
        tell(f"{manuscript.name}: {note}")
    return manuscript


def read_all(names: Sequence[str]) -> list[Manuscript]:
    """The manuscripts of all names, of which one may be ``-``."""
    if names.count(STREAM) > 1:
        raise UsageError(say("only one of the inputs can be '-'", "只能有一个输入为“-”"))
    return [read(name) for name in names]


def require_short(manuscripts: Iterable[Manuscript]) -> None:
    """`UnreadableInput` for more text than a verb that looks into every phrase is through with in seconds."""
    for manuscript in manuscripts:
        if sum(len(paragraph.text) for paragraph in manuscript) > LONGEST_IN_PHRASES:
            most = f"{LONGEST_IN_PHRASES:,}"
            raise UnreadableInput(
                say(
                    f"{manuscript.name}: more than {most} characters are too many here; take a part of it",
                    f"{manuscript.name}：超过 {most} 字，此处无法处理；请取其中一部分",
                )
            )


def as_json(data: object) -> str:
    r"""Data as a JSON document that is safe on a terminal: what it would obey is written as escapes.

    >>> as_json({"label": "第三条\x9b31m"})
    '{\n "label": "第三条\\u009b31m"\n}\n'
    """
    import json

    from xiuding.render.visible import escaped

    return escaped(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def write(data: str | bytes, destination: str | None, *, inputs: Iterable[str] = ()) -> None:
    """Write text or bytes to a file, or to stdout where `destination` is None or ``-``.

    Raises `Unwritable` where the file cannot be written or is one of `inputs`, `UsageError` where its ending
    promises another kind of file than this is; then it is as it was.
    """
    if destination is None or destination == STREAM:
        _write_stream(data)
        return
    _require_kind(destination, text=isinstance(data, str))
    target = Path(destination)
    for name in inputs:
        if name != STREAM and _same_file(target, Path(name)):
            raise Unwritable(
                say(f"{target} is an input; choose another name", f"{target} 是输入文件，请另取输出文件名")
            )
    if ending(destination) == "csv" and isinstance(data, str):
        data = f"\ufeff{data}"  # without it Excel takes UTF-8 for GBK
    try:
        _replace(target, data.encode() if isinstance(data, str) else data)
    except OSError as error:
        raise Unwritable(
            say(f"{target}: cannot be written: {reason(error)}", f"{target}：无法写入：{reason(error)}")
        ) from error


def ending(name: str | None) -> str:
    """What the name of a file ends in, in small letters: ``修订稿.DOCX`` → docx; else ''."""
    return Path(name).suffix[1:].lower() if name else ""


def require_folder_name(name: str) -> None:
    """`UsageError` for a folder that would be called as a file is: who says 花脸稿.docx wants a docx."""
    kind = ending(name)
    if kind in {*_WRITTEN, *_PRINTED, *_OFFICE, *_SHEETS}:
        raise UsageError(
            say(
                f"{name}: a folder is written here, not a .{kind}; for a single file: xiuding diff or text",
                f"{name}：这里写出的是文件夹，不是 .{kind}；要单个文件，用 xiuding diff 或 xiuding text",
            )
        )


def _require_kind(name: str, *, text: bool) -> None:
    """`UsageError` for a name that says docx, pdf or xlsx where the file would be something else."""
    kind = ending(name)
    if kind in _PRINTED:
        what = say(
            "write .docx or .html, and save that as PDF from Word, WPS or a browser",
            "请写成 .docx 或 .html，再由 Word、WPS 或浏览器另存为 PDF",
        )
    elif kind in _OFFICE:
        what = say("write .docx", "请写成 .docx")
    elif kind in _SHEETS:
        what = say("write .csv, which spreadsheets open", "请写成 .csv，可用 Excel、WPS 表格打开")
    elif kind == "docx" and text:
        what = say("this output has no such form; write .txt", "这项输出没有此形式，请写成 .txt")
    else:
        return
    raise UsageError(say(f"{name}: .{kind} is not written; {what}", f"{name}：不能写成 .{kind}；{what}"))


def _write_stream(data: str | bytes) -> None:
    if isinstance(data, str):
        sys.stdout.write(data)
        return
    if sys.stdout.isatty():
        raise UsageError(say("this is not text: give -o FILE", "此格式不是文本，请用 -o 指定输出文件"))
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _replace(target: Path, data: bytes) -> None:
    """Put `data` in the place of `target` in one step, keeping its permissions and any link to it."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe; a folder raises
        return
    import tempfile

    target = target.resolve()
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or what a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
