"""单位更名后重新认证

What
----
认证主体还是主办单位曾用名（unit.yml 的 former_names）的，提醒主体已更名。台账导入的账号认证主体与主办单位不符的，也在这里提醒。

Why
---
国办发〔2018〕123号：主办单位变动要相应变更账号并公告。机构改革后认证主体没有跟着改，是检查常见的问题。

Good
----
verified: {as: 岭东市卫生健康局}

Bad
---
# 单位 2019 年已更名
verified: {as: 岭东市卫生和计划生育局}

Mend
----
在平台上更改认证主体，再更新 verified。
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
        if account.verified is None or unit is None or unit.provisional:
            continue
        subject = account.verified.as_
        if subject == unit.name or subject in accepted_names(account, unit, ledger):
            continue
        if subject in former_names(unit, ledger):
            message = f"主体已更名：认证主体“{subject}”是曾用名，现名“{unit.name}”"
            yield account.fault(("verified", "as"), message, "在平台更改认证主体后更新 verified")
        elif account.imported:
            message = f"台账上的认证主体“{subject}”与主办单位“{unit.name}”不符"
            yield account.fault(("verified", "as"), message, "核对主办单位；认证确实不符的，在平台重新认证")


RULE = Rule(name="verification_renewed", clause="123-verify", binding=False, check=check)
