"""Dates and instants. The one zone of this system is Asia/Shanghai, which has kept +08:00 all year since 1992."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class AsOf:
    """The moment a judgement is made for (监测时间点).

    `instant`: what happened at or before it counts. `day`: the last local date it covers, so the date 2026-05-06 given by
    a user is the instant 2026-05-07T00:00+08:00 and the day 2026-05-06.
    """

    instant: datetime
    day: date

    def __str__(self) -> str:
        return self.instant.isoformat(timespec="seconds")


def parse_date(text: str) -> date:
    """A date written 2026-05-06, nothing else. Raises ValueError with a Chinese message."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"“{text}”不是日期，应写成 2026-05-06 的样子")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”不是历上有的日期") from None


def parse_instant(text: str) -> datetime:
    """An instant with its offset, as 2026-05-06T09:30:00+08:00; without an offset it is Shanghai time. Raises ValueError.

    The first and the last year of the calendar are none: what is reckoned from an instant must be an instant, too.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”不是时刻，应写成 2026-05-06T09:30:00+08:00 的样子") from None
    if len(text) < len("2026-05-06T00:00"):
        raise ValueError(f"“{text}”只有日期没有时刻，应写成 2026-05-06T09:30:00+08:00 的样子")
    _inside_the_calendar(found)
    return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found.astimezone(SHANGHAI)


def _inside_the_calendar(day: date) -> None:
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(f"“{day}”的年份不对")


def as_of(text: str) -> AsOf:
    """Read `--as-of`: a date means its 24:00, an instant means itself. Raises ValueError."""
    if _DATE.fullmatch(text):
        day = parse_date(text)
        _inside_the_calendar(day)
        return end_of(day)
    return at(parse_instant(text))


def end_of(day: date) -> AsOf:
    """24:00 of a local date."""
    return AsOf(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(days=1), day)


def at(instant: datetime) -> AsOf:
    """An instant as a moment of judgement."""
    local = instant.astimezone(SHANGHAI)
    return AsOf(local, local.date())
