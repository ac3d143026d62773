"""Histories that somebody has prepared: each changes a sound one before the program is let loose on it.

None may run a program of its own, write outside its folder, show a traceback or run without end.  The
programs that they would run, and the writes that they would make, leave a file called as `TRACE` says.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

TRACE = "xiuding-was-here"
PAGE = "第二章 设施.md"
"""A page of the history that is prepared."""
_SIZE = 3 * 1024**3


def git(repository: Path, *arguments: str, feed: bytes = b"") -> str:
    """What git says in a repository, without a configuration of its own."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=x", "-c", "user.email=x", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", repository, *identity, *arguments],
        input=feed,
        capture_output=True,
        check=True,
        env=environment,
    )
    return done.stdout.decode(errors="replace").strip()


def _write(repository: Path, kind: str, data: bytes) -> str:
    return git(repository, "hash-object", "-w", "--literally", "-t", kind, "--stdin", feed=data)


def _script(repository: Path, name: str) -> str:
    """A program that leaves a trace where the repository stands."""
    path = repository / ".git" / name
    path.write_text(f"#!/bin/sh\ntouch '{repository.parent / TRACE}'\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def _configured(*settings: tuple[str, str], attributes: str = "") -> Callable[[Path], None]:
    """Settings of which ``{}`` becomes a program that leaves a trace."""

    def change(repository: Path) -> None:
        script = _script(repository, "trap")
        for key, value in settings:
            git(repository, "config", key, value.replace("{}", script))
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
        _script(repository, f"hooks/{name}")


def _promised(repository: Path) -> None:
    """The objects are somewhere else, and git is told to fetch them with a program."""
    script = _script(repository, "trap")
    for key, value in (
        ("extensions.partialClone", "there"),
        ("remote.there.promisor", "true"),
        ("remote.there.url", f"ext::{script}"),
        ("protocol.ext.allow", "always"),
    ):
        git(repository, "config", key, value)
    for pack in (repository / ".git/objects/pack").iterdir():
        pack.rename(repository / ".git" / pack.name)


def _journal(name: str) -> Callable[[Path], None]:
    """A change that was decided, as it seems, and writes a file of this name."""

    def change(repository: Path) -> None:
        head = git(repository, "rev-parse", "main")
        pending = repository / ".git" / "xiuding" / "pending"
        (pending / "files").mkdir(parents=True)
        (pending / "files" / "0").write_text("x", "utf-8")
        target = name.replace("{}", str(repository.parent))
        move = [target, "0" * 40, "0" * 39 + "1"]
        journal = [head, head, [["refs/heads/main", head, head]], [move], []]
        (pending / "journal.json").write_text(json.dumps(journal), "utf-8")

    return change


def _journal_of(text: str) -> Callable[[Path], None]:
    def change(repository: Path) -> None:
        pending = repository / ".git" / "xiuding" / "pending"
        pending.mkdir(parents=True)
        (pending / "journal.json").write_text(text, "utf-8")

    return change


def _area_elsewhere(repository: Path) -> None:
    """The folder of unfinished changes is another one, where there is something to lose."""
    elsewhere = repository.parent / "precious"
    (elsewhere / "pending").mkdir(parents=True)
    (elsewhere / "pending" / "letter.txt").write_text("x", "utf-8")
    shutil.rmtree(repository / ".git" / "xiuding", ignore_errors=True)
    (repository / ".git" / "xiuding").symlink_to(elsewhere)


def _git_elsewhere(repository: Path) -> None:
    real = repository.parent / "real.git"
    (repository / ".git").rename(real)
    (repository / ".git").symlink_to(real)


def _git_file(repository: Path) -> None:
    real = repository.parent / "real.git"
    (repository / ".git").rename(real)
    (repository / ".git").write_text(f"gitdir: {real}\n", "utf-8")


def _bare(repository: Path) -> None:
    git(repository, "config", "core.bare", "true")
    for path in repository.glob("*.md"):
        path.unlink()


def _commit(headers: str, message: bytes = b"x\n\nClause: 1\n", tree: str = "") -> Callable[[Path], None]:
    """Another last commit, written as nothing but a hand would write it."""

    def change(repository: Path) -> None:
        text = git(repository, "rev-parse", "main^{tree}")
        held = _write(repository, "tree", _entry(repository, tree)) if tree else text
        parent = git(repository, "rev-parse", "main")
        head = f"tree {held}\nparent {parent}\n{headers}\n\n".encode()
        made = _write(repository, "commit", head + message)
        (repository / ".git" / "refs" / "heads").mkdir(exist_ok=True)
        (repository / ".git" / "refs" / "heads" / "main").write_text(made + "\n", "utf-8")

    return change


def _entry(repository: Path, line: str) -> bytes:
    """A tree of one entry: mode, and a name in which ``\\n`` is a line break."""
    mode, _, name = line.partition(" ")
    blob = (
        git(repository, "rev-parse", "main") if mode == "160000" else _write(repository, "blob", b"../../x")
    )
    return f"{mode} {name}".encode() + b"\0" + bytes.fromhex(blob)


_BY = "author x <x> {0}\ncommitter x <x> {0}"
_NOW = _BY.format("1700000000 +0800")


def _reference(name: str, value: str = "main") -> Callable[[Path], None]:
    def change(repository: Path) -> None:
        path = repository / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        made = git(repository, "rev-parse", value) if value else "ref: refs/heads/main"
        path.write_text(made + "\n", "utf-8")

    return change


def _bomb(repository: Path) -> None:
    """Ten folders within each of ten folders, ten times: few objects and ten thousand million files."""
    held = _write(repository, "blob", b"x")
    mode = "100644"
    for _ in range(10):
        names = (f"{mode} f{n}".encode() + b"\0" + bytes.fromhex(held) for n in range(10))
        held, mode = _write(repository, "tree", b"".join(names)), "40000"
    parent = git(repository, "rev-parse", "main")
    made = _write(repository, "commit", f"tree {held}\nparent {parent}\n{_NOW}\n\nx\n\nClause: 1\n".encode())
    git(repository, "update-ref", "refs/heads/main", made)


def _large_blob(repository: Path) -> None:
    """One page of 600 MB, which takes some hundred kilobytes in its pack."""
    path = repository / PAGE
    with path.open("wb") as file:
        file.truncate(600 * 1024**2)
    git(repository, "-c", "core.bigFileThreshold=1g", "add", PAGE)
    git(repository, "commit", "-q", "-m", "x\n\nClause: 1")


def _sparse(name: str) -> Callable[[Path], None]:
    """A file of 3 GB without contents, in the place of one of the repository's own."""

    def change(repository: Path) -> None:
        with (repository / ".git" / name).open("ab") as file:
            file.truncate(_SIZE)

    return change


def _spoilt(repository: Path) -> None:
    for pack in (repository / ".git/objects/pack").glob("*.pack"):
        data = bytearray(pack.read_bytes())
        data[len(data) // 2] ^= 0xFF
        pack.chmod(0o644)
        pack.write_bytes(data)


def _gone(repository: Path) -> None:
    for pack in (repository / ".git/objects/pack").iterdir():
        pack.chmod(0o644)
        pack.unlink()


def _submodule(repository: Path) -> None:
    (repository / ".gitmodules").write_text(
        '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c x\n\tupdate = !sh\n'
    )
    git(repository, "add", ".gitmodules")
    git(
        repository, "update-index", "--add", "--cacheinfo", f"160000,{git(repository, 'rev-parse', 'main')},x"
    )
    git(repository, "commit", "-q", "-m", "x\n\nClause: 1")


def _replaced(repository: Path) -> None:
    _commit(_NOW)(repository)
    git(repository, "replace", "main", "main~1")


def _shallow(repository: Path) -> None:
    (repository / ".git" / "shallow").write_text(git(repository, "rev-parse", "main") + "\n", "utf-8")


def _grafted(repository: Path) -> None:
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "grafts").write_text(git(repository, "rev-parse", "main") + "\n", "utf-8")


def _alternates(repository: Path) -> None:
    (repository / ".git/objects/info").mkdir(exist_ok=True)
    (repository / ".git/objects/info/alternates").write_text("/nowhere\n../../../..\n", "utf-8")


def _pipe(name: str) -> Callable[[Path], None]:
    def change(repository: Path) -> None:
        path = repository / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)

    return change


def _included(condition: str, target: str) -> Callable[[Path], None]:
    """Settings from another file, which run a program; or from one that never ends."""

    def change(repository: Path) -> None:
        script = _script(repository, "trap")
        others = repository / ".git" / "others"
        others.write_text(
            f"[core]\n\tfsmonitor = {script}\n\tsshCommand = {script}\n\tpager = {script}\n"
            f'[diff]\n\texternal = {script}\n[filter "x"]\n\tclean = {script}\n\tsmudge = {script}\n',
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
    script = _script(repository, "trap")
    git(repository, "config", "core.repositoryformatversion", "1")
    git(repository, "config", "extensions.worktreeConfig", "true")
    (repository / ".git" / "config.worktree").write_text(
        f"[core]\n\tfsmonitor = {script}\n\tworktree = /tmp\n\tbare = true\n", "utf-8"
    )


def _common(repository: Path) -> None:
    """The objects and references are said to be those of another repository."""
    (repository / ".git" / "commondir").write_text("../../real.git\n", "utf-8")
    shutil.copytree(repository / ".git", repository.parent / "real.git")


def _left(name: str, text: str = "") -> Callable[[Path], None]:
    """A file that a program of git's has left behind, or that somebody has put there."""

    def change(repository: Path) -> None:
        path = repository / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return change


def _lying_graph(repository: Path) -> None:
    """The summary of the commits says that the first is the parent of the last."""
    first = git(repository, "rev-list", "--max-parents=0", "main")
    tree = git(repository, "rev-parse", "main^{tree}")
    parent = git(repository, "rev-parse", "main")
    last = _write(repository, "commit", f"tree {tree}\nparent {parent}\n{_NOW}\n\nx\n".encode())
    git(repository, "update-ref", "refs/heads/main", last)
    git(repository, "commit-graph", "write", "--reachable")
    graph = repository / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(graph.read_bytes())
    names = sorted(git(repository, "rev-list", "--all").split())
    at, chunk = 8, {}
    while data[at : at + 4] != b"\0\0\0\0":
        chunk[bytes(data[at : at + 4])] = int.from_bytes(data[at + 4 : at + 12])
        at += 12
    row = chunk[b"CDAT"] + 36 * names.index(last)
    data[row + 20 : row + 24] = names.index(first).to_bytes(4)
    graph.chmod(0o644)
    graph.write_bytes(data[:-20] + hashlib.sha1(data[:-20]).digest())  # noqa: S324 - git's own


def _untagged(repository: Path) -> None:
    for tag in git(repository, "tag").split():
        git(repository, "tag", "-d", tag)


def _dangling(repository: Path) -> None:
    (repository / ".git" / "refs" / "heads" / "main").write_text("f" * 40 + "\n", "utf-8")


REPOSITORIES: dict[str, Callable[[Path], None]] = {
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
    "journal outside": _journal("../" + TRACE),
    "journal outside, outright": _journal("{}/" + TRACE),
    "journal of hooks": _journal(".git/hooks/pre-commit"),
    "journal of nothing": _journal_of(""),
    "journal of something else": _journal_of('{"a": [1, 2]}'),
    "journal too deep": _journal_of("[" * 100_000),
    "journal of numbers": _journal_of("[1, 2, [[3, 4, 5]], [[6, 7, 8]], [9]]"),
    "area elsewhere": _area_elsewhere,
    "git elsewhere": _git_elsewhere,
    "git is a file": _git_file,
    "bare": _bare,
    "shallow": _shallow,
    "grafts": _grafted,
    "alternates": _alternates,
    "replaced": _replaced,
    "submodule": _submodule,
    "objects spoilt": _spoilt,
    "objects gone": _gone,
    "tags gone": _untagged,
    "main is nowhere": _dangling,
    "main is a tree": _reference("refs/heads/main", "main^{tree}"),
    "main is a loop": _reference("refs/heads/main", ""),
    "reference called -rf": _reference("refs/heads/-rf"),
    "tag called --help": _reference("refs/tags/--help"),
    "tag called clause": _reference("refs/tags/clause/x"),
    "tag that is a tree": _reference("refs/tags/clause/x/1", "main^{tree}"),
    "originals are a tree": _reference("refs/xiuding/base-inputs", "main^{tree}"),
    "originals are the text": _reference("refs/xiuding/base-inputs", "main"),
    "program is a commit": _reference("refs/xiuding/base-program", "main"),
    "instrument without originals": _reference("refs/xiuding/instruments/x", "main"),
    "instrument called as a path": _reference("refs/xiuding/instruments/a/b/c", "main"),
    "zero in a message": _commit(_NOW, b"x\0y\n\nClause: 1\n"),
    "zero in a name": _commit("author x\0y <x> 1700000000 +0800\ncommitter x <x> 1700000000 +0800"),
    "no message": _commit(_NOW, b""),
    "message of 50 MB": _commit(_NOW, b"x" * 50_000_000),
    "trailers 100,000": _commit(_NOW, b"x\n\n" + b"Clause: 1\n" * 100_000),
    "escapes in a message": _commit(_NOW, b"\x1b[31m\x1b]0;t\x07\n\nClause: \x9b31m\nOperation: \x1b[2J\n"),
    "not utf-8": _commit(_NOW, b"\xff\xfe\xb5\xda\n\nClause: \xb5\xda\n"),
    "another encoding": _commit(f"{_NOW}\nencoding UTF-7", b"+ADw-x\n\nClause: 1\n"),
    "no author": _commit("committer x <x> 1700000000 +0800"),
    "no date": _commit(_BY.format("")),
    "date before 1970": _commit(_BY.format("-99999999999 +0800")),
    "date after all": _commit(_BY.format("99999999999999999999 +0800")),
    "date in the year 10000": _commit(_BY.format("253402300800 +0000")),
    "zone of 99 hours": _commit(_BY.format("1700000000 +9959")),
    "zone of letters": _commit(_BY.format("1700000000 north")),
    "clause without an id": _commit(_NOW, b"x\n\nClause:\nInstrument:\n"),
    "clause of another kind": _commit(_NOW, b"x\n\nClause: 9.9\nInstrument: x\nEffective-Date: never\n"),
    "path that climbs": _commit(_NOW, tree="100644 ../" + TRACE),
    "path that is .git": _commit(_NOW, tree="100644 .git"),
    "path with a break": _commit(_NOW, tree="100644 a\nb.md"),
    "path that is a link": _commit(_NOW, tree=f"120000 {PAGE}"),
    "path that is a module": _commit(_NOW, tree=f"160000 {PAGE}"),
    "path of no kind": _commit(_NOW, tree=f"777777 {PAGE}"),
    "tree bomb": _bomb,
    "page of 600 MB": _large_blob,
    "3 GB of settings": _sparse("config"),
    "3 GB of references": _sparse("packed-refs"),
    "3 GB of HEAD": _sparse("HEAD"),
    "settings included": _included("include", ""),
    "settings included where they stand": _included('includeIf "gitdir:/**"', ""),
    "settings included without end": _included("include", "config"),
    "settings that are zeros": _included("include", "/dev/zero"),
    "settings of the work tree": _own_settings,
    "sparse": _configured(("core.sparseCheckout", "true"), ("index.sparse", "true")),
    "common folder elsewhere": _common,
    "index is no index": _left("index", "DIRC"),
    "index is locked": _left("index.lock"),
    "main is locked": _left("refs/heads/main.lock"),
    "HEAD is outside": _left("HEAD", "ref: ../../../etc/passwd\n"),
    "HEAD is an option": _left("HEAD", "ref: --upload-pack=x\n"),
    "merge in progress": _left("MERGE_HEAD", "0" * 40 + "\n"),
    "graph that lies": _lying_graph,
    "graph of noise": _left("objects/info/commit-graph", "CGPH" + "x" * 1000),
    "packs that are none": _left("objects/pack/multi-pack-index", "MIDX" + "x" * 1000),
    "page is a pipe": _pipe(PAGE),
    "attributes are a pipe": _pipe(".git/info/attributes"),
}


def verbs(repository: Path, box: Path) -> Iterator[tuple[str, list[str]]]:
    """The verbs that read or write a history."""
    order, at = str(box / "later.txt"), ["--repo", str(repository)]
    yield "log", ["log", *at]
    yield "status", ["status", *at]
    yield "show", ["show", *at, "1"]
    yield "redline", ["redline", *at, "-o", str(box / "out" / "redlines")]
    yield "diff", ["diff", *at, "2021-03-01", "main"]
    yield "fsck", ["fsck", str(repository)]
    yield "apply", ["apply", *at, "--", order]
    yield "fsck after", ["fsck", str(repository)]
