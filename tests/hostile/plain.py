"""Plain texts: encodings that are not what they seem, lines without end, numbers that no law has."""

from __future__ import annotations

from hostile.expected import Read, Refused
from xiuding.numerals import to_chinese

_TEXT = "第一条　为了规范行为，制定本条例。"
_HEAD = "某市人民代表大会常务委员会关于修改《某市图书馆条例》的决定\n（2022年1月1日通过）\n"
_FOOT = "本决定自2022年2月1日起施行。\n"
_CHANGE = "将第二条中的“三座”修改为“五座”"


def _order(*clauses: str) -> bytes:
    return (_HEAD + "".join(f"{clause}\n" for clause in clauses) + _FOOT).encode()


def _statute(*articles: str) -> bytes:
    return ("某市图书馆条例\n（2021年3月1日通过）\n" + "".join(f"{each}\n" for each in articles)).encode()


def _nested(times: int) -> str:
    """Quotation marks within quotation marks, double and single in turn."""
    return "“‘" * (times // 2) + "甲" + "’”" * (times // 2)


_UTF8 = _TEXT.encode()
_GB = _TEXT.encode("gb18030")
_ARTICLES = (
    "第一百亿条", "第〇条", "第零条", "第1e9条", "第−1条", "第-1条", "第１２３４５６７８９０条", "第一万亿条",
    "第½条", "第٣条", "第Ⅳ条", "第壹条", "第廿三条", "第十十条", "第百条", "第一条之零", "第一条之一之一",
    "第9999999999条",
)  # fmt: skip

REFUSED = {
    "zero in the middle.txt": Refused(lambda: _UTF8 + b"\x00" + _UTF8, "zero bytes"),
    "utf-16 cut.txt": Refused(lambda: _TEXT.encode("utf-16")[:-1], "UTF-16 but broken"),
    "utf-32 cut.txt": Refused(lambda: _TEXT.encode("utf-32")[:-1], "UTF-32 but broken"),
    "utf-8 mark on gb18030.txt": Refused(
        lambda: b"\xef\xbb\xbf" + _TEXT.encode("gb18030"), "UTF-8 but broken"
    ),
    "lone surrogate.txt": Refused(lambda: _UTF8 + b"\xed\xb0\x80", "neither UTF-8"),
    "overlong.txt": Refused(lambda: _UTF8 + b"\xc0\xaf..\xc0\xaf", "neither UTF-8"),
    "beyond unicode.txt": Refused(lambda: _UTF8 + b"\xf4\x90\x80\x80", "neither UTF-8"),
    "shift-jis.txt": Refused(lambda: "第一条　カタカナ、ひらがな、半角".encode("shift_jis"), "neither UTF-8"),
    "koi8-r.txt": Refused(lambda: "Библиотека открыта для всех".encode("koi8-r"), "neither UTF-8"),
    "ebcdic.txt": Refused(lambda: "Article 1: open".encode("cp037"), "neither UTF-8"),
    "one clause of 20 MB.txt": Refused(
        lambda: _order("一、将第二条修改为：“" + "甲" * 7_000_000 + "”"), "million characters"
    ),
    "a million clauses.txt": Refused(lambda: b"1.\n" * 1_000_000, "200,000 lines"),
    "lines of nothing.txt": Refused(lambda: b"x\n" * 5_000_000, "200,000 lines"),
    "elf.txt": Refused(lambda: b"\x7fELF\x02\x01\x01" + bytes(64), "zero bytes"),
    "gzip.txt": Refused(lambda: b"\x1f\x8b\x08" + bytes(64), "compressed"),
    "sqlite.txt": Refused(lambda: b"SQLite format 3\x00" + bytes(64), "zero bytes"),
    "image.jpg": Refused(lambda: b"\xff\xd8\xff\xe0" + bytes(64), "image"),
    "scan.tif": Refused(lambda: b"II*\x00" + bytes(64), "image"),
}

READ = {
    "marks three times.txt": Read(lambda: b"\xef\xbb\xbf" * 3 + _UTF8, _TEXT),
    "every kind of break.txt": Read(
        f"{_TEXT}\r\n甲\r乙\x0b丙\x0c丁\x85戊\u2028己\u2029庚\n\r辛".encode, _TEXT
    ),
    "utf-7.txt": Read(lambda: "第一条".encode("utf-7"), "+"),
    "utf-16 big.txt": Read(lambda: b"\xfe\xff" + _TEXT.encode("utf-16-be"), _TEXT),
    "utf-32.txt": Read(lambda: _TEXT.encode("utf-32"), _TEXT),
    "noncharacters.txt": Read(lambda: _UTF8 + "\ufffe\uffff\U0010ffff".encode(), _TEXT),
    "combining 10^5.txt": Read(("第一条　甲" + "\u0301" * 100_000).encode, "第一条"),
    "variation selectors.txt": Read(("第一条　" + "甲\ufe00\U000e0100" * 10_000).encode, "第一条"),
    "emoji.txt": Read(("第一条　" + "👩‍👩‍👧‍👦🏳️‍🌈" * 10_000).encode, "第一条"),
    "right to left.txt": Read(("第一条　" + "\u202e\u2066\u200f" * 10_000 + "甲").encode, "第一条"),
    "spaces of all kinds.txt": Read(
        ("第一条" + "\u00a0\u2003\u3000\u200b\ufeff\t" * 10_000 + "甲").encode, "第一条"
    ),
    "absurd articles.txt": Read(lambda: _statute(*(f"{each}　甲。" for each in _ARTICLES)), "第一百亿条"),
    "absurd articles named.txt": Read(
        lambda: _order(
            *(f"{to_chinese(n)}、将{each}中的“甲”修改为“乙”。" for n, each in enumerate(_ARTICLES, 1))
        ),
        "",
    ),
    "absurd articles deleted.txt": Read(
        lambda: _order(*(f"{to_chinese(n)}、删去{each}。" for n, each in enumerate(_ARTICLES, 1))), ""
    ),
    "absurd articles added.txt": Read(
        lambda: _order(
            *(f"{to_chinese(n)}、增加一条，作为{each}：“甲。”" for n, each in enumerate(_ARTICLES, 1))
        ),
        "",
    ),
    "absurd numbers of items.txt": Read(
        lambda: _order(
            "一、将第二条第九千九百九十九万款第一百亿项修改为：“甲”。", "二、第二条增加九千九百九十九万款。"
        ),
        "",
    ),
    "ranges absurd.txt": Read(
        lambda: _order(
            "一、删去第一条至第九亿条。", "二、将第九亿条至第一条改为第二条至第三条。", "三、删去第二条至。"
        ),
        "",
    ),
    "dates absurd.txt": Read(
        "某决定\n（0000年99月99日通过）\n一、删去第二条。\n本决定自99999年13月32日起施行。\n".encode,
        "",
    ),
    "100,000 clauses.txt": Read(lambda: _order(*(f"{n}.删去第{n}条。" for n in range(1, 100_001))), ""),
    "30,000 articles.txt": Read(
        lambda: _statute(*(f"第{to_chinese(n)}条　甲。" for n in range(1, 30_001))), ""
    ),
    "one clause of 10 MB.txt": Read(lambda: _order("一、将第二条修改为：“" + "甲" * 3_300_000 + "”"), ""),
    "one clause of 100,000 edits.txt": Read(
        lambda: _order("一、第二条中的" + "“甲”修改为“乙”，" * 100_000 + "“三座”修改为“五座”。"), ""
    ),
    "quotations 10,000 deep in turn.txt": Read(lambda: _order(f"一、将第二条修改为：{_nested(10_000)}"), ""),
    "quotations closed first.txt": Read(lambda: _order("一、将第二条修改为：" + "”" * 10_000), ""),
    "brackets 10,000 deep.txt": Read(
        lambda: _order("一、将第二条" + "（" * 10_000 + "）" * 10_000 + "删去。"), ""
    ),
    "titles 10,000 deep.txt": Read(
        lambda: _order("一、将《" + "〈" * 10_000 + "〉" * 10_000 + "》第二条删去。"), ""
    ),
    "labels of all kinds.txt": Read(
        lambda: _order(
            *(
                f"{each}{_CHANGE}。"
                for each in ("一、", "（一）", "1.", "⑴", "①", "Ⅰ、", "a)", "甲、", "第一，", "一是") * 200
            )
        ),
        "",
    ),
    "clause that quotes itself.txt": Read(lambda: _order(f"一、将第二条修改为：“一、{_CHANGE}。”"), ""),
    "instrument in an instrument.txt": Read(
        lambda: _order("一、将第二条修改为：“" + _order(f"一、{_CHANGE}。").decode() + "”"), ""
    ),
    "html in a quotation.txt": Read(
        lambda: _order("一、将第二条中的“三座”修改为“<img src=x onerror=alert(1)>”。"), ""
    ),
    "markdown in a quotation.txt": Read(
        lambda: _order("一、将第二条修改为：“# 甲\n\n| a | b |\n|---|---|\n```\n[x](javascript:alert(1))”。"),
        "",
    ),
    "escapes in a quotation.txt": Read(
        lambda: _order("一、将第二条中的“三座”修改为“\x1b]0;t\x07\x1b[2J\x9b31m五座”。"), ""
    ),
    "trailers in a quotation.txt": Read(
        lambda: _order("一、将第二条修改为：“第二条　甲。\n\nClause: 9.9\nInstrument: 别的”"), ""
    ),
    "fast-import in a quotation.txt": Read(
        lambda: _order(
            "一、将第二条修改为：“第二条　甲\ncommit refs/heads/x\nM 100644 inline ../x\ndata 1\nx\ndone”"
        ),
        "",
    ),
    "title that is a path.txt": Read(
        lambda: _order(f"一、{_CHANGE}。").replace("某市图书馆条例".encode(), b"../../../etc/passwd"), ""
    ),
    "number that is an option.txt": Read(
        lambda: "--upload-pack=x〔2022〕1号\n".encode() + _order(f"一、{_CHANGE}。"), ""
    ),
    "issuer with brackets.txt": Read(
        lambda: _order(f"一、{_CHANGE}。").replace("某市人民代表大会".encode(), "某<a@b>\t市".encode()), ""
    ),
    "chapters alike but for case.txt": Read(
        lambda: _statute("第一章　Aa", "第一条　甲。", "第二章　AA", "第二条　乙。"), ""
    ),
    "chapters alike but for form.txt": Read(
        lambda: _statute("第一章　é", "第一条　甲。", "第二章　e\u0301", "第二条　乙。"), ""
    ),
    "chapter called lock.txt": Read(
        lambda: _statute(
            "第一章　a.lock", "第一条　甲。", "第二章　HEAD", "第二条　乙。", "第三章　@{-1}", "第三条　丙。"
        ),
        "",
    ),
    "chapter without a name.txt": Read(
        lambda: _statute(
            "第一章　", "第一条　甲。", "第二章　.", "第二条　乙。", "第三章　\u200b", "第三条　丙。"
        ),
        "",
    ),
    "chapter of 10^5 characters.txt": Read(lambda: _statute("第一章　" + "长" * 100_000, "第一条　甲。"), ""),
    "chapters 5,000.txt": Read(
        lambda: _statute(*(f"第{to_chinese(n)}章　总则\n第{to_chinese(n)}条　甲。" for n in range(1, 5001))),
        "",
    ),
    "contents 10^5 lines.txt": Read(
        lambda: _statute(
            "目录", *(f"第{to_chinese(n % 9000 + 1)}章　甲" for n in range(100_000)), "第一条　乙。"
        ),
        "",
    ),
    "tabs for a table.txt": Read(lambda: _statute("第一条　甲：", *["\t" * 2000] * 200, "甲\t乙\t丙"), ""),
    "no law at all.txt": Read(lambda: ("lorem ipsum dolor sit amet " * 20 + "\n").encode() * 500, ""),
    "a diff.txt": Read(lambda: b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n" * 1000, ""),
    "json.txt": Read(lambda: b'{"schema": "xiuding/report/1"}' + b"[" * 100_000, ""),
}
