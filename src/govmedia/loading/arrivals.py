"""When manuscripts were brought to the branch: the recent ones from one stretch of history, older ones looked up by path.

Brought means: on the first-parent chain, a path that was not there before, with a text that was not there before. Edits,
renames and copies within a unit bring nothing; what was taken out and put back keeps its first time, as far as the stretch
that is read, or the date in its path, lets that be seen.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from govmedia.errors import CannotRun
from govmedia.history import Objects, Repository
from govmedia.loading import paths
from govmedia.loading.chain import Chain, read_chain
from govmedia.loading.folders import Folders
from govmedia.loading.replay import Item, Replay, replay, unit_of
from govmedia.loading.returns import Birth, Place, returned

_MANUSCRIPTS = "content/manuscripts"


@dataclass(frozen=True)
class Found:
    """A manuscript as it lies at HEAD (`path`, `blob`), and the commit, path and text it was brought with."""

    path: str
    blob: str
    birth: Birth


class _Lying(NamedTuple):
    """A manuscript of HEAD (`now`, `now_blob`) whose text `blob` lay at `path` in the commit `upper`."""

    now: str
    now_blob: str
    path: str
    upper: int
    blob: str


class Arrivals:
    """One repository at its HEAD. Git begins to work when this is made: make it before other work. Raises CannotRun."""

    def __init__(self, repository: Repository) -> None:
        if repository.shallow:
            raise CannotRun(f"{repository.root} 是浅克隆，看不到完整历史", "先运行 git fetch --unshallow；CI 里设 fetch-depth: 0")
        if not repository.has_commits():
            raise CannotRun(f"{repository.root} 里没有提交可看", "先提交；已有提交的，检查 HEAD 所指的分支是否存在")
        self.repository = repository
        self.head = repository.commit("HEAD")
        self._git = ThreadPoolExecutor(1)  # one after the other: the listing is wanted last
        self._chain = self._git.submit(read_chain, repository, self.head)
        self._listing = self._git.submit(repository.run, "ls-tree", "-r", "-z", self.head, f"{_MANUSCRIPTS}/")
        self._objects: Objects | None = None
        self.start, self.recent, self.receipts = 0, Replay(), set[str]()
        self._older: dict[Birth, Place] = {}
        self._judged: set[Birth] = set()
        self._texts: dict[str, bytes] = {}

    @cached_property
    def chain(self) -> Chain:
        """The first-parent chain of HEAD."""
        return self._chain.result()

    @cached_property
    def folders(self) -> Folders:
        """Trees of its commits."""
        self._objects = self.repository.objects()
        return Folders(self.repository, self.chain, self._objects)

    def __enter__(self) -> "Arrivals":
        return self

    def __exit__(self, *_: object) -> None:
        self._git.shutdown(cancel_futures=True)
        if self._objects is not None:
            self._objects.close()

    @property
    def bound(self) -> int:
        """No commit before the stretch is believed later than this; Unix seconds."""
        return self.chain.upto[self.start - 1] if self.start else 0

    def read(self, since: float) -> None:
        """Read the stretch of all commits believed at or after a moment, and those between them."""
        self.start = self.chain.since(since)
        ids = self.chain.ids[self.start :]
        stretch = list(enumerate((changes for _, changes in self.repository.brought(ids, ["content"])), self.start))
        self.receipts = {c.path for _, changes in stretch for c in changes if paths.is_receipt(c.path)}
        self.recent = replay(stretch)

    def _copied(self, births: Sequence[Birth]) -> dict[Birth, Place]:
        """Texts of the stretch that also lie in a file of the unit that the stretch never touched."""
        fresh = {b.blob.encode() for b in births if b.index >= self.start}
        twins: dict[tuple[str, str], str] = {}
        for line in [entry for entry in self._entries if entry[12:52] in fresh]:
            path = line[53:].decode("utf-8", "replace")
            if path not in self.recent.blobs and paths.is_manuscript(path):
                twins[unit_of(path), line[12:52].decode("ascii")] = path
        places = {b: twins.get((unit_of(b.path), b.blob)) for b in births if b.index >= self.start}
        return {birth: (path, self.start - 1) for birth, path in places.items() if path}

    @cached_property
    def _entries(self) -> list[bytes]:
        return self._listing.result().split(b"\0")

    def newest(self) -> list[Found]:
        """What the stretch brought and HEAD still holds, latest believed time first."""
        births = ((path, Birth(i.brought, i.path, i.blob)) for path, i in self.recent.items.items() if i.brought is not None)
        found = [Found(path, self.recent.blobs[path], birth) for path, birth in births if birth not in self._older]
        found.sort(key=lambda f: (-self.chain.times[f.birth.index], f.path))
        self._fetch([f.blob for f in {unit_of(f.path): f for f in reversed(found)}.values()])
        return found

    def _fetch(self, blobs: Sequence[str]) -> None:
        """Read at once what will surely be asked for: the newest of each unit."""
        wanted = [blob for blob in dict.fromkeys(blobs) if blob not in self._texts]
        self._texts |= dict(zip(wanted, self.repository.blobs(wanted), strict=True))

    def text(self, blob: str) -> bytes:
        """Contents of a blob. Raises CannotRun where it is missing."""
        return self._texts.get(blob) or self.folders.objects.get(blob)

    def older(self, unit: str) -> Iterator[tuple[list[Found], int]]:
        """The unit's manuscripts that the stretch did not bring, round by round backwards.

        With each round comes a time, Unix seconds, that none of those still to come exceeds.
        """
        lying = self._lying(unit)
        while lying:
            lead = max(lying, key=lambda e: e.path.split("/", 4)[4])  # the latest day in a path: a good guess
            first = self.folders.appeared(lead.path, lead.upper) or 0
            found, lying = self._round(lying, first)
            yield found, self.chain.upto[first - 1] if first else 0

    def _lying(self, unit: str) -> list[_Lying]:
        found = []
        for path, blob in self.folders.items(len(self.chain.ids) - 1, "manuscripts", unit).items():
            item = self.recent.items.get(path, Item(path, None, blob))
            if item.brought is None:
                found.append(_Lying(path, blob, item.path, self.start - 1, item.blob))
            elif origin := self._known_origin(Birth(item.brought, item.path, item.blob)):
                found.append(_Lying(path, blob, *origin, item.blob))
        return found

    def _round(self, lying: Sequence[_Lying], first: int) -> tuple[list[Found], list[_Lying]]:
        """Those that appeared at `first` or later, and the others as they lay just before it."""
        before: dict[str, str] = {}
        for unit in {unit_of(e.path) for e in lying}:
            before |= self.folders.items(first - 1, "manuscripts", unit)
        found, rest, work = [], [], list(lying)
        for entry in work:  # grows while it is walked: an origin may itself have appeared since
            if entry.upper < first:
                rest.append(entry)
            elif before.get(entry.path) == entry.blob or (at := self.folders.appeared(entry.path, entry.upper, first - 1)) is None:
                rest.append(entry._replace(upper=first - 1, blob=before[entry.path]))
            elif origin := self._origin(birth := Birth(at, entry.path, self.folders.blob(at, entry.path) or "")):
                work.append(_Lying(entry.now, entry.now_blob, *origin, birth.blob))
            else:
                found.append(Found(entry.now, entry.now_blob, birth))
        return found, rest

    def _known_origin(self, birth: Birth) -> Place | None:
        """Where the text lay before, as far as it was looked for. A commit that lies about its time is looked into at once:

        only there may a text's first time be later than the time it came back, so that it could decide unnoticed.
        """
        if birth.index in self.chain.disorder and birth not in self._judged:
            self._judged.add(birth)
            self._older |= returned(self.repository, self.chain, [birth], self.start)
        return self._older.get(birth)

    def _origin(self, birth: Birth) -> Place | None:
        """Where, and until which commit, the text lay before it appeared at its path."""
        if origin := self._known_origin(birth):
            return origin
        beside = self.folders.items(birth.index - 1, "manuscripts", unit_of(birth.path))
        return next(((path, birth.index - 1) for path, blob in sorted(beside.items()) if blob == birth.blob), None)

    def refute(self, found: Sequence[Found]) -> bool:
        """Look closer at what decides: whether any of these texts lay in the branch before. Then ask again for what is older."""
        births = [f.birth for f in found if f.birth not in self._judged]
        self._judged.update(births)
        older = {**returned(self.repository, self.chain, births, self.start), **self._copied(births)}
        self._older |= older
        return bool(older)
