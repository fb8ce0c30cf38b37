"""What stands around a filing: all that its page takes from other records, from the moment and from the audience."""

from types import SimpleNamespace
from typing import NamedTuple

from govmedia.model.account import Account
from govmedia.model.words import Freshness, State
from govmedia.pages.audience import Audience, let_out
from govmedia.pages.items import MOST, Item
from govmedia.pages.site import Crumbs, Site, account_path, unit_path

Link = tuple[str, str | None]
"""Text, and the address of a page if there is one."""


class Around(NamedTuple):
    """Plain values. An account's page is made of its filing and of these, and of nothing else: both together are its key.

    The day of judgement is not among them, only which events are `in_force` on it, or every page would be made anew every day.
    """

    audience: Audience
    address: str
    crumbs: Crumbs
    path: str
    unit: Link
    provisional: bool
    platform_name: str
    platform_class: str
    id_names: dict[str, str]
    state: State
    in_force: list[bool]
    successors: dict[str, Link]
    offices: dict[str, str]
    freshness: SimpleNamespace | None
    findings: list[tuple[str, str, str, bool]]
    posts: list[SimpleNamespace]
    post_count: int

    @property
    def internal(self) -> bool:
        """Whether officials read it."""
        return self.audience is Audience.internal


def around_of(account: Account, site: Site) -> Around:
    """Of a listed account."""
    ledger, platform = site.ledger, site.ledger.platforms.get(account.platform)
    unit = ledger.units.get(account.unit)
    posts = _posts(account, site)
    return Around(
        audience=site.audience,
        address=site.site_url + account_path(account.id),
        crumbs=site.crumbs(account.region),
        path=account.path,
        unit=(unit.name, unit_path(unit.id)) if unit else (account.unit, None),
        provisional=unit is None or unit.provisional,
        platform_name=site.platform_name(account.platform),
        platform_class=platform.class_.value if platform else "account",
        id_names={key: platform.ids[key].name for key in account.platform_ids if key in platform.ids} if platform else {},
        state=site.states[account.id],
        in_force=[event.on <= ledger.as_of.day for event in account.events],
        successors={e.successor: _link_to(e.successor, site) for e in account.events if e.successor},
        offices={e.approval.by: _unit_name(e.approval.by, site) for e in account.events if e.approval},
        freshness=_standing(account, site),
        findings=[(f.rule, f.message, f.mend, f.blocks) for f in site.findings_of.get(account.path, ())],
        posts=[let_out("item", item.values(), site.audience) for item in posts[:MOST]],
        post_count=len(posts),
    )


def _posts(account: Account, site: Site) -> list[Item]:
    """What this audience may see of the items under the account's name at hand and its name at birth."""
    home = "/".join(account.home)
    items = site.items.get(home, [])
    if account.id != home:
        items = [*items, *site.items.get(account.id, [])]
    return items if site.internal else [item for item in items if item.is_open(site.ledger.as_of)]


def _link_to(reference: str, site: Site) -> Link:
    """A successor: linked if it is the id of a listed account."""
    found = site.ledger.by_id.get(reference)
    if found is None or found.id not in site.states:
        return reference, None
    return f"{found.name}（{site.platform_name(found.platform)}）", account_path(found.id)


def _standing(account: Account, site: Site) -> SimpleNamespace | None:
    found = site.standings.get(account.id)
    if found is None or found.state is Freshness.exempt:
        return None
    last = found.last.strftime("%Y-%m-%d %H:%M") if found.last else None
    return SimpleNamespace(state=found.state.value, state_name=found.state.zh, last=last)


def _unit_name(unit_id: str, site: Site) -> str:
    unit = site.ledger.units.get(unit_id)
    return unit.name if unit else unit_id
