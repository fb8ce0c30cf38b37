"""Reads the files of one or several trees into records, with a cache, gathering faults instead of stopping."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel
from pydantic_core import to_json

from govmedia.fault import Fault, Keys
from govmedia.loading import frontmatter, paths
from govmedia.loading.cache import ParseCache
from govmedia.loading.decode import decode_json
from govmedia.loading.kept import Kept, digest_of
from govmedia.loading.texts import Text, texts_of, unreadable
from govmedia.loading.tree import Entry, Tree
from govmedia.loading.yamltext import locate
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Receipt
from govmedia.model.record import Record

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=BaseModel)

_FRONT = "front 1"
"""Raise the number when the parser gives other data for the same front matter."""

_AT_ONCE = 2000
"""Texts that stand in memory together."""


class Reader:
    """The one that touches trees on behalf of a ledger. Paths are relative to their root and unique over all roots."""

    def __init__(self, trees: list[tuple[Tree, ParseCache]], twin: "Reader | None" = None) -> None:
        """`twin` is the reader of a nearly equal state: records of files that are the same in both are shared."""
        self.faults: list[Fault] = []
        self._twin = twin
        self._digests: dict[str, str] = {}
        self._made: dict[str, BaseModel] = {}
        self._home: dict[str, int] = {}
        self._entries: dict[str, Entry] = {}
        self._trees = trees
        for index, (tree, _) in enumerate(trees):
            self._take(index, tree)

    def _take(self, index: int, tree: Tree) -> None:
        for entry in tree.entries():
            if entry.path not in self._home:
                self._home[entry.path] = index
                self._entries[entry.path] = entry
            elif entry.path.startswith(("registry/", "content/")) and not self._same(entry.path, index):
                self.faults.append(Fault(entry.path, (), "两个根目录里都有这个文件，内容不同", "只在一个根目录保留", 1, 1))

    def _same(self, path: str, index: int) -> bool:
        first, second = self._trees[self._home[path]][0], self._trees[index][0]
        return first.read([path]).get(path) == second.read([path]).get(path)

    @property
    def caches(self) -> list[ParseCache]:
        """One per tree, in their order."""
        return [cache for _, cache in self._trees]

    @cached_property
    def entries(self) -> list[Entry]:
        """Every path of every root, sorted."""
        return sorted(self._entries.values(), key=lambda e: e.path)

    def read(self, wanted: Iterable[str]) -> dict[str, bytes]:
        """Raw contents by path; what cannot be read is left out."""
        found: dict[str, bytes] = {}
        for index, group in self._grouped(wanted).items():
            found.update(self._trees[index][0].read(group))
        return found

    def stamps(self, wanted: Iterable[str]) -> dict[str, str]:
        """For each path a mark that stays as long as its contents do; what is not there is left out."""
        found: dict[str, str] = {}
        for index, group in self._grouped(wanted).items():
            found.update(self._trees[index][0].stamps(group))
        return found

    def digest(self, path: str) -> str:
        """Git's id of the text that a record was read from."""
        return self._digests.get(path) or self._entries[path].digest or ""

    def _texts(self, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Plain data of YAML files as JSON; files with faults are left out and their faults gathered."""
        for index, group in self._grouped(wanted).items():
            yield from self._known(*self._trees[index], group)

    def _known(self, tree: Tree, cache: ParseCache, group: list[str]) -> Iterator[tuple[str, bytes]]:
        """Read are only files that may have been touched since they were."""
        unread = []
        for path in group:
            entry = self._entries[path]
            digest = entry.digest or cache.digest(path, entry.stamp)
            known = cache.get(digest) if digest else None
            if digest and known:
                self._digests[path] = digest
                yield path, known
            else:
                unread.append(entry)
        for text in texts_of(tree, unread, cache.get):
            self._note(text, cache)
            if text.data is not None:
                yield text.path, text.data

    def _note(self, text: Text, cache: ParseCache) -> None:
        self.faults.extend(text.faults)
        if text.digest:
            self._digests[text.path] = text.digest
            cache.touch(text.path, self._entries[text.path].stamp, text.digest)
        if text.data is not None and not text.faults:
            cache.put(text.digest, text.data)

    def records(self, model: type[R], wanted: Iterable[str]) -> Iterator[R]:
        """Records of these files, in the order of the paths."""
        asked = list(wanted)
        shared = {path: record for path in asked if (record := self._shared(model, path))}
        made = {path: self._record(model, path, text) for path, text in self._texts(p for p in asked if p not in shared)}
        for path in sorted(asked):
            record = shared.get(path) or made.get(path)
            if record is not None:
                yield record

    def _shared(self, model: type[P], path: str) -> P | None:
        blob = self._entries[path].digest if path in self._entries else None
        if self._twin is None or blob is None or self._twin._digests.get(path) != blob:
            return None
        record = self._twin._made.get(path)
        return record if isinstance(record, model) else None

    def _record(self, model: type[P], path: str, text: bytes) -> P | None:
        record, faults = decode_json(model, text, path)
        self.faults.extend(faults)
        if record is None:
            return None
        self._made[path] = record
        return record.placed(path=path) if isinstance(record, Record) else record

    def table(self, model: type[P], path: str) -> P | None:
        """One single file of registry/; None if it is absent or has faults."""
        if path not in self._entries or self._entries[path].kind != "file":
            return None
        shared = self._shared(model, path)
        if shared is not None:
            return shared
        return next((self._record(model, path, text) for _, text in self._texts([path])), None)

    def manuscripts(self, wanted: Iterable[str]) -> Iterator[Manuscript]:
        """These manuscripts with their texts, in the order of the paths."""
        asked = list(wanted)
        made = {path: record for path in asked if (record := self._shared(Manuscript, path))}
        unmade = [path for path in asked if path not in made]
        for start in range(0, len(unmade), _AT_ONCE):
            part = unmade[start : start + _AT_ONCE]
            texts = self.read(part)
            self.faults.extend(unreadable(path) for path in part if path not in texts)
            made |= {path: record for path, raw in texts.items() if (record := self._manuscript(path, raw))}
        self.save()
        yield from (made[path] for path in sorted(made))

    def _manuscript(self, path: str, raw: bytes) -> Manuscript | None:
        front = self._front(path, raw)
        record = self._record(Manuscript, path, front) if front is not None else None
        if record is None:
            return None
        text = frontmatter.body(raw)
        return record.placed(unit=_unit_of(path), body=text.body, body_line=text.line, digest=self._digests[path])

    def _front(self, path: str, raw: bytes) -> bytes | None:
        """Front matter as JSON; None where it cannot be read."""
        cache = self.beside(self._home[path], "manuscripts", _FRONT)
        digest = self._digests[path] = self._entries[path].digest or digest_of(raw)
        if (known := cache.get(digest)) is not None:
            return known
        cut = frontmatter.split(raw, path)
        self.faults.extend(cut.faults)
        front = to_json(cut.data) if cut.data is not None or not cut.faults else None
        if front is not None and not cut.faults:
            cache.put(digest, front)
        return front

    def beside(self, index: int, name: str, version: str) -> Kept:
        """A table of a root beside its main one, read when first asked for."""
        return self._trees[index][1].beside(name, version)

    def receipts(self, wanted: Iterable[str]) -> Iterator[Receipt]:
        """These receipts, in the order of the paths."""
        for record in self.records(Receipt, wanted):
            yield record.placed(unit=_unit_of(record.path))

    def place(self, path: str, keys: Keys) -> tuple[int, int]:
        """Line and column, from 1, of the value that `keys` lead to."""
        if not keys or path not in self._home:
            return 1, 1
        raw = self.read([path]).get(path, b"")
        return locate(frontmatter.front_matter(raw) if path.endswith(".md") else raw, keys)

    def save(self) -> None:
        """Keep the caches for the next run."""
        for cache in self.caches:
            cache.save()

    def forget(self) -> None:
        """Let go of the parsed texts, for a long run that needs only the records; what is read later is parsed anew."""
        self._trees = [(tree, ParseCache(None)) for tree, _ in self._trees]

    def _grouped(self, wanted: Iterable[str]) -> dict[int, list[str]]:
        groups: dict[int, list[str]] = {}
        for path in wanted:
            if path in self._home:
                groups.setdefault(self._home[path], []).append(path)
        return groups


def _unit_of(path: str) -> str:
    key = paths.item_key(path)
    return key[0] if key else ""
