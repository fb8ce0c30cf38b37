"""What commits say of themselves: parents, tree, whose addresses they claim, whose key signed them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govmedia.history import Repository
from govmedia.sshsig import signer

_ADDRESS = re.compile(rb"<([^<>\n]*)>")
_COAUTHOR = re.compile(rb"^co-authored-by:[^<\n]*<([^<>\n]*)>[ \t]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Commit:
    """`author`, `committer` and `coauthors` are claimed e-mail addresses; `key` is the SSH key of a good signature, None without one."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    committer: str
    coauthors: tuple[str, ...]
    at: int
    key: str | None


def read_commits(repository: Repository, ids: Iterable[str]) -> Iterator[Commit]:
    """Commits by id, in the order given."""
    asked = list(ids)
    for commit, raw in zip(asked, repository.blobs(asked), strict=True):
        yield parse_commit(commit, raw)


def parse_commit(commit: str, raw: bytes) -> Commit:
    """Read a commit object. A signature counts for `key` only if it is good over everything else in the object."""
    head, _, message = raw.partition(b"\n\n")
    fields = _fields(head)
    parents = tuple(value.decode("ascii", "replace") for name, value in fields if name == b"parent")
    single = dict(reversed(fields))
    return Commit(
        commit,
        single.get(b"tree", b"").decode("ascii", "replace"),
        parents,
        _address(single.get(b"author", b"")),
        _address(single.get(b"committer", b"")),
        tuple(_text(found) for found in _COAUTHOR.findall(message)),
        _time(single.get(b"committer", b"")),
        _key(head, message, single),
    )


def _fields(head: bytes) -> list[tuple[bytes, bytes]]:
    """Header lines; a line that begins with a space continues the one before."""
    lines = head.replace(b"\n ", b"\0").split(b"\n")
    pairs = (line.replace(b"\0", b"\n").partition(b" ") for line in lines)
    return [(name, value) for name, _, value in pairs]


def _key(head: bytes, message: bytes, single: dict[bytes, bytes]) -> str | None:
    armored = single.get(b"gpgsig", b"").decode("ascii", "replace")
    if not armored.startswith("-----BEGIN SSH SIGNATURE-----"):
        return None
    bare = re.sub(rb"(?m)^gpgsig(?:-sha256)? .*(?:\n .*)*\n?", b"", head).rstrip(b"\n")
    return signer(bare + b"\n\n" + message, armored, "git")


def _address(who: bytes) -> str:
    found = _ADDRESS.search(who)
    return _text(found[1]) if found else ""


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").strip().lower()


def _time(who: bytes) -> int:
    found = re.search(rb"> (\d+) ", who + b" ")
    return int(found[1]) if found else 0
