"""`xiuding apply`: amend a text, one commit per clause, all clauses or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from xiuding.cli import options, repository
from xiuding.cli.bilingual import command, option
from xiuding.cli.talk import tell
from xiuding.errors import DoesNotApply, NotUnderstood, RepositoryError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.audit import Fault
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import ClauseCommit, Inputs, Record


@command(
    "apply",
    "Apply instruments to a history, one commit per clause.",
    "在沿革中适用修改文书，一个条目一个提交。",
    examples=(
        "xiuding apply 决定.docx --repo 沿革",
        "xiuding apply 甲本.html 乙本.pdf --repo 沿革 --dry-run",
    ),
)
@options.instruments
@options.repo
@option(
    "--dry-run",
    is_flag=True,
    en="Show what would be committed; write nothing.",
    zh="只显示将有的提交，不写入。",
)
@option(
    "--issuer",
    en="The issuing authority, where the instrument does not tell.",
    zh="发文机关（文书未写明时）。",
)
@options.day(
    en="When the instrument takes effect, where it does not tell.",
    zh="施行日期（文书未写明时）。",
)
@options.literal
@option(
    "--overrides",
    metavar="FILE",
    en="Corrections of faults of the instruments, as TOML, each with its reason.",
    zh="对文书错误的校正（TOML 文件），每条写明理由。",
)
@option(
    "--accept-faults",
    is_flag=True,
    en="Apply an instrument although it damages the text.",
    zh="文书会使文本损坏时也适用。",
)
def verb(
    instruments: tuple[str, ...],
    *,
    repo: str | None,
    dry_run: bool,
    issuer: str | None,
    day: datetime | None,
    literal: bool,
    overrides: str | None,
    accept_faults: bool,
) -> None:
    """Prepare all commits of all instruments, then write them."""
    from xiuding import history

    with repository.open_history(repo) as place:
        place.require_clean()
        text = place.read_tree(place.head)
        files = repository.originals(instruments)
        choice = partial(
            _runs,
            issuer=issuer,
            effective=day.date() if day else None,
            literal=literal,
            corrections=repository.corrections(overrides, files, "instrument"),
        )
        prepared: list[tuple[dict[str, str], list[ClauseCommit], Inputs]] = []
        tags = set(place.tags)
        for run in choice(files):
            _examine(place, run, text, prepared)
            with _named(run, several=len(files) > 1):
                commits, inputs = history.clause_commits(
                    text, run, tags=tags, examine=partial(_require_sound, accept=accept_faults)
                )
            prepared.append((text, commits, inputs))
            tags.update(tag for commit in commits for tag in commit.tags)
            text = history.after(text, commits)
        for before, commits, inputs in prepared:
            if not dry_run:
                place.append(commits, inputs, check=partial(history.check, commits, before))
            for commit in commits:
                sys.stdout.write(f"{commit.subject}\n")
        count = sum(len(commits) for _, commits, _ in prepared)
        tell(
            say(f"{count} commit{'s' * (count != 1)}", f"{count} 个提交")
            + say(" (dry run)", "（未写入）") * dry_run
        )


def _runs(files: dict[str, bytes], **choices: Any) -> Iterator[dict[str, bytes]]:
    """The files of every instrument: one file may hold several, and several be copies of one."""
    from xiuding import originals

    for witnesses in originals.groups(files):
        for part in range(originals.count(witnesses)):
            yield originals.instrument_run(witnesses, part=part, **choices)


@contextmanager
def _named(run: dict[str, bytes], *, several: bool) -> Iterator[None]:
    """Name the instrument of a run in what is said against it, where there are several."""
    from xiuding import originals
    from xiuding.cli.turn import called, of_instrument

    try:
        yield
    except (DoesNotApply, NotUnderstood) as error:
        if not several:
            raise
        name = called(originals.instrument(run)[0])
        raise of_instrument(error, [name] * len(error.lines)) from error


def _require_sound(faults: Sequence[Fault], *, accept: bool) -> None:
    """Tell the damage that an instrument does to the text; refuse the grave, unless it is accepted."""
    from xiuding.cli.application import damaging

    for fault in faults:
        tell(say(f"after the amendment: {fault}", f"修改后：{fault}"))
    grave = [fault for fault in faults if fault.grave]
    if grave and not accept:
        raise DoesNotApply(damaging(grave))


def _examine(
    place: History,
    run: dict[str, bytes],
    text: Mapping[str, str],
    prepared: Sequence[tuple[Mapping[str, str], Sequence[ClauseCommit], Inputs]],
) -> None:
    """Refuse an instrument that is applied already, or out of turn; tell what is doubtful in any other."""
    from xiuding import markdown, originals
    from xiuding.cli.application import tell_doubts
    from xiuding.cli.turn import dated, days_of, out_of_turn
    from xiuding.names import safe_tag

    found, _ = originals.instrument(run)
    slug = originals.slug(found)
    if safe_tag(slug) in place.instruments:
        name = originals.name_of(found)
        made = dated(found).made
        raise RepositoryError(
            say(f"{name} ({made}) is applied already", f"{name}（{made}）已经适用过，不能重复")
        )
    if slug in {inputs.slug for _, _, inputs in prepared}:
        name = originals.name_of(found)
        raise RepositoryError(
            say(
                f"{name} is given twice; put its copies side by side",
                f"{name} 列了两次；同一文书的几个版本请放在一起",
            )
        )
    applied: list[Record | ClauseCommit] = [
        *place.log,
        *(commit for _, made, _ in prepared for commit in made),
    ]
    if older := out_of_turn(found, map(days_of, applied)):
        raise DoesNotApply(
            older
            + say(
                " in a new history (xiuding init), or say with --date when it takes effect",
                "；请用 xiuding init 重新建立沿革，依次适用；确系在后施行的，用 --date 写明施行日期",
            )
        )
    tell_doubts(found, markdown.load(text).title)
