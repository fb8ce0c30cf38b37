"""When a body's desk brings out manuscripts, so that each account ends the story in a chosen state of freshness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from govmedia.when import SHANGHAI, AsOf

PACES = {"fresh": 77, "due": 7, "stale": 6, "zombie": 4, "never": 2, "unreleased": 4}
"""Of a hundred running accounts. `unreleased`: signed and merged, but no receipt says that it was posted (已审未发)."""
_LAST = {"fresh": (0, 7), "due": (11, 11), "stale": (17, 80), "zombie": (96, 200), "unreleased": (18, 30), "quiet": (35, 60)}
"""Days between the last item and the end of the story, before weekends are stepped over. `quiet` is dealt to nobody."""


@dataclass(frozen=True)
class Channel:
    """An account that posts: from which day it is on file, and the time of its last item, None if it never posts."""

    stem: str
    since: date
    last: datetime | None


@dataclass(frozen=True)
class Desk:
    """The new-media desk of a body. `receipts`: it files receipts. `unreleased`: its latest items have none."""

    unit: str
    name: str
    place: str
    field: str
    channels: tuple[Channel, ...]
    receipts: bool
    unreleased: bool = False


@dataclass(frozen=True)
class Item:
    """One manuscript: when it is merged, for which accounts. `last` marks the last item of an account, which must stand."""

    desk: Desk
    merged: datetime
    stems: tuple[str, ...]
    last: bool
    posted: bool = True


def last_time(pace: str, end: AsOf, rng: Random) -> datetime | None:
    """The moment of the last item of an account of this pace."""
    if pace == "never":
        return None
    first, last = _LAST[pace]
    return office_time(end.day - timedelta(days=rng.randint(first, last)), end, rng)


def office_time(day: date, end: AsOf, rng: Random) -> datetime:
    """A time of that day between 8:40 and 17:40, or of the working day before a weekend; never later than the end."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    moment = datetime.combine(day, time(8, 40), SHANGHAI) + timedelta(seconds=rng.randrange(9 * 3600))
    return moment if moment < end.instant - timedelta(hours=1) else office_time(day - timedelta(days=1), end, rng)


def items(desk: Desk, count: int, days: int, end: AsOf, rng: Random) -> Iterator[Item]:
    """Last items of all accounts, and as many others as wanted, spread over the days; items that no account would take fall away."""
    lasts = {channel.last for channel in desk.channels if channel.last}
    others = {office_time(end.day - timedelta(days=rng.randint(0, max(days, 1))), end, rng) for _ in range(count)}
    for moment in sorted(lasts | others):
        stems = tuple(c.stem for c in desk.channels if c.last and c.last >= moment and c.since <= moment.date())
        if stems:
            yield Item(desk, moment, stems, moment in lasts)
    if desk.unreleased:
        yield Item(desk, office_time(end.day - timedelta(days=6), end, rng), (desk.channels[0].stem,), True, posted=False)
