"""The files a history is made from, and what they say: its base and its instruments.

A history keeps the originals of its base and of every instrument byte for byte, with the choices of the
run in ``run.json`` and the corrections in ``overrides.toml``: every commit can be made again from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from xiuding import overrides, readers
from xiuding.address import Unit
from xiuding.collate import collate
from xiuding.document import Document
from xiuding.errors import NotUnderstood, UsageError
from xiuding.instrument.load import load
from xiuding.instrument.model import Clause, Instrument, ReplaceTable
from xiuding.language import say
from xiuding.manuscript import Manuscript
from xiuding.originals import choices
from xiuding.originals.choices import RUN, Files
from xiuding.plan import MANIFEST, Entry, parse
from xiuding.reconstruct import reconstruct
from xiuding.structure import from_manuscript, heading
from xiuding.witnesses import has_year, identity, of_file

__all__ = [
    "OVERRIDES",
    "RUN",
    "Base",
    "Files",
    "base",
    "count",
    "entry_run",
    "groups",
    "instrument",
    "instrument_run",
    "last_date",
    "name_of",
    "slug",
    "text_run",
    "words",
]

OVERRIDES = "overrides.toml"

_BRACKETS = re.compile(r"[〔〕\[\]［］【】\s]+")
_NTH = r"第[零〇一二三四五六七八九十百\d]+"
_ADOPTED = re.compile(rf"日\s*([^，。；（）\s]{{2,40}}?){_NTH}次(?:全体)?(?:常务)?会议通过")
_SESSION = re.compile(_NTH + "届")
_FRONT = 300
_DAY = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


@dataclass(frozen=True, slots=True)
class Base:
    """The text before any instrument, and what the first commit says of it."""

    document: Document
    title: str
    issuer: str
    issued: date
    reconstructed: bool = False


# -- the base ---------------------------------------------------------------------------------------
def text_run(
    name: str,
    data: bytes,
    *,
    issuer: str | None = None,
    issued: date | None = None,
    corrections: bytes | None = None,
) -> dict[str, bytes]:
    """The files of a base that is the full text `data`, read by its name (``条例.docx``)."""
    chosen = {"base": name, "issuer": issuer, "issued": issued.isoformat() if issued else None}
    return {name: data, RUN: choices.write(chosen), **_kept(corrections)}


def base(files: Files) -> Base:
    """The base that the files make: a full text, or the reconstruction that a plan's manifest asks for.

    Raises `UsageError` where the text does not tell its date and none was given.
    """
    files = choices.Kept(files)
    if RUN not in files:
        return _of_plan(files)
    chosen = choices.read(files, choices.OF_BASE)
    name = chosen["base"]
    (manuscript,) = _mended([readers.read(files[name], name=name)], files, "base")
    document = from_manuscript(manuscript)
    if not document.children:
        raise UsageError(say(f"{name} holds no text", f"{name} 中没有文字"))
    issued = chosen["issued"] or last_date(document)
    if issued is None:
        raise UsageError(
            say(
                f"{name} does not tell its date; give it with --date YYYY-MM-DD",
                f"{name} 没有写明日期；请用 --date 年-月-日 指定",
            )
        )
    title = document.title or name.rpartition("/")[2].partition(".")[0]
    issuer = chosen["issuer"] or _adopter("".join(node.text for node in document.of(Unit.NOTE)))
    return Base(document, title, issuer, date.fromisoformat(issued))


def _of_plan(files: Files) -> Base:
    plan = parse(files[MANIFEST].decode())
    corrections = _kept(files[plan.overrides] if plan.overrides else None)
    if plan.base.text is not None:
        text = readers.read(files[plan.base.text], name=plan.base.text)
        document = from_manuscript(*_mended([text], corrections, "base"))
        return Base(document, plan.title, plan.issuer, plan.issued)
    assert plan.base.contents is not None  # the manifest has one or the other
    lines = files[plan.base.contents].decode().splitlines()
    document = reconstruct(
        _collated(plan.instruments[0], files, corrections),
        title=plan.title,
        contents=[line for line in lines if line.strip() and not line.startswith("#")],
        note=plan.base.note,
        same=plan.base.rows,
    )
    return Base(document, plan.title, plan.issuer, plan.issued, reconstructed=True)


def last_date(document: Document) -> str | None:
    """The last date of the 题注, ``2020-05-08``: （2015年3月1日通过，根据2020年5月8日……修正）."""
    notes = [n.text for n in document.children[:3] if heading(n.text) is None]
    found = [m for text in notes for m in _DAY.finditer(text)]
    if not found:
        return None
    year, month, day = (int(part) for part in found[-1].groups())
    return date(year, month, day).isoformat()


def _adopter(front: str) -> str:
    """Who adopted a text, as its 题注 says: （2015年3月1日某市第十届人民代表大会第三次会议通过）."""
    adopted = _ADOPTED.search(front)
    return _SESSION.sub("", adopted[1]) if adopted else ""


# -- instruments ------------------------------------------------------------------------------------
def instrument_run(
    witnesses: Files,
    *,
    part: int = 0,
    issuer: str | None = None,
    effective: date | None = None,
    literal: bool = False,
    corrections: bytes | None = None,
) -> dict[str, bytes]:
    """The files of an instrument: its witnesses in order, of which the `part`-th instrument is meant."""
    chosen = {
        "witnesses": list(witnesses),
        "part": part,
        "issuer": issuer,
        "effective": effective.isoformat() if effective else None,
        "literal": literal,
    }
    return {**witnesses, RUN: choices.write(chosen), **_kept(corrections)}


def entry_run(entry: Entry, files: Files, corrections: bytes | None = None) -> dict[str, bytes]:
    """The files of an instrument that a plan's manifest names, with the plan's corrections."""
    witnesses = {name: files[name] for name in entry.witnesses}
    return instrument_run(witnesses, effective=entry.effective, corrections=corrections)


def instrument(files: Files) -> tuple[Instrument, bool]:
    """The instrument that the files make, and whether its seams are left as quoted (``--literal``)."""
    files = choices.Kept(files)
    chosen = choices.read(files, choices.OF_INSTRUMENT)
    witnesses = [readers.read(files[name], name=name) for name in chosen["witnesses"]]
    manuscript = _one(_mended(witnesses, files, "instrument"))
    parts = load(manuscript)
    if not 0 <= chosen["part"] < len(parts):
        raise choices.unreadable(RUN)
    found = parts[chosen["part"]]
    if issuer := chosen["issuer"] or found.issuer or _adopter(found.text[:_FRONT]):
        found = replace(found, issuer=issuer)
    if chosen["effective"]:
        found = replace(found, effective=chosen["effective"])
    if not (found.effective or found.date):
        raise UsageError(
            say(
                f"{manuscript.name} does not tell its date; give it with --date YYYY-MM-DD",
                f"{manuscript.name} 没有写明日期；请用 --date 年-月-日 指定",
            )
        )
    return found, bool(chosen["literal"])


def count(witnesses: Files) -> int:
    """How many instruments the witnesses hold."""
    return len(load(_one([readers.read(data, name=name) for name, data in witnesses.items()])))


def groups(files: Files) -> Iterator[dict[str, bytes]]:
    """The files instrument by instrument: copies of one, known by its `identity`, stand side by side."""
    manuscripts = {name: readers.read(data, name=name) for name, data in files.items()}
    for _, names in groupby(manuscripts, lambda name: of_file(manuscripts[name]) or name):
        yield {name: files[name] for name in names}


def name_of(found: Instrument) -> str:
    """What the instrument is called in commits: a number that is given once, else its title or any number."""
    return found.number if has_year(found.number) else found.title or found.number


def words(clause: Clause) -> str:
    """The clause in full: what it says, and the rows of the table it gives."""
    tables = [edit.rows for edit in clause.edits if isinstance(edit, ReplaceTable)]
    return "\n".join([clause.text.strip(), *("\t".join(row) for rows in tables for row in rows)])


def slug(found: Instrument) -> str:
    """Its name in tags: 内政办发〔2022〕62号 → 内政办发-2022-62号; see `witnesses.identity`."""
    name = identity(found) or found.number or found.title
    return _BRACKETS.sub("-", name).replace("/", "-").strip("-")


def _collated(entry: Entry, files: Files, corrections: Files) -> Instrument:
    witnesses = [readers.read(files[name], name=name) for name in entry.witnesses]
    found = load(_one(_mended(witnesses, corrections, "instrument")))
    if len(found) != 1:
        raise NotUnderstood(
            say(
                f"{entry.number}: its witnesses hold {len(found)} instruments, not one",
                f"{entry.number}：所列版本中有 {len(found)} 个文书，应只有一个",
            )
        )
    stated, printed = f"{entry.number}（{entry.issued}）", f"{found[0].number}（{found[0].date}）"
    if stated != printed:
        raise NotUnderstood(
            say(
                f"the manifest says {stated}, the instrument {printed}",
                f"清单写作{stated}，文书实为{printed}",
            )
        )
    return found[0]


def _mended(manuscripts: list[Manuscript], files: Files, source: overrides.Source) -> list[Manuscript]:
    """The manuscripts with the corrections kept beside them, those for other texts left out."""
    if OVERRIDES not in files:
        return manuscripts
    chosen = [o for o in overrides.parse(files[OVERRIDES].decode(), OVERRIDES) if o.source == source]
    if source == "base":
        return [overrides.mend(manuscripts[0], [], chosen)[0]]
    here = [o for o in chosen if any(o.find in "\n".join(p.text for p in m) for m in manuscripts)]
    return overrides.mend(manuscripts[0], manuscripts, here, ["one"] * len(manuscripts))[1]


def _kept(data: bytes | None) -> dict[str, bytes]:
    return {} if data is None else {OVERRIDES: data}


def _one(witnesses: list[Manuscript]) -> Manuscript:
    return witnesses[0] if len(witnesses) == 1 else collate(witnesses).manuscript
