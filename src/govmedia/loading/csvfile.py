"""CSV as spreadsheet programs write it: whatever encoding, whatever delimiter."""

import csv
import io
import re

from govmedia.errors import CannotRun
from govmedia.model.sheet import Book, Row, Sheet

MAX_ROWS = 100_000
MAX_COLUMNS = 256
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = (",", "\t", ";", "，", "|")
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_csv(raw: bytes, title: str) -> Book:
    """One sheet. A record is a row, however many lines its cells take, as a spreadsheet program counts. Raises CannotRun."""
    text = decode_text(raw)
    rows = [row for row in _records(text, _delimiter(text)) if any(row.cells)]
    return Book((Sheet(title, tuple(rows)),))


def decode_text(raw: bytes) -> str:
    """UTF-8, else UTF-16, else GB18030; with or without BOM. Raises CannotRun."""
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            return _decoded(raw, [name])
    if b"\0" in raw[:4000]:
        return _decoded(raw, ["utf-16-le" if raw[:4000:2].count(0) < raw[1:4000:2].count(0) else "utf-16-be"])
    return _decoded(raw, ["utf-8", "gb18030"])


def _decoded(raw: bytes, names: list[str]) -> str:
    for name in names:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotRun("文件不是表格文本：编码认不出来", "用 WPS 或 Excel 打开，另存为“CSV UTF-8”或 .xlsx 再导入")


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into the most columns, most evenly."""
    if said := _SEP_LINE.match(text):
        return said[1]
    sample = "".join(text.splitlines(keepends=True)[:60])
    return max(_DELIMITERS, key=lambda d: sum(min(len(row.cells), 60) - 1 for row in _records(sample, d, lenient=True)))


def _records(text: str, delimiter: str, *, lenient: bool = False) -> list[Row]:
    rows: list[Row] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(Row(len(rows) + 1, tuple(cells)))
            if not lenient and (len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS):
                raise CannotRun(f"文件超过 {MAX_ROWS:,} 行或 {MAX_COLUMNS} 列", "拆成几个文件，删去无关的列")
    except csv.Error:
        if not lenient:
            raise CannotRun(f"文件第 {len(rows) + 1} 行之后读不下去，多半是引号没有配对", "检查该行的引号，或另存为 .xlsx 再导入") from None
    return rows
