"""党委、法院、检察院、群团、军队的账号核对适用范围

What
----
主办单位是党委机关、法院、检察院、群团组织或军队（kind），账号却写着 scope: covered 的，提醒核对是否属于本办法范围。

Why
---
粤办函〔2019〕90号管的是政府系统的政务新媒体。范围算宽了，抽查的总体就不准。

Good
----
scope: outside
scope_reason: 人民法院不属于行政机关，登记在案，不列入检查和抽查

Bad
---
# 单位 kind: court
scope: covered

Mend
----
不属于政府系统的改为 scope: outside 并写 scope_reason；单位类型填错的改 unit.yml 的 kind。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import accounts_by_unit, sponsors
from govmedia.calculation.opening import GOVERNMENTAL
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in sponsors(ledger):
        if unit.kind not in GOVERNMENTAL:
            for account in accounts_by_unit(ledger)[unit.id]:
                mend = "改为 scope: outside 并写 scope_reason；单位类型填错的改 unit.yml 的 kind"
                yield account.fault("scope", f"“{unit.name}”是{unit.kind.zh}，账号却按政务新媒体纳入监管", mend)


RULE = Rule(name="covered_account_of_government", clause="house-form", binding=False, check=check)
