"""不纳入监管的账号写明理由

What
----
scope: outside（不在本办法范围）的账号须写 scope_reason。纳入监管的不写。

Why
---
不纳入监管就不进检查和抽查。没有理由，这一栏就会成为逃避检查的口子。

Good
----
scope: outside
scope_reason: 人民法院不属于行政机关，登记在案，不列入检查和抽查

Bad
---
scope: outside

Mend
----
写明 scope_reason；说不出理由的，改回 scope: covered。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import Scope


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        if account.scope is Scope.outside and not account.scope_reason:
            yield account.fault("scope", "不纳入监管，却没有写明理由", "填写 scope_reason；没有理由的改为 scope: covered")
        elif account.scope is Scope.covered and account.scope_reason:
            yield account.fault("scope_reason", "账号纳入监管，却写了不纳入的理由", "删去 scope_reason，或改为 scope: outside")


RULE = Rule(name="outside_has_reason", clause="house-form", binding=True, check=check)
