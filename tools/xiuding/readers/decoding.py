"""Bytes → text: a byte order mark, else a declared encoding, else strict UTF-8, else GB18030, else refused.

A declaration is believed where it names an encoding of Chinese and the text is evidently in no other one:
pages are saved anew in UTF-8 under their old declaration, some that Latin-1 declares are GB18030, and nearly
any text in Big5 can be read as GB18030 without an error.
GB18030 gives a meaning to nearly any bytes, so a text it decodes must also look Chinese: nine in ten of
its characters outside ASCII belong to everyday writing (GB 2312), and none of its lines is UTF-8.
"""

from __future__ import annotations

import codecs
import re

from xiuding.errors import UnreadableInput
from xiuding.language import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_UTF8_CHINESE = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2}")
_EVERYDAY = 0.9
_RARE_IN_BIG5 = 0xC7  # the first byte of the characters behind its everyday ones
#: What a document may declare, by Python's names.  UTF-16 is not among them: its bytes declare nothing that
#: can be read, so a page that says so was saved anew.
_BIG5 = ("big5", "big5hkscs", "cp950")
_DECLARABLE = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "hz": "hz",
    "big5": "big5",
    "big5hkscs": "big5hkscs",
    "cp950": "cp950",
}


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in the bytes, e.g. ``decode("第一条".encode("gb18030"), "条例.txt")``.

    `declared` is the encoding that the document itself names.
    Raises `UnreadableInput` for bytes that are no text in a known encoding, and for mixed encodings.
    """
    text = _decode(data, name, declared)
    if "\x00" in text:
        at = text.count("\n", 0, text.index("\x00")) + 1
        raise UnreadableInput(
            say(
                f"{name}: line {at} holds zero bytes, so this is no text file; save it as UTF-8 text",
                f"{name}：第{at}行含有零字节，不是文本文件；请另存为 UTF-8 文本",
            )
        )
    return text.removeprefix("\ufeff")


def check(text: str, name: str) -> str:
    """The text itself, if it can be written as UTF-8; raises `UnreadableInput` for lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        at = text.count("\n", 0, error.start) + 1
        raise UnreadableInput(
            say(f"{name}: line {at} holds half a character", f"{name}：第{at}行含有不完整的字符")
        ) from None
    return text


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(name, encoding, data, error.start) from None
    believed = _declared(declared) if declared else None
    if believed and not _is_utf8(data) and (told := _told(data, believed)) is not None:
        return told
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
    if line := _utf8_line(data):
        raise UnreadableInput(
            say(
                f"{name}: mixed or damaged: line {line} is UTF-8 and line {broken} is not; save it as UTF-8",
                f"{name}：编码混杂或已损坏：第{line}行是 UTF-8，第{broken}行不是；请另存为 UTF-8",
            )
        )
    text = _try(data, "gb18030")
    if text is None or not _is_everyday(text, "gb18030"):
        raise UnreadableInput(
            say(
                f"{name}: neither UTF-8 nor GB18030 text; save the file as UTF-8",
                f"{name}：既不是 UTF-8 也不是 GB18030 文本；请将文件另存为 UTF-8",
            )
        )
    return text


def _told(data: bytes, declared: str) -> str | None:
    """The text in the declared encoding, or in the other of GB and Big5 where only that makes it everyday."""
    told = _try(data, declared)
    other = "gb18030" if declared in _BIG5 else "big5"
    if told is None or declared == "hz" or _is_everyday(told, declared):
        return told
    otherwise = _try(data, other)
    return otherwise if otherwise is not None and _is_everyday(otherwise, other) else told


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(name: str) -> str | None:
    """The encoding a declaration means: GB 2312 and GBK where GB18030 is meant, which holds both."""
    try:
        known = codecs.lookup("gbk" if name.lower() == "x-gbk" else name).name
    except LookupError:
        return None
    return _DECLARABLE.get(known)


def _is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, and some of it Chinese: no other encoding looks so by chance."""
    return _UTF8_CHINESE.search(data) is not None and _try(data, "utf-8") is not None


def _utf8_line(data: bytes) -> int:
    """The number of the first line that is evidently Chinese in UTF-8, or 0."""
    if not _UTF8_CHINESE.search(data):
        return 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if _UTF8_CHINESE.search(line) and _try(line, "utf-8") is not None:
            return number
    return 0


def _is_everyday(text: str, encoding: str) -> bool:
    """Whether nine in ten characters outside ASCII are those of everyday writing, in GB or in Big5."""
    foreign = "".join(_NOT_ASCII.findall(text))
    if encoding in _BIG5:
        everyday = [lead for lead in foreign.encode("big5", errors="ignore")[::2] if lead < _RARE_IN_BIG5]
    else:
        everyday = [*foreign.encode("gb2312", errors="ignore")[::2]]
    return len(everyday) >= len(foreign) * _EVERYDAY


def _broken(name: str, encoding: str, data: bytes, at: int) -> UnreadableInput:
    line = data.count(b"\n", 0, at) + 1
    encoding = encoding.upper()
    return UnreadableInput(
        say(
            f"{name}: marked as {encoding} but broken in line {line}; save the file as UTF-8",
            f"{name}：标为 {encoding}，但第{line}行已损坏；请将文件另存为 UTF-8",
        )
    )
