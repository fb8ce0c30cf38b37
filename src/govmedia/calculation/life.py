"""The life of an account: its state on a day follows from its events in force (生命周期)."""

from collections.abc import Iterable, Iterator
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

MAY_FOLLOW = {
    EventKind.announced: (State.running,),
    EventKind.suspended: (State.running, State.announced, State.lost),
    EventKind.resumed: (State.announced, State.suspended, State.lost),
    EventKind.cancelled: (State.running, State.announced, State.suspended, State.lost),
    EventKind.lost: (State.running, State.announced, State.suspended),
    EventKind.recovered: (State.lost,),
}
"""The states after which an event can happen. An opening is always the first event; nothing follows a cancellation."""


def state_on(account: Account, day: date) -> State:
    """State on a day, that day's events included. A future opening is planned; an import without events is incomplete."""
    for event in reversed(account.events):
        if event.on <= day and event.kind in TURNS:
            return TURNS[event.kind]
    first = next((e for e in account.events if e.kind in TURNS), None)
    if first and first.kind is EventKind.opened:
        return State.planned
    return State.incomplete if account.imported else State.running


def missteps(account: Account) -> Iterator[tuple[int, State]]:
    """Index of each event that cannot happen in the state before it, and that state.

    Before the first event of an imported filing the state is unknown, and nothing is held against it.
    """
    state = None
    for index, event in enumerate(account.events):
        if state and (state is State.cancelled or (event.kind in TURNS and state not in MAY_FOLLOW.get(event.kind, ()))):
            yield index, state
        state = TURNS.get(event.kind, state)


def closing_notice(account: Account, index: int) -> str | None:
    """The public notice of the closing that the event at `index` belongs to: its own, or that of an earlier step of it.

    One notice serves 停更公告, 关停 and 注销 unless the account ran again in between.
    """
    for event in reversed(account.events[: index + 1]):
        if TURNS.get(event.kind) is State.running:
            return None
        if event.notice and event.kind in TURNS:
            return event.notice
    return None


def last(account: Account, kind: EventKind, day: date) -> Event | None:
    """The last event of a kind in force on a day."""
    return next((e for e in reversed(account.events) if e.kind is kind and e.on <= day), None)


def opened(account: Account) -> Event | None:
    """The opening, if it is on file."""
    return next((e for e in account.events if e.kind is EventKind.opened), None)


def former_names(events: Iterable[Event]) -> list[str]:
    """Names given up in these events, in their order."""
    return [event.was for event in events if event.kind is EventKind.renamed and event.was]


def cancelled(account: Account) -> Event | None:
    """The cancellation, whether or not it is in force yet."""
    return next((e for e in reversed(account.events) if e.kind is EventKind.cancelled), None)


def is_live(account: Account, day: date) -> bool:
    """Whether the account still occupies its platform: anything but cancelled."""
    return state_on(account, day) is not State.cancelled
