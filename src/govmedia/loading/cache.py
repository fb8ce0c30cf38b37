"""Parsed texts kept between runs, keyed by the digest of their bytes. Plain JSON; losing it costs time, nothing else."""

import json
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

VERSION = 1
"""Raise when the parser gives other data for the same bytes."""


def digest_of(raw: bytes) -> str:
    """Key of a text: 128 bits of BLAKE2b."""
    return blake2b(raw, digest_size=16).hexdigest()


class ParseCache:
    """One file of `digest -> plain data`. Only texts without faults are kept, so a hit needs no second look."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._old: dict[str, Any] = _load(file) if file else {}
        self._used: dict[str, Any] = {}

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
        """Write what this run used, if it differs from what was there. A cache that cannot be written is no fault."""
        if self.file is None or self._used.keys() == self._old.keys():
            return
        try:
            _store(self.file, {"version": VERSION, "texts": self._used})
        except OSError:
            return


def cache_file(root: Path) -> Path | None:
    """Where the cache of a root lies: below GOVMEDIA_CACHE or the user's cache folder; None if switched off (`off`)."""
    chosen = os.environ.get("GOVMEDIA_CACHE", "")
    if chosen == "off":
        return None
    base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govmedia"
    return base / f"{digest_of(os.fsencode(root.resolve()))}.json"


def _load(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("version") != VERSION or not isinstance(found.get("texts"), dict):
        return {}
    return dict(found["texts"])


def _store(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with open(handle, "w", encoding="utf-8") as out:
        out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    os.replace(name, file)
