"""A text and its instruments, read, corrected by overrides, and applied: what several verbs begin with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from xiuding.cli import options
from xiuding.cli.bilingual import argument, option
from xiuding.cli.talk import tell
from xiuding.errors import UnreadableInput, XiudingError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.audit import Fault
    from xiuding.collate import Variant
    from xiuding.consolidate import Step
    from xiuding.document import Document
    from xiuding.instrument.model import Instrument
    from xiuding.manuscript import Manuscript
    from xiuding.overrides import Override

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])

_TOLD = 10
_SHOWN = 40


def texts_arguments(function: _Decorated) -> _Decorated:
    """The arguments BEFORE and INSTRUMENT..., and the options that say how to read and apply them."""
    for decorate in (
        options.literal,
        option(
            "--overrides",
            metavar="FILE",
            en="Corrections of faults of the texts, as TOML, each with its reason.",
            zh="对原文或文书错误的校正（TOML 文件），每条写明理由。",
        ),
        options.instruments,
        argument("before", en="The text before, in any readable format.", zh="修改前的文本，任何可读格式。"),
    ):
        function = decorate(function)
    return function


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it: the text read (and corrected), the same amended, and every clause's step."""

    base: Manuscript
    document: Document
    steps: list[Step]
    orders: list[Instrument]  # whose each step is
    overrides: tuple[Override, ...]
    faults: list[Fault]  # of the text before
    created: list[Fault]  # that the instruments brought into it

    @property
    def refusal(self) -> XiudingError | None:
        """The error that names every clause that was not applied, None where all were."""
        from xiuding.cli.turn import called, of_instrument
        from xiuding.consolidate import refusal

        found = refusal(self.steps)
        if found is None or len({id(order) for order in self.orders}) == 1:
            return found
        each = zip(self.steps, self.orders, strict=True)
        return of_instrument(found, [called(order) for step, order in each if step.status != "applied"])


def apply_files(
    before: Manuscript, instruments: Sequence[Manuscript], *, overrides: str | None, literal: bool
) -> Applied:
    """Apply instruments to a text; the faults of the text and the corrections made go to stderr."""
    from xiuding.audit import audit, created, numbers
    from xiuding.cli.turn import Dated, dated, out_of_turn
    from xiuding.consolidate import apply_clauses
    from xiuding.instrument.load import load
    from xiuding.omnibus import elsewhere
    from xiuding.originals import last_date
    from xiuding.overrides import mend
    from xiuding.structure import from_manuscript
    from xiuding.witnesses import collated, copies

    corrections = _read_overrides(overrides) if overrides is not None else ()
    base, orders = (
        mend(before, instruments, corrections, copies(instruments)) if corrections else (before, instruments)
    )
    for correction in corrections:
        tell(say(f"{correction} made: {correction.reason}", f"已作{correction}：{correction.reason}"))
    document = from_manuscript(base)
    faults, had = audit(document), numbers(document)
    tell_faults(base.name, faults)
    steps: list[Step] = []
    whose: list[Instrument] = []
    day = last_date(document)
    days = [Dated(day, day)] if day else []
    loaded: list[Instrument] = []
    for order, variants in collated(orders):
        for variant in variants:
            tell(_chosen(variant))
        loaded += load(order)
    title = document.title
    for instrument in loaded:
        if (left_out := elsewhere(instrument, loaded, document.title)) and elsewhere(
            instrument, loaded, title
        ):
            tell(left_out)
            continue
        if older := out_of_turn(instrument, days):
            tell(older)
        days.append(dated(instrument))
        tell_doubts(instrument, document.title)
        steps += apply_clauses(document, instrument, literal=literal)
        whose += [instrument] * (len(steps) - len(whose))
    made = created(faults, had, document)
    for fault in made[:_TOLD]:
        tell(say(f"after the amendment: {fault}", f"修改后：{fault}"))
    return Applied(base, document, steps, whose, corrections, faults, made)


def tell_doubts(instrument: Instrument, title: str) -> None:
    """Tell what an instrument contradicts: itself, or the title of the text it is applied to."""
    from xiuding.omnibus import mistaken

    strange = mistaken(instrument, title)
    for doubt in (*instrument.lints, *([strange] if strange else [])):
        tell(doubt)


def tell_faults(name: str, faults: Sequence[Fault]) -> None:
    """Tell where a text looks damaged: 条例.txt：第三条：第一条之后是第三条."""
    for fault in faults[:_TOLD]:
        tell(say(f"{name}: {fault}", f"{name}：{fault}"))
    if more := len(faults[_TOLD:]):
        tell(say(f"{name}: {more} more places look damaged", f"{name}：另有{more}处疑似损坏"))


def damaging(faults: Sequence[Fault]) -> str:
    """The message for an instrument that damages the text: 第三章 has lost its last article."""
    first, more = faults[0], len(faults) - 1
    return say(
        f"the amendment would damage the text: {first}{f' (and {more} more)' if more else ''}; "
        "correct the instrument with --overrides, or take the text so with --accept-faults",
        f"修改会使文本损坏：{first}{f'（另有{more}处）' if more else ''}；"
        "请用 --overrides 校正文书，或用 --accept-faults 照样采用",
    )


def _chosen(variant: Variant) -> str:
    where, taken = (
        t if len(t) <= _SHOWN else t[: _SHOWN - 2] + "……" for t in (variant.context, variant.chosen)
    )
    return say(f"{where}: “{taken}” taken: {variant.why}", f"{where}：取“{taken}”：{variant.why}")


def _read_overrides(path: str) -> tuple[Override, ...]:
    from xiuding.overrides import parse
    from xiuding.readers import contents

    try:
        return parse(contents(Path(path)).decode(), path)
    except UnicodeDecodeError:
        raise UnreadableInput(say(f"{path}: not UTF-8", f"{path}：不是 UTF-8 编码")) from None
