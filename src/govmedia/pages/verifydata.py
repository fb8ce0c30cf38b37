"""verify.json and the page that asks it: is this account real?

    platforms   [[name, [address patterns]], …]; patterns in JavaScript's way of writing
    accounts    [[id, name, former names joined by "|", platform, identifiers, address or "", state, since, sponsor, kind], …]

Identifiers are values only, since whoever pastes one does not know its kind. `kind`: 0 ordinary, 1 sponsor not confirmed,
2 outside the rule. `since`: the day of closing or cancelling. Nothing that is typed leaves the browser.
"""

import json
from typing import Any

from govmedia.calculation.life import last
from govmedia.model.account import Account
from govmedia.model.words import EventKind, Scope, State
from govmedia.pages.page import Page
from govmedia.pages.site import Site
from govmedia.pages.templates import page_of

VERSION = 1


def verify_json(site: Site) -> bytes:
    """The file."""
    at = {slug: index for index, slug in enumerate(site.platforms)}
    data = {
        "version": VERSION,
        "platforms": [[site.platform_name(p), _patterns(p, site)] for p in site.platforms],
        "accounts": [_account(a, at, site) for a in site.accounts],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _patterns(slug: str, site: Site) -> list[str]:
    platform = site.ledger.platforms.get(slug)
    return [pattern.replace("(?P<", "(?<") for pattern in platform.urls] if platform else []


def _account(account: Account, at: dict[str, int], site: Site) -> list[Any]:
    unit = site.ledger.units.get(account.unit)
    unconfirmed = unit is None or unit.provisional
    return [
        account.id,
        account.name,
        "|".join(site.former_names.get(account.id, ())),
        at[account.platform],
        list(account.platform_ids.values()),
        account.url or "",
        site.states[account.id].value,
        _since(account, site),
        unit.name if unit else account.unit,
        1 if unconfirmed else 2 if account.scope is Scope.outside else 0,
    ]


def _since(account: Account, site: Site) -> str:
    if site.states[account.id] not in (State.suspended, State.cancelled):
        return ""
    ends = (last(account, kind, site.ledger.as_of.day) for kind in (EventKind.cancelled, EventKind.suspended))
    return next((event.on.isoformat() for event in ends if event), "")


def verify_page(site: Site) -> Page:
    """The form below the article."""
    return page_of("verify/", "核验账号", "verify", {"total": len(site.accounts)})
