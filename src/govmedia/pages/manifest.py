"""What the last build wrote, so that the next one can link the pages that would come out the same.

Each row remembers the file itself (inode, size, time). A row is believed only while the file in the old tree is still
that very file, so a manifest that is out of step with the tree (a killed build, an edited or restored page) costs time
and never gives a wrong page.
"""

import json
import os
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

_VERSION = 1
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """`key` as given when the page was written; the rest as `os.stat` gave it."""

    key: str
    inode: int
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows by file, relative to `tree`."""

    tree: Path
    rows: dict[str, Row] = field(default_factory=dict)

    def link(self, file: str, key: str, target: str) -> Row | None:
        """Hard-link the old `file` to `target` if it was written for `key` and has not been touched since; else None."""
        row = self.rows.get(file)
        if row is None or row.key != key:
            return None
        try:
            os.link(self.tree / file, target)
        except OSError:
            return None
        if row_of(key, target) == row:
            return row
        os.unlink(target)
        return None


def row_of(key: str, path: str) -> Row:
    """The row of a file just written."""
    found = os.stat(path)
    return Row(key, found.st_ino, found.st_size, found.st_mtime_ns)


@cache
def code_digest() -> str:
    """Changes with any file of the installed package, so that a page made by older code or templates is never linked."""
    digest = blake2b(digest_size=16)
    for file in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{file.relative_to(_PACKAGE)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def read_manifest(path: Path, tree: Path) -> Manifest:
    """The manifest at `path` about `tree`; empty if there is none or it cannot be read."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            return Manifest(tree)
        return Manifest(tree, {file: Row(*row) for file, row in data["rows"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest(tree)


def write_manifest(path: Path, rows: dict[str, Row]) -> None:
    """Replace the manifest at `path` as a whole."""
    table = {file: (row.key, row.inode, row.size, row.mtime_ns) for file, row in rows.items()}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"version": _VERSION, "rows": table}, separators=(",", ":")))
    fresh.replace(path)
