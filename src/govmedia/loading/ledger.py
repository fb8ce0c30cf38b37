"""The Ledger: everything a registry declares, loaded once from one or several trees, as of one moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.garbage import long_lived
from govmedia.loading.reader import Reader
from govmedia.loading.tree import Entry
from govmedia.model.account import Account
from govmedia.model.manuscript import Manuscript
from govmedia.model.office import Clause, Debt, Kind, Person, Source, Waiver
from govmedia.model.platform import Platform
from govmedia.model.policy import Policy, Thresholds
from govmedia.model.receipt import Receipt
from govmedia.model.region import Region
from govmedia.model.unit import Unit
from govmedia.model.wordlist import Links, Row
from govmedia.model.words import PlatformClass
from govmedia.when import AsOf


@dataclass(eq=False, kw_only=True)
class Filings:
    """The accounts as of one moment, and the norms that thresholds follow from. Look-ups only.

    `accounts` holds live filings and tombstones, sorted by path. `faults` are those of files that could not be loaded.
    `regions` may be left empty where the policy makes no difference between them.
    """

    as_of: AsOf
    policy: Policy
    platforms: dict[str, Platform]
    regions: dict[str, Region]
    accounts: list[Account]
    faults: list[Fault]
    _thresholds: dict[str, Thresholds] = field(default_factory=dict)
    _chains: dict[str, list[Region]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, Region]:
        """Regions by six-digit code."""
        return {region.code: region for region in self.regions.values()}

    @cached_property
    def apps(self) -> frozenset[str]:
        """Slugs of the platforms whose accounts are applications (APP、小程序、快应用)."""
        return frozenset(slug for slug, platform in self.platforms.items() if platform.class_ is PlatformClass.app)

    def chain(self, region: str) -> list[Region]:
        """The region and all above it, highest first; empty for an unknown one."""
        if region not in self._chains:
            self._chains[region] = self._chain(region)
        return self._chains[region]

    def _chain(self, region: str) -> list[Region]:
        found: list[Region] = []
        here = self.regions.get(region)
        while here is not None and here not in found:
            found.append(here)
            here = self.by_code.get(here.parent) if here.parent else None
        return found[::-1]

    def thresholds(self, region: str) -> Thresholds:
        """Policy in force for a region (口径)."""
        if region not in self._thresholds:
            self._thresholds[region] = self.policy.within(r.id for r in self.chain(region))
        return self._thresholds[region]


@dataclass(eq=False, kw_only=True)
class Ledger(Filings):
    """All records as of one moment. Look-ups only; what follows from them is calculated elsewhere.

    `base` is the ledger a change starts from, for the rules about change. `found` is what the rules run so far have found,
    paths by rule, for the rules that look back on the others; `unwaivable` names the rules that allow no exception.
    `words` are the rows in force, `word_files` those on file here. A ledger is compared and remembered by identity.
    """

    entries: list[Entry]
    units: dict[str, Unit]
    people: dict[str, Person]
    kinds: list[Kind]
    clauses: dict[str, Clause]
    sources: list[Source]
    word_files: dict[str, list[Row]]
    words: list[Row]
    links: Links
    waivers: list[Waiver]
    baseline: list[Debt]
    reader: Reader
    base: "Ledger | None" = None
    found: dict[str, list[str]] | None = None
    unwaivable: frozenset[str] = frozenset()

    @cached_property
    def present(self) -> frozenset[str]:
        """Every path there is, whether or not its file loads."""
        return frozenset(entry.path for entry in self.entries)

    @cached_property
    def by_id(self) -> dict[str, Account]:
        """Accounts by id; where two files claim one id, the first by path."""
        found: dict[str, Account] = {}
        for account in self.accounts:
            found.setdefault(account.id, account)
        return found

    @cached_property
    def accounts_of(self) -> dict[str, list[Account]]:
        """Accounts by sponsoring unit's id, tombstones included."""
        found: dict[str, list[Account]] = {}
        for account in self.accounts:
            found.setdefault(account.unit, []).append(account)
        return found

    @cached_property
    def manuscripts(self) -> list[Manuscript]:
        """Every manuscript whose front matter loads, with its text, sorted by path. Read on first use: there may be many."""
        with long_lived():
            return list(self.reader.manuscripts(e.path for e in self.entries if e.kind == "file" and paths.is_manuscript(e.path)))

    @cached_property
    def receipts(self) -> list[Receipt]:
        """Every receipt that loads, sorted by path. Read on first use."""
        with long_lived():
            return list(self.reader.receipts(e.path for e in self.entries if e.kind == "file" and paths.is_receipt(e.path)))

    def judge_by(self, base: "Ledger") -> None:
        """Take policy, platforms, kinds, sources and words from the state a change starts from: none is judged by its own rules.

        Called before anything is looked up.
        """
        self.base = base
        self.policy, self.platforms, self.kinds = base.policy, base.platforms, base.kinds
        self.sources, self.words, self.links = base.sources, base.words, base.links

    def place(self, fault: Fault) -> tuple[int, int]:
        """Line and column, from 1, of a fault."""
        if fault.line:
            return fault.line, fault.col
        return self.reader.place(fault.path, fault.keys)

    def digest(self, path: str) -> str:
        """Changes whenever the text of a file does that a record was read from."""
        return self.reader.digest(path)

    def files(self, prefix: str) -> list[str]:
        """Paths of plain files below a prefix, sorted."""
        return [e.path for e in self.entries if e.kind == "file" and e.path.startswith(prefix)]

    def read(self, wanted: Iterable[str]) -> dict[str, bytes]:
        """Raw contents, for the few that need more than the records."""
        return self.reader.read(wanted)
