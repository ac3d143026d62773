"""`xiuding build`: everything a plan's manifest asks for, made anew: history, versions, redlines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.cli import folders
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.progress import watched
from xiuding.cli.talk import near, tell
from xiuding.errors import UnreadableInput
from xiuding.language import reason, say

if TYPE_CHECKING:
    from xiuding.plan import Plan


@command(
    "build",
    "Make the history, versions and redlines of a plan from its manifest.",
    "按清单生成规划的沿革、各版本和花脸稿。",
    examples=("xiuding build plan_versions/nmg-public-services",),
)
@argument("plan", en="The folder with plan.toml.", zh="plan.toml 所在的文件夹。")
@option(
    "--diffs",
    metavar="DIR",
    en="Where the redlines go; by default diffs/ beside plan_versions/, in a folder named as the plan's.",
    zh="花脸稿的去处；默认为与 plan_versions/ 并列的 diffs/ 下与规划同名的文件夹。",
)
def verb(plan: str, *, diffs: str | None) -> None:
    """Build in a private folder, then put every part in its place."""
    folder = Path(plan)
    manifest, files = _read(folder)
    redlines = (
        Path(diffs)
        if diffs is not None
        else folder.absolute().parent.parent / "diffs" / folder.absolute().name
    )
    folders.require_redlines(redlines)
    with folders.room(folder) as room:
        _build(manifest, files, room)
        for made, target in (
            ("history", folder / "history"),
            ("versions", folder / "versions"),
            ("diffs", redlines),
        ):
            folders.put(room / made, target)
    index = near(redlines / "index.html")
    tell(say(f"{manifest.title}: see {index}", f"{manifest.title}：见 {index}"))


def _read(folder: Path) -> tuple[Plan, dict[str, bytes]]:
    """The manifest and the bytes of everything it names, itself included."""
    from xiuding import plan

    files: dict[str, bytes] = {}

    def take(name: str) -> None:
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            raise UnreadableInput(
                say(
                    f"{folder / name}: cannot be read: {reason(error)}",
                    f"{folder / name}：无法读取：{reason(error)}",
                )
            ) from error

    take(plan.MANIFEST)
    try:
        manifest = plan.parse(files[plan.MANIFEST].decode())
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            say(f"{folder / plan.MANIFEST}: not UTF-8", f"{folder / plan.MANIFEST}：不是 UTF-8")
        ) from error
    for name in manifest.files:
        take(name)
    return manifest, files


def _build(manifest: Plan, files: Mapping[str, bytes], room: Path) -> None:
    """History, versions and redlines into a folder of our own."""
    from xiuding import edition, history, markdown, originals
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Inputs

    corrections = _corrections(manifest, files)
    base = history.base_commit(files)
    text = history.after({}, [base])
    editions: dict[str, edition.Edition] = {}
    with History.create(room / "history", base, inputs=Inputs(history.BASE_SLUG, files)) as made:
        folders.write(room / "versions" / base.tags[0], text)
        for entry in manifest.instruments:
            run = originals.entry_run(entry, files, corrections)
            for lint in originals.instrument(run)[0].lints:
                tell(lint)
            commits, inputs = history.clause_commits(text, run, tags=made.tags)
            made.append(commits, inputs, check=partial(history.check, commits, text))
            editions[inputs.slug] = edition.of_files(
                markdown.load(text),
                run,
                gaps=manifest.base.text is None,
                watch=watched(say("clauses", "条目")),
            )
            text = history.after(text, commits)
            folders.write(room / "versions" / commits[-1].tags[-1], text)
    folders.write_editions(room / "diffs", editions)


def _corrections(manifest: Plan, files: Mapping[str, bytes]) -> bytes | None:
    """The overrides of the plan, which are told; each must match once in the base or in one instrument."""
    from xiuding import overrides, readers
    from xiuding.manuscript import Manuscript

    if manifest.overrides is None:
        return None
    try:
        found = overrides.parse(files[manifest.overrides].decode(), manifest.overrides)
    except UnicodeDecodeError:
        raise UnreadableInput(
            say(f"{manifest.overrides}: not UTF-8", f"{manifest.overrides}：不是 UTF-8 编码")
        ) from None
    text = manifest.base.text
    base = readers.read(files[text], name=text) if text else Manuscript("", "txt", "", ())
    copies = [(name, entry.number) for entry in manifest.instruments for name in entry.witnesses]
    orders = [readers.read(files[name], name=name) for name, _ in copies]
    overrides.mend(base, orders, found, [number for _, number in copies])
    for correction in found:
        tell(say(f"{correction} made: {correction.reason}", f"已作{correction}：{correction.reason}"))
    return files[manifest.overrides]
