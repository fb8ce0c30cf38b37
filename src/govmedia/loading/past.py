"""The manuscripts of a unit that lay in the branch before what was read, followed backwards to the commits that brought them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from govmedia.loading.folders import Entry, Folders, Tree, having, items
from govmedia.loading.lookups import Search
from govmedia.loading.replay import unit_of
from govmedia.loading.returns import Birth, Place


class Found(NamedTuple):
    """A manuscript as it lies at HEAD (`path`, `blob`), and the commit, path and text it was brought with."""

    path: str
    blob: str
    birth: Birth


class Lying(NamedTuple):
    """A manuscript of HEAD (`now`, `now_blob`) whose text `blob` lay at `path` in the commit `upper`."""

    now: str
    now_blob: str
    path: str
    upper: int
    blob: str


@dataclass
class Past:
    """Those of which it is not known yet who brought them.

    Those in `years` lay in the commit `upper` as they lie now; each of the `strays` lay where it says.
    `known` tells where a text lay before, as far as it was looked for.
    """

    folders: Folders
    known: Callable[[Birth], Place | None]
    unit: str
    upper: int
    years: dict[str, Tree]
    strays: list[Lying]

    def step(self) -> Search[tuple[list[Found], int] | None]:
        """Those that were brought last, and a time, Unix seconds, that none of the others exceeds. None when none is left."""
        if (lead := self._lead()) is None:
            return None
        first = (yield from self.folders.appeared(lead.path, lead.upper)) or 0
        changed = yield from self._part(first - 1)
        found, self.strays = yield from self._follow([*changed, *self.strays], first)
        self.upper = first - 1
        return found, self.folders.chain.upto[first - 1] if first else 0

    def _lead(self) -> Lying | None:
        """The one with the latest day in its path: a good guess at what was brought last."""
        for folder, tree in sorted(self.years.items(), reverse=True):
            if latest := next(self._lying(folder, sorted(tree.items(), reverse=True)), None):
                return max([latest, *self.strays], key=_day)
        return max(self.strays, key=_day, default=None)

    def _part(self, index: int) -> Search[list[Lying]]:
        """Keep in `years` what lay there just so in an earlier commit; the others."""
        before = yield from self.folders.years(index, "manuscripts", self.unit)
        others: list[Lying] = []
        for folder, tree in self.years.items():
            earlier = before.get(folder, {})
            if tree is not earlier:
                others += self._lying(folder, sorted(tree.items() - earlier.items()))
                self.years[folder] = dict(tree.items() & earlier.items())
        return others

    def _lying(self, folder: str, entries: Iterable[Entry]) -> Iterator[Lying]:
        return (Lying(path, blob, path, self.upper, blob) for path, blob in items(folder, entries))

    def _follow(self, work: list[Lying], first: int) -> Search[tuple[list[Found], list[Lying]]]:
        """Those that appeared at `first` or later, and the others as they lay just before it."""
        found, rest = [], []
        for entry in work:  # grows while it is walked: an origin may itself have appeared since
            if entry.upper < first:
                rest.append(entry)
            elif (at := (yield from self.folders.appeared(entry.path, entry.upper, first - 1))) is None:
                rest.append(entry._replace(upper=first - 1, blob=(yield from self._blob(first - 1, entry.path))))
            else:
                birth = Birth(at, entry.path, (yield from self._blob(at, entry.path)))
                if origin := (yield from self._origin(birth)):
                    work.append(entry._replace(path=origin[0], upper=origin[1], blob=birth.blob))
                else:
                    found.append(Found(entry.now, entry.now_blob, birth))
        return found, rest

    def _blob(self, index: int, path: str) -> Search[str]:
        return (yield from self.folders.blob(index, path)) or ""

    def _origin(self, birth: Birth) -> Search[Place | None]:
        """Where, and until which commit, the text lay before it appeared at its path."""
        if origin := self.known(birth):
            return origin
        beside = having((yield from self.folders.years(birth.at - 1, "manuscripts", unit_of(birth.path))), birth.blob)
        return (beside, birth.at - 1) if beside else None


def _day(entry: Lying) -> str:
    return entry.path.split("/", 4)[4]
