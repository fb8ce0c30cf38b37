"""What all readings of a spreadsheet share: which sheets have a head, what of it is left unread, and which rows are data."""

from collections.abc import Iterator

from govmedia.calculation.cells import Cells, is_data_row
from govmedia.calculation.fates import Plan
from govmedia.calculation.heads import MACHINE, PRIVATE, UNKNOWN, Head, HeadWords, find_head
from govmedia.calculation.wording import fold
from govmedia.errors import CannotRun
from govmedia.model.sheet import Book, Sheet

Headed = list[tuple[Sheet, Head]]


def headed(book: Book, words: HeadWords, wanted: str) -> Headed:
    """Sheets that have a head. `wanted` says what columns one must have, in Chinese. Raises CannotRun where there is none."""
    found = [(sheet, head) for sheet in book.sheets if (head := find_head(sheet, words))]
    if not found:
        raise _no_head(book, wanted)
    return found


def _no_head(book: Book, wanted: str) -> CannotRun:
    seen = [text.strip() for sheet in book.sheets for row in sheet.rows[:5] for text in row.cells if text.strip()]
    shown = "、".join(dict.fromkeys(" ".join(text.split())[:12] for text in seen[:12]))
    return CannotRun(
        f"表里找不到表头：要有{wanted}{'；读到的是 ' + shown if shown else '，表是空的'}",
        "补上表头；叫法特殊的用 --map 列名=栏目 指明，如 --map 号名=name",
    )


def tell_unread(plan: Plan, book: Book, found: Headed) -> None:
    """Note in the plan what is left unread: sheets without a head, private columns, and columns that nobody understands."""
    read = [sheet for sheet, _ in found]
    plan.remarks += [*book.remarks, *(f"工作表“{s.title}”没有表头，没有读取" for s in book.sheets if s not in read and s.rows)]
    for heading in (heading for _, head in found for heading in head.headings):
        if heading.field == PRIVATE and heading.header not in plan.private:
            plan.private.append(heading.header)
        elif heading.field == UNKNOWN and fold(heading.header) not in MACHINE and heading.header not in plan.unknown:
            plan.unknown.append(heading.header)


def data_rows(sheet: Sheet, head: Head) -> Iterator[Cells]:
    """Rows below the head that have a fate."""
    for row in sheet.rows:
        cells = Cells(sheet, head, row)
        if row.number > head.last_row and is_data_row(cells):
            yield cells
