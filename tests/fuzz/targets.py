"""The targets: each makes an input from a random source, and checks what must hold for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

from fuzz import checks, files, mutation, seeds
from fuzz.law import Violation, require
from xiuding.errors import XiudingError

Parts = tuple[bytes, ...]


class Target(NamedTuple):
    """How to make the parts of an input, and the check that raises where something does not hold."""

    make: Callable[[Random], Parts]
    check: Callable[..., None]


# -- base and instrument --------------------------------------------------------------------------
def _pair(chance: Random) -> Parts:
    base, order = seeds.pair(chance)
    which = chance.random()
    if which < 0.85:
        order = mutation.text(chance, order, base)
    if which > 0.7:
        base = mutation.text(chance, base, order)
    return mutation.encoded(chance, base), mutation.encoded(chance, order)


def _apply(base: bytes, order: bytes, *, literal: bool = False) -> None:
    from xiuding import redline
    from xiuding.readers import read

    before, after = checks.consolidate(
        read(base, name="before.txt"), read(order, name="instrument.txt"), literal=literal
    )
    checks.rereads(before)
    checks.rereads(after)
    _honest(
        list(before.lines()), list(after.lines()), redline.compare(list(before.lines()), list(after.lines()))
    )


def _apply_literally(base: bytes, order: bytes) -> None:
    _apply(base, order, literal=True)


def _history(base: bytes, order: bytes) -> None:
    """The commits of an instrument, made in memory, prove themselves against the text they start from."""
    from datetime import date

    from xiuding import history, originals

    run = originals.text_run("before.txt", base, issuer="某市人民政府", issued=date(2021, 3, 1))
    files = dict(history.base_commit(run).files)
    witness = {"instrument.txt": order}
    for part in range(originals.count(witness)):
        amending = originals.instrument_run(
            witness, part=part, issuer="某市人民政府", effective=date(2022, 1, 1), literal=False
        )
        commits, _ = history.clause_commits(files, amending)
        trees = {str(n): tree for n, tree in enumerate(_trees(files, commits))}
        history.check(commits, files, lambda commit, trees=trees: trees[commit], list(trees))
        files = history.after(files, commits)
        for commit in commits:
            require(commit.subject and "\n" not in commit.subject, "a subject of many lines", commit.subject)
    for path in files:
        require(".." not in path.split("/") and not path.startswith(("/", "-")), "an unsafe path", path)


def _trees(files: dict[str, str], commits: list) -> list[dict[str, str]]:
    from xiuding import history

    out = []
    for commit in commits:
        files = history.after(files, [commit])
        out.append(files)
    return out


def _amend(old: bytes, new: bytes) -> None:
    from xiuding.amend import amend, ordered
    from xiuding.amend.pairing import said
    from xiuding.consolidate import apply_clauses
    from xiuding.instrument import parse
    from xiuding.readers import read
    from xiuding.structure import from_manuscript

    before, after = (from_manuscript(read(data, name="a.txt")) for data in (old, new))
    draft = amend(before, after)
    result = before.clone()
    for step in apply_clauses(result, parse(draft)) if draft else ():
        require(step.status == "applied", "the draft does not apply", step)
    ours, theirs = (said(ordered(d)) for d in (result, after))
    require(ours == theirs, "the draft makes another text", ours, theirs)


def _versions(chance: Random) -> Parts:
    base, _ = seeds.pair(chance)
    return base.encode(), mutation.text(chance, base).encode("utf-8", "surrogatepass")


# -- one text -------------------------------------------------------------------------------------
def _text(chance: Random) -> Parts:
    base, order = seeds.pair(chance)
    return (
        mutation.text(chance, chance.choice([base, order]), base + order).encode("utf-8", "surrogatepass"),
    )


def _parse(data: bytes) -> None:
    from xiuding.instrument.files import parts
    from xiuding.instrument.json import to_json
    from xiuding.instrument.parse import parse

    lines = [line for line in data.decode("utf-8", "replace").split("\n") if line.strip()]
    for part in parts(lines):
        instrument = parse(part)
        to_json(instrument)
        checks.account(instrument, part)


def _markdown(data: bytes) -> None:
    from xiuding.markdown import dump, dumps, load, loads
    from xiuding.structure import build

    text = data.decode("utf-8", "replace")
    require(dumps(loads(text)) == text, "Markdown changes what it read")
    lines = [line for line in text.split("\n") if line.strip()]
    files = dump(build(lines))
    require(dump(load(files)) == files, "Markdown is not stable")


def _typography(data: bytes) -> None:
    from xiuding.typography import normalise, same

    text = data.decode("utf-8", "replace")
    once = normalise(text)
    require(normalise(once.text).text == once.text, "the norm changes its own result", once.text)
    require(same(text, once.text), "the norm makes another text")
    for at in range(0, len(once.text), 97):
        start, end = once.source_span(at, at + 1)
        require(0 <= start < end <= len(text), "an offset outside the source", at, start, end)


def _redline(old: bytes, new: bytes) -> None:
    from xiuding import redline

    before, after = (data.decode("utf-8", "replace") for data in (old, new))
    _honest(before.splitlines(), after.splitlines(), redline.compare_text(before, after))


def _honest(old: list[str], new: list[str], found: object) -> None:
    def side(changes, sign):  # type: ignore[no-untyped-def]
        return "".join(c.text for c in changes if c.sign in ("=", sign))

    require([r.old for r in found if r.old is not None] == old, "the redline has another old text")
    require([r.new for r in found if r.new is not None] == new, "the redline has another new text")
    for row in found:
        require(row.old is None or side(row.changes, "-") == row.old, "a row does not give its old text", row)
        require(row.new is None or side(row.changes, "+") == row.new, "a row does not give its new text", row)


def _render(old: bytes, new: bytes) -> None:
    import datetime as dt

    from lxml import html as parser

    from xiuding import redline
    from xiuding.cli.drawing import Look, draw

    before, after = (data.decode("utf-8", "replace") for data in (old, new))
    found = redline.compare_text(before, after)
    look = Look(80, "auto", 3, before[:40], after[:40], dt.date(2022, 1, 1))
    for form, name in (
        ("terminal", ""),
        ("html", "a.html"),
        ("table", "a.md"),
        ("table", "a.html"),
        ("docx", "a.docx"),
        ("json", ""),
    ):
        drawn = draw(found, form, look, name)
        if form == "terminal":
            bare = drawn if isinstance(drawn, str) else drawn.decode()
            require(
                not any(
                    c in bare.replace("\n", "")
                    for c in map(chr, [*range(0x1B), *range(0x1C, 0x20), 0x7F, 0x85, 0x9B, 0x202E, 0x2066])
                ),
                "a control character on the terminal",
            )
        elif name.endswith(".html"):
            page = parser.fromstring(drawn)
            plain = parser.fromstring(
                draw(redline.compare_text("甲", "乙"), form, replace(look, title="甲", author="乙"), name)
            )
            require(len(page.findall(".//script")) == len(plain.findall(".//script")), "a text made a script")


def _texts(chance: Random) -> Parts:
    base, order = seeds.pair(chance)
    old = mutation.text(chance, base, order)
    new = mutation.text(chance, old, order)
    return old.encode("utf-8", "surrogatepass"), new.encode("utf-8", "surrogatepass")


def _collate(*witnesses: bytes) -> None:
    from xiuding.collate import collate
    from xiuding.readers import read

    collate([read(data, name=f"{n}.txt") for n, data in enumerate(witnesses)])


def _reconstruct(order: bytes) -> None:
    from xiuding.instrument.load import load
    from xiuding.readers import read
    from xiuding.reconstruct import reconstruct

    for instrument in load(read(order, name="instrument.txt")):
        document = reconstruct(instrument, title="某市图书馆条例")
        checks.rereads(document)


TARGETS: dict[str, Target] = {
    "apply": Target(_pair, _apply),
    "literal": Target(_pair, _apply_literally),
    "history": Target(_pair, _history),
    "amend": Target(_versions, _amend),
    "parse": Target(_text, _parse),
    "markdown": Target(_text, _markdown),
    "typography": Target(_text, _typography),
    "redline": Target(_texts, _redline),
    "render": Target(_texts, _render),
    "collate": Target(_texts, _collate),
    "reconstruct": Target(lambda chance: (_pair(chance)[1],), _reconstruct),
    "read": Target(files.make, files.check),
}


def run(target: Target, parts: Parts) -> str:
    """Check one input: "held", or "refused" where the program said in one line why not."""
    try:
        target.check(*parts)
    except XiudingError as error:
        checks.one_line(error)
        return "refused"
    return "held"


__all__ = ["TARGETS", "Target", "Violation", "run"]
