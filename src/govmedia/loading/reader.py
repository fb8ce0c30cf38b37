"""Reads the files of one or several trees into records, with a cache, gathering faults instead of stopping."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from govmedia.fault import Fault, Keys
from govmedia.loading import frontmatter, paths
from govmedia.loading.cache import VERSION, ParseCache, digest_of
from govmedia.loading.decode import decode_record
from govmedia.loading.tree import Entry, Tree
from govmedia.loading.yamltext import Data, locate, parse
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Receipt
from govmedia.model.record import Record

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=BaseModel)

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

    @property
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

    def data(self, wanted: Iterable[str]) -> dict[str, Data]:
        """Plain data of YAML files and of manuscripts' front matter by path; files with faults are left out, their faults gathered."""
        found: dict[str, Data] = {}
        for index, group in self._grouped(wanted).items():
            found.update(self._parsed(self._trees[index][0], group))
        return found

    def _parsed(self, tree: Tree, group: list[str]) -> Iterator[tuple[str, Data]]:
        unread = []
        for path in group:
            blob = self._entries[path].digest
            known, data = self._cache(path).get(blob) if blob else (False, None)
            if known:
                self._digests[path] = blob or ""
                yield path, data
            else:
                unread.append(path)
        for start in range(0, len(unread), _AT_ONCE):
            part = unread[start : start + _AT_ONCE]
            texts = tree.read(part)
            for path in part:
                if path in texts:
                    yield from self._one(path, texts[path])
                else:
                    self.faults.append(Fault(path, (), "文件读不出来", "检查文件权限和文件名", 1, 1))

    def _cache(self, path: str) -> ParseCache:
        """What is kept of its kind: manuscripts apart, for they are many and few commands ask for them."""
        cache = self._trees[self._home[path]][1]
        return cache.beside("manuscripts") if path.endswith(".md") else cache

    def _one(self, path: str, raw: bytes) -> Iterator[tuple[str, Data]]:
        cache = self._cache(path)
        digest = self._digests[path] = self._entries[path].digest or digest_of(raw)
        known, data = cache.get(digest)
        if known:
            yield path, data
            return
        parsed = frontmatter.split(raw, path) if path.endswith(".md") else parse(raw, path)
        self.faults.extend(parsed.faults)
        if not parsed.faults:
            cache.put(digest, parsed.data)
        if parsed.data is not None or not parsed.faults:
            yield path, parsed.data

    def records(self, model: type[R], wanted: Iterable[str]) -> Iterator[R]:
        """Records of these files, in the order of the paths."""
        asked = list(wanted)
        shared = {path: record for path in asked if (record := self._shared(model, path))}
        made = {path: self._record(model, path, data) for path, data in self.data(p for p in asked if p not in shared).items()}
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

    def _record(self, model: type[P], path: str, data: Data) -> P | None:
        record, faults = decode_record(model, data, path)
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
        data = self.data([path])
        return self._record(model, path, data[path]) if path in data else None

    def manuscripts(self, wanted: Iterable[str]) -> Iterator[Manuscript]:
        """These manuscripts with their texts, in the order of the paths."""
        asked = list(wanted)
        made = {path: record for path in asked if (record := self._shared(Manuscript, path))}
        unmade = [path for path in asked if path not in made]
        for start in range(0, len(unmade), _AT_ONCE):
            for path, raw in self.read(unmade[start : start + _AT_ONCE]).items():
                made.update((path, record) for _, data in self._one(path, raw) if (record := self._manuscript(path, raw, data)))
        self.save()
        yield from (made[path] for path in sorted(made))

    def _manuscript(self, path: str, raw: bytes, data: Data) -> Manuscript | None:
        record, text = self._record(Manuscript, path, data), frontmatter.body(raw)
        return record and record.placed(unit=_unit_of(path), body=text.body, body_line=text.line, digest=self._digests[path])

    def beside(self, index: int, name: str, key: Any = VERSION) -> ParseCache:
        """A cache of a root beside its main one, read when first asked for."""
        return self._trees[index][1].beside(name, key)

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
