"""What a zip archive is, before a Word document is read from it: sound, of its size, and of no other kind."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from io import BytesIO

from xiuding.errors import UnreadableInput
from xiuding.language import say

_MARKUP = 64 * 1024 * 1024
_UNPACKED = 256 * 1024 * 1024
_MEMBERS = 5000
_ENCRYPTED = 1  # a flag of a member
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STRICT = b"http://purl.oclc.org/ooxml/"
_OTHERS = (
    ("xl/", "a spreadsheet; save the text as .docx", "电子表格；请将文字另存为 .docx"),
    ("ppt/", "a presentation; save the text as .docx", "演示文稿；请将文字另存为 .docx"),
    ("OFD.xml", "an OFD file; export it as .pdf or .docx", "OFD 文件；请导出为 .pdf 或 .docx"),
    ("content.xml", "an OpenDocument file; save it as .docx", "OpenDocument 文件；请另存为 .docx"),
)


def check(data: bytes, name: str) -> None:
    """Raise `UnreadableInput` for what is no Word document, is encrypted, or unpacks to more than one needs.

    Raises `zipfile.BadZipFile` for an archive that no program writes: one packed in another way, or one
    that holds two members of a name, of which different programs would read different ones.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise UnreadableInput(
                say(
                    f"{name}: encrypted; save a copy without password",
                    f"{name}：已加密；请另存为无密码的副本",
                )
            )
        if not all(member.compress_type in _COMPRESSIONS for member in members) or _ambiguous(members):
            raise zipfile.BadZipFile("no Word document is packed so")
        _check_kind({member.filename for member in members}, name)
        markup = sum(each.file_size for each in members if each.filename.endswith((".xml", ".rels")))
        unpacked = sum(each.file_size for each in members)
        if markup > _MARKUP or unpacked > _UNPACKED or len(members) > _MEMBERS:
            raise UnreadableInput(
                say(
                    f"{name}: unpacks to more than a document needs",
                    f"{name}：解压后的大小超出文档所需，拒绝读取",
                )
            )
        if _STRICT in archive.read("_rels/.rels"):
            raise UnreadableInput(
                say(
                    f"{name}: Strict Open XML; save it as an ordinary Word document (.docx)",
                    f"{name}：Strict Open XML 格式；请另存为普通的 Word 文档（.docx）",
                )
            )


def _ambiguous(members: list[zipfile.ZipInfo]) -> bool:
    """Whether a name, whose case means nothing in such a package, stands for different contents."""
    contents: defaultdict[str, set[int]] = defaultdict(set)
    for member in members:
        contents[member.filename.casefold()].add(member.CRC)
    return any(len(each) > 1 for each in contents.values())


def _check_kind(names: set[str], name: str) -> None:
    if any(each.startswith("word/") for each in names):
        return
    for mark, en, zh in _OTHERS:
        if any(each.startswith(mark) for each in names):
            raise UnreadableInput(say(f"{name}: {en}", f"{name}：{zh}"))
    raise UnreadableInput(
        say(f"{name}: an archive; unpack it and name a file", f"{name}：压缩包；请解压后指定文件")
    )
