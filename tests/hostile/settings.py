"""Settings of a history that would run a program, lead elsewhere, or change what git says."""

from __future__ import annotations

from pathlib import Path

from hostile.prepared import Change, git, script


def _configured(*settings: tuple[str, str], attributes: str = "") -> Change:
    """Settings of which ``{}`` becomes a program that leaves a trace."""

    def change(repository: Path) -> None:
        trap = script(repository, "trap")
        for key, value in settings:
            git(repository, "config", key, value.replace("{}", trap))
        if attributes:
            for place in (repository / ".gitattributes", repository / ".git" / "info" / "attributes"):
                place.parent.mkdir(exist_ok=True)
                place.write_text(f"{attributes}\n", "utf-8")

    return change


def _hooks(repository: Path) -> None:
    names = (
        "pre-commit", "post-commit", "post-checkout", "reference-transaction", "post-index-change",
        "fsmonitor-watchman", "pre-auto-gc", "update", "post-rewrite",
    )  # fmt: skip
    (repository / ".git" / "hooks").mkdir(exist_ok=True)
    for name in names:
        script(repository, f"hooks/{name}")


def _promised(repository: Path) -> None:
    """The objects are somewhere else, and git is told to fetch them with a program."""
    trap = script(repository, "trap")
    for key, value in (
        ("extensions.partialClone", "there"),
        ("remote.there.promisor", "true"),
        ("remote.there.url", f"ext::{trap}"),
        ("protocol.ext.allow", "always"),
    ):
        git(repository, "config", key, value)
    for pack in (repository / ".git/objects/pack").iterdir():
        pack.rename(repository / ".git" / pack.name)


def _included(condition: str, target: str) -> Change:
    """Settings from another file, which run a program; or from one that never ends."""

    def change(repository: Path) -> None:
        trap = script(repository, "trap")
        others = repository / ".git" / "others"
        others.write_text(
            f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n\tpager = {trap}\n"
            f'[diff]\n\texternal = {trap}\n[filter "x"]\n\tclean = {trap}\n\tsmudge = {trap}\n',
            "utf-8",
        )
        (repository / ".git" / "info").mkdir(exist_ok=True)
        (repository / ".git" / "info" / "attributes").write_text("* filter=x\n", "utf-8")
        place = target or str(others)
        with (repository / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write(f"[{condition}]\n\tpath = {place}\n")

    return change


def _own_settings(repository: Path) -> None:
    """Settings of the work tree alone."""
    trap = script(repository, "trap")
    git(repository, "config", "core.repositoryformatversion", "1")
    git(repository, "config", "extensions.worktreeConfig", "true")
    (repository / ".git" / "config.worktree").write_text(
        f"[core]\n\tfsmonitor = {trap}\n\tworktree = /tmp\n\tbare = true\n", "utf-8"
    )


SETTINGS: dict[str, Change] = {
    "hooks": _hooks,
    "filters": _configured(
        ("filter.x.clean", "{}"),
        ("filter.x.smudge", "{}"),
        ("filter.x.process", "{}"),
        ("filter.x.required", "true"),
        attributes="* filter=x",
    ),
    "textconv": _configured(
        ("diff.x.textconv", "{}"), ("diff.x.command", "{}"), attributes="* diff=x merge=x"
    ),
    "external diff": _configured(("diff.external", "{}"), ("core.pager", "{}"), ("pager.log", "{}")),
    "editor and askpass": _configured(
        ("core.editor", "{}"), ("core.askPass", "{}"), ("sequence.editor", "{}")
    ),
    "fsmonitor": _configured(("core.fsmonitor", "{}"), ("core.untrackedCache", "true")),
    "signatures": _configured(
        ("log.showSignature", "true"), ("gpg.program", "{}"), ("commit.gpgSign", "true")
    ),
    "aliases": _configured(("alias.log", "!{}"), ("alias.cat-file", "!{}")),
    "ssh and proxy": _configured(
        ("core.sshCommand", "{}"), ("core.gitProxy", "{}"), ("credential.helper", "!{}")
    ),
    "hooks elsewhere": _configured(("core.hooksPath", "/tmp"), ("init.templateDir", "/tmp")),
    "work tree elsewhere": _configured(("core.worktree", "/tmp")),
    "line ends": _configured(("core.autocrlf", "true"), ("core.eol", "crlf"), attributes="* text eol=crlf"),
    "working encoding": _configured(attributes="* working-tree-encoding=UTF-7 ident"),
    "commit encoding": _configured(("i18n.commitEncoding", "UTF-7"), ("i18n.logOutputEncoding", "UTF-16")),
    "format of the future": _configured(("core.repositoryformatversion", "99")),
    "another hash": _configured(("core.repositoryformatversion", "1"), ("extensions.objectFormat", "sha256")),
    "another store of references": _configured(
        ("core.repositoryformatversion", "1"), ("extensions.refStorage", "reftable")
    ),
    "faults ignored": _configured(("fsck.skipList", "/dev/zero"), ("fsck.badTree", "ignore")),
    "objects promised": _promised,
    "settings included": _included("include", ""),
    "settings included where they stand": _included('includeIf "gitdir:/**"', ""),
    "settings included without end": _included("include", "config"),
    "settings that are zeros": _included("include", "/dev/zero"),
    "settings of the work tree": _own_settings,
    "sparse": _configured(("core.sparseCheckout", "true"), ("index.sparse", "true")),
}
