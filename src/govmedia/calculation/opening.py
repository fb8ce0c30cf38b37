"""Who may open an account and whose approval it takes (开设), clauses 90-4.2.1 and 90-4.2.2."""

from dataclasses import dataclass
from functools import lru_cache

from govmedia.calculation.bodies import GOVERNMENT_OFFICE, legal_body
from govmedia.calculation.filings import accounts_by_unit
from govmedia.calculation.life import opened
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account, Event
from govmedia.model.unit import Unit
from govmedia.model.words import Level, Line, UnitKind

GOVERNMENTAL = (
    UnitKind.government,
    UnitKind.department,
    UnitKind.agency,
    UnitKind.institution,
    UnitKind.internal,
    UnitKind.other,
)
"""Kinds of body that the law on government new media binds; 党委、法院、检察院、群团、军队 are not among them."""

_HIGHEST_FIRST = list(Level)


@dataclass(frozen=True)
class Opening:
    """How a current account came to be. `event` is None where the opening is not on file.

    `body` is the legal body that opened it: for an inner office, the one it is part of. `regulated`: opened since approval
    has been required (policy `opening.approval_from`).
    """

    account: Account
    event: Event | None
    body: Unit
    regulated: bool


@lru_cache(maxsize=4)
def openings(ledger: Ledger) -> tuple[Opening, ...]:
    """Openings of the current accounts whose sponsor is on file."""
    return tuple(
        _opening(account, body, ledger)
        for unit, accounts in accounts_by_unit(ledger).items()
        if (body := ledger.units.get(legal_body(unit, ledger)))
        for account in accounts
    )


def _opening(account: Account, body: Unit, ledger: Ledger) -> Opening:
    event = opened(account)
    since = ledger.thresholds(body.region).opening.approval_from
    return Opening(account, event, body, event is not None and event.on >= since)


def speaks_for_government(account: Account, body: Unit, ledger: Ledger) -> bool:
    """Whether it is a government's own account: the government's, or run in its name by its office.

    In a functional zone (功能区), which has no government, the body that the account names as its government stands for it.
    """
    region = ledger.regions.get(body.region)
    stands_in = body.home[1] == GOVERNMENT_OFFICE or (region is not None and region.zone)
    return body.kind is UnitKind.government or (stands_in and account.represents_government)


def is_entitled(account: Account, body: Unit, ledger: Ledger) -> bool:
    """Clause 90-4.2.1. Vertical bodies (税务、气象 …) follow their own line; bodies the law does not bind are not judged."""
    policy = ledger.thresholds(body.region).opening
    if body.level not in policy.discouraged or body.line is Line.vertical or body.kind not in GOVERNMENTAL:
        return True
    return speaks_for_government(account, body, ledger) and body.level in policy.government_approvers


def approving_offices(account: Account, body: Unit, ledger: Ledger) -> tuple[str, ...]:
    """Ids of the offices of which one must approve (clause 90-4.2.2); empty where the law names none above the body.

    By level the office of the region's government; for a vertical body its superior, for a dual one either.
    """
    policy = ledger.thresholds(body.region).opening
    superiors = [u for u in (body.supervised_by, body.parent_unit) if u and body.line is not Line.local]
    if body.line is Line.vertical and superiors:
        return tuple(dict.fromkeys(superiors))
    table = policy.government_approvers if speaks_for_government(account, body, ledger) else policy.approvers
    level = table.get(body.level)
    office = _office(body.region, level, ledger) if level else None
    if office is None or office == body.id:
        return ()
    return tuple(dict.fromkeys([office, *superiors]))


def _office(region: str, level: Level, ledger: Ledger) -> str | None:
    """The government's office of the region at this level in the chain, or of the nearest one above it (省直辖县)."""
    for here in reversed(ledger.chain(region)):
        if _HIGHEST_FIRST.index(here.level) <= _HIGHEST_FIRST.index(level):
            return f"{here.id}/{GOVERNMENT_OFFICE}" if here.level is not Level.national else None
    return None
