"""Tables of short texts kept between runs in the user's cache folder. Losing one costs time, nothing else."""

import os
import tempfile
from hashlib import sha1
from pathlib import Path
from zlib import crc32


def digest_of(raw: bytes) -> str:
    """Key of a text: the id Git gives such a blob, so that work trees and commits share what is kept of it."""
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def kept_file(root: Path, name: str) -> Path | None:
    """Where what is kept about a root lies: below GOVMEDIA_CACHE or the user's cache folder; None if switched off (`off`)."""
    chosen = os.environ.get("GOVMEDIA_CACHE", "")
    if chosen == "off":
        return None
    base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govmedia"
    return base / f"{digest_of(os.fsencode(root.resolve()))}.{name}"


class Kept:
    """One file of `key TAB value` lines below a head that names the version and the sum of the rest; another version is as none.

    Neither keys nor values hold a line break, and keys no tab.
    """

    def __init__(self, file: Path | None, version: str) -> None:
        self.file = file
        self._version = version
        self._old = _rows(_body(file, version)) if file else {}
        self._used: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The value; None where there is none."""
        found = self._old.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: str, value: bytes) -> None:
        """Remember a value."""
        self._used[key] = value

    def save(self) -> None:
        """Write if this run brought something new. What it did not use stays, until it is more than what it used."""
        if self.file is None or self._used.items() <= self._old.items():
            return
        keep = self._old if len(self._old) <= 2 * len(self._used) else {}
        self._old = keep | self._used
        body = b"\n".join([b"%s\t%s" % (key.encode(), value) for key, value in self._old.items()])
        _replace(self.file, b"%s\n%s" % (_head(self._version, body), body))


def _head(version: str, body: bytes) -> bytes:
    return f"{version} {crc32(body):08x}".encode("ascii")


def _body(file: Path, version: str) -> bytes:
    """All below the head; nothing where the head does not fit it."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return b""
    return body if head == _head(version, body) else b""


def _rows(body: bytes) -> dict[str, bytes]:
    rows = (line.partition(b"\t") for line in body.split(b"\n"))
    return {key.decode(): value for key, tab, value in rows if tab}


def _replace(file: Path, content: bytes) -> None:
    """Put a new content in the place of the old one at once. A file that cannot be written is no fault."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with open(handle, "wb") as out:
            out.write(content)
        os.replace(name, file)
    except OSError:
        return
