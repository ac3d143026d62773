"""Lines of a source → paragraphs: hard-wrapped lines joined, tabbed rows made tables.

One idea decides: a line goes on in the next one only where its *sentence* evidently does.  A line that
ends in a sentence mark, and a line that opens a unit (第X条, 一、, （一）, 1., 附件, a date, a document
number, a quotation), is a boundary whatever the page looks like.  Of the other breaks

* a *torn* one, where a full line of print ends inside a quotation or a bracket, is joined;
* a *loose* one, where it ends outside any, is joined only in a text that is shown to be hard-wrapped, by
  torn lines or by lines of one width, and only from its first sentence or article: before, lines are titles;
* a chapter heading is joined to an unmarked line only where a further numbered heading follows;
* where the layout is known (pdf), a line that is full goes on in one that starts flush; where it does not
  show whether that does, in any unless it ends a sentence; and inside a bracket, which a centred 题注 is.

What this does not do: lines shorter than a line of print are never wrapped lines (the lists of offices in
a constitution end in commas); a wrapped line that happens to end in a full stop ends its paragraph,
unless the layout is known; columns made with spaces are not tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Dropped, Format, Manuscript, Paragraph, Span
from xiuding.readers import furniture
from xiuding.readers.line import Line

PRINT_LINE = 20
"""Fewer characters than any line of print has: official pages carry 28, less an indent of two."""

_MOST = 200_000

_NUMERAL = "[零〇一二三四五六七八九十百千0-9０-９]+"
_UNIT = re.compile(
    rf"[“‘\"]?(?:第{_NUMERAL}(?:分?编|[章节条款项])(?:之{_NUMERAL})?(?=\s|$)|{_NUMERAL}、"
    rf"|[（(]{_NUMERAL}[）)]|\d{{1,3}}[.．](?!\d)|\d{{1,3}}[）)]|[①-⑳]"
    r"|附[件录表图则]|[表图]\s*\d|专栏\s*\d|目\s*录$|序\s*言$"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^，,。；]{0,4}$|\S{1,16}[〔\[（(]\d{4}[〕\]）)]\s*\d+\s*号$)"
)
_CHAPTER = re.compile(rf"第{_NUMERAL}(?:分?编|[章节])(?=\s)")
_QUOTED_HEADING = re.compile(rf"[“‘\"]第{_NUMERAL}(?:分?编|[章节])\s[^，、。；：”’\"]*$")
_BODY = re.compile(rf"第{_NUMERAL}条|{_NUMERAL}、|[（(]{_NUMERAL}[）)]")
_NUMBERED = re.compile(rf"第{_NUMERAL}(?:分?编|[章节条])(?=\s|$)")
_CLOSERS = "”’」』）)】》〉\"'"
_SENTENCE_END = re.compile(rf"[。！？；：…!?;:][{_CLOSERS}]*$")
_OPENERS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】"}
_BRACKETS = ("（", "(")
_CLOSING = {closer: opener for opener, closer in _OPENERS.items()}
_PROSE = (None,) * 4
_MARKS = re.compile(f"[{''.join(map(re.escape, [*_OPENERS, *_CLOSING]))}]")


def assemble(
    name: str,
    form: Format,
    source: str,
    lines: Iterable[Line],
    dropped: Sequence[Dropped] = (),
    notes: Sequence[str] = (),
) -> Manuscript:
    """The manuscript that the lines of a source make, page furniture left out.

    Raises `UnreadableInput` for more lines than any text has.
    """
    held = list(islice(lines, _MOST + 1))
    if len(held) > _MOST:
        raise UnreadableInput(
            say(f"{name}: more than {_MOST:,} lines; split it", f"{name}：超过 {_MOST:,} 行；请拆分后再读")
        )
    kept, left_out = furniture.sort_out(held, paged=form in ("txt", "pdf"))
    kept, repeated = _tables(kept)
    everything = sorted([*dropped, *left_out, *repeated], key=lambda d: d.where)
    return Manuscript(name, form, source, tuple(paragraphs(kept)), tuple(everything), tuple(notes))


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs that lines make, e.g. 第一条　为了保障 and 公民的权利，… one of them."""
    wrapped = _is_wrapped(lines)
    begun = False
    run: list[Line] = []
    still_open: list[str] = []
    for index, line in enumerate(lines):
        # inside a quotation only a paragraph of it opens with the same mark again
        torn = still_open[-1] if still_open and still_open[-1] != line.text[:1] else ""
        if run and not _goes_on(run, line, lines[index + 1 : index + 2], torn, wrapped and begun):
            yield _paragraph(run)
            run = []
            still_open = []
        run.append(line)
        _open_at_end(line.text, still_open)
        begun = begun or _ends_sentence(line.text) or _BODY.match(line.text) is not None
    if run:
        yield _paragraph(run)


def _paragraph(run: Sequence[Line]) -> Paragraph:
    first = run[0]
    span = Span(first.start, run[-1].end, first.page)
    if first.rows is not None:
        return Paragraph.table(first.rows, span)
    text = first.text if len(run) == 1 else "".join(_glued(run))
    return Paragraph(text, span, heading=first.heading)


def _glued(run: Sequence[Line]) -> Iterator[str]:
    yield run[0].text
    for before, line in pairwise(run):
        yield glue(before.text, line.text)
        yield line.text


def glue(before: str, after: str) -> str:
    """Latin words keep the space that the line break stood for; Chinese has none."""
    letters = before[-1].isascii() and after[0].isascii() and before[-1].isalpha() and after[0].isalpha()
    return " " if letters else ""


def _goes_on(run: Sequence[Line], line: Line, following: Sequence[Line], torn: str, loose: bool) -> bool:
    """Whether the paragraph of `run` goes on in a line; `torn` is the quotation or bracket open between."""
    last = run[-1]
    if (last.rows, last.heading, line.rows, line.heading) != _PROSE:
        return False
    if _UNIT.match(line.text):
        return False
    if len(run) == 1 and _CHAPTER.match(last.text):
        return _is_rest_of_heading(last, line, following)
    if last.full is not None:
        flush = not _ends_sentence(last.text) if line.flush is None else line.flush
        return last.full and (flush or torn in _BRACKETS) and not _closed(last)
    if _ends_sentence(last.text) or len(last.text) < PRINT_LINE or _closed(last):
        return False
    if _QUOTED_HEADING.search(last.text):
        return False  # 作为第三章：“第三章　监督 is whole, though its quotation is open
    return bool(torn) or (loose and not line.text.startswith(("“", "‘", '"', "(", "（")))


def _closed(line: Line) -> bool:
    """A line that is whole by its form: a date or a document number."""
    found = _UNIT.match(line.text)
    return found is not None and found.end() == len(line.text)


def _is_rest_of_heading(heading: Line, line: Line, following: Sequence[Line]) -> bool:
    return (
        len(heading.text) >= PRINT_LINE - 4
        and len(line.text) < PRINT_LINE
        and line.text[-1] not in "。；：，、"
        and bool(following and _NUMBERED.match(following[0].text))
    )


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-8:]) is not None


def _open_at_end(text: str, stack: list[str]) -> bool:
    """Whether a quotation or a bracket is open after the text; `stack` holds those open before it."""
    for mark in _MARKS.findall(text):
        if mark in _OPENERS:
            stack.append(mark)
        elif stack and _CLOSING[mark] == stack[-1]:
            stack.pop()
    return bool(stack)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text is hard-wrapped: two torn lines, or most unfinished lines of one width."""
    unfinished = [
        line
        for line, after in pairwise(lines)
        if line.rows is None
        and len(line.text) >= PRINT_LINE
        and not _ends_sentence(line.text)
        and not _UNIT.match(after.text)
        and not _CHAPTER.match(line.text)
    ]
    if sum(_open_at_end(line.text, []) for line in unfinished) >= 2:
        return True
    width = max((len(line.text) for line in lines), default=0)
    return len(unfinished) >= 5 and sum(len(line.text) >= width - 3 for line in unfinished) * 2 > len(
        unfinished
    )


def _tables(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Runs of tabbed lines as one table each; a heading row repeated on a new page is dropped."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for width, group in groupby(lines, _columns):
        run = list(group)
        if not width or len(run) < 2 or not any(_filled(line) > 1 for line in run):
            kept.extend(run)  # tabs at the ends of lines are their indents
            continue
        head = _compact(run[0])
        rows = [run[0], *(line for line in run[1:] if _compact(line) != head)]
        why = say("table heading repeated on a new page", "换页重复的表头")
        dropped += [Dropped(line.text, why, line.span) for line in run[1:] if _compact(line) == head]
        text = "\n".join(line.text for line in rows)
        cells = tuple(line.cells for line in rows)
        kept.append(Line(text, run[0].start, run[-1].end, run[0].page, rows=cells))
    return kept, dropped


def _columns(line: Line) -> int:
    """Number of columns where the line is a row of a table, else 0."""
    if line.rows is not None or len(line.cells) < 2:
        return 0
    return 0 if _filled(line) <= 2 and _UNIT.match(line.text) else len(line.cells)


def _filled(line: Line) -> int:
    """How many cells of the line have words."""
    return sum(map(bool, line.cells))


def _compact(line: Line) -> str:
    return "\t".join(re.sub(r"\s", "", cell) for cell in line.cells)
