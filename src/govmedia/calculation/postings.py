"""Postings by receipt: when an account really posted, as far as the receipt can be believed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from govmedia.loading.arrivals import Arrivals
from govmedia.loading.folders import content, items
from govmedia.loading.items import receipt_read
from govmedia.loading.lookups import Search
from govmedia.loading.paths import receipt_path
from govmedia.model.receipt import Receipt
from govmedia.names import shown


@dataclass(frozen=True, order=True)
class Posting:
    """One posting on a receipt. `at` is claimed, `merged` when the receipt that claims it came; Unix seconds."""

    path: str
    account: str
    at: int
    merged: int = 0


@dataclass
class Postings:
    """What the receipts say of one account up to the moment of judgement."""

    last: int | None = None
    times: set[int] = field(default_factory=set)
    unreviewed: set[str] = field(default_factory=set)
    overstated: list[Posting] = field(default_factory=list)
    """Postings claimed for a moment after their own receipt was merged; they are believed only up to then."""


class Receipts:
    """The receipts that HEAD holds in several repositories. Those of a unit are read when its newest do not decide."""

    def __init__(self, sources: Sequence[Arrivals], until: int, since: int, unread: set[str]) -> None:
        self._sources, self._until, self._since, self._unread = sources, until, since, unread
        self._read: dict[tuple[str, str], Receipt | None] = {}
        self._held = [_held(source) for source in sources]

    @property
    def units(self) -> set[str]:
        """Units that keep receipts."""
        return set().union(*self._held)

    def prepare(self, units: Collection[str]) -> None:
        """Read at once what will surely be asked for: the newest of these units."""
        for source in self._sources:
            source.together(self._load(source, path) for unit in units for path in source.receipts.get(unit, []))

    def postings(self, unit: str, stem: str) -> Postings:
        """What an account of the unit posted."""
        found = Postings()
        for source, held in zip(self._sources, self._held, strict=True):
            self._gather(source, source.receipts.get(unit, []), stem, found)
            if found.last is None or found.last < source.bound:
                self._gather(source, held.get(unit, []), stem, found)
        return found

    def _gather(self, source: Arrivals, wanted: Sequence[str], stem: str, found: Postings) -> None:
        claimed = []
        for path in wanted:
            receipt = self._receipt(source, path)
            if receipt is None or _withdrawn(receipt, self._until):
                continue
            times = self._posted(receipt, stem)
            claimed += [Posting(path, stem, at) for at in times]
            if receipt.backfilled and any(at >= self._since for at in times):
                found.unreviewed.add(path)
        for posting in sorted(claimed, key=lambda p: (-p.at, p.path)):
            if posting.at < self._since and found.last is not None and posting.at <= found.last:
                break
            self._believe(source, posting, found)

    def _believe(self, source: Arrivals, posting: Posting, found: Postings) -> None:
        merged = self._first_merge(source, posting)
        if merged is not None:
            entry = Posting(posting.path, posting.account, posting.at, merged)
            found.overstated += [entry] if entry not in found.overstated else []
        at = posting.at if merged is None else merged
        found.times.add(at)
        found.last = at if found.last is None else max(found.last, at)

    def _first_merge(self, source: Arrivals, posting: Posting) -> int | None:
        """When the receipt came, if it came before the moment it claims; else None."""
        high = source.chain.since(posting.at) - 1
        if not self._claims(source, high, posting):
            return None
        low = -1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._claims(source, middle, posting) else (middle, high)
        return source.chain.times[high]

    def _claims(self, source: Arrivals, index: int, posting: Posting) -> bool:
        blob = source.find(source.folders.blob(index, posting.path))
        receipt = receipt_read(source.find(content(blob)), posting.path) if blob else None
        return receipt is not None and any(p.account == posting.account and int(p.at.timestamp()) == posting.at for p in receipt.posts)

    def answers(self, manuscript: str, stem: str) -> bool:
        """Whether a manuscript's receipt tells of a posting on this account up to now, or of the text's withdrawal."""
        path = receipt_path(manuscript)
        for source in self._sources:
            if (receipt := self._receipt(source, path)) and (_withdrawn(receipt, self._until) or self._posted(receipt, stem)):
                return True
        return False

    def _posted(self, receipt: Receipt, stem: str) -> list[int]:
        times = (int(p.at.timestamp()) for p in receipt.posts if p.account == stem)
        return [at for at in times if at <= self._until]

    def _receipt(self, source: Arrivals, path: str) -> Receipt | None:
        if (source.head, path) not in self._read:
            source.find(self._load(source, path))
        return self._read[source.head, path]

    def _load(self, source: Arrivals, path: str) -> Search[None]:
        receipt = None
        if blob := (yield from source.folders.blob(len(source.chain.ids) - 1, path)):
            receipt = receipt_read((yield from content(blob)), path)
            self._unread |= set() if receipt else {path}
        self._read[source.head, path] = receipt


def _withdrawn(receipt: Receipt, until: int) -> bool:
    return receipt.withdrawn is not None and receipt.withdrawn.at.timestamp() <= until


def _held(source: Arrivals) -> dict[str, list[str]]:
    """Paths of the receipts at HEAD, by unit; units without one are left out."""
    head = len(source.chain.ids) - 1
    regions = list(source.find(source.folders.tree(head, "content/receipts")))
    trees = source.together(source.folders.tree(head, f"content/receipts/{shown(region)}") for region in regions)
    units = [f"{shown(region)}/{shown(unit)}" for region, tree in zip(regions, trees, strict=True) for unit in tree]
    years = source.together(source.folders.years(head, "receipts", unit) for unit in units)
    found = {unit: sorted(path for year in of.items() for path, _ in items(*year)) for unit, of in zip(units, years, strict=True)}
    return {unit: receipts for unit, receipts in found.items() if receipts}
