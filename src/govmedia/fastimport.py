"""Writing history: changes become commits through one `git fast-import`, many thousands a second.

History is written only where a story is told (demo, bench, tour); the filings of real offices arrive by pull request.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govmedia.history import Repository, create

MAIN = "refs/heads/main"
_BRANCH = "refs/heads/change"


@dataclass(frozen=True)
class Signature:
    """Who did it: a post, never a name."""

    name: str
    email: str


FORGE = Signature("合并平台", "merge@forge.example")
"""The committer of every merge, as a forge's own button makes it."""


@dataclass(frozen=True)
class Change:
    """One change as it reached the branch: a commit of its author, then a merge by the forge.

    `files` maps paths to contents, None meaning deleted. `claimed` is the committer time that a backdated merge pretends to have.
    """

    merged: datetime
    drafted: datetime
    author: Signature
    title: str
    files: Mapping[str, str | bytes | None]
    claimed: datetime | None = None


def tell(root: Path, changes: Iterable[Change]) -> Repository:
    """A new repository in an empty folder, with these changes as its history and checked out. Raises CannotRun."""
    repository = create(root)
    append(repository, changes)
    return repository


def append(repository: Repository, changes: Iterable[Change]) -> None:
    """Land changes on the branch, in this order, and bring the work tree up to date. The first ever becomes the root commit."""
    start = repository.head()
    known = int(repository.text("rev-list", "--count", "--first-parent", "HEAD")) if start else 0
    repository.feed(stream(changes, start, known + 1), "fast-import", "--quiet", "--force", "--date-format=raw")
    if not repository.bare:
        repository.run("reset", "--quiet", "--hard", "refs/heads/main")


def stream(changes: Iterable[Change], start: str | None = None, first: int = 1) -> Iterator[bytes]:
    """The fast-import stream; `start` is the commit that the branch stands on, `first` the number of the first merge."""
    main, mark = start, 0
    for number, change in enumerate(changes, first):
        blobs = {path: f":{(mark := mark + 1)}" for path, text in change.files.items() if text is not None}
        yield from (_blob(blobs[path], text) for path, text in change.files.items() if text is not None)
        tree = b"".join(_entry(path, blobs.get(path)) for path in change.files)
        draft, merge = f":{mark + 1}", f":{mark + 2}"
        mark += 2
        if main is None:
            yield _commit(MAIN, merge, change.author, change.author, change.drafted, change.merged, change.title, [], tree)
        else:
            yield _commit(_BRANCH, draft, change.author, change.author, change.drafted, change.drafted, change.title, [main], tree)
            when = change.claimed or change.merged
            yield _commit(MAIN, merge, change.author, FORGE, when, when, f"合并 #{number}：{change.title}", [main, draft], tree)
        main = merge
    yield b"reset %s\nfrom %s\n\ndone\n" % (_BRANCH.encode(), b"0" * 40)


def _blob(mark: str, text: str | bytes) -> bytes:
    return b"blob\nmark %s\n%s" % (mark.encode(), _data(text))


def _entry(path: str, blob: str | None) -> bytes:
    return (f"M 100644 {blob} {path}\n" if blob else f"D {path}\n").encode()


def _commit(
    ref: str,
    mark: str,
    author: Signature,
    committer: Signature,
    drafted: datetime,
    landed: datetime,
    title: str,
    parents: list[str],
    tree: bytes,
) -> bytes:
    """One commit command; the second parent is the merged one."""
    head = f"commit {ref}\nmark {mark}\nauthor {_who(author, drafted)}\ncommitter {_who(committer, landed)}\n"
    links = "".join(f"{word} {parent}\n" for word, parent in zip(("from", "merge"), parents, strict=False))
    return head.encode() + _data(title + "\n") + links.encode() + tree + b"\n"


def _who(signature: Signature, when: datetime) -> str:
    return f"{signature.name} <{signature.email}> {int(when.timestamp())} {when:%z}"


def _data(text: str | bytes) -> bytes:
    raw = text.encode() if isinstance(text, str) else text
    return b"data %d\n%s\n" % (len(raw), raw)
