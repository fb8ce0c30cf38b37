"""What a commit holds in the way of manuscripts: all their blobs, as Git's trees have them, unit by unit."""

from collections.abc import Iterator, Mapping

from govmedia.gitoutput import Object
from govmedia.history import Repository, lacking
from govmedia.loading.folders import FOLDER, entries, items
from govmedia.loading.replay import unit_of
from govmedia.names import shown

_TOP = "content/manuscripts"


class Holdings:
    """The manuscripts of one commit. Raises CannotRun.

    There are a hundred for each one that is asked for, so the trees of the years stay as they are until then.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self._years: dict[str, dict[str, Object]] = {}
        level = {_TOP: f"{commit}:{repository.prefix}{_TOP}"}
        for _ in ("region", "unit", "year"):
            level = dict(_folders(_read(repository, level)))
        for folder, year in _read(repository, level).items():
            self._years.setdefault(unit_of(folder), {})[folder] = year

    def having(self, unit: str, blob: str) -> Iterator[str]:
        """The paths in a unit's folder at which a text lies."""
        raw_id = bytes.fromhex(blob)
        for folder, year in self._years.get(unit, {}).items():
            if raw_id in year.content:
                yield from (path for path, other in items(folder, entries(year)) if other == blob)


def _read(repository: Repository, level: Mapping[str, str]) -> dict[str, Object]:
    """The trees of one level by path; there may be no first one."""
    found = dict(zip(level, repository.find(level.values()), strict=True))
    if gone := [level[path] for path, tree in found.items() if tree is None and path != _TOP]:
        raise lacking(gone[0])
    return {path: tree for path, tree in found.items() if tree and tree.kind == "tree"}


def _folders(level: Mapping[str, Object]) -> Iterator[tuple[str, str]]:
    for path, tree in level.items():
        yield from ((f"{path}/{shown(name)}", other) for name, (mode, other) in entries(tree).items() if mode == FOLDER)
