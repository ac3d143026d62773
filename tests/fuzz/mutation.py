"""Blows: small damages to a text or to bytes, each drawn from a random source that a seed decides."""

from __future__ import annotations

from random import Random

_WORDS = [
    "将",
    "对",
    "在",
    "删去",
    "增加一条",
    "增加一款，作为第二款：",
    "修改为",
    "改为",
    "作为",
    "后增加",
    "中的",
    "第",
    "条",
    "款",
    "项",
    "章",
    "节",
    "之一",
    "至",
    "和",
    "、",
    "，",
    "。",
    "；",
    "：",
    "第一条",
    "第二条第一款",
    "第（三）项",
    "第五条至第二项",
    "第零条",
    "第万条",
    "第99999999999条",
    "第十条之一",
    "二、",
    "（二）",
    "2.",
    "一、",
    "该条",
    "其中",
    "本法",
    "《某某法》第三条",
    "“",
    "”",
    "‘",
    "’",
    "“”",
    '"',
    "'",
    "「",
    "」",
    "《",
    "》",
    "（",
    "）",
    "(",
    ")",
    "〔",
    "〕",
    "合并",
    "并入",
    "单列一条",
    "分为两款",
    "改为两条",
    "包括",
    "相应修改为：",
    "全文",
    "条文顺序作相应调整",
    "本决定自2022年1月1日起施行。",
    "附件：",
    "抄送",
    "此外，",
    "目录",
    "序言",
    "第一章",
    "总则",
    "专栏1",
    "表1",
    "甲",
    "2022年13月45日",
    "=====甲=====",
    "〔原文未载〕",
    "乌兰牧骑",
    "等3项指标",
    "修改后具体如下：",
    "“甲”一段",
    "第一句",
    "后两句",
    "款尾",
    "章名",
    "名称",
    "引言",
    "段",
]
_MARKS = [
    "\n", "\n\n", "\r\n", "\r", "\t", "　", " ", "\x00", "\x1b[31m", "\x07", "\x0b", "\x0c", "\x1c", "\x85",
    "\u2028", "\u2029", "\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\ufffd",
    "\ud800", "\udfff", "\U000f0000", "\U000f0001", "\U00100000", "\ue000", "\U0010ffff", "\U00020000",
    "<script>", "</p>", "<b>&amp;", "../../x", "-rf", ".git", "%s", "{0}", "\\", "|", "#", "**", ">", "`",
    "e\u0301", "𠮷", "１２", "○", "两", "🏳️‍🌈", "零", "万", "亿", "-", "—", "●", "½", "²", "٣",
]  # fmt: skip


def text(chance: Random, given: str, other: str = "") -> str:
    """The text after one to eight blows; `other` is what pieces of a second text are taken from."""
    for _ in range(min(8, 1 + int(chance.expovariate(0.6)))):
        given = _blow(chance, given, other or given)
    return given


def _span(chance: Random, length: int) -> tuple[int, int]:
    start = chance.randrange(length + 1)
    return start, min(length, start + 1 + int(chance.expovariate(1 / 6)))


def _blow(chance: Random, given: str, other: str) -> str:
    a, b = _span(chance, len(given))
    kind = chance.randrange(16)
    if kind == 0:
        return given[:a] + given[b:]
    if kind == 1:
        return given[:b] + given[a:b] + given[b:]
    if kind == 2:
        c, d = _span(chance, len(given))
        (a, b), (c, d) = sorted([(a, b), (c, d)])
        return given if b > c else given[:a] + given[c:d] + given[b:c] + given[a:b] + given[d:]
    if kind in (3, 4):
        return given[:a] + chance.choice(_WORDS) + given[a:]
    if kind == 5:
        return given[:a] + chance.choice(_WORDS) + given[b:]
    if kind in (6, 7):
        return given[:a] + chance.choice(_MARKS) + given[a:]
    if kind in (8, 9, 10):
        return _lines(chance, given, other)
    if kind == 11:
        return _marks(chance, given, "“”‘’\"'")
    if kind == 12:
        return _marks(chance, given, "一二三四五六七八九十百零0123456789")
    if kind == 13:
        return _marks(chance, given, "，。；：、（）《》\n")
    if kind == 14:
        c, d = _span(chance, len(other))
        return given[:a] + other[c : d + chance.randrange(60)] + given[a:]
    return (
        given[:a] if chance.random() < 0.2 else given[:a] + given[a:b] * chance.choice([2, 3, 50]) + given[b:]
    )


def _lines(chance: Random, given: str, other: str) -> str:
    """A line is dropped, repeated, moved, joined to the next, or taken from elsewhere."""
    lines = given.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines.insert(to, lines.pop(at))
        case 3:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case _:
            lines.insert(to, chance.choice(other.split("\n")))
    return "\n".join(lines)


def _marks(chance: Random, given: str, kinds: str) -> str:
    """One of the marks of a kind is taken out or becomes another of its kind."""
    places = [i for i, c in enumerate(given) if c in kinds]
    if not places:
        return given + chance.choice(kinds)
    at = chance.choice(places)
    return given[:at] + chance.choice(["", *kinds]) + given[at + 1 :]


def encoded(chance: Random, given: str) -> bytes:
    """The text as bytes: mostly UTF-8, now and then another encoding."""
    encoding = chance.choice(["utf-8"] * 12 + ["gb18030", "utf-16", "utf-8-sig", "utf-16-le"])
    return given.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def raw(chance: Random, given: bytes, other: bytes = b"") -> bytes:
    """The bytes after one to twelve blows."""
    data = bytearray(given)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if data:
                data[at % len(data)] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                start = chance.randrange(len(data) + 1)
                data[at:at] = data[start : start + chance.randint(1, 200)]
            case 3 if other:
                start = chance.randrange(len(other))
                data[at:at] = other[start : start + chance.randint(1, 200)]
            case 4:
                data[at:at] = chance.choice(
                    [b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"&x;", b"\xef\xbb\xbf", b"]]>"]
                )
            case _ if chance.random() < 0.1:
                del data[at:]
    return bytes(data)
