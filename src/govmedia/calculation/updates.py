"""What updated each account: manuscripts brought by merges, or postings on receipts where the unit keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from govmedia.calculation.postings import Posting, Receipts
from govmedia.loading.arrivals import Arrivals, Found
from govmedia.loading.items import accounts_named
from govmedia.loading.replay import unit_of

DAY = 86400
Stems = Mapping[str, "Tally"]


@dataclass
class Tally:
    """One account's updates as they are found. Times in Unix seconds; `grace` in days."""

    grace: int
    posted: int | None = None
    merged: int | None = None
    times: set[int] = field(default_factory=set)
    unposted: set[str] = field(default_factory=set)
    unreviewed: set[str] = field(default_factory=set)
    keeps_receipts: bool = False

    @property
    def last(self) -> int | None:
        """The latest update."""
        return max((t for t in (self.posted, self.merged) if t is not None), default=None)

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

    def run(self) -> None:
        """Fill the tallies."""
        for source in self.sources:
            source.read(min(self.since, self.gaps_since))
        receipts = Receipts(self.sources, self.until, min(self.since, self.gaps_since), self.unread)
        for unit in receipts.units & self.tallies.keys():
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
        kept = {id(t): (t.merged, set(t.times), set(t.unposted)) for t in self._all()}
        while source.refute(self._count(source, receipts)):
            for tally in self._all():
                merged, times, unposted = kept[id(tally)]
                tally.merged, tally.times, tally.unposted = merged, set(times), set(unposted)

    def _all(self) -> Iterable[Tally]:
        return (tally for stems in self.tallies.values() for tally in stems.values())

    def _count(self, source: Arrivals, receipts: Receipts) -> list[Found]:
        deciding = [f for f in source.newest() if self._take(source, f, receipts)]
        for unit, stems in self.tallies.items():
            if any(t.settled < source.bound for t in stems.values()):
                for found, bound in source.older(unit):
                    deciding += [f for f in sorted(found, key=lambda f: -f.birth.index) if self._take(source, f, receipts)]
                    if all(t.settled >= bound for t in stems.values()):
                        break
        return deciding

    def _take(self, source: Arrivals, found: Found, receipts: Receipts) -> bool:
        """Count one manuscript for the accounts it names; whether it changed anything."""
        time, unit = source.chain.times[found.birth.index], unit_of(found.path)
        stems = self.tallies.get(unit)
        if time > self.until or not stems or not (time >= self.gaps_since or any(t.settled < time for t in stems.values())):
            return False
        named = accounts_named(source.text(found.blob), found.path)
        if named is None:
            self.unread.add(found.path)
        changed = [self._credit(tally, stem, found.path, time, receipts) for stem, tally in stems.items() if stem in (named or ())]
        return any(changed)

    def _credit(self, tally: Tally, stem: str, path: str, time: int, receipts: Receipts) -> bool:
        if tally.keeps_receipts:
            if time <= tally.settled or receipts.answers(path, stem):
                return False
            if self.until - time > tally.grace * DAY:
                tally.unposted.add(path)
                return True
        tally.times.add(time)
        if tally.merged is not None and time <= tally.merged:
            return False
        tally.merged = time
        return True
