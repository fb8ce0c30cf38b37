"""生效后三日内备案

What
----
写了 filed_on 的事项，备案日期与生效日期相差不超过 policy.yml 的 filing.days 天（自然日）。迟了的只提示，因为补不回来。

Why
---
粤办函〔2019〕90号 四（二）：开设 3 日内备案，变更、关停、注销生效后 3 日内备案。

Good
----
- {kind: opened, on: 2022-04-07, filed_on: 2022-04-08}

Bad
---
- {kind: opened, on: 2022-04-07, filed_on: 2022-05-20}

Mend
----
核对两个日期，填错的改正；确实迟了的补不回来，以后按时备案。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import covered
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in covered(ledger):
        for index, event in enumerate(account.events):
            if event.filed_on is None or event.filed_on <= event.on:
                continue
            days = (event.filed_on - event.on).days
            limit = ledger.thresholds(account.region).filing.days
            if days > limit:
                message = f"{event.kind.zh}于 {event.on} 生效，{event.filed_on} 才备案，隔了 {days} 天，期限是 {limit} 天"
                yield account.fault(("events", index, "filed_on"), message, "核对两个日期，填错的改正；确实迟了的以后按时备案")


RULE = Rule(name="filed_within_days", clause="90-4.2.4", binding=False, check=check)
