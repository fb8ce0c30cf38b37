"""What a site is made of: the ledger, the audience, and what the caller found out about them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from govmedia.calculation.freshness import Standing
from govmedia.calculation.inspection import Finding
from govmedia.calculation.life import former_names, state_on
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.region import Region
from govmedia.model.unit import Unit
from govmedia.model.words import Level, State
from govmedia.pages.audience import Audience, shown_state
from govmedia.pages.items import Item, items_by_home
from govmedia.pages.page import PATH

if TYPE_CHECKING:  # it reads history, and most sites are built without: importing GitPython takes as long as reading a thousand filings
    from govmedia.calculation.standings import Report

K = TypeVar("K")
V = TypeVar("V")

SHAPES = {
    State.planned: "○",
    State.running: "●",
    State.incomplete: "◇",
    State.announced: "▲",
    State.suspended: "■",
    State.cancelled: "✕",
    State.lost: "◆",
}
"""The sign of each state, so that it is not told by colour alone."""


Crumbs = tuple[tuple[str, str], ...]
"""Names and addresses of the regions around a page, the widest first."""


class Mark(NamedTuple):
    """An account as a small sign, with its name for assistive technology."""

    name: str
    platform: str
    path: str
    state: str
    state_name: str
    shape: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule as its page shows it; the sections are plain text, Good and Bad are listings."""

    name: str
    title: str
    clause: str
    binding: bool
    waivable: bool
    sections: Mapping[str, str]


@dataclass(eq=False)
class Site:
    """One build. `report` is freshness, None where this audience sees none or there is no history; then `no_history` says why.

    `initials` gives the pinyin initials of a name: from a big dictionary, so only scripts import it, and late.
    """

    ledger: Ledger
    audience: Audience = Audience.public
    site_url: str = ""
    rules: tuple[RulePage, ...] = ()
    findings: tuple[Finding, ...] = ()
    report: "Report | None" = None
    no_history: str = ""
    initials: Callable[[str], str] = str
    _crumbs: dict[str, Crumbs] = field(default_factory=dict)

    @property
    def internal(self) -> bool:
        """Whether officials read it."""
        return self.audience is Audience.internal

    def prepare(self) -> None:
        """Work out what many pages share, so that processes forked afterwards find it done."""
        _ = self.accounts_of, self.units_of, self.children_of, self.places, self.below
        _ = self.tally, self.platforms, self.items, self.standings, self.findings_of, self.marks, self.former_names

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """What has been published or approved, by the account's name at hand."""
        return items_by_home(self.ledger)

    @cached_property
    def states(self) -> dict[str, State]:
        """State of each account that is listed, by id, as this audience is told; sorted by id.

        Left out are accounts this audience is not told of, and those whose id cannot be an address (a rule reports them).
        """
        day = self.ledger.as_of.day
        found = {}
        for account in sorted(self.ledger.by_id.values(), key=lambda a: a.id):
            state = shown_state(state_on(account, day), self.audience)
            if state and PATH.fullmatch(account_path(account.id)):
                found[account.id] = state
        return found

    @cached_property
    def accounts(self) -> list[Account]:
        """The listed accounts, sorted by id."""
        return [self.ledger.by_id[i] for i in self.states]

    @cached_property
    def accounts_of(self) -> dict[str, list[Account]]:
        """Listed accounts by the unit that sponsors them now."""
        return grouped((a.unit, a) for a in self.accounts)

    @cached_property
    def units(self) -> list[Unit]:
        """Units with an address, in the order of their ids."""
        return [unit for _, unit in sorted(self.ledger.units.items()) if PATH.fullmatch(unit_path(unit.id))]

    @cached_property
    def units_of(self) -> dict[str, list[Unit]]:
        """Units by region folder."""
        return grouped((u.region, u) for u in self.units)

    @cached_property
    def children_of(self) -> dict[str, list[Unit]]:
        """Inner offices and subordinates by the unit above."""
        return grouped((u.parent_unit, u) for u in self.units if u.parent_unit)

    @cached_property
    def places(self) -> dict[str, Region]:
        """Regions with a page: those of units, and all above them but the nation; sorted by id."""
        found = {r.id: r for folder in self.units_of for r in self.chain(folder)}
        return dict(sorted(found.items()))

    @cached_property
    def below(self) -> dict[str, list[Region]]:
        """Regions with a page, by the id of the region right above."""
        return grouped((above.id, r) for r in self.places.values() for above in self.chain(r.id)[-2:-1])

    @cached_property
    def tally(self) -> dict[str, Counter[tuple[str, State]]]:
        """By region, everything below included: number of accounts by platform and state. "" is the whole site."""
        found: dict[str, Counter[tuple[str, State]]] = {}
        for folder, accounts in grouped((a.region, a) for a in self.accounts).items():
            counted = Counter((a.platform, self.states[a.id]) for a in accounts)
            for key in ["", *(r.id for r in self.chain(folder))]:
                found.setdefault(key, Counter()).update(counted)
        return found

    def chain(self, region: str) -> list[Region]:
        """The region and those above it, from the province down; the nation only where it stands alone."""
        chain = self.ledger.chain(region)
        return [r for r in chain if r.level is not Level.national] or chain

    def crumbs(self, region: str) -> Crumbs:
        """Name and address of each region from the province down to this one."""
        if region not in self._crumbs:
            self._crumbs[region] = tuple((r.name, region_path(r.id)) for r in self.chain(region))
        return self._crumbs[region]

    @cached_property
    def former_names(self) -> dict[str, list[str]]:
        """Names that listed accounts gave up, oldest first, by id; only of those that did."""
        day = self.ledger.as_of.day
        return {a.id: names for a in self.accounts if (names := former_names(e for e in a.events if e.on <= day))}

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """Each listed account as a small sign, by id."""
        return {account.id: self._mark(account) for account in self.accounts}

    def _mark(self, account: Account) -> Mark:
        state = self.states[account.id]
        platform = self.platform_name(account.platform)
        return Mark(account.name, platform, account_path(account.id), state.value, state.zh, SHAPES[state])

    def platform_name(self, slug: str) -> str:
        """The platform's Chinese name; the slug of an unknown one."""
        platform = self.ledger.platforms.get(slug)
        return platform.name if platform else slug

    @cached_property
    def platforms(self) -> list[str]:
        """Platforms in use, in the order of platforms.yml, unknown ones last."""
        used = {account.platform for account in self.accounts}
        return [*(p for p in self.ledger.platforms if p in used), *sorted(used - self.ledger.platforms.keys())]

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How accounts stand to the duty to post, by id, where this audience may know."""
        rows = self.report.standings if self.report else ()
        return {s.account.id: s for s in rows if self.freshness_shown(s.account.region)}

    def freshness_shown(self, region: str) -> bool:
        """To officials always, to the public where the region's policy says so."""
        return self.internal or self.ledger.thresholds(region).public.freshness

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Findings by file."""
        return grouped((f.path, f) for f in self.findings)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by key, in the order they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def account_path(account_id: str) -> str:
    """Address of an account's page: its id never changes, so neither does the address."""
    return f"accounts/{account_id}.html"


def unit_path(unit_id: str) -> str:
    """Address of a unit's page."""
    return f"units/{unit_id}.html"


def region_path(region_id: str) -> str:
    """Address of a region's page."""
    return f"regions/{region_id}.html"
