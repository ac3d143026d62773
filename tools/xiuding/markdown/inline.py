"""Text ↔ Markdown text: whatever a text holds, no renderer reads markup in it."""

from __future__ import annotations

import re
from html import unescape as named_reference

# Everything CommonMark, GitHub's tables, strikethrough and formulas give a meaning to inside a line.
_INSIDE = re.compile(r"[\\`*_\[\]<&|~$#]")
_AT_START = re.compile(r"([+\-=>])|(\d{1,9})([.)])")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_RETURN = "\r"
_MARKED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});|&#[xX]([0-9a-fA-F]{1,6});|(&\w{1,31};)|<br ?/?>")
_BREAK = "<br>"


def escape(text: str, *, start: bool = False) -> str:
    r"""The Markdown that shows exactly `text`, e.g. ``*甲* 乙`` → ``\*甲\* 乙``.

    Line breaks become ``<br>``, white space at the ends a character reference; with `start` the text
    opens a block and is kept from being a list, a quotation or a rule.
    """
    marked = _INSIDE.sub(lambda m: "\\" + m[0], text)
    if start and (m := _AT_START.match(marked)):
        marked = f"{m[2] or ''}\\{m[3] or m[1]}{marked[m.end() :]}"
    marked = _EDGES.sub(lambda m: "".join(map(_reference, m[0])), marked)
    return marked.replace(_RETURN, _reference(_RETURN)).replace("\n", _BREAK)


def guard(marked: str) -> str:
    """The same words with the first character spelt as a reference, so that they open nothing."""
    first = 2 if marked.startswith("\\") else 1
    return _reference(unescape(marked[:first])) + marked[first:]


def is_guarded(marked: str) -> bool:
    """Whether the first character is spelt as a reference."""
    return marked.startswith("&#")


def unescape(marked: str) -> str:
    """The text that a piece of Markdown shows; emphasis and links stay as they are written."""
    return _MARKED.sub(_plain, marked)


def _plain(m: re.Match[str]) -> str:
    if m[1]:
        return m[1]
    if m[2] or m[3]:
        code = int(m[2]) if m[2] else int(m[3], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return named_reference(m[4]) if m[4] else "\n"


def _reference(character: str) -> str:
    return f"&#{ord(character)};" if character != "\n" else _BREAK
