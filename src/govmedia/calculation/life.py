"""The life of an account: its state on a day follows from its events in force (生命周期)."""

from datetime import date

from govmedia.model.account import Account, Event
from govmedia.model.words import EventKind, State

TURNS = {
    EventKind.opened: State.running,
    EventKind.announced: State.announced,
    EventKind.suspended: State.suspended,
    EventKind.resumed: State.running,
    EventKind.cancelled: State.cancelled,
    EventKind.lost: State.lost,
    EventKind.recovered: State.running,
}
"""Events that change the state; the others (更名, 迁移 …) leave it."""


def state_on(account: Account, day: date) -> State:
    """State on a day, that day's events included. A future opening is planned; an import without events is incomplete."""
    turning = [e for e in account.events if e.kind in TURNS]
    in_force = [e for e in turning if e.on <= day]
    if in_force:
        return TURNS[in_force[-1].kind]
    if turning and turning[0].kind is EventKind.opened:
        return State.planned
    return State.incomplete if account.imported else State.running


def last(account: Account, kind: EventKind, day: date) -> Event | None:
    """The last event of a kind in force on a day."""
    return next((e for e in reversed(account.events) if e.kind is kind and e.on <= day), None)


def opened(account: Account) -> Event | None:
    """The opening, if it is on file."""
    return next((e for e in account.events if e.kind is EventKind.opened), None)


def is_live(account: Account, day: date) -> bool:
    """Whether the account still occupies its platform: anything but cancelled."""
    return state_on(account, day) is not State.cancelled
