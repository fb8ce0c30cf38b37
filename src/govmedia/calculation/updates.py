"""What updated each account: manuscripts brought by merges, or postings on receipts where the unit keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain as joined

from govmedia.calculation.postings import Posting, Receipts
from govmedia.loading.arrivals import Arrivals
from govmedia.loading.chain import Chain
from govmedia.loading.folders import content
from govmedia.loading.items import accounts_named
from govmedia.loading.lookups import Search
from govmedia.loading.past import Found
from govmedia.loading.replay import unit_of

DAY = 86400
Stems = Mapping[str, "Tally"]


@dataclass(slots=True)
class Tally:
    """One account's updates as they are found. Times in Unix seconds; `grace` in days; `attested`: that of `merged` is the log's."""

    grace: int
    posted: int | None = None
    merged: int | None = None
    attested: bool = False
    times: set[int] = field(default_factory=set)
    unposted: set[str] = field(default_factory=set)
    unreviewed: set[str] = field(default_factory=set)
    keeps_receipts: bool = False

    @property
    def last(self) -> int | None:
        """The latest update."""
        if self.posted is None or self.merged is None:
            return self.posted if self.merged is None else self.merged
        return max(self.posted, self.merged)

    @property
    def basis(self) -> str | None:
        """What the latest update rests on."""
        if self.last is None:
            return None
        return "receipt" if self.last == self.posted else "merged"

    @property
    def settled(self) -> int:
        """Manuscripts brought before this moment cannot change the answer."""
        found = self.posted if self.keeps_receipts else self.merged
        return -1 if found is None else found


@dataclass
class Gathering:
    """All updates of all accounts under the duty, from several repositories, up to a moment and back at least to another."""

    sources: Sequence[Arrivals]
    tallies: Mapping[str, Stems]
    """Unit id -> account's file name -> tally."""
    until: int
    since: int
    gaps_since: int
    """From here on every update is wanted, for the distribution of gaps; before, only what decides."""
    unread: set[str] = field(default_factory=set)
    overstated: list[Posting] = field(default_factory=list)
    _named: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def run(self) -> None:
        """Fill the tallies."""
        for source in self.sources:
            source.read(min(self.since, self.gaps_since))
        receipts = Receipts(self.sources, self.until, min(self.since, self.gaps_since), self.unread)
        keeping = sorted(receipts.units & self.tallies.keys())
        receipts.prepare(keeping)
        for unit in keeping:
            self._post(unit, receipts)
        for source in self.sources:
            self._merge(source, receipts)

    def _post(self, unit: str, receipts: Receipts) -> None:
        for stem, tally in self.tallies[unit].items():
            tally.keeps_receipts = True
            postings = receipts.postings(unit, stem)
            tally.posted = max((t for t in (tally.posted, postings.last) if t is not None), default=None)
            tally.times |= postings.times
            tally.unreviewed |= postings.unreviewed
            self.overstated += postings.overstated

    def _merge(self, source: Arrivals, receipts: Receipts) -> None:
        """Count what the source brought; where a closer look shows that a deciding text is older, count again."""
        kept = {id(t): (t.merged, t.attested, set(t.times), set(t.unposted)) for t in self._all()}
        while source.refute(self._count(source, receipts)):
            for tally in self._all():
                tally.merged, tally.attested, times, unposted = kept[id(tally)]
                tally.times, tally.unposted = set(times), set(unposted)

    def _all(self) -> Iterable[Tally]:
        return (tally for stems in self.tallies.values() for tally in stems.values())

    def _count(self, source: Arrivals, receipts: Receipts) -> list[Found]:
        """Count for all units at once; what changed anything."""
        return list(joined.from_iterable(source.together(self._deciding(source, unit, receipts) for unit in self.tallies)))

    def _deciding(self, source: Arrivals, unit: str, receipts: Receipts) -> Search[list[Found]]:
        """Count a unit's manuscripts, the newest first, until what is older can change nothing."""
        deciding = yield from self._take(source, source.newest(unit), receipts)
        if self._settled(unit, source.bound):
            return deciding
        past = yield from source.past(unit)
        while step := (yield from past.step()):
            found, bound = step
            deciding += yield from self._take(source, sorted(found, key=lambda f: -f.birth.at), receipts)
            if self._settled(unit, bound):
                break
        return deciding

    def _settled(self, unit: str, bound: int) -> bool:
        return all(tally.settled >= bound for tally in self.tallies[unit].values())

    def _take(self, source: Arrivals, found: Iterable[Found], receipts: Receipts) -> Search[list[Found]]:
        """Count manuscripts of one unit for the accounts they name; those that changed anything."""
        deciding = []
        for item in found:
            time, stems = source.chain.times[item.birth.at], self.tallies[unit_of(item.path)]
            if time <= self.until and (time >= self.gaps_since or any(t.settled < time for t in stems.values())):
                named = sorted((yield from self._accounts(item)) & stems.keys())
                if sum([self._credit(stems[stem], stem, item, source.chain, receipts) for stem in named]):
                    deciding.append(item)
        return deciding

    def _accounts(self, found: Found) -> Search[frozenset[str]]:
        if found.blob not in self._named:
            self._named[found.blob] = accounts_named((yield from content(found.blob)), found.path)
        named = self._named[found.blob]
        if named is None:
            self.unread.add(found.path)
        return named or frozenset()

    def _credit(self, tally: Tally, stem: str, item: Found, chain: Chain, receipts: Receipts) -> bool:
        time = chain.times[item.birth.at]
        if tally.keeps_receipts:
            if time <= tally.settled or receipts.answers(item.path, stem):
                return False
            if self.until - time > tally.grace * DAY:
                tally.unposted.add(item.path)
                return True
        tally.times.add(time)
        if tally.merged is not None and time <= tally.merged:
            return False
        tally.merged, tally.attested = time, item.birth.at in chain.attested
        return True
