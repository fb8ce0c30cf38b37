"""What a commit holds in the way of manuscripts: all their blobs, as Git's trees have them, unit by unit."""

from collections.abc import Iterator, Mapping

from govmedia.history import Repository, lacking
from govmedia.loading.folders import FILES, FOLDER, entries
from govmedia.loading.replay import unit_of
from govmedia.names import shown

_TOP = "content/manuscripts"


class Holdings:
    """The manuscripts of one commit. Raises CannotRun.

    There are a hundred for each one that is asked for, so the trees of the years stay as they are until then.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self._years: dict[str, dict[str, tuple[str, bytes]]] = {}
        level = {_TOP: f"{commit}:{repository.prefix}{_TOP}"}
        for _ in ("region", "unit", "year"):
            level = dict(_folders(_read(repository, level)))
        for folder, year in _read(repository, level).items():
            self._years.setdefault(unit_of(folder), {})[folder] = year

    def having(self, unit: str, blob: str) -> Iterator[str]:
        """The paths in a unit's folder at which a text lies."""
        raw_id = bytes.fromhex(blob)
        for folder, (own, raw) in self._years.get(unit, {}).items():
            if raw_id in raw:
                found = (name for name, (mode, other) in entries(raw, own).items() if other == blob and mode in FILES)
                yield from (f"{folder}/{shown(name)}" for name in found)


def _read(repository: Repository, level: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """Id and contents, by path, of the trees of one level; there may be no first one."""
    found = dict(zip(level, repository.find(level.values()), strict=True))
    if gone := [level[path] for path, tree in found.items() if tree is None and path != _TOP]:
        raise lacking(gone[0])
    return {path: tree for path, tree in found.items() if tree}


def _folders(level: Mapping[str, tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    for path, (own, raw) in level.items():
        for name, (mode, tree) in entries(raw, own).items():
            if mode == FOLDER:
                yield f"{path}/{shown(name)}", tree
