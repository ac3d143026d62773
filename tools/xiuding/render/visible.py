"""Characters that a screen would obey or hide are shown instead, the same way in every output.

Terminal escapes, bidirectional controls, zero-width and other invisible characters can make a
redline look different from what the text says.  None of them is ever passed on.
"""

from __future__ import annotations

import re

# Unicode categories Cc, Cf, Cs, Co, Zl and Zp, the default-ignorable code points and the
# non-characters, as ranges: building them from `unicodedata` would cost every start-up 100 ms.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)

# Those of them that Python calls printable: what is printable and none of these hides nothing.
_PRINTABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

# Tabs part the cells of a table row; the sign is in every font and one cell wide.
_TAB = "¦"


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return _TAB if code == 9 else chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟦U+{code:04X}⟧"


def _is_plain(text: str) -> bool:
    """Whether nothing in `text` can be hidden, seen at a tenth of the cost of looking for it."""
    return text.replace("\u3000", "").isprintable() and not _PRINTABLE.search(text)


def visible(text: str, *, keep_tabs: bool = False) -> str:
    r"""`text` with every control or invisible character written out; tabs are kept where the output has them.

    >>> visible("第三条\x1b[31m\u202e")
    '第三条␛[31m⟦U+202E⟧'
    """
    if _is_plain(text):
        return text
    if keep_tabs:
        return "\t".join(_HIDDEN.sub(_shown, part) for part in text.split("\t"))
    return _HIDDEN.sub(_shown, text)


def escaped(document: str) -> str:
    r"""A JSON document with such characters as escapes, which say the same and do nothing to a terminal.

    >>> escaped('["第三条\x9b31m\u202e"]')
    '["第三条\\u009b31m\\u202e"]'
    """
    if _is_plain(document.replace("\n", "")):
        return document
    return _HIDDEN.sub(lambda match: _as_escape(match[0]), document)


def _as_escape(character: str) -> str:
    if character in "\t\n\r":
        return character  # white space of the document: in a string it is an escape already
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True))
