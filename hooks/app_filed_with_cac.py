"""应用上线前经网信部门备案

What
----
自 policy.yml 的 apps.filing_from 起上线的移动客户端、小程序、快应用，须有 cac_filing_no（网信部门应用备案号）。拟上线的，上线之日起检查。
此前上线的由 older_apps_meet_new_rules 提醒。

Why
---
国办函〔2026〕12号：政务移动应用程序上线前须经网信部门备案，取得编号。

Good
----
cac_filing_no: 南岭网应备〔2026〕0027号

Bad
---
cac_filing_no: null

Mend
----
向本级网信部门备案，取得编号后填写；备案以前先下线。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import current
from govmedia.calculation.life import opened
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in current(ledger):
        if account.platform not in ledger.apps or account.cac_filing_no:
            continue
        event = opened(account)
        since = ledger.thresholds(account.region).apps.filing_from
        if event and since <= event.on <= ledger.as_of.day:
            mend = "向本级网信部门备案，取得编号后填写 cac_filing_no；备案以前先下线"
            yield account.fault("cac_filing_no", f"{event.on} 上线的应用没有网信备案号", mend)


RULE = Rule(name="app_filed_with_cac", clause="12-cac", binding=True, check=check)
