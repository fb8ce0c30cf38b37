"""What the files of a tree were made for, so that the next build leaves those that would come out the same.

Each row remembers the file itself (inode, size, time). A row is believed only of a file that is still that very file, so a
manifest that is out of step with a tree (a killed build, an edited or restored page) costs time and never gives a wrong page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from os import stat_result
from pathlib import Path

from pydantic_core import from_json, to_json

_VERSION = 2
_PACKAGE = Path(__file__).parents[1]
_TOOLS = ("Jinja2", "MarkupSafe", "zxing-cpp")


Row = tuple[str, int, int, int]
"""Key as given when the file was written; inode, size and time in ns as `os.stat` gave them. Plain, since tens of thousands travel."""


def row_of(key: str, found: stat_result) -> Row:
    """The row of a file just written; the same row as long as it is still that file."""
    return key, found.st_ino, found.st_size, found.st_mtime_ns


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows by file, relative to the tree. `maker` stands for what all pages are made with."""

    maker: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)

    def by(self, maker: str) -> "Manifest":
        """The same, or nothing if it was made with something else."""
        return self if self.maker == maker else Manifest(maker)

    def has(self, file: str, key: str) -> bool:
        """Whether the file is there as it is to be."""
        row = self.rows.get(file)
        return row is not None and row[0] == key


@cache
def code_digest() -> str:
    """Changes with any file of the installed package and the libraries that shape pages: what older ones made is never kept."""
    digest = blake2b(f"{[version(tool) for tool in _TOOLS]}".encode(), digest_size=16)
    for file in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{file.relative_to(_PACKAGE)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """The manifest kept at `path`; empty if there is none or it cannot be read."""
    try:
        data = from_json(path.read_bytes())
        if data["version"] != _VERSION:
            return Manifest()
        rows = {file: (key, inode, size, time) for file, (key, inode, size, time) in data["rows"].items()}
        return Manifest(data["maker"], rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest at `path` as a whole."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(to_json({"version": _VERSION, "maker": manifest.maker, "rows": manifest.rows}))
    fresh.replace(path)
