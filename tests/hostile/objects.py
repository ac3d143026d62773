"""Commits, trees and references that no program writes, or that are not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hostile.prepared import PAGE, TRACE, Change, git, write


def _commit(headers: str, message: bytes = b"x\n\nClause: 1\n", tree: str = "") -> Change:
    """Another last commit, written as nothing but a hand would write it."""

    def change(repository: Path) -> None:
        text = git(repository, "rev-parse", "main^{tree}")
        held = write(repository, "tree", _entry(repository, tree)) if tree else text
        parent = git(repository, "rev-parse", "main")
        head = f"tree {held}\nparent {parent}\n{headers}\n\n".encode()
        made = write(repository, "commit", head + message)
        (repository / ".git" / "refs" / "heads").mkdir(exist_ok=True)
        (repository / ".git" / "refs" / "heads" / "main").write_text(made + "\n", "utf-8")

    return change


def _entry(repository: Path, line: str) -> bytes:
    """A tree of one entry: mode, and a name in which ``\\n`` is a line break."""
    mode, _, name = line.partition(" ")
    blob = git(repository, "rev-parse", "main") if mode == "160000" else write(repository, "blob", b"../../x")
    return f"{mode} {name}".encode() + b"\0" + bytes.fromhex(blob)


_BY = "author x <x> {0}\ncommitter x <x> {0}"
_NOW = _BY.format("1700000000 +0800")


def _reference(name: str, value: str = "main") -> Change:
    def change(repository: Path) -> None:
        path = repository / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        made = git(repository, "rev-parse", value) if value else "ref: refs/heads/main"
        path.write_text(made + "\n", "utf-8")

    return change


def _bomb(repository: Path) -> None:
    """Ten folders within each of ten folders, ten times: few objects and ten thousand million files."""
    held = write(repository, "blob", b"x")
    mode = "100644"
    for _ in range(10):
        names = (f"{mode} f{n}".encode() + b"\0" + bytes.fromhex(held) for n in range(10))
        held, mode = write(repository, "tree", b"".join(names)), "40000"
    parent = git(repository, "rev-parse", "main")
    made = write(repository, "commit", f"tree {held}\nparent {parent}\n{_NOW}\n\nx\n\nClause: 1\n".encode())
    git(repository, "update-ref", "refs/heads/main", made)


def _large_blob(repository: Path) -> None:
    """One page of 600 MB, which takes some hundred kilobytes in its pack."""
    path = repository / PAGE
    with path.open("wb") as file:
        file.truncate(600 * 1024**2)
    git(repository, "-c", "core.bigFileThreshold=1g", "add", PAGE)
    git(repository, "commit", "-q", "-m", "x\n\nClause: 1")


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


def _lying_graph(repository: Path) -> None:
    """The summary of the commits says that the first is the parent of the last."""
    first = git(repository, "rev-list", "--max-parents=0", "main")
    tree = git(repository, "rev-parse", "main^{tree}")
    parent = git(repository, "rev-parse", "main")
    last = write(repository, "commit", f"tree {tree}\nparent {parent}\n{_NOW}\n\nx\n".encode())
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


OBJECTS: dict[str, Change] = {
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
    "graph that lies": _lying_graph,
}
