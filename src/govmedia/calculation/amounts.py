"""Numbers and dates as ledgers write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from govmedia.when import SHANGHAI, parse_instant

_UNITS = {"": 1, "千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_AMOUNT = re.compile(
    r"(?:约|近|超过?|逾|>|≈|共)?([0-9][0-9,，]{0,15}(?:\.[0-9]{1,6})?)(百万|千万|万|亿|千|w|k)?(?:余|多|左右|以上|\+)?"
    r"(?:人|个|次|名|粉丝?)?(?:余|\+)?"
)
_IN_HEADER = re.compile(r"(千万|百万|万|亿|千)")
MOST = 2_000_000_000
"""No account has more followers; a larger figure comes of a unit counted twice."""

_DAY = re.compile(
    r"([12][0-9]{3})\s*[-./年、]\s*([0-9]{1,2})\s*[-./月、]\s*([0-9]{1,2})\s*[日号]?(?:[T\s].*|[0-9]{1,2}:.*|星期.|周.)?", re.DOTALL
)
_COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_MONTH = re.compile(r"([12][0-9]{3})\s*[-./年]?\s*([01]?[0-9])\s*月?(?:份)?|([12][0-9]{3})年?")
_SERIAL = re.compile(r"([0-9]{5})(\.[0-9]+)?")
_OFFSET = re.compile(r"[0-9-]{10}[T ][0-9:.]{5,15}(?:[+-][0-9]{2}:?[0-9]{2}|Z)")
_CLOCK = re.compile(r"[T\s]*([0-9]{1,2})\s*[:时点]\s*([0-9]{1,2})(?:\s*[:分]\s*([0-9]{1,2})?(?:\.[0-9]+)?)?\s*秒?\s*")
_FIRST, _LAST = date(1990, 1, 1), date(2100, 1, 1)


def factor_in(header: str) -> int:
    """The unit a header gives its column, as 粉丝量（万） -> 10000."""
    found = _IN_HEADER.search(header)
    return _UNITS[found[1]] if found else 1


def amount(text: str, factor: int = 1) -> int | None:
    """A whole number; None for other text and for parts of one.

    A unit in the cell (12万) stands instead of the header's, not on top of it.
    """
    found = _AMOUNT.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower())
    if not found:
        return None
    number, unit = Decimal(re.sub("[,，]", "", found[1])), _UNITS[found[2]] if found[2] else factor
    if number * unit > MOST or (unit == 1 and number % 1):
        return None
    return int(number * unit)


def day(text: str, date1904: bool = False) -> date | None:
    """A date to the day in any of its guises, serial numbers of spreadsheets included. None for other text."""
    text = unicodedata.normalize("NFKC", text).strip()
    if serial := _SERIAL.fullmatch(text):
        start = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
        return _sane(start + timedelta(days=int(serial[1])))
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        return _sane(date(int(found[1]), int(found[2]), int(found[3]))) if found else None
    except ValueError:
        return None


def moment(text: str, date1904: bool = False) -> tuple[datetime, bool] | None:
    """A moment in Shanghai to the second, and whether a time of day is told; midnight stands for none. None for other text."""
    text = unicodedata.normalize("NFKC", text).strip()
    if _OFFSET.fullmatch(text):
        return _with_offset(text)
    found, clock = day(text, date1904), _clock(text)
    return None if found is None or clock is None else (datetime.combine(found, clock, SHANGHAI), clock != time())


def _with_offset(text: str) -> tuple[datetime, bool] | None:
    try:
        return parse_instant(text).replace(microsecond=0), True
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    """The time of day in a date's text, midnight where it tells none; None where what stands there is no time."""
    if serial := _SERIAL.fullmatch(text):
        seconds = int((Decimal(f"0{serial[2] or ''}") * 86400).to_integral_value())
        return (datetime.min + timedelta(seconds=min(seconds, 86399))).time()
    found = _DAY.fullmatch(text)
    tail = re.sub("星期.|周.", "", text[found.end(3) :]).lstrip(" 日号") if found else ""
    clock = _CLOCK.fullmatch(tail)
    try:
        return time(int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else None if tail else time()
    except ValueError:
        return None


def is_month(text: str) -> bool:
    """Whether the text is a year, or a year and month: a date, but not to the day."""
    return _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def _sane(found: date) -> date | None:
    return found if _FIRST <= found < _LAST else None
