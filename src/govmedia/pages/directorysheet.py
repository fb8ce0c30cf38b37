"""The directory as a spreadsheet file: CSV that Excel opens rightly, and XLSX. Texts that look like formulas are guarded."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from govmedia.calculation.exchange import guard
from govmedia.errors import CannotRun

LONGEST_CELL = 32_767
Table = Sequence[Sequence[str]]


def as_csv(table: Table) -> bytes:
    """UTF-8 with BOM; the first row is the head."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guard(text) for text in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: dict[str, Table], as_of: datetime) -> bytes:
    """A sheet per table, heads fixed; every cell is text. `as_of` stands as its date. Raises CannotRun for a text too long."""
    workbook = openpyxl.Workbook(write_only=False)
    workbook.remove(workbook.worksheets[0])
    for title, table in sheets.items():
        _fill(workbook, title, table)
    out = io.BytesIO()
    workbook.save(out)
    return _dated(out.getvalue(), as_of)


def _fill(workbook: openpyxl.Workbook, title: str, table: Table) -> None:
    sheet = workbook.create_sheet(title)
    for number, row in enumerate(table, 1):
        for column, text in enumerate(row, 1):
            if text:
                _put(sheet.cell(number, column), text)
    for column, header in enumerate(table[0], 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(10, min(2 * len(header) + 6, 30))
    sheet.freeze_panes = "A2"


def _put(cell: object, text: str) -> None:
    assert isinstance(cell, Cell)
    text = ILLEGAL_CHARACTERS_RE.sub("", guard(text))
    if len(text) > LONGEST_CELL:
        raise CannotRun(f"有一格 {len(text):,} 字，超过 Excel 的上限 {LONGEST_CELL:,}", "改导出为 .csv 或 .json")
    cell.value = text
    cell.data_type = "s"


def _dated(raw: bytes, as_of: datetime) -> bytes:
    """The same workbook without the time of its making, so that the same input gives the same bytes."""
    stamp = as_of.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                content = _stamped(content, stamp)
            new.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stamped(core: bytes, stamp: bytes) -> bytes:
    parts = core.split(b'W3CDTF">')
    return b'W3CDTF">'.join([parts[0], *(stamp + part[part.index(b"<") :] for part in parts[1:])])
