"""An account's page: its filing, its life, what it has published, how to make sure of it."""

from types import SimpleNamespace
from typing import Any

from govmedia.calculation.life import opened
from govmedia.model.account import Account, Event
from govmedia.model.words import AccountType, EventKind, Freshness, Scope, State
from govmedia.pages.audience import event_shown, let_out
from govmedia.pages.items import MOST, Item
from govmedia.pages.page import Page
from govmedia.pages.qr import qr_image
from govmedia.pages.site import SHAPES, Site, account_path, unit_path
from govmedia.pages.templates import page_of


def account_page(account: Account, site: Site) -> Page:
    """The page of a listed account, be it a tombstone."""
    items = site.items.get("/".join(account.home), [])
    if account.id_ and account.id_ != "/".join(account.home):
        items = [*items, *site.items.get(account.id_, [])]
    path = account_path(account.id)
    unit = site.ledger.units.get(account.unit)
    facts = account_facts(account, site)
    facts.events = account_events(account, site)
    posts = _posts(items, site)
    facts.posts, facts.post_count = posts[:MOST], len(posts)
    view = {
        "a": facts,
        "crumbs": site.crumbs(account.region),
        "unit_name": unit.name if unit else account.unit,
        "unit_path": unit_path(unit.id) if unit else None,
        "internal": site.internal,
        "address": site.site_url + path,
    }
    late = lambda: {"qr": qr_image(site.site_url + path, f"本页网址的二维码：{account.name}")}  # noqa: E731
    return page_of(path, f"{account.name}（{facts.platform_name}）", "account", view, late)


def account_facts(account: Account, site: Site) -> SimpleNamespace:
    """The filing in plain values as this audience may see it, without events and items."""
    state = site.states[account.id]
    platform = site.ledger.platforms.get(account.platform)
    unit = site.ledger.units.get(account.unit)
    birth = opened(account)
    verified, operator, imported = account.verified, account.operator, account.imported
    labels = platform.ids if platform else {}
    values = {
        "id": account.id,
        "name": account.name,
        "former_names": former_names(account, site),
        "platform": account.platform,
        "platform_name": platform.name if platform else account.platform,
        "type": account.type.zh if account.type is not AccountType.unknown else None,
        "class": platform.class_.value if platform else "account",
        "platform_ids": [(labels[k].name if k in labels else k, v) for k, v in account.platform_ids.items()],
        "url": account.url,
        "verified_as": verified.as_ if verified else None,
        "verified_kind": verified.kind if verified else None,
        "verified_on": _iso(verified.on) if verified else None,
        "represents_government": account.represents_government,
        "scope": account.scope.value,
        "scope_reason": account.scope_reason if account.scope is Scope.outside else None,
        "scope_approval": account.scope_approval.document if account.scope_approval else None,
        "field": account.field,
        "functions": [f.zh for f in account.functions],
        "interaction": [i.zh for i in account.interaction],
        "cac_filing_no": account.cac_filing_no,
        "opened_on": _iso(birth.on) if birth and birth.on <= site.ledger.as_of.day else None,
        "state": state.value,
        "provisional": bool(unit and unit.provisional) or unit is None,
        "successor": _successor(account, state, site),
        "freshness": _standing(account, site),
        "operator": operator.name if operator else None,
        "operator_until": _iso(operator.contract_until) if operator else None,
        "operator_secrecy": operator.secrecy_agreement if operator else None,
        "national_filing_no": account.national_filing_no,
        "next_review": _iso(account.next_review),
        "imported": f"{imported.file} 第 {imported.row} 行（{imported.on}）" if imported else None,
        "note": account.note,
        "path": account.path,
        "findings": [(f.rule, f.message, f.mend, f.blocks) for f in site.findings_of.get(account.path, ())],
    }
    facts = let_out("account", values, site.audience)
    facts.state_name, facts.shape = state.zh, SHAPES[state]
    return facts


def former_names(account: Account, site: Site) -> list[str]:
    """Names the account gave up, oldest first."""
    day = site.ledger.as_of.day
    return [e.was for e in account.events if e.kind is EventKind.renamed and e.was and e.on <= day]


def account_events(account: Account, site: Site) -> list[SimpleNamespace]:
    """The events this audience is told of, oldest first."""
    return [_event(event, site) for event in account.events if _shown(event, site)]


def _shown(event: Event, site: Site) -> bool:
    return event_shown(event.kind, event.on <= site.ledger.as_of.day, site.audience)


def _event(event: Event, site: Site) -> SimpleNamespace:
    approval = event.approval
    values = {
        "kind": event.kind.value,
        "name": event.kind.zh,
        "on": event.on.isoformat(),
        "in_force": event.on <= site.ledger.as_of.day,
        "was": event.was,
        "notice": event.notice,
        "successor": link_to(event.successor, site),
        "filed_on": _iso(event.filed_on),
        "approval_by": _unit_name(approval.by, site) if approval else None,
        "approval_document": approval.document if approval else None,
        "approval_on": _iso(approval.on) if approval else None,
        "proof": event.proof,
        "archive": event.archive,
        "reason": event.reason,
    }
    return let_out("event", values, site.audience)


def _posts(items: list[Item], site: Site) -> list[SimpleNamespace]:
    seen = items if site.internal else [item for item in items if item.is_open(site.ledger.as_of)]
    return [let_out("item", item.values(), site.audience) for item in seen]


def _successor(account: Account, state: State, site: Site) -> tuple[str, str | None] | None:
    """Who took over from a closed account, by its last event that names somebody."""
    if state not in (State.suspended, State.cancelled):
        return None
    named = [e for e in account.events if e.successor and _shown(e, site)]
    return link_to(named[-1].successor, site) if named else None


def link_to(reference: str | None, site: Site) -> tuple[str, str | None] | None:
    """Text and, if it is the id of a listed account, the page of a successor."""
    if not reference:
        return None
    found = site.ledger.by_id.get(reference)
    if found is None or found.id not in site.states:
        return reference, None
    platform = site.ledger.platforms.get(found.platform)
    return f"{found.name}（{platform.name if platform else found.platform}）", account_path(found.id)


def _standing(account: Account, site: Site) -> SimpleNamespace | None:
    found = site.standings.get(account.id)
    if found is None or found.state is Freshness.exempt:
        return None
    last = found.last.strftime("%Y-%m-%d %H:%M") if found.last else None
    return SimpleNamespace(state=found.state.value, state_name=found.state.zh, last=last)


def _unit_name(unit_id: str, site: Site) -> str:
    unit = site.ledger.units.get(unit_id)
    return unit.name if unit else unit_id


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
