"""A filing in plain values as one audience may see it: what the account's page and the open data are made of."""

from datetime import date
from itertools import compress
from types import SimpleNamespace
from typing import Any

from govmedia.calculation.life import former_names
from govmedia.model.account import Account, Event
from govmedia.model.words import AccountType, EventKind, Scope, State
from govmedia.pages.around import Around, Link
from govmedia.pages.audience import event_shown, let_out
from govmedia.pages.site import SHAPES

_CLOSED = (State.suspended, State.cancelled)


def filing_facts(account: Account, around: Around) -> SimpleNamespace:
    """The filing with its events, oldest first, and what has been published."""
    values = _values(account, around)
    facts = let_out("account", values | _office_values(account, around) if around.internal else values, around.audience)
    facts.state_name, facts.shape, facts.post_count = around.state.zh, SHAPES[around.state], around.post_count
    return facts


def _values(account: Account, around: Around) -> dict[str, Any]:
    past = list(compress(account.events, around.in_force))
    verified = account.verified
    return {
        "id": account.id,
        "name": account.name,
        "former_names": former_names(past),
        "platform": account.platform,
        "platform_name": around.platform_name,
        "type": account.type.zh if account.type is not AccountType.unknown else None,
        "class": around.platform_class,
        "platform_ids": [(around.id_names.get(key, key), value) for key, value in account.platform_ids.items()],
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
        "opened_on": next((event.on.isoformat() for event in past if event.kind is EventKind.opened), None),
        "state": around.state.value,
        "provisional": around.provisional,
        "successor": _successor(account, around),
        "freshness": around.freshness,
        "events": [_event(event, happened, around) for event, happened in _shown(account, around)],
        "posts": around.posts,
    }


def _office_values(account: Account, around: Around) -> dict[str, Any]:
    """What only officials may see."""
    operator, imported = account.operator, account.imported
    return {
        "operator": operator.name if operator else None,
        "operator_until": _iso(operator.contract_until) if operator else None,
        "operator_secrecy": operator.secrecy_agreement if operator else None,
        "national_filing_no": account.national_filing_no,
        "next_review": _iso(account.next_review),
        "imported": f"{imported.file} 第 {imported.row} 行（{imported.on}）" if imported else None,
        "note": account.note,
        "path": around.path,
        "findings": around.findings,
    }


def _shown(account: Account, around: Around) -> list[tuple[Event, bool]]:
    """The events this audience is told of, oldest first, and whether they are in force."""
    events = zip(account.events, around.in_force, strict=True)
    return [(event, happened) for event, happened in events if event_shown(event.kind, happened, around.audience)]


def _event(event: Event, in_force: bool, around: Around) -> SimpleNamespace:
    approval = event.approval
    values = {
        "kind": event.kind.value,
        "name": event.kind.zh,
        "on": event.on.isoformat(),
        "in_force": in_force,
        "was": event.was,
        "notice": event.notice,
        "successor": around.successors[event.successor] if event.successor else None,
        "filed_on": _iso(event.filed_on),
        "approval_by": around.offices[approval.by] if approval else None,
        "approval_document": approval.document if approval else None,
        "approval_on": _iso(approval.on) if approval else None,
    }
    office = {"proof": event.proof, "archive": event.archive, "reason": event.reason} if around.internal else {}
    return let_out("event", values | office, around.audience)


def _successor(account: Account, around: Around) -> Link | None:
    """Who took over from a closed account, by its last event that names somebody."""
    if around.state not in _CLOSED:
        return None
    named = [event.successor for event, _ in _shown(account, around) if event.successor]
    return around.successors[named[-1]] if named else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
