"""When manuscripts were brought to the branch: the recent ones from one stretch of history, older ones looked up by path.

Brought means: on the first-parent chain, a path that was not there before, with a text that was not there before. Edits,
renames and copies within a unit bring nothing; what was taken out and put back keeps its first time, as far as the stretch
that is read, or the date in its path, lets that be seen.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import islice
from typing import TypeVar

from govmedia.errors import CannotRun
from govmedia.gitoutput import Change, Objects, Stream, by_commit
from govmedia.history import Repository
from govmedia.loading import paths
from govmedia.loading.chain import Chain, read_chain
from govmedia.loading.folders import Folders
from govmedia.loading.holdings import Holdings
from govmedia.loading.lookups import Search, together
from govmedia.loading.past import Found, Lying, Past
from govmedia.loading.replay import Replay, replay, unit_of
from govmedia.loading.returns import Birth, Place, moved, restored, spans

T = TypeVar("T")


class Arrivals:
    """One repository at its HEAD. Git begins to work when this is made: make it before other work. Raises CannotRun."""

    def __init__(self, repository: Repository) -> None:
        if repository.shallow:
            raise CannotRun(f"{repository.root} 是浅克隆，看不到完整历史", "先运行 git fetch --unshallow；CI 里设 fetch-depth: 0")
        if (head := repository.head()) is None:
            raise CannotRun(f"{repository.root} 里没有提交可看", "先提交；已有提交的，检查 HEAD 所指的分支是否存在")
        self.repository, self.head = repository, head
        self._git = ThreadPoolExecutor(3)
        self._chain = self._git.submit(read_chain, repository, head)
        self._objects: Objects | None = None
        self.start, self.recent = 0, Replay()
        self.receipts: dict[str, list[str]] = {}
        self._brought: dict[str, list[Found]] = {}
        self._touched: dict[str, list[str]] = {}
        self._older: dict[Birth, Place] = {}
        self._judged: set[Birth] = set()

    @cached_property
    def chain(self) -> Chain:
        """The first-parent chain of HEAD."""
        return self._chain.result()

    @cached_property
    def folders(self) -> Folders:
        """Trees of its commits."""
        return Folders(self.chain, self.repository.prefix)

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

    def together(self, searches: Iterable[Search[T]]) -> list[T]:
        """What each of the searches returns."""
        if self._objects is None:
            self._objects = self.repository.objects()
        return together(self._objects, searches)

    def find(self, search: Search[T]) -> T:
        """What a search returns."""
        return self.together([search])[0]

    def read(self, since: float) -> None:
        """Read the stretch of all commits believed at or after a moment, and those between them. Once."""
        with self.repository.backwards(self.head, ["content"]) as log:  # while Git is still at the chain
            self._holdings = self._git.submit(Holdings, self.repository, self.head)
            self.start = self.chain.since(since)
            stretch = list(enumerate(self._changes(log), self.start))
        for path in sorted({c.path for _, changes in stretch for c in changes if paths.is_receipt(c.path)}):
            self.receipts.setdefault(unit_of(path), []).append(path)
        self.recent = replay(stretch)
        for path in self.recent.items:
            self._touched.setdefault(unit_of(path), []).append(path)
        births = {path: Birth(i.brought, i.path, i.blob) for path, i in self.recent.items.items() if i.brought is not None}
        for found in sorted((Found(path, self.recent.blobs[path], b) for path, b in births.items()), key=self._latest_first):
            self._brought.setdefault(unit_of(found.path), []).append(found)

    def _changes(self, log: Stream) -> list[list[Change]]:
        """What each commit of the stretch changed, oldest first."""
        ids = self.chain.ids[self.start :]
        told = list(islice(by_commit(log.fields()), len(ids)))[::-1]
        if [commit for commit, _ in told] != ids:
            raise CannotRun(f"{self.repository.root} 的提交记录读不全", "检查库是否完整（git fsck）")
        return [changes for _, changes in told]

    def _latest_first(self, found: Found) -> tuple[int, str]:
        return -self.chain.times[found.birth.at], found.path

    def newest(self, unit: str) -> list[Found]:
        """What the stretch brought into a unit's folder and HEAD still holds, latest believed time first."""
        return [found for found in self._brought.get(unit, []) if found.birth not in self._older]

    def _copied(self, births: Sequence[Birth]) -> dict[Birth, Place]:
        """Texts of the stretch that also lie in a file of the unit that the stretch never touched."""
        twins = ((birth, self._twin(birth)) for birth in births if birth.at >= self.start)
        return {birth: (path, self.start - 1) for birth, path in twins if path}

    def _twin(self, birth: Birth) -> str | None:
        alike = self._holdings.result().having(unit_of(birth.path), birth.blob)
        return next((path for path in alike if paths.is_manuscript(path) and path not in self.recent.blobs), None)

    def past(self, unit: str) -> Search[Past]:
        """The unit's manuscripts that the stretch did not bring."""
        years = dict((yield from self.folders.years(len(self.chain.ids) - 1, "manuscripts", unit)))
        strays = []
        for path in self._touched.get(unit, []):
            folder, _, name = path.rpartition("/")
            years[folder] = {other: entry for other, entry in years[folder].items() if other != name.encode()}
            item, lying = self.recent.items[path], Lying(path, self.recent.blobs[path], "", 0, "")
            if item.brought is None:
                strays.append(lying._replace(path=item.path, upper=self.start - 1, blob=item.blob))
            elif origin := self._known_origin(Birth(item.brought, item.path, item.blob)):
                strays.append(lying._replace(path=origin[0], upper=origin[1], blob=item.blob))
        return Past(self.folders, self._known_origin, unit, self.start - 1, years, strays)

    def _known_origin(self, birth: Birth) -> Place | None:
        """Where the text lay before, as far as it was looked for. A commit that lies about its time is looked into at once:

        only there may a text's first time be later than the time it came back, so that it could decide unnoticed.
        """
        if birth.at in self.chain.out_of_order:
            self._look([birth])
        return self._older.get(birth)

    def refute(self, found: Sequence[Found]) -> bool:
        """Look closer at what decides: whether any of these texts lay in the branch before. Then ask again for what is older."""
        self._look([f.birth for f in found])
        return any(f.birth in self._older for f in found)

    def _look(self, births: Iterable[Birth]) -> None:
        new = [birth for birth in births if birth not in self._judged]
        self._judged.update(new)
        moving = self._git.submit(moved, self.repository, self.chain, [birth for birth in new if birth.at < self.start])
        restoring = self._git.submit(restored, self.repository, self.chain, spans(self.chain, new, self.start))
        copied = self._copied(new)
        older = {**moving.result(), **restoring.result(), **copied}
        self._older |= {birth: older[birth] for birth in new if birth in older}
