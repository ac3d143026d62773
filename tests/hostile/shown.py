"""Documents and pages whose markup holds more, or something else, than a reader of them sees."""

from __future__ import annotations

from hostile.expected import Read, Refused
from hostile.files import docx, paragraph

_TEXT = "第一条　为了规范行为，制定本条例。"
_ONE = paragraph(_TEXT)
_RUN = f"<w:r><w:t>{_TEXT}</w:t></w:r>"
_P = f"<p>{_TEXT}</p>"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_BIG5 = "第一條　為了規範圖書館的管理，制定本條例。"
_GB = "第一条　为了规范图书馆的管理，制定本条例。"


def _either(first: str, second: str) -> str:
    return (
        f"<mc:AlternateContent {_MC}><mc:Choice Requires='wps'>{first}</mc:Choice>"
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def _mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def _field(code: str, shown: str) -> str:
    return f"{_mark('begin')}{code}{_mark('separate')}{shown}{_mark('end')}"


def _switched(value: str) -> bytes:
    switch = f"<w:rPr><w:vanish w:val='{value}'/></w:rPr>"
    return docx(f"<w:p><w:r>{switch}<w:t>{_TEXT}</w:t></w:r></w:p>")


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def _web(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def _said(encoding: str, text: bytes) -> bytes:
    return b"<html><meta charset=%b><p>" % encoding.encode() + text


_UNSEEN = "<w:r><w:t>机密</w:t></w:r>"
_UNSEEN_MARK = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
_RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>tu</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>图</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
_SYMBOL = "<w:r><w:sym w:font='{}' w:char='{}'/></w:r>"
_CELL_DELETED = f"<w:tcPr><w:cellDel w:id='1'/></w:tcPr>{paragraph('机密')}"

REFUSED = {
    "frames.html": Refused(
        lambda: _web(f"<frameset><frame src='file:///etc/hostname'><noframes>{_P}</noframes></frameset>"),
        "holds no text",
    ),
    "Strict Open XML.docx": Refused(
        lambda: docx(_ONE, **{"_rels/.rels": "<a b='http://purl.oclc.org/ooxml/officeDocument'/>"}),
        "Strict Open XML",
    ),
    "all of it the code of a field.docx": Refused(
        lambda: docx(f"<w:p>{_field(_RUN, '')}</w:p>"), "holds no text"
    ),
}

READ = {
    "hidden, switched off.docx": Read(lambda: _switched("0"), _TEXT),
    "hidden, false.docx": Read(lambda: _switched("false"), _TEXT),
    "two forms of a paragraph.docx": Read(
        lambda: docx(_either(_ONE, paragraph("机密")) + paragraph("乙")), _TEXT, "机密"
    ),
    "two forms of a run.docx": Read(lambda: docx(f"<w:p>{_either(_RUN, _UNSEEN)}</w:p>"), _TEXT, "机密"),
    "two forms of a cell.docx": Read(
        lambda: docx(f"<w:tbl>{_row(_either(_ONE, paragraph('机密')))}</w:tbl>"), _TEXT, "机密"
    ),
    "one form in another.docx": Read(
        lambda: docx(f"<w:p>{_either(_either(_RUN, _UNSEEN), _UNSEEN)}</w:p>"), _TEXT, "机密"
    ),
    "only a form for old programs.docx": Read(
        lambda: docx(f"<mc:AlternateContent {_MC}><mc:Fallback>{_ONE}</mc:Fallback></mc:AlternateContent>"),
        _TEXT,
    ),
    "characters beside characters.docx": Read(
        lambda: docx(f"<w:p><w:r><w:t>设立</w:t></w:r>{_RUBY}<w:r><w:t>书馆。</w:t></w:r></w:p>"),
        "设立图书馆。",
        "tu",
    ),
    "characters beside characters.html": Read(
        lambda: _web("<p>设立<ruby>图<rp>(</rp><rt>tu</rt><rp>)</rp></ruby>书馆。</p>"), "设立图书馆。", "tu"
    ),
    "symbol of a font.docx": Read(
        lambda: docx(f"<w:p><w:r><w:t>甲</w:t></w:r>{_SYMBOL.format('Wingdings', 'F0FE')}</w:p>"), "甲\uf0fe"
    ),
    "symbol of Unicode.docx": Read(
        lambda: docx(f"<w:p>{_SYMBOL.format('宋体', '2460')}<w:r><w:t>甲</w:t></w:r></w:p>"), "①甲"
    ),
    "symbols of no kind.docx": Read(
        lambda: docx(
            "<w:p>"
            + "".join(_SYMBOL.format("x", code) for code in ("", "D800", "1B", "0", "-1", "x"))
            + _RUN
            + "</w:p>"
        ),
        _TEXT,
    ),
    "cell deleted.docx": Read(
        lambda: docx(f"<w:tbl>{_row(_ONE)}<w:tr><w:tc>{_CELL_DELETED}</w:tc></w:tr></w:tbl>"), _TEXT, "机密"
    ),
    "mark deleted before a table.docx": Read(
        lambda: docx(f"<w:p>{_UNSEEN_MARK}{_RUN}</w:p><w:tbl>{_row(paragraph('甲'))}</w:tbl>"), _TEXT, "。甲"
    ),
    "mark deleted at the end of a cell.docx": Read(
        lambda: docx(f"<w:tbl>{_row(f'<w:p>{_UNSEEN_MARK}{_RUN}</w:p>', paragraph('甲'))}</w:tbl>"),
        _TEXT,
        "。甲",
    ),
    "inserted and deleted.docx": Read(
        lambda: docx(
            f"<w:p><w:ins><w:del>{_UNSEEN.replace('w:t>', 'w:delText>')}</w:del>{_RUN}</w:ins></w:p>"
        ),
        _TEXT,
        "机密",
    ),
    "field in the code of a field.docx": Read(
        lambda: docx(f"<w:p>{_field(_field('', _UNSEEN), _RUN)}</w:p>"), _TEXT, "机密"
    ),
    "field over two paragraphs.docx": Read(
        lambda: docx(
            f"<w:p>{_mark('begin')}{_UNSEEN}</w:p><w:p>{_UNSEEN}{_mark('separate')}{_RUN}{_mark('end')}</w:p>"
        ),
        _TEXT,
        "机密",
    ),
    "field that never ends.docx": Read(lambda: docx(f"<w:p>{_mark('begin')}{_RUN}</w:p>"), _TEXT),
    "field that only ends.docx": Read(lambda: docx(f"<w:p>{_mark('end')}{_RUN}</w:p>"), _TEXT),
    "says gb2312, is big5.html": Read(lambda: _said("gb2312", _BIG5.encode("big5")), _BIG5),
    "says big5, is gb18030.html": Read(lambda: _said("big5", _GB.encode("gb18030")), _GB),
    "says big5, is a little gb18030.html": Read(lambda: _said("big5", "第一条".encode("gb18030")), "第一条"),
    "says big5, is rare.html": Read(lambda: _said("big5", "鷓鴣".encode("big5")), "鷓鴣"),
    "declared in a comment.html": Read(
        lambda: b"<html><!-- <meta charset=big5> --><meta charset=gb18030><p>" + _GB.encode("gb18030"), _GB
    ),
    "declared by xml.html": Read(
        lambda: b'<?xml version="1.0" encoding="big5"?><html><p>' + _GB.encode("gb18030"), _GB
    ),
    "frames beside a text.html": Read(
        lambda: _web(f"<noframes><p>机密</p></noframes><base href='javascript:alert(1)//'>{_P}"),
        _TEXT,
        "机密",
    ),
    "elements 100,000 deep.html": Read(lambda: _web("<div><span><font>" * 100_000 + _P), _TEXT),
    "text without markup.html": Read(lambda: _web(f"{_P}<plaintext><script>x"), "<script>x"),
    "drawing with words.html": Read(
        lambda: _web(f"<svg><text>机密</text></svg><math><mi>机密</mi></math>{_P}"), _TEXT, "机密"
    ),
}
