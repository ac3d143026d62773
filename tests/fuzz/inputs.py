"""The hostile texts and files of `fuzz.hostile`, each a name and a function that makes its bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hostile import archives, fonts, paper, plain, shown, web, word
from hostile.files import READ, REFUSED, docx, package, paragraph
from xiuding.numerals import to_chinese

BASE = """某市图书馆条例
（2021年3月1日某市人民代表大会常务委员会通过）
第一章　总则
第一条　为了发展图书馆事业，制定本条例。
第二章　设施
第二条　市设图书馆三座。
第三条　本条例自2021年5月1日起施行。
"""
ORDER = """某市人民代表大会常务委员会关于修改《某市图书馆条例》的决定
（2022年1月1日通过）
一、将第二条中的“三座”修改为“五座”。
本决定自2022年2月1日起施行。
"""
_DEEP = 10_000
_NASTY = (
    "<script>alert(1)</script>\x1b[31m\x1b]0;t\x07\u202e甲\u2066乙\u200b&amp;<img src=x onerror=alert(1)>\"'"
)
_CHANGE = "将第二条中的“三座”修改为“五座”"
_KINDS = (word, web, paper, plain, shown, archives, fonts)
_OUTSIDE = {"../../outside.txt": "x", "/tmp/outside.txt": "x"}


def _order(*clauses: str) -> str:
    head, adopted, _, closing = ORDER.splitlines()
    return "\n".join([head, adopted, *clauses, closing]) + "\n"


def _base(*titles: str) -> str:
    chapters = (f"{title}\n第{to_chinese(n)}条　甲。\n" for n, title in enumerate(titles, 1))
    return "某市图书馆条例\n（2021年3月1日通过）\n" + "".join(chapters)


def _refused() -> str:
    return _order(*(f"{to_chinese(n)}、将第二条中的“无{n}”修改为“五座”。" for n in range(1, 300)))


def _numbers() -> str:
    long = (f"{to_chinese(n)}、删去第{c * _DEEP}条。" for n, c in enumerate("9万一零", 1))
    return _order(*long, "五、删去第一条至第九千九百九十九万条。", "六、将第二条改为第九千九百九十九万条。")


def _megabytes(piece: str, size: int = 50_000_000) -> bytes:
    data = piece.encode()
    return data * (size // len(data))


_TITLES = (
    "第一章　../../x", "第二章　-rf", "第三章　.git", "第四章　con", "第五章　../../etc/passwd",
    "第六章　" + "长" * 300, "第七章　a\tb", "第八章　.git/config", "第九章　NUL.md",
)  # fmt: skip
_PARTS = "某法\n第一编　..\n第一章　..\n第一条　甲。\n第二编　.git\n第一章　HEAD\n第二条　乙。\n"

_PLAIN: dict[str, str | bytes] = {
    "empty.txt": b"",
    "only zeros.txt": bytes(100_000),
    "zeros.docx": b"PK\x03\x04" + bytes(100_000),
    "zeros.pdf": b"%PDF-1.7\n" + bytes(100_000),
    "utf-16 without a mark.txt": BASE.encode("utf-16-be"),
    "cesu surrogates.txt": BASE.encode() + b"\xed\xa0\xbd\xed\xb8\x80\n",
    "quotations nested.txt": _order("一、将第二条修改为：" + "“" * _DEEP + "甲" + "”" * _DEEP),
    "quotations open.txt": _order("一、将第二条修改为：" + "“" * _DEEP),
    "quotations one a line.txt": _order("一、将第二条修改为：", *["“甲"] * _DEEP),
    "clauses of one number.txt": _order(*[f"一、{_CHANGE}。"] * 2000),
    "clauses refused.txt": _refused(),
    "one phrase.txt": _order("一、将第二条" + "、第二条" * 20_000 + "中的“三座”修改为“五座”。"),
    "no break.txt": _order("一、" + f"{_CHANGE}，" * 5000),
    "numbers.txt": _numbers(),
    "numbers of articles.txt": f"某条例\n第{'9' * 5000}条　甲。\n第{'亿万' * 99}条　乙。\n",
    "labels nested.txt": _order("一、" + "（一）" * 5000),
    "nasty quotation.txt": _order(f"一、将第二条修改为：“{_NASTY}”"),
    "nasty text.txt": BASE.replace("三座", _NASTY),
    "chapters hostile.txt": _base(*_TITLES),
    "chapters alike.txt": _base(
        "第一章　总则", "第二章　总则", "第三章　设施", "第三章　设施", "第四章　设施 2"
    ),
    "title hostile.txt": BASE.replace("某市图书馆条例", "../../../tmp/outside\x1b[31m"),
    "parts hostile.txt": _PARTS,
    "html nested.html": "<html>" + "<div><script>document.write(1)</script>" * _DEEP + "第一条　甲。",
    "html quotes nested.html": "<html>" + "<q>" * _DEEP + "第一条　甲。",
    "markdown nested.md": "- " * _DEEP + "x\n" + "> " * _DEEP + "y",
    "overrides.toml": "[[override]]\n" * _DEEP,
}


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


TEXTS: dict[str, Callable[[], bytes]] = {
    **{name: partial(_bytes, data) for name, data in _PLAIN.items()},
    "fifty megabytes, one line.txt": partial(_megabytes, "中华人民共和国图书馆，"),
    "fifty megabytes, lines.txt": partial(_megabytes, "第一条　中华人民共和国图书馆法规定如下内容。\n"),
    "fifty megabytes, paragraphs.txt": partial(_megabytes, "中华人民共和国图书馆事业发展。" * 60 + "\n"),
    "as much as is read, one line.txt": partial(_megabytes, "图书馆事业，", 11_000_000),
    "as much as is read, lines.txt": partial(_megabytes, "第一条　图书馆应当开放。\n", 4_000_000),
    "names outside.docx": lambda: package({"word/document.xml": "<a/>", **_OUTSIDE}),
    "names outside but sound.docx": lambda: docx(paragraph("第一条　甲。"), **_OUTSIDE),
    "many members.docx": lambda: package({f"word/{n}.xml": "<a/>" for n in range(20_000)}),
    **REFUSED,
    **READ,
    **{name: each.make for kind in _KINDS for name, each in kind.REFUSED.items()},
    **{name: each.make for kind in _KINDS for name, each in kind.READ.items()},
}
