"""Statements (签批) as files: read, held to their one spelling, their signatures checked. Whose the keys are is decided elsewhere."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from govmedia.history import Repository
from govmedia.loading.folders import PLAIN, entries
from govmedia.model.statement import FOLDER, NAMESPACE, Spoken, Statement, Vouching, folder_of
from govmedia.names import shown
from govmedia.sshsig import signer

LARGEST = 100_000
VOUCHINGS = f"{FOLDER}/commits/"

S = TypeVar("S", Statement, Vouching)


@dataclass(frozen=True)
class Sealed:
    """A statement, where it lies, and the keys of its good signatures: the signer's, and for paper the comparer's."""

    path: str
    statement: Statement
    key: str | None
    second: str | None


def folders_of(items: Iterable[str]) -> tuple[str, ...]:
    """The folders that hold the statements about these items, sorted."""
    return tuple(sorted(set(map(folder_of, items))))


def statement_files(repository: Repository, commit: str, folders: Sequence[str]) -> dict[str, bytes]:
    """Plain files in these folders of a commit, by path; what is too large for a statement is left out."""
    listed = repository.listed(commit, [f"{folder}/" for folder in folders], sizes=True) if folders else []
    found = {each.path: each.id for each in listed if each.plain and each.size <= LARGEST}
    return dict(zip(found, repository.blobs(found.values()), strict=True))


def elsewhere(repository: Repository, base: str, items: Sequence[str]) -> Iterator[dict[str, bytes]]:
    """Statements about these items on branches that are not merged, each state by itself: who refuses need not be in what is merged."""
    told = repository.text("for-each-ref", "--format=%(objectname)", f"--no-merged={base}", "refs/heads", "refs/remotes")
    folders = {f"{tip}:{repository.prefix}{folder_of(item)}": folder_of(item) for tip in sorted(set(told.split())) for item in items}
    trees = {tree.id: (folder, tree) for folder, tree in zip(folders.values(), repository.find(folders), strict=True) if tree}
    states = [
        {f"{folder}/{shown(name)}": blob for name, (mode, blob) in entries(tree).items() if mode == PLAIN}
        for folder, tree in trees.values()
        if tree.kind == "tree"
    ]
    texts = repository.small({blob for state in states for blob in state.values()}, LARGEST)
    return ({path: texts[blob] for path, blob in state.items() if blob in texts} for state in states)


def brought(held: Mapping[str, bytes], added: Iterable[str]) -> dict[str, bytes]:
    """Of the statements that a commit holds those that are new, or have a new signature; one that is too large comes empty."""
    new = set(added)
    stems = set(map(stem_of, new))
    return {**dict.fromkeys(new, b""), **{path: raw for path, raw in held.items() if stem_of(path) in stems}}


def stem_of(path: str) -> str:
    """The statement that a file is, or signs."""
    return path.removesuffix(".sig").removesuffix(".confirm")


def read_statements(files: Mapping[str, bytes]) -> tuple[list[Sealed], list[tuple[str, str]]]:
    """Every statement that reads, sorted by path, and for the others the path and what is wrong (a Chinese sentence)."""
    good, bad = [], []
    for path in sorted(
        path for path in files if path.startswith(f"{FOLDER}/") and not path.startswith(VOUCHINGS) and path.endswith(".json")
    ):
        read = _read(Statement, path, files[path])
        if isinstance(read, str):
            bad.append((path, read))
        else:
            keys = (_key(files, path, read, end) for end in (".sig", ".confirm.sig"))
            good.append(Sealed(path, read, *keys))
    return good, bad


def read_vouchings(files: Mapping[str, bytes]) -> list[tuple[Vouching, str | None]]:
    """Records of commits' makers, each with the key of its good signature; what does not read is none."""
    read = ((path, _read(Vouching, path, files[path])) for path in sorted(files) if path.startswith(VOUCHINGS) and path.endswith(".json"))
    return [(found, _key(files, path, found, ".sig")) for path, found in read if not isinstance(found, str)]


def _read(model: type[S], path: str, raw: bytes) -> S | str:
    if len(raw) > LARGEST:
        return f"签批有 {len(raw):,} 字节，太大：重新用 govmedia gate sign 生成"
    try:
        statement = model.model_validate(json.loads(raw))
    except (ValueError, RecursionError, ValidationError):
        return "签批读不懂：重新用 govmedia gate sign 生成"
    if statement.canonical() != raw:
        return "签批不是规范写法，改动过：重新用 govmedia gate sign 生成"
    if statement.path != path:
        return f"签批的位置与内容不符：应在 {statement.path}"
    return statement


def _key(files: Mapping[str, bytes], path: str, statement: Spoken, end: str) -> str | None:
    armored = files.get(path + end)
    return signer(statement.canonical(), armored.decode("ascii", "replace"), NAMESPACE) if armored else None
