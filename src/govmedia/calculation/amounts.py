"""Numbers and dates as ledgers write them."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

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
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
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


def is_month(text: str) -> bool:
    """Whether the text is a year, or a year and month: a date, but not to the day."""
    return _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def _sane(found: date) -> date | None:
    return found if _FIRST <= found < _LAST else None
