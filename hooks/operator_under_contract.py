"""委托运维有合同、有保密协议

What
----
写了 operator（购买服务运维）的账号，须写明合同到期日 contract_until，合同未到期，并已签保密协议（secrecy_agreement: true）。

Why
---
粤办函〔2019〕90号 二：可以委托相关机构承担日常运维，责任仍在主办单位。合同到期、没有保密协议，账号就在无约束的人手里。

Good
----
operator: {name: 岭东云课科技有限公司（虚构）, contract_until: 2029-08-31, secrecy_agreement: true}

Bad
---
operator: {name: 岭东云课科技有限公司（虚构）, contract_until: 2024-08-31}

Mend
----
续签后更新 contract_until；补签保密协议后写 secrecy_agreement: true；已收回自行运维的，删去 operator。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import current
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account, Operator


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in current(ledger):
        if account.operator:
            yield from _contract(account, account.operator, ledger)


def _contract(account: Account, operator: Operator, ledger: Ledger) -> Iterator[Fault]:
    if operator.contract_until is None:
        yield account.fault("operator", f"没有写明与“{operator.name}”的合同到期日", "填写 contract_until，如 2027-06-30")
    elif operator.contract_until < ledger.as_of.day:
        until = operator.contract_until
        mend = "续签后更新 contract_until；已收回自行运维的删去 operator"
        yield account.fault(("operator", "contract_until"), f"与“{operator.name}”的合同已于 {until} 到期", mend)
    if not operator.secrecy_agreement:
        yield account.fault(("operator", "secrecy_agreement"), f"没有与“{operator.name}”的保密协议", "签订后写 secrecy_agreement: true")


RULE = Rule(name="operator_under_contract", clause="90-2.4", binding=True, check=check)
