"""稿件的时间前后相合

What
----
embargo（最早发布时间）不早于稿件的日期，也不晚于一年以后；回执里的发布时间不早于 embargo（只提示）。
backfilled（补录）的发布时间不晚于稿件的日期和现在；补录的稿件没有 embargo，回执也写 backfilled（只提示）。

Why
---
先审后发要靠时间说话：写错的时限拦不住早发的稿件，写错的补录时间看不出是哪一次未先审。

Good
----
# content/manuscripts/990100-lingdong/health/2026/11-22-night-clinic.md
embargo: 2026-11-23T09:00:00+08:00

Bad
---
# content/manuscripts/990100-lingdong/health/2026/11-22-night-clinic.md
embargo: 2025-11-23T09:00:00+08:00

Mend
----
核对年月日和时区，改正写错的时间；先发后审的删去 embargo，写 backfilled。
"""

from collections.abc import Iterator
from datetime import date, timedelta

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Receipt

_LONGEST = timedelta(days=366)


def check(ledger: Ledger) -> Iterator[Fault]:
    timed = [m for m in ledger.manuscripts if m.embargo or m.backfilled]
    receipts = {paths.item_key(receipt.path): receipt for receipt in ledger.receipts} if timed else {}
    for manuscript in timed:
        yield from _embargo(manuscript)
        yield from _backfill(manuscript, ledger)
        if receipt := receipts.get(paths.item_key(manuscript.path)):
            yield from _receipt(manuscript, receipt)


def _embargo(manuscript: Manuscript) -> Iterator[Fault]:
    drafted, embargo = paths.item_day(manuscript.path), manuscript.embargo
    if embargo is None:
        return
    if manuscript.backfilled:
        yield manuscript.fault("embargo", "补录的稿件已经发布，没有最早发布时间", "删去 embargo")
    elif drafted and embargo.date() < drafted:
        yield manuscript.fault("embargo", f"最早发布时间早于稿件的日期 {drafted}", "核对年月日；不需要的删去 embargo")
    elif drafted and embargo.date() - drafted > _LONGEST:
        yield manuscript.fault("embargo", f"最早发布时间在稿件的日期 {drafted} 一年以后", "核对年份")


def _backfill(manuscript: Manuscript, ledger: Ledger) -> Iterator[Fault]:
    if told := manuscript.backfilled:
        drafted = paths.item_day(manuscript.path) or date.max
        if told.posted.date() > drafted or told.posted > ledger.as_of.instant:
            yield manuscript.fault(
                ("backfilled", "posted"), "补录的发布时间晚于稿件的日期或现在", "写平台上实际的发布时间；还没有发布的不是补录"
            )


def _receipt(manuscript: Manuscript, receipt: Receipt) -> Iterator[Fault]:
    for number, post in enumerate(receipt.posts):
        if manuscript.embargo and post.at < manuscript.embargo:
            when = f"{manuscript.embargo:%Y-%m-%d %H:%M}"
            yield _advice(receipt, ("posts", number, "at"), f"早于稿件的最早发布时间 {when}", "核对时间；确属早发的，按规定报告")
    if manuscript.backfilled and not receipt.backfilled:
        yield _advice(receipt, (), "稿件是补录，回执没有写", "在回执写 backfilled 和原因，更新情况才会列为未先审")


def _advice(receipt: Receipt, keys: tuple[str | int, ...], message: str, mend: str) -> Fault:
    return Fault(receipt.path, keys, message, mend, advisory=True)


RULE = Rule(name="times_in_order", clause="90-3.5.1", binding=True, check=check)
