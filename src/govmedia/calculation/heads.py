"""Find the head row of a sheet under its title rows, and what its columns mean."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govmedia.calculation.amounts import factor_in
from govmedia.calculation.exchange import COLUMNS
from govmedia.calculation.wording import fold
from govmedia.model.columns import Columns
from govmedia.model.sheet import Row, Sheet

DEPTH = 40
"""A head stands in the first rows that hold anything, or there is none."""

_BRACKETS = re.compile(r"[(\[{【〔<《「][^)\]}】〕>》」]*[)\]}】〕>》」]?")
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、．:](?=\D)")
_TAIL = re.compile(r"(?:[/:]?(?:千万|百万|万|亿|千|人|个|名|次|条)+|[:*。.、?？]+)$")
PRIVATE, IGNORED, UNKNOWN = "private", "ignored", "unknown"
MACHINE = {fold(column.header): column.header for column in COLUMNS}
"""Headers of an export by their folded form."""


@dataclass(frozen=True)
class Heading:
    """One column: its place from 0, its header as written, what it means (a field, or PRIVATE, IGNORED, UNKNOWN), its unit."""

    column: int
    header: str
    field: str
    factor: int = 1


@dataclass(frozen=True)
class Head:
    """The head of a sheet: its columns, and the number of its last row."""

    headings: tuple[Heading, ...]
    last_row: int

    def of(self, field: str) -> list[Heading]:
        """Columns of a field, from the left."""
        return [heading for heading in self.headings if heading.field == field]

    @property
    def fields(self) -> set[str]:
        """Fields that have a column."""
        return {h.field for h in self.headings} - {PRIVATE, IGNORED, UNKNOWN}


class HeadWords:
    """The meaning of header words: those of columns.yml and, before them, what the user mapped (`--map`).

    `subject` is the field that says what a row is about; a head must have it.
    """

    def __init__(self, columns: Columns, mapped: Mapping[str, str], subject: str = "name") -> None:
        self.subject = subject
        self.words = {key_of(word): IGNORED for word in columns.ignored}
        self.words |= {key_of(word): field for field, words in columns.fields.items() for word in words}
        self.private = {key_of(word) for word in columns.private}
        self.words |= dict.fromkeys(self.private, PRIVATE)
        self.mapped = {key_of(word): field for word, field in mapped.items()}

    def meaning(self, header: str) -> str:
        """A field, or PRIVATE, IGNORED, UNKNOWN. A user's mapping never opens a private column."""
        keys = list(_keys(header))
        if any(key in self.private for key in keys):
            return PRIVATE
        known = next((found[key] for found in (self.mapped, self.words) for key in keys if key in found), None)
        return known or (PRIVATE if self._sounds_private(keys[0]) else UNKNOWN)

    def _sounds_private(self, key: str) -> bool:
        return any(len(word) > 1 and word in key for word in self.private)


def key_of(header: str) -> str:
    """A header for comparing: without spaces, line breaks and what stands in brackets, one width, lower case."""
    return fold(_BRACKETS.sub("", unicodedata.normalize("NFKC", header))) or fold(header)


def _keys(header: str) -> Iterator[str]:
    key = key_of(header)
    yield key
    bare = _TAIL.sub("", _NUMBERED.sub("", key.lstrip("*★#·")))
    yield bare
    yield bare.removeprefix("政务新媒体").removeprefix("新媒体")


def find_head(sheet: Sheet, words: HeadWords) -> Head | None:
    """The first row that names the subject and at least one more field; None for sheets of instructions."""
    for place, row in enumerate(sheet.rows[:DEPTH]):
        headings = _headings(row, words)
        if _is_head({h.field for h in headings} - {PRIVATE, IGNORED, UNKNOWN}, headings, words.subject):
            below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else Row(row.number, ())
            merged = _with_second_row(sheet, row, below, words)
            return Head(merged or headings, below.number if merged else row.number)
    return None


def _is_head(fields: set[str], headings: tuple[Heading, ...], subject: str) -> bool:
    machine = {MACHINE.get(fold(h.header)) for h in headings}
    return (subject in fields and len(fields) > 1) or {"主办单位编号", "主办单位登记"} <= machine


def _headings(row: Row, words: HeadWords) -> tuple[Heading, ...]:
    return tuple(_heading(i, text, words) for i, text in enumerate(row.cells) if fold(text))


def _heading(column: int, header: str, words: HeadWords) -> Heading:
    return Heading(column, " ".join(header.split()), words.meaning(header), factor_in(header))


def _with_second_row(sheet: Sheet, top: Row, below: Row, words: HeadWords) -> tuple[Heading, ...] | None:
    """Columns where the head takes two rows, as 联系人 over 姓名 and 电话; None where the row below is already data."""
    uppers = _spread(sheet, top)
    lowers = {i: text for i, text in enumerate(below.cells) if fold(text) and fold(text) != fold(uppers.get(i, ""))}
    if not lowers or any(words.meaning(text) == UNKNOWN for text in lowers.values()) or _subjects_change(uppers, lowers, words):
        return None
    return tuple(_joined(i, uppers.get(i, ""), lowers.get(i, ""), words) for i in sorted({*uppers, *lowers}))


def _subjects_change(uppers: dict[int, str], lowers: dict[int, str], words: HeadWords) -> bool:
    """A row that has something else than its header in the subject's column is data, whatever its words."""
    return any(words.meaning(text) == words.subject and i in lowers for i, text in uppers.items())


def _spread(sheet: Sheet, row: Row) -> dict[int, str]:
    """Header texts by column, merged ones repeated over the columns they span."""
    found: dict[int, str] = {}
    for i, text in enumerate(row.cells):
        if fold(text):
            found |= {i + step: text for step in range(min(sheet.wide.get((row.number, i), 1), 50))}
    return found


def _joined(column: int, upper: str, lower: str, words: HeadWords) -> Heading:
    heading = _heading(column, lower or upper, words)
    if words.meaning(upper or lower) == PRIVATE:
        return Heading(column, f"{upper} {lower}".strip(), PRIVATE)
    return heading
