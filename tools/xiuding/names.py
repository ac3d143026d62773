"""Names that any file system and git accept, made from any heading or title."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# The common file systems allow 255 bytes; encrypting layers and git's own ".lock" take some of them.
_MOST_BYTES = 140

# Characters some file system or shell gives a meaning to, as their full-width twins.
_WIDE = str.maketrans('/\\:*?"<>|~', "／＼：＊？＂＜＞｜～")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\Z", re.IGNORECASE)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_NOT_IN_REFS = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]+")


def safe_name(title: str) -> str:
    """A file name for `title`; unchanged where it is safe already, so applying it twice is once.

    ``safe_name("../第四章.md")`` is ``．．／第四章.md``; `.git`, `-rf`, `con`, control and invisible
    characters are defused likewise, and what is too long ends in `…` and a digest of the whole.
    """
    name = unicodedata.normalize("NFC", _visible(title).translate(_WIDE)).strip(" ")
    dots = len(name) - len(name.lstrip("."))
    name = "．" * dots + name[dots:]
    if name.startswith("-"):
        name = "－" + name[1:]
    name = re.sub(r"[. ]+\Z", lambda run: "．" if "." in run.group() else "", name) or "_"
    stem, dot, extension = name.partition(".")
    if _DEVICES.match(stem.rstrip(" ")):
        name = f"{stem}_{dot}{extension}"
    return _shorten(name)


def safe_path(path: str) -> str:
    """`path` with every component made safe, e.g. ``第一编/第二章.md``; empty components vanish."""
    return "/".join(safe_name(part) for part in path.split("/") if part) or "_"


def safe_tag(name: str) -> str:
    """A tag name by the rules of ``git check-ref-format``, e.g. ``内政办发〔2022〕62号`` as it is."""
    return "/".join(filter(None, (_ref_component(part) for part in name.split("/")))) or "_"


def _ref_component(part: str) -> str:
    part = _NOT_IN_REFS.sub("-", _visible(unicodedata.normalize("NFC", part)))
    part = re.sub(r"\.{2,}", ".", part).replace("@{", "@-").rstrip(".")
    if part.startswith((".", "-")):
        part = "_" + part[1:]
    if part.lower().endswith(".lock"):
        part = part[:-5] + "-" + part[-4:]
    return "_" if part == "@" else _shorten(part)


def _visible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) not in _HIDDEN)


def _shorten(name: str) -> str:
    encoded = name.encode()
    if len(encoded) <= _MOST_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > 8:
        stem, dot, extension = name, "", ""
    tail = f"…{hashlib.sha256(encoded).hexdigest()[:8]}{dot}{extension}"
    room = _MOST_BYTES - len(tail.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + tail
