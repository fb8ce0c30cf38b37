"""Bringing a tree to hold the files that a manifest vouches for, and nothing else, whatever state it was left in.

Files are never written to in place here or anywhere: the tree and the published site may share them (hard links).
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from govmedia.pages.manifest import Row, row_of


def level(tree: Path, rows: Mapping[str, Row], site: Path) -> list[str]:
    """Remove from `tree` what `rows` do not vouch for, link from `site` what it lacks; the files that are to be had nowhere."""
    tree.mkdir(exist_ok=True)
    kept = set(_purge(os.fspath(tree), "", rows, _folders(rows)))
    return [file for file in rows if file not in kept and not _link(f"{site}/{file}", f"{tree}/{file}", rows[file])]


def sweep(tree: Path, files: Iterable[str]) -> None:
    """Remove these files, and folders that are empty without them."""
    for file in files:
        (tree / file).unlink(missing_ok=True)
        folder = os.path.dirname(file)
        while folder and _rmdir(tree / folder):
            folder = os.path.dirname(folder)


def _folders(files: Iterable[str]) -> set[str]:
    """All folders on the way to these files, with a `/` at the end."""
    found = {file.rpartition("/")[0] for file in files}
    for folder in [*found]:
        while folder := folder.rpartition("/")[0]:
            found.add(folder)
    return {f"{folder}/" for folder in found}


def _purge(tree: str, folder: str, rows: Mapping[str, Row], folders: set[str]) -> Iterator[str]:
    """The files that may stay."""
    with os.scandir(f"{tree}/{folder}") as scan:
        for item in scan:
            path = folder + item.name
            if item.is_dir(follow_symlinks=False):
                if f"{path}/" in folders:
                    yield from _purge(tree, f"{path}/", rows, folders)
                else:
                    shutil.rmtree(item.path)
            elif path in rows and _is_of(rows[path], item.stat(follow_symlinks=False)):
                yield path
            else:
                os.unlink(item.path)


def _is_of(row: Row, found: os.stat_result) -> bool:
    return row == row_of(row[0], found)


def _link(old: str, new: str, row: Row) -> bool:
    try:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        os.link(old, new, follow_symlinks=False)
    except OSError:  # gone, or a file system without hard links
        return False
    if _is_of(row, os.stat(new, follow_symlinks=False)):
        return True
    os.unlink(new)
    return False


def _rmdir(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # not empty
        return False
    return True
