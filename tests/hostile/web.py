"""Web pages that lie about their encoding, nest without end, or would run and fetch things in a browser."""

from __future__ import annotations

from hostile.expected import Read, Refused

_TEXT = "第一条　为了规范行为，制定本条例。"
_P = f"<p>{_TEXT}</p>"


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def _declared(encoding: str, text: bytes) -> bytes:
    return b"<html><meta charset=%b><p>" % encoding.encode() + text


def _laughs() -> str:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE html [<!ENTITY e0 "哈">{layers}]>'


_UTF8 = _TEXT.encode()
_GB = _TEXT.encode("gb18030")

REFUSED = {
    "utf-32 without mark.html": Refused(lambda: f"<html>{_P}".encode("utf-32-le"), "neither UTF-8"),
    "utf-16 without mark.html": Refused(lambda: f"<html>{_P}".encode("utf-16-le"), "neither UTF-8"),
    "two encodings.html": Refused(lambda: f"<html>{_P}".encode() + _GB, "neither UTF-8"),
    "declared, but cut.html": Refused(lambda: _declared("utf-8", _UTF8[:-1]), "neither UTF-8"),
    "shift-jis.html": Refused(
        lambda: _declared("shift_jis", "第一条　カタカナとひらがな".encode("shift_jis")), "neither UTF-8"
    ),
    "zero in the page.html": Refused(lambda: _page(f"{_P}\x00"), "zero bytes"),
    "only noscript.html": Refused(lambda: _page(f"<noscript>{_P}</noscript>"), "holds no text"),
    "only a frame.html": Refused(
        lambda: _page("<iframe src='file:///etc/hostname'>甲</iframe>"), "holds no text"
    ),
    "only hidden.html": Refused(lambda: _page(f"<div style='display:none'>{_P}</div>"), "holds no text"),
    "only a link.html": Refused(
        lambda: _page("<script>location='http://192.0.2.1'</script>"), "holds no text"
    ),
    "spaces for a page.html": Refused(lambda: _page(" " * 5_000_000), "holds no text"),
    "unending tag.html": Refused(lambda: b"<html><p " + b"a " * 3_000_000, "holds no text"),
    "three million elements.html": Refused(lambda: b"<html>" + b"<i>" * 3_000_000 + _UTF8, "more markup"),
    "cells of 10^6 rows.html": Refused(
        lambda: _page("<table>" + "<tr><td rowspan=999999 colspan=999999>甲" * 2000 + "</table>" + _P),
        "million characters",
    ),
}

READ = {
    "says utf-16, is utf-8.html": Read(lambda: _declared("utf-16", _UTF8 + b"a"), _TEXT),
    "says utf-16le, is utf-8.html": Read(lambda: _declared("utf-16le", _UTF8), _TEXT),
    "says gb2312, is utf-8.html": Read(lambda: _declared("gb2312", _UTF8 * 3), _TEXT),
    "says latin-1, is utf-8.html": Read(lambda: _declared("iso-8859-1", _UTF8), _TEXT),
    "says latin-1, is gb18030.html": Read(lambda: _declared("iso-8859-1", _GB), _TEXT),
    "says windows-1252, is gb18030.html": Read(lambda: _declared("windows-1252", _GB), _TEXT),
    "says utf-8, is gb18030.html": Read(lambda: _declared("utf-8", _GB), _TEXT),
    "says undefined.html": Read(lambda: _declared("undefined", _UTF8), _TEXT),
    "says idna.html": Read(lambda: _declared("idna", _UTF8), _TEXT),
    "says unicode_escape.html": Read(lambda: _declared("unicode_escape", _UTF8 + b"\\u7532"), _TEXT, "甲"),
    "utf-7.html": Read(lambda: _declared("utf-7", b"+ADw-script+AD4-alert(1)"), "+ADw-script", "<script"),
    "big5.html": Read(lambda: _declared("big5", "第一條　為了".encode("big5")), "第一條　為了"),
    "hz.html": Read(lambda: _declared("hz-gb-2312", _TEXT.encode("hz")), _TEXT),
    "two declarations.html": Read(lambda: b"<meta charset=big5>" + _declared("utf-8", _UTF8), _TEXT),
    "declared after 10 kB.html": Read(lambda: b"<html>" + b" " * 10_000 + _declared("big5", _GB), _TEXT),
    "mark against declaration.html": Read(lambda: b"\xef\xbb\xbf" + _declared("gb2312", _UTF8), _TEXT),
    "utf-16 with a mark.html": Read(lambda: f"<html>{_P}".encode("utf-16"), _TEXT),
    "tables 10,000 deep.html": Read(lambda: _page("<table><tr><td>" * 10_000 + _P), _TEXT),
    "lists 10,000 deep.html": Read(lambda: _page("<ol><li>" * 10_000 + _P), _TEXT),
    "quotations 10,000 deep.html": Read(lambda: _page("<blockquote>" * 10_000 + _P), _TEXT),
    "closed but never opened.html": Read(lambda: _page("</table></td></ol></a></p>" * 50_000 + _P), _TEXT),
    "opened wrongly.html": Read(lambda: _page(f"<b><table><p><i></b><td></table>{_P}</i>"), _TEXT),
    "laughs.html": Read(f"{_laughs()}<html><p>&e11;</p>{_P}".encode, _TEXT, "哈哈"),
    "outside entity.html": Read(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;</p>{_P}'.encode, _TEXT
    ),
    "a million entities.html": Read(lambda: _page("&amp;" * 800_000 + _P), _TEXT),
    "absurd entities.html": Read(lambda: _page(f"&#0;&#xD800;&#x110000;&#99999999999;&nosuch;{_P}"), _TEXT),
    "script.html": Read(lambda: _page(f"<script>document.write('甲')</script>{_P}"), _TEXT, "write"),
    "handlers.html": Read(
        lambda: _page(f"<img src=x onerror=alert(1)><svg onload=alert(1)></svg>{_P}"), _TEXT, "alert"
    ),
    "fetches.html": Read(
        lambda: _page(
            f"<base href='http://192.0.2.1/'><img src='a.png'><object data='file:///etc/hostname'></object>{_P}",
            "<link rel=stylesheet href='//192.0.2.1/a.css'><meta http-equiv=refresh content='0;url=//x'>",
        ),
        _TEXT,
    ),
    "data for a picture.html": Read(
        lambda: _page(f"<img src='data:image/png;base64,{'A' * 2_000_000}'>{_P}"), _TEXT, "AAAA"
    ),
    "data for a link.html": Read(
        lambda: _page(f"<a href='data:text/html,<p>甲'>附件</a>{_P}"), _TEXT, "data:"
    ),
    "noscript.html": Read(lambda: _page(f"<noscript>请启用脚本</noscript>{_P}"), _TEXT, "请启用"),
    "hidden.html": Read(
        lambda: _page(f"<p hidden>机密</p><p style='DISPLAY : none'>机密</p>{_P}"), _TEXT, "机密"
    ),
    "template.html": Read(
        lambda: _page(f"<template>机密</template><textarea>机密</textarea>{_P}"), _TEXT, "机密"
    ),
    "comments.html": Read(lambda: _page(f"<!-- 机密 --><!--[if IE]>机密<![endif]-->{_P}"), _TEXT, "机密"),
    "comment without end.html": Read(lambda: _page(_P + "<!-- " + "机密" * 100_000), _TEXT, "机密机密"),
    "cdata.html": Read(lambda: _page(f"<![CDATA[机密]]>{_P}"), _TEXT),
    "processing.html": Read(lambda: _page(f"<?php echo 'x'; ?>{_P}"), _TEXT),
    "numbered from 999,999.html": Read(lambda: _page(f"<ol start=999999><li>甲<li>乙</ol>{_P}"), _TEXT),
    "numbered absurdly.html": Read(lambda: _page(f"<ol start={'9' * 5000}><li>甲</ol>{_P}"), _TEXT),
    "attributes 100,000.html": Read(
        lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">乙</p>" + _P), _TEXT
    ),
    "name of 10^6 letters.html": Read(lambda: _page(f"<{'x' * 1_000_000}>{_P}"), _TEXT),
    "bidi.html": Read(lambda: _page(f"<bdo dir=rtl>乙甲</bdo>\u202e{_P}"), _TEXT),
    "xhtml.xhtml": Read(
        f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>{_P}</html>".encode, _TEXT
    ),
}
