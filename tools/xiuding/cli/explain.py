"""`xiuding explain`: how one instruction, or every clause of an instrument, is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xiuding.cli import io, options, screen
from xiuding.cli.bilingual import argument, command
from xiuding.cli.talk import exchange, operation
from xiuding.errors import NotUnderstood
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.explain import Explained, Explanation
    from xiuding.instrument.quotation import Printed

#: How many of the words that could follow are shown; JSON has all of them.
_SHOWN = 10
_HAN = re.compile("[\u4e00-\u9fff]")
_FILE = re.compile(r"[^。；\n]+\.(txt|md|html?|docx?|pdf)", re.IGNORECASE)


@command(
    "explain",
    "Show how an instruction is understood, phrase by phrase.",
    "逐句说明一项修改条目如何理解。",
    examples=(
        'xiuding explain "将第三条中的“甲”修改为“乙”。"',
        "xiuding explain 决定.docx",
    ),
)
@argument(
    "sentence",
    metavar="SENTENCE|FILE|-",
    en="The instruction itself, an instrument in any readable format, or '-' for standard input.",
    zh="条目的文字本身，或者任何可读格式的修改文书，“-”为标准输入。",
)
@options.form("terminal", "json")
def verb(sentence: str, *, form: str) -> None:
    """Explain; the exit code tells whether everything was understood."""
    from xiuding.explain import explain

    found = explain(_printed(sentence))
    if form == "json":
        data = {"schema": "xiuding/explanation/1", "clauses": [_clause_json(e) for e in found]}
        io.write(io.as_json(data), None)
    else:
        screen.show(line for each in found for line in _lines(each))
    bad = [e for e in found if not e.understood]
    if bad:
        name = bad[0].label or say("the sentence", "该句")
        raise NotUnderstood(say(f"{name} is not understood; see above", f"{name}没有读懂，见上"))


def _printed(sentence: str) -> list[Printed]:
    """What to read: a file where there is one of that name or it can only be one, else the words."""
    from xiuding.instrument.load import printed
    from xiuding.typography import normalise

    meant = sentence == io.STREAM or not _HAN.search(sentence) or _FILE.fullmatch(sentence)
    if meant or _is_file(sentence):
        manuscript = io.read(sentence)
        io.require_short([manuscript])
        return printed(manuscript)
    return [normalise(line).text for line in sentence.splitlines() if line.strip()]


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a sentence longer than a file name can be
        return False


def _lines(found: Explanation) -> Iterator[str]:
    from xiuding.render.visible import visible

    if found.label:
        yield visible(found.label)
    for number, phrase in enumerate(found.phrases, 1):
        yield from (visible(line) for line in _phrase(number, phrase))
    if found.problem:
        yield "  " + visible(say(f"✗ incomplete: {found.problem}", f"✗ 不完整：{found.problem}"))
    yield ""


def _phrase(number: int, phrase: Explained) -> Iterator[str]:
    from xiuding.explain import FORMS
    from xiuding.render.cells import width

    line = _one_line(phrase.text)
    yield f"{number:3} {line}"
    if phrase.form is None:
        assert phrase.stop is not None
        yield " " * (4 + width(line[: phrase.stop])) + "^"
        yield (
            "    "
            + say("✗ not understood from here on; known here: ", "✗ 从此处起不懂；此处可接 ")
            + " ｜ ".join(phrase.known[:_SHOWN])
            + (" ……" if len(phrase.known) > _SHOWN else "")
        )
        return
    yield f"    {say(*FORMS[phrase.form])} [{phrase.form}]"
    for edit in phrase.edits:
        quoted = exchange(edit, _one_line)
        yield f"    = {operation(edit.op)}  {edit.target}  {quoted}".rstrip()
    if phrase.waits:
        yield "    " + say(f"… waits for {phrase.waits}", f"……等待{phrase.waits}")


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")


def _clause_json(found: Explanation) -> dict[str, Any]:
    from xiuding.explain import FORMS
    from xiuding.instrument.json import edit_json

    return {
        "label": found.label,
        "text": found.text,
        "understood": found.understood,
        "problem": found.problem,
        "phrases": [
            {
                "text": p.text,
                "form": p.form,
                "meaning": say(*FORMS[p.form]) if p.form is not None else None,
                "edits": [edit_json(e) for e in p.edits],
                "waits": p.waits or None,
                "stop": p.stop,
                "known": list(p.known),
            }
            for p in found.phrases
        ],
    }
