"""What a stretch of history brought: the recent commits played forward over a past that was not read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govmedia.history import Change
from govmedia.loading import paths

Commit = tuple[int, Sequence[Change]]
"""Index on the chain, and what the commit changed against its first parent."""


@dataclass
class Item:
    """A manuscript followed to where it came from.

    `brought`: index of the commit that brought it, as `blob`. None: it is older than what was read, and lay at `path` then,
    or, where `upper` is given, at that index.
    """

    path: str
    brought: int | None
    blob: str
    upper: int | None = None


@dataclass
class Replay:
    """Manuscripts by their path at the end of the stretch, every path it touched, and the text that each holds at its end."""

    items: dict[str, Item] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)


def replay(stretch: Iterable[Commit]) -> Replay:
    """Play the commits, oldest first. A text that stood there before, under whatever path, is not brought again."""
    commits = [(index, [c for c in changes if paths.is_manuscript(c.path)]) for index, changes in stretch]
    found, known = Replay(), _Known()
    for change in (c for _, changes in commits for c in changes):
        if change.path not in found.blobs and not _absent(change.old_mode):
            found.items[change.path] = Item(change.path, None, change.old_blob)
            known.stood(change.path, change.old_blob, found.items[change.path])
        found.blobs[change.path] = change.new_blob
    for index, changes in commits:
        _play(index, changes, found.items, known)
    return found


class _Known:
    """Texts that stood somewhere, and the item that each was then."""

    def __init__(self) -> None:
        self._in_unit: dict[tuple[str, str], Item] = {}
        self._gone: dict[str, Item] = {}

    def stood(self, path: str, blob: str, item: Item) -> None:
        self._in_unit.setdefault((unit_of(path), blob), item)

    def went(self, path: str, blob: str, item: Item) -> None:
        self.stood(path, blob, item)
        self._gone.setdefault(blob, item)

    def origin(self, path: str, blob: str) -> Item | None:
        """In the same unit any copy is the old text; in another unit only what has left its place: two may print one text."""
        return self._in_unit.get((unit_of(path), blob)) or self._gone.get(blob)


def _play(index: int, changes: Sequence[Change], items: dict[str, Item], known: _Known) -> None:
    for change in changes:
        if _absent(change.new_mode) and change.path in items:
            known.went(change.path, change.old_blob, items.pop(change.path))
    for change in changes:
        if _absent(change.new_mode):
            continue
        if _absent(change.old_mode) or change.path not in items:
            origin = known.origin(change.path, change.new_blob)
            items[change.path] = origin or Item(change.path, index, change.new_blob)
        known.stood(change.path, change.new_blob, items[change.path])


def unit_of(path: str) -> str:
    """Id of the unit whose folder a manuscript or receipt lies in."""
    return "/".join(path.split("/")[2:4])


def _absent(mode: str) -> bool:
    return mode not in ("100644", "100755")
