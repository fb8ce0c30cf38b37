"""XLSX workbooks, which are untrusted archives: sizes and XML are looked at before a library touches them."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from govmedia.errors import CannotRun
from govmedia.loading.csvfile import MAX_COLUMNS, MAX_ROWS
from govmedia.loading.xlsxparts import Marks, marks_of, open_parts
from govmedia.model.sheet import UNCALCULATED, Book, Row, Sheet

LAST_ROW = 1_048_576
BLANKS_TO_END = 5_000
"""So many blank rows in succession end a sheet: programs format sheets down to the last row there is."""


def read_xlsx(raw: bytes) -> Book:
    """Visible sheets in their order. Raises CannotRun, whatever is wrong with the file."""
    parts = open_parts(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that concern no value
            workbook = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            shown: list[Any] = [ws for ws in workbook.worksheets if ws.sheet_state == "visible"]
            marks = {ws.title: marks_of(parts, ws._worksheet_path) for ws in shown}
            sheets = tuple(_sheet(ws, marks[ws.title], workbook.epoch) for ws in shown)
    except CannotRun:
        raise
    except Exception as error:  # the library raises whatever the file makes it stumble over
        raise CannotRun(f"文件打不开，多半已损坏（{type(error).__name__}）", "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入") from None
    hidden = [ws.title for ws in workbook.worksheets if ws.sheet_state != "visible"]
    far = [sheet.title for sheet in sheets if marks[sheet.title].last > max((row.number for row in sheet.rows), default=0)]
    remarks = [f"隐藏的工作表“{title}”没有读取" for title in hidden]
    remarks += [f"工作表“{title}”在 {BLANKS_TO_END:,} 行空白之后还有内容，没有读取" for title in far]
    return Book(sheets, tuple(remarks))


def _sheet(ws: Any, marks: Marks, epoch: datetime) -> Sheet:
    ws.reset_dimensions()  # what a file says of its size need not be true
    cells = {row.number: row for row in _rows(ws, marks)}
    joint = _fill_down(cells, marks)
    rows = tuple(cells[number] for number in sorted(cells))
    wide = {(top, left - 1): right - left + 1 for left, top, right, _ in _ranges(marks) if right > left}
    return Sheet(ws.title, rows, joint, wide, epoch == CALENDAR_MAC_1904)


def _rows(ws: Any, marks: Marks) -> Iterator[Row]:
    blanks = filled = 0
    for number, values in enumerate(ws.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        cells = [cell_text(value) for value in values]
        for column in marks.uncalculated.get(number, ()):
            cells[column : column + 1] = [UNCALCULATED] if column < len(cells) else []
        if not any(cells):
            blanks += 1
            if blanks > BLANKS_TO_END or number >= LAST_ROW:
                return
            continue
        blanks, filled = 0, filled + 1
        if filled > MAX_ROWS or (len(cells) > MAX_COLUMNS and cells[MAX_COLUMNS]):
            raise CannotRun(f"工作表“{ws.title}”超过 {MAX_ROWS:,} 行或 {MAX_COLUMNS} 列", "拆成几个文件，删去无关的列")
        yield Row(number, tuple(cells[: _width(cells)]))


def _width(cells: list[str]) -> int:
    return max((i + 1 for i, text in enumerate(cells) if text), default=0)


def cell_text(value: Any) -> str:
    """A value as a reader sees it: whole numbers without a point, dates as 2024-05-06, truth as 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _ranges(marks: Marks) -> Iterator[tuple[int, int, int, int]]:
    """Merged ranges as (left, top, right, bottom), all from 1."""
    for ref in marks.merged:
        left, top, right, bottom = range_boundaries(ref)
        if left is not None and top is not None and right is not None and bottom is not None:
            yield left, top, right, bottom


def _fill_down(cells: dict[int, Row], marks: Marks) -> frozenset[tuple[int, int]]:
    """Give every filled row of a range merged downwards its value, in the range's first column. The cells so joined."""
    joint: set[tuple[int, int]] = set()
    for left, top, _, bottom in _ranges(marks):
        value = cells[top].cell(left - 1) if top in cells else ""
        if value and 0 < bottom - top < BLANKS_TO_END and len(joint) < MAX_ROWS:
            for number in range(top, bottom + 1):
                if number in cells:
                    cells[number] = _with(cells[number], left - 1, value)
                    joint.add((number, left - 1))
    return frozenset(joint)


def _with(row: Row, column: int, value: str) -> Row:
    cells = [*row.cells, *[""] * (column + 1 - len(row.cells))]
    cells[column] = value
    return Row(row.number, tuple(cells))
