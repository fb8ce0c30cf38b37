"""换主办单位要公告

What
----
transferred（主办单位变更）事项须有公告链接 notice。

Why
---
国办发〔2018〕123号：主办单位发生变化的，要办理账号变更并向社会公告。

Good
----
- {kind: transferred, on: 2019-03-15, was: 岭东市旅游局, notice: https://www.lingdong.example/notice/2019/0315}

Bad
---
- {kind: transferred, on: 2019-03-15, was: 岭东市旅游局}

Mend
----
在账号或单位网站上公告，把链接填到 notice。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import binds_from, current
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import EventKind


def check(ledger: Ledger) -> Iterator[Fault]:
    since = binds_from(RULE.clause, ledger)
    for account in current(ledger):
        for index, event in enumerate(account.events):
            if event.kind is EventKind.transferred and event.on >= since and not event.notice:
                yield account.fault(("events", index), f"{event.on} 主办单位变更没有公告链接", "发布公告，把链接填到 notice")


RULE = Rule(name="sponsor_change_announced", clause="123-notice", binding=True, check=check)
