"""Folders of any commit of a chain, read straight from its trees, and when a path appeared in them."""

from datetime import datetime

from govmedia.history import Objects, Repository
from govmedia.loading import paths
from govmedia.loading.chain import Chain
from govmedia.names import shown
from govmedia.when import SHANGHAI

_FILES = ("100644", "100755")
_STRIDE = 64
DAY = 86400


class Folders:
    """Looks into trees through one process; a tree that many commits share is taken apart once."""

    def __init__(self, repository: Repository, chain: Chain, objects: Objects) -> None:
        self.chain, self.objects, self._prefix = chain, objects, repository.prefix
        self._parsed: dict[str, dict[str, tuple[str, str]]] = {}
        self._named: dict[tuple[int, str], str] = {}

    def tree(self, index: int, folder: str) -> dict[str, tuple[str, str]]:
        """Mode and id by name of a folder at a commit; empty where it is not there. Before the first commit nothing is."""
        if index < 0 or "\\" in folder:
            return {}
        key = (index, folder)
        if key not in self._named:
            found = self.objects.find(f"{self.chain.ids[index]}:{self._prefix}{folder}")
            self._named[key] = found[0] if found else ""
            if found and found[0] not in self._parsed:
                self._parsed[found[0]] = _entries(found[1], len(found[0]) // 2)
        return self._parsed[self._named[key]] if self._named[key] else {}

    def _by_id(self, tree: str) -> dict[str, tuple[str, str]]:
        if tree not in self._parsed:
            self._parsed[tree] = _entries(self.objects.get(tree), len(tree) // 2)
        return self._parsed[tree]

    def items(self, index: int, kind: str, unit: str) -> dict[str, str]:
        """Blob by path of every manuscript or receipt (`kind`: the folder's name) of a unit at a commit."""
        base = f"content/{kind}/{unit}"
        found: dict[str, tuple[str, str]] = {}
        for year, (mode, tree) in self.tree(index, base).items():
            if mode == "40000":
                found |= {f"{base}/{year}/{name}": entry for name, entry in self._by_id(tree).items()}
        return {p: blob for p, (mode, blob) in found.items() if mode in _FILES and paths.item_key(p) and "\\" not in p}

    def blob(self, index: int, path: str) -> str | None:
        """The blob at a path in a commit, None where there is no plain file."""
        folder, _, name = path.rpartition("/")
        mode, blob = self.tree(index, folder).get(name, ("", ""))
        return blob if mode in _FILES else None

    def appeared(self, path: str, high: int, low: int = -1) -> int | None:
        """The last commit after `low` and up to `high` that put a file where there was none; None if it stood there all along.

        A file that vanished and came back as it was between two looks is taken to have stood: its text is not new.
        """
        return self._rise(path, low, self.blob(low, path), high, self.blob(high, path))

    def _rise(self, path: str, low: int, first: str | None, high: int, last: str | None) -> int | None:
        if first == last:
            return None
        if high - low == 1:
            return high if first is None else None
        middle = self._middle(path, low, high)
        between = self.blob(middle, path)
        later = self._rise(path, middle, between, high, last)
        return self._rise(path, low, first, middle, between) if later is None else later

    def _middle(self, path: str, low: int, high: int) -> int:
        """Where to look next: just before the date in the path, then in growing strides from there, then halfway."""
        hint = self.chain.since(dated(path)) - 1
        if low < hint < high:
            return hint
        half = (high - low) // 2
        return low + min(half, low - hint + _STRIDE) if low >= hint else high - min(half, hint - high + _STRIDE)


def _entries(raw: bytes, width: int) -> dict[str, tuple[str, str]]:
    """A tree object: `mode name NUL id`, again and again. Mode and id by name."""
    found, at = {}, 0
    while at < len(raw):
        end = raw.index(b"\0", at)
        mode, _, name = raw[at:end].partition(b" ")
        at = end + 1 + width
        found[shown(name)] = (mode.decode("ascii"), raw[end + 1 : at].hex())
    return found


def dated(path: str) -> int:
    """Midnight, Unix seconds, of the date in a manuscript's path; 0 where that is no date. A hint, never evidence."""
    year, name = path.split("/")[4:6]
    try:
        return int(datetime(int(year), int(name[:2]), int(name[3:5]), tzinfo=SHANGHAI).timestamp())
    except ValueError:
        return 0
