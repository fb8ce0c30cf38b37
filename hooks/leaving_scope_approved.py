"""不再纳入监管要有主管单位批准

What
----
账号由 scope: covered 改为 scope: outside，或新备案时就写 outside，而主办单位属于政府系统（政府、部门、派出机构、事业单位、内设机构等）的，
须写 scope_approval：by 是主管单位或更上级的主管单位，document 是文号，on 是日期。由台账导入的新备案，以台账为凭。

Why
---
粤办函〔2019〕90号 四（二）：变更须备案。不纳入监管就不进检查和抽查，不能由账号自己决定。

Good
----
scope: outside
scope_reason: 已划转企业运营，不再代表本局
scope_approval: {by: 990100-lingdong/government-office, document: 岭东府办函〔2026〕31号, on: 2026-10-12}

Bad
---
# 原来是 scope: covered
scope: outside
scope_reason: 内容与政务无关

Mend
----
报主管单位批准后填写 scope_approval；没有批准的，改回 scope: covered。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import legal_body, offices_above
from govmedia.calculation.change import fresh, kept
from govmedia.calculation.opening import GOVERNMENTAL
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import Scope


def check(ledger: Ledger) -> Iterator[Fault]:
    left = [new for old, new in kept(ledger) if old.scope is Scope.covered]
    filed = [account for account in fresh(ledger) if not (account.imported and account.imported.sha256)]
    for account in (a for a in left + filed if a.scope is Scope.outside):
        body = ledger.units.get(legal_body(account.unit, ledger))
        if body is None or body.kind in GOVERNMENTAL:
            yield from _approval(account, ledger)


def _approval(account: Account, ledger: Ledger) -> Iterator[Fault]:
    offices = offices_above(account.unit, ledger)
    named = "、".join(offices) or "主管单位"
    if account.scope_approval is None:
        mend = f"补上 scope_approval: {{by, document, on}}，由 {named} 批准；没有批准的改回 scope: covered"
        yield account.fault("scope", "主办单位属于政府系统，不纳入监管没有主管单位批准", mend)
    elif account.scope_approval.by not in offices:
        yield account.fault(("scope_approval", "by"), f"“{account.scope_approval.by}”不是主管单位，也不在其上", f"由 {named} 批准")


RULE = Rule(name="leaving_scope_approved", clause="90-4.2.4", binding=True, check=check)
