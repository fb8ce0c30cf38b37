"""Texts of YAML files -> their data as JSON: read, hashed and parsed, many of them by two processes."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic_core import to_json

from govmedia.fault import Fault
from govmedia.loading.kept import digest_of
from govmedia.loading.tree import Entry, Tree
from govmedia.loading.yamltext import parse
from govmedia.workers import shared

AT_ONCE = 1000
"""Texts that stand in memory together; fewer than these are read before a second process would have started."""


class Text(NamedTuple):
    """One file. `digest` stands for the text. `data` is None where a fault made it unreadable; without `digest` it could not be read."""

    path: str
    digest: str
    data: bytes | None
    faults: tuple[Fault, ...] = ()


def texts_of(tree: Tree, entries: list[Entry], known: Callable[[str], bytes | None]) -> Iterator[Text]:
    """These files, in their order. `known` gives the data of a text met before, by its digest."""
    parts = [entries[start : start + AT_ONCE] for start in range(0, len(entries), AT_ONCE)]
    for texts in shared(lambda part: _read(tree, part, known), parts):
        yield from texts


def _read(tree: Tree, entries: list[Entry], known: Callable[[str], bytes | None]) -> list[Text]:
    raw = tree.read(entry.path for entry in entries)
    return [_text(entry.path, entry.digest, raw.get(entry.path), known) for entry in entries]


def _text(path: str, digest: str | None, raw: bytes | None, known: Callable[[str], bytes | None]) -> Text:
    if raw is None:
        return Text(path, "", None, (unreadable(path),))
    digest = digest or digest_of(raw)
    if (data := known(digest)) is not None:
        return Text(path, digest, data)
    found = parse(raw, path)
    return Text(path, digest, None if found.faults and found.data is None else to_json(found.data), found.faults)


def unreadable(path: str) -> Fault:
    """The fault of a file that is there and cannot be read."""
    return Fault(path, (), "文件读不出来", "检查文件权限和文件名", 1, 1)
