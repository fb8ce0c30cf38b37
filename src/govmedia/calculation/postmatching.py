"""Which manuscript a posting is: the one for that account under that title, of several the one nearest in date."""

from collections.abc import Iterable
from datetime import date

from govmedia.calculation.fates import Refused
from govmedia.calculation.postrows import Posted
from govmedia.calculation.posttitles import title_key
from govmedia.calculation.texts import posted
from govmedia.loading import paths
from govmedia.model.manuscript import Manuscript

NEAR_DAYS = 14
"""A posting further than this from a manuscript's day is another item under the same title, as of a weekly notice."""

UNREVIEWED = "未先审"
"""How the reason of a posting without a manuscript begins."""


class Manuscripts:
    """Manuscripts by outlet and title, their own or that of the account's text."""

    def __init__(self, manuscripts: Iterable[Manuscript]) -> None:
        self._by_title: dict[tuple[str, str], list[Manuscript]] = {}
        for manuscript in manuscripts:
            for stem, variant in posted(manuscript).items():
                for title in {title_key(manuscript.title), title_key(variant.title)}:
                    self._by_title.setdefault((f"{manuscript.unit}/{stem}", title), []).append(manuscript)

    def of(self, row: Posted) -> Manuscript:
        """The manuscript that was posted. Raises Refused where there is none, or it cannot be told which of several."""
        found = self._titled(row)
        if not found:
            raise Refused(f"{UNREVIEWED}：没有这个标题的稿件。补写稿件送审，稿头的 backfilled 写明发布时间和原因，合并后再导入")
        day = row.at.date()
        distances = sorted((abs((day - written).days), m.path, m) for m in found if (written := paths.item_day(m.path)))
        near = [(distance, m) for distance, _, m in distances if distance <= NEAR_DAYS]
        if not near:
            raise Refused(_far(found, day))
        nearest = [m for distance, m in near if distance == near[0][0]]
        if len(nearest) > 1:
            raise Refused(f"分不清：同一标题的稿件有 {_listed(nearest)}，日期一样近；用 govmedia receipt 指明哪一篇登记")
        return nearest[0]

    def _titled(self, row: Posted) -> list[Manuscript]:
        named = (self._by_title.get((row.outlet.home, key), []) for key in row.keys)
        return next((found for found in named if found), [])


def _far(found: list[Manuscript], day: date) -> str:
    what = "分不清：同一标题的稿件有" if len(found) > 1 else "同一标题的稿件是"
    return f"{what} {_listed(found)}，离发布日 {day} 都超过 {NEAR_DAYS} 天，像是另一篇；确是这一篇的，用 govmedia receipt 登记"


def _listed(manuscripts: list[Manuscript]) -> str:
    return "、".join(m.path for m in manuscripts[:3]) + (f" 等 {len(manuscripts)} 篇" if len(manuscripts) > 3 else "")
