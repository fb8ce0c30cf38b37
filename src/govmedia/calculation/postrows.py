"""A row of a back office's export -> one posting: what, when, where; or the reason why it is none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from govmedia.calculation.amounts import moment
from govmedia.calculation.cells import Cells, refusal
from govmedia.calculation.fates import Refused
from govmedia.calculation.heads import Head
from govmedia.calculation.outlets import Outlet
from govmedia.calculation.platformnames import Known, PlatformNames
from govmedia.calculation.posttitles import title_keys
from govmedia.calculation.privacy import private_in
from govmedia.calculation.receipting import is_passing
from govmedia.calculation.wording import fold
from govmedia.model.platform import Platform
from govmedia.model.sheet import Sheet

_SHOWN = 40
_SAMPLE = 50
_OUT = frozenset(
    [
        *("已发布", "发布成功", "已发表", "已群发", "已推送", "正常", "成功"),
        *("公开", "公开可见", "所有人可见", "通过", "已通过", "审核通过"),
    ]
)
"""What back offices call an item that the public sees."""

_UNCHECKED = frozenset({"url", "title", "account"})
"""Nothing of a title is written; numbers in the other two are no one's telephone."""


class Skipped(Exception):
    """The row is no posting and need not be one. The message is Chinese."""


@dataclass(frozen=True)
class Posted:
    """What a row tells. `at` is midnight where the row tells the day only (`exact` false); `url` None where there is none to keep."""

    row: int
    sheet: str
    outlet: Outlet
    title: str
    keys: list[str]
    at: datetime
    exact: bool
    url: str | None
    remarks: list[str] = field(default_factory=list)


class PostReader:
    """Reads rows; `only` are those of `everyone` that the user said the file is about."""

    def __init__(self, only: Sequence[Outlet], everyone: Iterable[Outlet], platforms: Mapping[str, Platform]) -> None:
        self.only = only
        self.strange = frozenset(word for o in everyone for word in o.called) - {word for o in only for word in o.called}
        self.platforms = PlatformNames(platforms.values())

    def whole(self, sheet: Sheet, head: Head) -> Known | None:
        """The platform that a sheet is about by the header of its titles (微博内容) or accounts (公众号名称), its name, or its links."""
        heads = [fold(h.header) for field in ("title", "account") for h in head.of(field)]
        words = [word[:size] for word in heads for size in range(len(word), 1, -1)]
        named = (self.platforms.find(word) for word in [*words, sheet.title])
        links = (self.platforms.of_host(row.cell(h.column).strip()) for row in sheet.rows[:_SAMPLE] for h in head.of("url"))
        return next((known for known in chain(named, links) if known), None)

    def read(self, cells: Cells, whole: Known | None) -> Posted:
        """Raises Refused or Skipped."""
        if trouble := refusal(cells, _UNCHECKED):
            raise Refused(trouble)
        title = shown_title(cells)
        if not title:
            raise Refused("没有标题，不知道是哪一篇")
        if (status := cells.line("status")) and fold(status) not in _OUT:
            raise Skipped(f"状态是“{status[:_SHOWN]}”，不是已发布")
        keys = [key for _, text in cells.all("title") for key in title_keys(text)]
        at, exact = _moment(cells)
        url, remarks = _url(cells)
        remarks += [] if exact else ["表里只有日期，记作当日 0 时"]
        return Posted(cells.row.number, cells.sheet.title, self._outlet(cells, whole), title, keys, at, exact, url, remarks)

    def _outlet(self, cells: Cells, whole: Known | None) -> Outlet:
        said = {fold(text) for _, text in cells.all("account")}
        found = [outlet for outlet in self.only if outlet.called & said]
        if not found and said & self.strange:
            raise Skipped(f"是另一个账号“{cells.line('account')[:_SHOWN]}”的")
        if not found and (not said or len(self.only) == 1):
            found = list(self.only)
        known = self.platforms.find(cells.line("platform")) or whole
        fitting = [o for o in found if known and o.platform and o.platform.slug == known.platform.slug] or found
        if len(fitting) == 1:
            return fitting[0]
        raise Refused(_unclear(cells.line("account"), fitting))


def _unclear(said: str, fitting: Sequence[Outlet]) -> str:
    if not fitting:
        return f"登记库里没有账号“{said[:_SHOWN]}”；名称不同的，用 --account 指明账号编号"
    several = "、".join(outlet.id for outlet in fitting[:4]) + ("等" if len(fitting) > 4 else "")
    return f"看不出是哪个账号的（{several}），用 --account 指明"


def shown_title(cells: Cells) -> str:
    """The row's title as a report may repeat it: one line, not long, nothing personal."""
    text = " ".join(cells.get("title").split())
    return f"（含{kind}，不照录）" if (kind := private_in(text)) else text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")


def _moment(cells: Cells) -> tuple[datetime, bool]:
    text = cells.line("at")
    if not text:
        raise Refused("没有发布时间")
    if (found := moment(text, cells.sheet.date1904)) is None:
        raise Refused(f"发布时间“{text[:_SHOWN]}”看不懂，请改成 2026-11-02 09:30 的样子（年份要写全）")
    return found


def _url(cells: Cells) -> tuple[str | None, list[str]]:
    text = cells.line("url")
    if not text:
        return None, []
    if not re.fullmatch(r"https?://\S{1,1990}", text):
        return None, ["链接不是网址，没有记"]
    return (None, ["链接是后台或预览用的临时链接，没有记"]) if is_passing(text) else (text, [])
