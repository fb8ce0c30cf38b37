"""What loading remembers of a root: the plain data of texts, and which files have not been touched since they were read."""

import os
import tempfile
from pathlib import Path

from govmedia.loading.kept import Kept, kept_file

_DATA = "data 1"
"""Raise the number when the parser gives other data for the same bytes."""

_STAMPS = "stamps 1"
_SLACK_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT)."""


class ParseCache:
    """Data as JSON by digest of the text; of texts without faults only, so that a hit needs no second look."""

    def __init__(self, root: Path | None) -> None:
        """`root` names what is kept; None keeps nothing."""
        self._data = Kept(kept_file(root, "data") if root else None, _DATA)
        self._stamps = Kept(kept_file(root, "stamps") if root else None, _STAMPS)
        self._settled_ns = _now_ns(self._stamps.file) - _SLACK_NS
        self._root = root
        self._beside: dict[str, Kept] = {}

    def beside(self, name: str, version: str) -> Kept:
        """Another table of the same root, read when first asked for: what few commands need costs the others nothing."""
        if name not in self._beside:
            self._beside[name] = Kept(kept_file(self._root, name) if self._root else None, version)
        return self._beside[name]

    def get(self, digest: str) -> bytes | None:
        """The data; None where they are not known."""
        return self._data.get(digest)

    def put(self, digest: str, data: bytes) -> None:
        """Remember the data of a faultless text."""
        self._data.put(digest, data)

    def digest(self, path: str, stamp: str) -> str | None:
        """Digest of a file as long as its stamp is what it was when it was read."""
        row = self._stamps.get(path)
        return row[-40:].decode() if row and row[:-41] == stamp.encode() else None

    def touch(self, path: str, stamp: str, digest: str) -> None:
        """Remember the digest of a text just read from a file that had this stamp before."""
        # A file written a moment ago may be written again within one tick of the clock, and its stamp would be the same.
        if max(map(int, stamp.split()[:2]), default=self._settled_ns) < self._settled_ns:
            self._stamps.put(path, f"{stamp} {digest}".encode())

    def save(self) -> None:
        """Keep it all for the next run."""
        for table in (self._data, self._stamps, *self._beside.values()):
            table.save()


def _now_ns(file: Path | None) -> int:
    """The time by the clock that stamps files; 0 where nothing is kept."""
    if file is None:
        return 0
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=file.parent) as probe:
            return os.fstat(probe.fileno()).st_mtime_ns
    except OSError:
        return 0
