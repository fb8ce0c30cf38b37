"""What a stretch of history brought: the recent commits played forward over a past that was not read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govmedia.gitoutput import Change
from govmedia.loading import paths

Commit = tuple[int, Sequence[Change]]
"""Index on the chain, and what the commit changed against its first parent."""


@dataclass
class Item:
    """A manuscript followed to where it came from.

    `brought`: index of the commit that brought it, as `blob`. None: it is older than what was read, and lay at `path` then.
    """

    path: str
    brought: int | None
    blob: str


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
    """Texts that stood in each unit's folder, and the item that each was then."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], Item] = {}

    def stood(self, path: str, blob: str, item: Item) -> None:
        self._items.setdefault((unit_of(path), blob), item)

    def get(self, path: str, blob: str) -> Item | None:
        return self._items.get((unit_of(path), blob))


def _play(index: int, changes: Sequence[Change], items: dict[str, Item], known: _Known) -> None:
    taken = {c.old_blob: items.pop(c.path) for c in changes if _absent(c.new_mode) and c.path in items}
    for change in changes:
        if _absent(change.new_mode):
            continue
        if change.path not in items:
            # In its unit any copy is the old text; from another unit only what the same commit takes away: two may print one text.
            origin = known.get(change.path, change.new_blob) or taken.get(change.new_blob)
            items[change.path] = origin or Item(change.path, index, change.new_blob)
        known.stood(change.path, change.new_blob, items[change.path])


def unit_of(path: str) -> str:
    """Id of the unit whose folder a manuscript or receipt lies in."""
    return "/".join(path.split("/")[2:4])


def _absent(mode: str) -> bool:
    return mode not in ("100644", "100755")
