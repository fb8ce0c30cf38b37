"""Folders of any commit of a chain, read straight from its trees, and when a path appeared in them."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from govmedia.gitoutput import Object
from govmedia.history import lacking
from govmedia.loading import paths
from govmedia.loading.chain import Chain
from govmedia.loading.lookups import Search
from govmedia.names import shown
from govmedia.when import SHANGHAI

Entry = tuple[bytes, tuple[bytes, str]]
"""A name in a folder, and the mode and id of what it names."""
Tree = dict[bytes, tuple[bytes, str]]
"""Mode and id by name."""

FOLDER = b"40000"
PLAIN = b"100644"
FILES = (PLAIN, b"100755")
DAY = 86400
_ENTRY = {width: re.compile(rb"([0-7]+) ([^\0]+)\0(.{%d})" % width, re.DOTALL) for width in (20, 32)}
_STRIDE = 64


class Folders:
    """Looks into trees; one that many commits share is taken apart once."""

    def __init__(self, chain: Chain, prefix: str) -> None:
        self.chain, self._prefix = chain, prefix
        self._trees: dict[str, Tree] = {}
        self._named: dict[tuple[int, str], str] = {}
        self._appeared: dict[tuple[str, int], int] = {}

    def tree(self, index: int, folder: str) -> Search[Tree]:
        """A folder at a commit; empty where it is not there. Before the first commit nothing is."""
        if index < 0 or "\\" in folder:
            return {}
        if (key := (index, folder)) not in self._named:
            (found,) = yield [f"{self.chain.ids[index]}:{self._prefix}{folder}"]
            self._named[key] = self._keep(found) if found and found.kind == "tree" else ""
        return self._trees.get(self._named[key], {})

    def _keep(self, found: Object) -> str:
        if found.id not in self._trees:
            self._trees[found.id] = entries(found)
        return found.id

    def years(self, index: int, kind: str, unit: str) -> Search[dict[str, Tree]]:
        """The folders of years, by path, of a unit's manuscripts or receipts (`kind`: the folder's name) at a commit.

        One that did not change from one commit to another is the same object.
        """
        base = f"content/{kind}/{unit}"
        tree = yield from self.tree(index, base)
        years = {f"{base}/{shown(name)}": year for name, (mode, year) in tree.items() if mode == FOLDER}
        if unknown := [year for year in years.values() if year not in self._trees]:
            for year, found in zip(unknown, (yield unknown), strict=True):
                if found is None:
                    raise lacking(year)
                self._keep(found)
        self._named |= {(index, folder): year for folder, year in years.items()}
        return {folder: self._trees[year] for folder, year in years.items()}

    def blob(self, index: int, path: str) -> Search[str | None]:
        """The blob at a path in a commit, None where there is no plain file."""
        folder, _, name = path.rpartition("/")
        tree = yield from self.tree(index, folder)
        mode, blob = tree.get(name.encode(), (b"", ""))
        return blob if mode in FILES else None

    def appeared(self, path: str, high: int, low: int = -1) -> Search[int | None]:
        """The last commit after `low` and up to `high` that put a file where there was none; None if it stood there all along.

        A file that vanished and came back as it was between two looks is taken to have stood: its text is not new.
        """
        if (known := self._appeared.get((path, high), -1)) > low:
            return known
        first = yield from self.blob(low, path)
        last = yield from self.blob(high, path)
        found = yield from self._rise(path, low, first, high, last)
        if found is not None:
            self._appeared[path, high] = found
        return found

    def _rise(self, path: str, low: int, first: str | None, high: int, last: str | None) -> Search[int | None]:
        if first == last:
            return None
        if high - low == 1:
            return high if first is None else None
        middle = self._middle(path, low, high)
        between = yield from self.blob(middle, path)
        later = yield from self._rise(path, middle, between, high, last)
        return (yield from self._rise(path, low, first, middle, between)) if later is None else later

    def _middle(self, path: str, low: int, high: int) -> int:
        """Where to look next: just before the date in the path, then in growing strides from there, then halfway."""
        hint = self.chain.since(dated(path)) - 1
        if low < hint < high:
            return hint
        half = (high - low) // 2
        return low + min(half, low - hint + _STRIDE) if low >= hint else high - min(half, hint - high + _STRIDE)


def entries(tree: Object) -> Tree:
    """What a tree object lists: `mode name NUL id`, again and again."""
    return {name: (mode, other.hex()) for mode, name, other in _ENTRY[len(tree.id) // 2].findall(tree.content)}


def items(folder: str, entries: Tree | Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Path and blob of the manuscripts and receipts among the entries of a folder."""
    for name, (mode, blob) in entries.items() if isinstance(entries, dict) else entries:
        path = f"{folder}/{shown(name)}"
        if mode in FILES and "\\" not in path and (paths.is_manuscript(path) or paths.is_receipt(path)):
            yield path, blob


def having(folder: str, tree: Tree, blob: str) -> Iterator[str]:
    """The paths in a folder at which a text lies."""
    return (path for path, _ in items(folder, [entry for entry in tree.items() if entry[1][1] == blob]))


def content(blob: str) -> Search[bytes]:
    """What a blob holds."""
    (found,) = yield [blob]
    if found is None:
        raise lacking(blob)
    return found.content


def dated(path: str) -> int:
    """Midnight, Unix seconds, of the date in a manuscript's path; 0 where that is no date. A hint, never evidence."""
    year, name = path.split("/")[4:6]
    try:
        return int(datetime(int(year), int(name[:2]), int(name[3:5]), tzinfo=SHANGHAI).timestamp())
    except ValueError:
        return 0
