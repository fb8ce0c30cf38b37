"""老应用按新规定补办备案、清理

What
----
在 apps.filing_from 以前上线（或上线时间不明）、仍在使用的移动客户端、小程序、快应用：没有网信备案号的，提醒补办；
主办单位低于 apps.lowest_level 的，提醒并入上级应用。只提示，不拦截。

Why
---
国办函〔2026〕12号：应用须有网信备案号，县级以下不得建设。规定施行以前的应用要逐步规范。

Good
----
cac_filing_no: 南岭网应备〔2026〕0001号

Bad
---
cac_filing_no: null

Mend
----
向网信部门补办备案后填写 cac_filing_no；不再保留的，公告后注销归档。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import Opening, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.policy import AppPolicy
from govmedia.model.words import Level


def check(ledger: Ledger) -> Iterator[Fault]:
    for opening in openings(ledger):
        if opening.account.platform in ledger.apps:
            policy = ledger.thresholds(opening.account.region).apps
            if opening.event is None or opening.event.on < policy.filing_from:
                yield from _app(opening, policy)


def _app(opening: Opening, policy: AppPolicy) -> Iterator[Fault]:
    account, body, order = opening.account, opening.body, list(Level)
    if not account.cac_filing_no:
        yield account.fault("cac_filing_no", "应用没有网信备案号", "向本级网信部门补办备案后填写 cac_filing_no")
    if order.index(body.level) > order.index(policy.lowest_level):
        message = f"“{body.name}”是{body.level.zh}，{policy.lowest_level.zh}以下不建设应用"
        yield account.fault((), message, "功能并入上级的应用，公告后注销归档")


RULE = Rule(name="older_apps_meet_new_rules", clause="12-cac", binding=False, check=check)
