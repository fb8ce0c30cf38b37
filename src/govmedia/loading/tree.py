"""A tree of files to load from: a folder on disk here; a commit in loading.committree, behind the same two methods."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from govmedia.errors import CannotRun
from govmedia.names import shown

EntryKind = Literal["file", "symlink", "submodule", "special"]
LARGEST = 20_000_000
"""Bytes beyond which nothing is read: pictures have 2 MB at most, texts far less."""

SKIPPED = {".git", ".venv", ".cache", "node_modules", "__pycache__"}


class Entry(NamedTuple):
    """One path of a tree. `digest` is the Git blob id where the tree is a commit, else None.

    `stamp` is another whenever a YAML file on disk may have been touched: times of content and state, size, inode.
    """

    path: str
    kind: EntryKind
    digest: str | None = None
    stamp: str = ""


class Tree(Protocol):
    """Files by path relative to the root, always with `/`."""

    def entries(self) -> list[Entry]:
        """Every path, sorted."""

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Contents of these files. A file that cannot be read is left out."""

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        """For each of these files that is there, a mark that stays as long as its contents do."""


class WorkTree:
    """A folder on disk. Links are listed, never followed; files are read as they are now."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise CannotRun(f"没有文件夹 {root}", "检查 --root 的写法")
        self.root = root

    def entries(self) -> list[Entry]:
        """Every path below the root, without Git's own and the tool's caches."""
        found: list[Entry] = []
        self._walk("", found)
        found.sort()
        return found

    def _walk(self, folder: str, found: list[Entry]) -> None:
        with os.scandir(f"{self.root}/{folder}") as scan:
            for item in scan:
                path = folder + item.name
                if item.is_dir(follow_symlinks=False):
                    if item.name not in SKIPPED:
                        self._walk(f"{path}/", found)
                else:
                    found.append(Entry(_named(path), _kind(item), None, _yaml_stamp(item)))

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Contents by path; what vanished, is no plain file or may not be read is left out."""
        base = os.fspath(self.root)
        found = {}
        for path in paths:
            try:
                found[path] = _read(f"{base}/{path}")
            except OSError:
                continue
        return found

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        """Their `stamp`; what is not there is left out."""
        found = {}
        for path in paths:
            with suppress(OSError):
                found[path] = _stamp(os.lstat(self.root / path))
        return found


def _read(path: str) -> bytes:
    """Never through a link, never waiting on a pipe, and never more than a little over what any reader accepts."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return os.read(handle, min(os.fstat(handle).st_size, LARGEST) + 1)
    finally:
        os.close(handle)


def _named(path: str) -> str:
    return path if path.isascii() and path.isprintable() else shown(os.fsencode(path))


def _yaml_stamp(item: "os.DirEntry[str]") -> str:
    if not item.name.endswith(".yml"):
        return ""
    try:
        return _stamp(item.stat(follow_symlinks=False))
    except OSError:  # gone meanwhile
        return ""


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def _kind(item: "os.DirEntry[str]") -> EntryKind:
    if item.is_file(follow_symlinks=False):
        return "file"
    if item.is_symlink():
        return "symlink"
    return "special" if not stat.S_ISDIR(item.stat(follow_symlinks=False).st_mode) else "file"
