"""One row of a ledger by its fields, and whether it is data at all."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from govmedia.calculation.exchange import unguard
from govmedia.calculation.heads import IGNORED, PRIVATE, UNKNOWN, Head, Heading
from govmedia.calculation.privacy import private_in
from govmedia.calculation.wording import clean, fold, is_error, is_none, misleads
from govmedia.model.sheet import Row, Sheet

LONGEST = 4_000
_TOTAL = re.compile(r"(?:本页|本表|全[省市区县])?(?:合计|总计|小计|共计|汇总|总数)(?:[:：(（共].*)?|共[0-9]+个.*")
_FOOTER = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表人|填报人|审核人?|制表人?|负责人|单位负责人|联系人|填报单位|填报日期|填表日期|盖章)[0-9]?[:：(（].*",
    re.DOTALL,
)
_UNCHECKED = frozenset({"url", "account_id", "followers", "reads", "note"})
"""Fields whose numbers are no one's telephone, or which are looked at one by one."""


@dataclass(frozen=True)
class Cells:
    """A data row. Every text comes out without formula guards and stray spaces; 无 and its like come out empty."""

    sheet: Sheet
    head: Head
    row: Row

    def all(self, field: str) -> Iterator[tuple[Heading, str]]:
        """Columns of a field that say something."""
        for heading in self.head.of(field):
            text = clean(unguard(self.row.cell(heading.column)))
            if not is_none(text):
                yield heading, text

    def get(self, field: str) -> str:
        """What the first column of a field that says something says; else ""."""
        return next((text for _, text in self.all(field)), "")

    def line(self, field: str) -> str:
        """The same on one line: a line break within a name of a unit is only a wrapped cell."""
        return re.sub(r"(?<=[\x00-\x7f])\n(?=[\x00-\x7f])", " ", self.get(field)).replace("\n", "")

    def is_joint(self, heading: Heading) -> bool:
        """Whether the cell is merged over several rows."""
        return (self.row.number, heading.column) in self.sheet.joint

    def mapped(self) -> list[tuple[Heading, str]]:
        """Cells of all columns with a field, as they stand, blank ones left out."""
        headings = (h for h in self.head.headings if h.field not in (PRIVATE, IGNORED, UNKNOWN))
        return [(h, text) for h in headings if fold(text := self.row.cell(h.column))]


def is_data_row(cells: Cells) -> bool:
    """False for blank rows, totals, repeated heads and footers, which have no fate of their own."""
    mapped = cells.mapped()
    every = [text for text in cells.row.cells if fold(text)]
    if not mapped or any(_TOTAL.fullmatch(fold(text)) for text in every[:2]):
        return False
    if all(fold(text) == fold(h.header) for h, text in mapped):
        return False
    return not (len(every) <= 2 and _FOOTER.fullmatch(clean(every[0])))


def refusal(cells: Cells, unchecked: Set[str] = _UNCHECKED) -> str | None:
    """What makes the whole row unreadable, in Chinese; None where nothing does. `unchecked` fields may hold personal data."""
    for heading, text in cells.mapped():
        if code := misleads(text):
            return f"“{heading.header}”列含控制字符 {code}，请删去后再导入"
        if is_error(text):
            return f"“{heading.header}”列是公式的错误值或没有算出的公式“{text.strip()}”，请改成文字"
        if len(text) > LONGEST:
            return f"“{heading.header}”列有 {len(text):,} 个字，不像一格的内容（是否引号没有配对）"
        if heading.field not in unchecked and (kind := private_in(text)):
            return f"“{heading.header}”列里有{kind}，这类内容不得入库，请删去后再导入"
    return None
