"""Parsed texts and past findings kept between runs, keyed by content. Plain JSON; losing it costs time, nothing else."""

import json
import os
import tempfile
from hashlib import sha1
from pathlib import Path
from typing import Any

VERSION = 1
"""Raise when the parser gives other data for the same bytes."""


def digest_of(raw: bytes) -> str:
    """Key of a text: the id Git gives such a blob, so that work trees and commits share what was parsed."""
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


class ParseCache:
    """One file of `digest -> plain data`. Only texts without faults are kept, so a hit needs no second look."""

    def __init__(self, file: Path | None, key: Any = VERSION) -> None:
        self.file, self._key = file, key
        found = recall(file, key) if file else None
        self._old: dict[str, Any] = found if isinstance(found, dict) else {}
        self._used: dict[str, Any] = {}
        self._beside: dict[str, ParseCache] = {}

    def beside(self, name: str, key: Any = VERSION) -> "ParseCache":
        """Another one of the same root, read when first asked for: what few commands need costs the others nothing.

        It holds nothing that was kept under another key.
        """
        if name not in self._beside:
            self._beside[name] = ParseCache(self.file and self.file.with_suffix(f".{name}.json"), key)
        return self._beside[name]

    def get(self, digest: str) -> tuple[bool, Any]:
        """Whether it is known, and the data."""
        if digest in self._old:
            data = self._used[digest] = self._old[digest]
            return True, data
        return False, None

    def put(self, digest: str, data: Any) -> None:
        """Remember the data of a faultless text."""
        self._used[digest] = data

    def save(self) -> None:
        """Write if this run brought something new. What it did not use stays, until it is more than what it used."""
        for other in self._beside.values():
            other.save()
        if self.file is None or self._used.keys() <= self._old.keys():
            return
        keep = self._old if len(self._old) <= 2 * len(self._used) else {}
        self._old = keep | self._used
        remember(self.file, self._key, self._old)


def cache_file(root: Path) -> Path | None:
    """Where the cache of a root lies: below GOVMEDIA_CACHE or the user's cache folder; None if switched off (`off`)."""
    chosen = os.environ.get("GOVMEDIA_CACHE", "")
    if chosen == "off":
        return None
    base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govmedia"
    return base / f"{digest_of(os.fsencode(root.resolve()))}.json"


def recall(file: Path, key: Any) -> Any:
    """What `remember` kept in a file under this key; None where it holds another key, or nothing that can be read."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return found.get("value") if isinstance(found, dict) and found.get("key") == key else None


def remember(file: Path, key: Any, value: Any) -> None:
    """Keep one value under a key. A cache that cannot be written is no fault."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with open(handle, "w", encoding="utf-8") as out:
            out.write(json.dumps({"key": key, "value": value}, ensure_ascii=False, separators=(",", ":")))
        os.replace(name, file)
    except OSError:
        return
