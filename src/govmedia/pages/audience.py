"""Who may see what: the one table of what leaves the registry, by field, event and state.

Views pass every value through `let_out`; templates, search data and open data see nothing else. A field that is not in the
table goes out to nobody: naming it is an error, so that a new field has to be decided upon here first.
"""

from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from govmedia.model.words import EventKind, State


class Audience(StrEnum):
    """Readers of a build."""

    public = "public"
    internal = "internal"


_ALL = frozenset(Audience)
_OFFICE = frozenset({Audience.internal})

FIELDS: dict[str, dict[str, frozenset[Audience]]] = {
    "account": {
        "id": _ALL,
        "name": _ALL,
        "former_names": _ALL,
        "platform": _ALL,
        "platform_name": _ALL,
        "type": _ALL,
        "class": _ALL,
        "platform_ids": _ALL,
        "url": _ALL,
        "verified_as": _ALL,
        "verified_kind": _ALL,
        "verified_on": _ALL,
        "represents_government": _ALL,
        "scope": _ALL,
        "scope_reason": _ALL,
        "scope_approval": _ALL,
        "field": _ALL,
        "functions": _ALL,
        "interaction": _ALL,
        "cac_filing_no": _ALL,
        "opened_on": _ALL,
        "state": _ALL,
        "provisional": _ALL,
        "events": _ALL,
        "posts": _ALL,
        "successor": _ALL,
        "freshness": _ALL,  # only where policy.public.freshness says so: see freshness_shown
        "operator": _OFFICE,
        "operator_until": _OFFICE,
        "operator_secrecy": _OFFICE,
        "national_filing_no": _OFFICE,
        "next_review": _OFFICE,
        "imported": _OFFICE,
        "note": _OFFICE,
        "path": _OFFICE,
        "findings": _OFFICE,
    },
    "event": {
        "kind": _ALL,
        "name": _ALL,
        "on": _ALL,
        "in_force": _ALL,
        "was": _ALL,
        "notice": _ALL,
        "successor": _ALL,
        "filed_on": _ALL,
        "approval_by": _ALL,
        "approval_document": _ALL,
        "approval_on": _ALL,
        "proof": _OFFICE,
        "archive": _OFFICE,
        "reason": _OFFICE,
    },
    "item": {
        "title": _ALL,
        "at": _ALL,
        "url": _ALL,
        "class": _ALL,
        "form": _ALL,
        "source": _ALL,
        "ai_generated": _ALL,
        "backfilled": _ALL,
        "awaiting": _OFFICE,
        "path": _OFFICE,
    },
    "unit": {
        "id": _ALL,
        "name": _ALL,
        "short_names": _ALL,
        "former_names": _ALL,
        "level": _ALL,
        "kind": _ALL,
        "line": _ALL,
        "region": _ALL,
        "supervisor": _ALL,
        "supervision_basis": _ALL,
        "parent": _ALL,
        "children": _ALL,
        "credit_code": _ALL,
        "abolished_on": _ALL,
        "merged_into": _ALL,
        "provisional": _ALL,
        "accounts": _ALL,
        "in_charge": _OFFICE,
        "staff": _OFFICE,
        "safeguards": _OFFICE,
        "coordinators": _OFFICE,
        "reorganisations": _OFFICE,
        "imported": _OFFICE,
        "note": _OFFICE,
        "path": _OFFICE,
        "findings": _OFFICE,
        "waivers": _OFFICE,
    },
}

# What happens between an office and its platform is no public matter while it is being settled.
_OFFICE_EVENTS = {EventKind.handed_over, EventKind.lost, EventKind.recovered}

_PUBLIC_STATE = {
    State.planned: None,
    State.running: State.running,
    State.incomplete: State.running,
    State.announced: State.running,
    State.suspended: State.suspended,
    State.cancelled: State.cancelled,
    State.lost: State.suspended,
}
"""Design: the public sees 在用, 关停, 注销. A lost account is not run by its sponsor, so it must not read 在用."""


_HIDDEN = {
    (kind, audience): {field: None for field, readers in table.items() if audience not in readers}
    for kind, table in FIELDS.items()
    for audience in Audience
}


def let_out(kind: str, values: dict[str, Any], audience: Audience) -> SimpleNamespace:
    """The values this audience may see; the others are None, given or not. Raises KeyError for a field the table does not know."""
    if not values.keys() <= FIELDS[kind].keys():
        raise KeyError(*values.keys() - FIELDS[kind].keys())
    return SimpleNamespace(**values | _HIDDEN[kind, audience])


def shown_state(state: State, audience: Audience) -> State | None:
    """The state as this audience is told; None if the account is not listed at all."""
    return state if audience is Audience.internal else _PUBLIC_STATE[state]


def event_shown(kind: EventKind, in_force: bool, audience: Audience) -> bool:
    """Whether the audience is told of an event; the public only of what is in force."""
    return audience is Audience.internal or (in_force and kind not in _OFFICE_EVENTS)
