"""认证主体就是主办单位

What
----
verified.as（平台认证的主体）须是主办单位的全称或规范简称；内设机构的账号可以认证为所属单位，政府的账号可以认证为本级人民政府。
认证还是曾用名的、台账导入的，由 verification_renewed 提醒。

Why
---
国办发〔2018〕123号：账号的认证信息应公开主办单位名称。认证在别的单位或公司名下，账号就不在主办单位手里。

Good
----
verified: {as: 岭东市卫生健康局}

Bad
---
verified: {as: 岭东云课科技有限公司（虚构）}

Mend
----
在平台上以主办单位名义重新认证；若是单位登记的名称不全，在 unit.yml 补 short_names。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import current
from govmedia.calculation.rule import Rule
from govmedia.calculation.verification import accepted_names, former_names
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in current(ledger):
        unit = ledger.units.get(account.unit)
        if account.verified is None or account.imported or unit is None:
            continue
        subject = account.verified.as_
        if subject != unit.name and subject not in accepted_names(account, unit, ledger) and subject not in former_names(unit, ledger):
            mend = "在平台以主办单位名义重新认证；简称未登记的，在 unit.yml 补 short_names"
            yield account.fault(("verified", "as"), f"认证主体“{subject}”不是主办单位“{unit.name}”", mend)


RULE = Rule(name="verified_as_sponsor", clause="123-verify", binding=True, check=check)
