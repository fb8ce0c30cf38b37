"""Tables of short texts kept between runs in the user's cache folder. Losing one costs time, nothing else."""

import os
import tempfile
from collections.abc import Iterable
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
    """One file of `key TAB value` lines, in parts: below a head that names the version, the sum and the length of what follows.

    Neither keys nor values hold a line break, and keys no tab. Of a key the last line counts. What does not fit its head, or has
    another version, is as none, with all that follows it.
    """

    def __init__(self, file: Path | None, version: str) -> None:
        self.file = file
        self._version = version
        self._old: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}
        self._lines, self._whole = self._read() if file else (0, True)

    def _read(self) -> tuple[int, bool]:
        """How many lines there are, and whether they are all."""
        raw, at, lines = _content(self.file), 0, 0
        while part := _part(raw, at, self._version):
            rows = raw[slice(*part)].split(b"\n")
            self._old |= {key.decode(): value for key, _, value in (row.partition(b"\t") for row in rows)}
            at, lines = part[1] + 1, lines + len(rows)
        return lines, 0 < len(raw) == at

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
        """Write what this run brought at the end; where the lines that it did not use would be more than those it did, write anew."""
        new = {key: value for key, value in self._used.items() if self._old.get(key) != value}
        if self.file is None or not new:
            return
        if not self._whole or self._lines + len(new) > 2 * len(self._used):
            self._lines, self._old, new = 0, {}, self._used
        body = b"\n".join([b"%s\t%s" % (key.encode(), value) for key, value in new.items()])
        head = f"{self._version} {crc32(body):08x} {len(body)}\n".encode("ascii")
        _write(self.file, (head, body, b"\n"), anew=not self._lines)
        self._old, self._lines, self._whole = self._old | new, self._lines + len(new), True


def _content(file: Path | None) -> bytes:
    try:
        return file.read_bytes() if file else b""
    except OSError:
        return b""


def _part(raw: bytes, at: int, version: str) -> tuple[int, int] | None:
    """Where the body of the part that begins here starts and ends; None where no such part does."""
    start = raw.find(b"\n", at, at + 200) + 1
    name, _, told = raw[at:start].decode("ascii", "replace").rstrip("\n").partition(f"{version} ")
    crc, _, length = told.partition(" ")
    if not start or name or not length.isdecimal():
        return None
    end = start + int(length)
    return (start, end) if raw[end : end + 1] == b"\n" and f"{crc32(memoryview(raw)[start:end]):08x}" == crc else None


def _write(file: Path, pieces: Iterable[bytes], anew: bool) -> None:
    """At the end, or in the place of the old content at once. A file that cannot be written is no fault."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not anew:
            with open(file, "ab") as out:
                out.write(b"".join(pieces))  # at once, or another process's might come between
            return
        handle, name = tempfile.mkstemp(dir=file.parent)
        with open(handle, "wb") as out:
            out.writelines(pieces)
        os.replace(name, file)
    except OSError:
        return
