"""县级以下不建设应用

What
----
自 policy.yml 的 apps.filing_from 起上线的移动客户端、小程序、快应用，主办单位不得低于 apps.lowest_level（县级）。

Why
---
国办函〔2026〕12号：县级以下单位不得建设政务移动应用程序。

Good
----
# 由县级以上单位建设，乡镇在其中设栏目
registry/990102-yundi/government-office/miniprogram.yml

Bad
---
# 街道办事处建设小程序
registry/990102-yundi/qingliu-street/miniprogram.yml

Mend
----
在上级单位的应用里设栏目，自建的下线，公告后注销归档。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import Level


def check(ledger: Ledger) -> Iterator[Fault]:
    order = list(Level)
    for opening in openings(ledger):
        account, event, body = opening.account, opening.event, opening.body
        if event is None or account.platform not in ledger.apps:
            continue
        policy = ledger.thresholds(account.region).apps
        if event.on >= policy.filing_from and order.index(body.level) > order.index(policy.lowest_level):
            message = f"“{body.name}”是{body.level.zh}，{policy.lowest_level.zh}以下不建设应用"
            yield account.fault((), message, "在上级单位的应用里设栏目，自建的下线，公告后注销归档")


RULE = Rule(name="apps_not_below_county", clause="12-level", binding=True, check=check)
