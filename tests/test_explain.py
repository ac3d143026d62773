"""How an instruction is understood: forms, edits, what is open, where it stops."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from reading_support import CASES, blocks
from xiuding.explain import FORMS, Explanation, explain
from xiuding.render.cells import width

_TEXTS = [text for _, text in blocks(CASES / "explain" / "phrases.md")]


def _shown(found: list[Explanation]) -> Iterator[str]:
    for clause in found:
        if clause.label:
            yield clause.label
        for phrase in clause.phrases:
            yield phrase.text
            yield f"  {phrase.form}" if phrase.form else f"  stops at {phrase.stop}"
            for edit in phrase.edits:
                quoted = " -> ".join(x for x in (edit.old_text, edit.new_text) if x)
                arrow = "-> " if edit.old_text is None and edit.new_text else ""
                yield f"  = {edit.op} {edit.target} {arrow}{quoted}".rstrip()
            if phrase.waits:
                yield "  waits"


@pytest.mark.parametrize(("text", "wanted"), list(zip(_TEXTS[::2], _TEXTS[1::2], strict=True)))
def test_phrases_are_explained_one_by_one(text: str, wanted: str) -> None:
    assert "".join(f"{line}\n" for line in _shown(explain(text.splitlines()))) == wanted


def test_every_form_of_the_grammar_is_described() -> None:
    grammar = resources.files("xiuding.instrument").joinpath("grammar.lark").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^\?form:(.*?)\n\n", grammar, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"\w+", listed)) | {"nothing", "preamble", "closing"} == set(FORMS)


def test_words_that_could_follow_are_named() -> None:
    ((phrase,),) = (clause.phrases for clause in explain(["将第五条挪开。"]))
    assert {"修改为", "分为", "合并"} <= set(phrase.known)
    assert "挪开" not in phrase.known
    assert not any(name.startswith(("_", "$")) or name.isascii() for name in phrase.known)


def test_the_most_usual_words_come_first() -> None:
    ((phrase,),) = (clause.phrases for clause in explain(["将第五条挪开。"]))
    assert phrase.known[:3] == ("修改为", "增加", "删去")


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("《某某条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。", "reorder"),
        ("本决定自2020年1月1日起施行。", "closing"),
    ],
)
def test_a_closing_sentence_is_explained_as_one(sentence: str, form: str) -> None:
    (found,) = explain([sentence])
    assert [phrase.form for phrase in found.phrases] == [form]
    assert found.understood


def test_a_clause_that_does_not_add_up_says_what_is_missing() -> None:
    (clause,) = explain(["将第九条中的“甲”。"])
    assert clause.phrases[0].form is not None
    assert clause.phrases[0].waits
    assert clause.problem
    assert not clause.understood


def test_an_open_quotation_is_a_problem() -> None:
    (clause,) = explain(["将第九条修改为：“甲"])
    assert clause.problem
    assert not clause.understood


def test_an_unnumbered_instrument_may_say_its_purpose_first() -> None:
    (clause,) = explain(["某某决定", "为了保护湖岸，将第九条修改为：“甲。”"])
    assert [p.form for p in clause.phrases] == ["preamble", "replace"]
    assert clause.understood


def test_the_mark_stands_below_the_word_that_is_not_understood(xiuding: Callable) -> None:
    outcome = xiuding("explain", "将第五条挪开。")
    assert outcome.code == 3
    line, mark, known, *_ = outcome.out.splitlines()
    assert width(line[: line.index("挪")]) == mark.index("^")
    assert "修改为" in known


def test_forms_are_named_in_the_language_of_the_reader(xiuding: Callable) -> None:
    assert "用新的文字替换" in xiuding("--lang", "zh", "explain", "将“甲”修改为“乙”。").out
    assert "quoted words are replaced" in xiuding("--lang", "en", "explain", "将“甲”修改为“乙”。").out


def test_operations_are_named_in_the_language_of_the_reader(xiuding: Callable, tmp_path: Path) -> None:
    sentence = "将第五条中的“甲”修改为“乙”。"
    order = tmp_path / "决定.txt"
    order.write_text(f"关于修改《某某条例》的决定\n一、{sentence}\n", encoding="utf-8")
    for arguments in (["explain", sentence], ["parse", order]):
        english, chinese = (xiuding("--lang", lang, *arguments).out for lang in ("en", "zh"))
        assert "replace-text  第五条  “甲” → “乙”" in english
        assert "替换文字  第五条  “甲” → “乙”" in chinese
        assert "replace-text" not in chinese


def test_what_can_only_be_a_file_is_one(xiuding: Callable) -> None:
    for name in ("没有这份决定.docx", "没有 这份.pdf", "no-such-file"):
        outcome = xiuding("explain", name)
        assert (outcome.code, outcome.out, name in outcome.err) == (6, "", True)


def test_parse_says_where_to_see_more(xiuding: Callable, tmp_path: Path) -> None:
    order = tmp_path / "一份 决定.txt"
    order.write_text("关于修改《某某条例》的决定\n一、将第五条挪开。\n", encoding="utf-8")
    outcome = xiuding("parse", order)
    assert (outcome.code, outcome.err.count("\n")) == (3, 1)
    doubt = "is this the amending instrument?"
    assert f"1 place not understood; {doubt}; to see where: xiuding explain '{order}'" in outcome.err
    order.write_text(f"{order.read_text('utf-8')}二、删去第六条。\n", encoding="utf-8")
    assert f"1 place not understood; to see where: xiuding explain '{order}'" in xiuding("parse", order).err


def test_the_json_has_phrases_and_edits(xiuding: Callable) -> None:
    outcome = xiuding("explain", "将第五条中的“甲”修改为“乙”。", "--format", "json")
    assert outcome.code == 0
    found = json.loads(outcome.out)
    assert found["schema"] == "xiuding/explanation/1"
    ((phrase,),) = (clause["phrases"] for clause in found["clauses"])
    assert phrase["edits"] == [{"op": "replace-text", "target": "第五条", "old": "甲", "new": "乙"}]
    assert (phrase["form"], phrase["stop"], phrase["known"]) == ("words", None, [])


def test_a_file_and_standard_input_are_read(
    xiuding: Callable, xiuding_process: Callable, tmp_path: Path
) -> None:
    text = "某某条例修正案\n一、删去第五条。\n二、删去第六条。\n"
    path = tmp_path / "修正案.txt"
    path.write_text(text, encoding="utf-8")
    found = xiuding("explain", path)
    assert found.out.count("delete-node") == 2
    assert xiuding_process("explain", "-", stdin=text.encode()).out == found.out
    missing = xiuding("explain", "no-such-file.txt")
    assert missing.code == 6
    assert "no-such-file.txt" in missing.err


@pytest.mark.corpus
def test_what_the_parser_understands_is_explained(corpus: Path) -> None:
    from xiuding.instrument.load import load, printed
    from xiuding.readers import read

    for path in sorted(corpus.glob("cases/*/instrument.txt")):
        manuscript = read(path)
        understood = all(c.problem is None for i in load(manuscript) for c in i.clauses)
        assert all(e.understood for e in explain(printed(manuscript))) == understood, path.parent.name


def test_a_number_is_no_quotation(xiuding: Callable) -> None:
    shown = xiuding("explain", "将第六条改为第七条，“甲”修改为“乙”。").out.splitlines()
    edits = [line.strip() for line in shown if line.startswith("    =")]
    assert edits == ["= renumber  第六条  → 第七条", "= replace-text  第六条  “甲” → “乙”"]
