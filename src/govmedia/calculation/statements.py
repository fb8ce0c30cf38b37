"""The facts of a text that a machine can compare: dates, times, percentages, numbers, and titles in 《》.

Numbers in Chinese characters count where a unit follows or where they are spelled with 十, 百, 千; 一 and 两 are too often no number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from govmedia.calculation.addresses import narrowed
from govmedia.calculation.markup import without_addresses
from govmedia.calculation.numerals import CHINESE, FIGURES, value

_C = f"[{CHINESE}]"
_D = rf"(?:[0-9]{{1,2}}|{_C}{{1,3}})"
_SAME_MONTH = rf"(?:[至到、和及—~～-]{{1,2}}{_D}[日号])*"
_UNIT = "年月日号时秒天周季度个名人位家户所条项件次场元角吨公里米厘平亩倍岁级届期版部门台辆艘趟站座处间套张份页种类组队班层楼批轮步折小℃"
_FACTS = re.compile(
    "|".join(
        (
            r"《(?P<title>[^《》\n]{1,120})》",
            rf"(?:(?P<year>[0-9]{{4}}|{_C}{{4}})年)?(?P<month>{_D})月(?P<day>{_D})[日号](?P<more>{_SAME_MONTH})",
            r"(?<![0-9])(?P<iso_year>[0-9]{4})[-/.](?P<iso_month>[0-9]{1,2})[-/.](?P<iso_day>[0-9]{1,2})(?![0-9])",
            rf"(?P<lone_year>[0-9]{{4}}|[一二][〇○零一二三四五六七八九]{{3}})年(?:(?P<of_year>{_D})月)?",
            rf"(?P<lone_month>{_D})月(?!球|饼|亮)",
            r"(?<![0-9])(?P<hour>[0-9]{1,2})(?::|[时点](?!代))(?:(?P<minute>[0-9]{1,2})分?|(?P<half>半))?(?![0-9])",
            rf"(?P<said_hour>(?!一时){_C}{{1,3}})(?:时(?!代|间|期|候|尚|常)|点(?=[钟整半]|{_C}{{1,3}}分))(?:(?P<said_minute>{_C}{{1,3}})分|(?P<said_half>半))?",
            rf"百分之(?P<said_percent>(?:{FIGURES})|{_C}+(?:点{_C}+)?)|(?P<percent>{FIGURES})%",
            rf"(?P<figures>[0-9]{{1,3}}(?:[  ][0-9]{{3}})+(?![0-9])|(?:{FIGURES}))(?P<unit>[十百千万亿]*)",
            rf"(?P<chinese>{_C}+(?:点[〇零一二三四五六七八九]+)?)(?=(?P<counted>[{_UNIT}]|分钟)?)",
        )
    )
)
_LIST_MARK = re.compile(rf"(?m)^[ \t#>*-]*(?:[0-9]{{1,2}}[.、)）]|[（(]?{_C}{{1,3}}[)）、])")

Fact = tuple[object, ...]
"""Its kind (date, month, year, time, percent, number, title) and its value."""


class Statement(NamedTuple):
    """A fact, where it stands in the text, and how it is written there."""

    at: int
    said: str
    fact: Fact


def statements(text: str) -> list[Statement]:
    """Every fact of a text, in its order."""
    plain = _blanked(_LIST_MARK, narrowed(text).replace("％", "%"))
    plain = _blanked(re.compile("https?://[!-~]+"), plain) if "://" in plain else plain
    return [Statement(found.start(), found[0], fact) for found in _FACTS.finditer(plain) for fact in _facts(found)]


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what matches turned to spaces, so that places stay."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _facts(found: re.Match[str]) -> Iterator[Fact]:
    said = {name: text for name, text in found.groupdict().items() if text}
    if "title" in said:
        yield "title", re.sub(r"\s", "", said["title"])
    elif "day" in said:
        yield from _dates(said["month"], [said["day"], *re.findall(_D, said.get("more", ""))], said.get("year"))
    elif "iso_day" in said:
        yield from _dates(said["iso_month"], [said["iso_day"]], said["iso_year"])
    elif "lone_year" in said:
        yield "year", value(said["lone_year"])
        yield from (("month", value(said[key])) for key in ("of_year",) if key in said)
    elif "lone_month" in said:
        yield "month", value(said["lone_month"])
    elif "hour" in said or "said_hour" in said:
        half = "half" in said or "said_half" in said
        minute = said.get("minute") or said.get("said_minute") or ("30" if half else "0")
        yield "time", value(said.get("hour") or said["said_hour"]), value(minute)
    elif "percent" in said or "said_percent" in said:
        yield "percent", value(said.get("percent") or said["said_percent"])
    elif "figures" in said:
        yield "number", value(re.sub(r"\s", "", said["figures"]) + said.get("unit", ""))
    else:
        yield from _spelled(said["chinese"], "counted" in said)


def _dates(month: str, days: list[str], year: str | None) -> Iterator[Fact]:
    if year:
        yield "year", value(year)
    yield from (("date", value(month), value(day)) for day in days)


def _spelled(text: str, counted: bool) -> Iterator[Fact]:
    """A number in Chinese characters, unless it is rather a manner of speaking (一个, 千家, 万一)."""
    number = value(text)
    is_spelled = len(text) > 1 and any(unit in text for unit in "十百千万亿点") and text[0] not in "百千万亿"
    if number is not None and (is_spelled or (counted and text not in ("一", "两", "百", "千", "万", "亿") and not _is_row(text))):
        yield "number", number


def _is_row(text: str) -> bool:
    """Digits one after the other (三三两两), which make no number but in a year."""
    return len(text) > 1 and not any(unit in text for unit in "十百千万亿")


def unsaid(text: str, reference: str) -> list[Statement]:
    """Facts of a text that the reference does not state. It may state more."""
    known = {statement.fact for statement in statements(reference)}
    told = without_addresses(reference)
    return [statement for statement in statements(text) if not _is_said(statement.fact, known, told)]


def _is_said(fact: Fact, known: set[Fact], reference: str) -> bool:
    kind, *rest = fact
    if fact in known or (kind == "title" and str(rest[0]) in reference):
        return True
    if kind == "month":
        return any(other[0] == "date" and other[1] == rest[0] for other in known)
    if kind == "year":
        return not any(other[0] == "year" for other in known)
    if kind == "time" and isinstance(rest[0], Decimal):
        return any(("time", rest[0] + shift, rest[1]) in known for shift in (12, -12))
    return False
