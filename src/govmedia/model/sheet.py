"""A ledger as a spreadsheet gives it: sheets of rows of text, with the sheet's own row numbers (台账)."""

from dataclasses import dataclass, field

UNCALCULATED = "#未计算!"
"""Stands for a formula whose value was never calculated, so that it is seen as a fault and not as an empty cell."""


@dataclass(frozen=True)
class Row:
    """One row. `number` is what a spreadsheet program shows beside it, from 1; cells from the first column on, "" if empty."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Text of a column, from 0; "" beyond the end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet without its blank rows.

    Cells merged downwards all hold the value; `joint` names them as (row number, column from 0), for what cannot be
    true of each of them. `wide` gives how many columns a merged cell spans. `date1904`: how serial numbers of days count.
    """

    title: str
    rows: tuple[Row, ...]
    joint: frozenset[tuple[int, int]] = frozenset()
    wide: dict[tuple[int, int], int] = field(default_factory=dict)
    date1904: bool = False


@dataclass(frozen=True)
class Book:
    """A ledger file. `remarks` are Chinese sentences about what was left unread, as hidden sheets."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()
