"""Contacts (联系方式) joined into an official's own spreadsheet. They live outside Git and go nowhere else."""

from collections.abc import Mapping

from govmedia.calculation.exporting import HEADERS
from govmedia.calculation.wording import clean, fold
from govmedia.errors import CannotRun
from govmedia.model.sheet import Book, Row, Sheet

KEYS = ("登记编号", "主办单位编号", "单位名称", "账号名称")
"""Headers by which contacts are matched, the surest first."""


class Contacts:
    """Rows of a contact sheet by what they are about."""

    def __init__(self, book: Book) -> None:
        """Raises CannotRun where no sheet has a head with one of KEYS."""
        sheet, head = _headed(book)
        self.headers = [text for text in dict.fromkeys(map(_plain, head.cells)) if text and text not in KEYS]
        self.rows: dict[tuple[str, str], dict[str, str]] = {}
        names = [_plain(text) for text in head.cells]
        for row in sheet.rows:
            if row.number > head.number:
                self._add(dict(zip(names, map(clean, row.cells), strict=False)))

    def _add(self, cells: dict[str, str]) -> None:
        key = next(((k, fold(cells[k])) for k in KEYS if cells.get(k)), None)
        if key:
            self.rows.setdefault(key, {h: cells.get(h, "") for h in self.headers})

    def of(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Contact texts by header for a line of the directory; empty where nobody is named."""
        keys = ((key, fold(cells.get(key, ""))) for key in KEYS)
        return next((self.rows[key] for key in keys if key in self.rows), {})

    def added_headers(self) -> list[str]:
        """Headers of the added columns; one that the directory has too is marked."""
        return [f"{header}（联系表）" if header in HEADERS else header for header in self.headers]


def _plain(text: str) -> str:
    return "".join(text.split())


def _headed(book: Book) -> tuple[Sheet, Row]:
    for sheet in book.sheets:
        for row in sheet.rows[:20]:
            if set(KEYS) & set(map(_plain, row.cells)) and len(set(row.cells)) > 1:
                return sheet, row
    raise CannotRun(f"联系表里找不到表头：要有 {'、'.join(KEYS)} 之一，另加电话等列", "补上表头再试")
