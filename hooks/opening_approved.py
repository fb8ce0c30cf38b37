"""开设账号先经批准

What
----
自 policy.yml 的 opening.approval_from 起开设的账号，opened 事项须有 approval：by 是有权批准的办公室，document 是文号，on 不晚于开设之日。
省直部门、地市政府由省政府办公厅批，市直部门、县级政府由市政府办公室批（层级对照见 policy.yml）；垂直管理单位由上级单位批。

Why
---
粤办函〔2019〕90号 四（二）：新开设政务新媒体须经审批同意。

Good
----
- {kind: opened, on: 2022-04-07, approval: {by: 990100-lingdong/government-office, document: 岭东府办函〔2022〕19号, on: 2022-03-30}}

Bad
---
- {kind: opened, on: 2022-04-07}

Mend
----
补上批文；没有批过的，向提示的办公室报批。批准在开设之后的，按实际开设日期改正，或报批准机关处理后登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import approving_offices, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account, Event


def check(ledger: Ledger) -> Iterator[Fault]:
    for opening in openings(ledger):
        if opening.event and opening.regulated and (offices := approving_offices(opening.account, opening.body, ledger)):
            yield from _approval(opening.account, opening.event, offices, ledger)


def _approval(account: Account, event: Event, offices: tuple[str, ...], ledger: Ledger) -> Iterator[Fault]:
    given, index = event.approval, account.events.index(event)
    if given is None:
        mend = f"补上 approval: {{by, document, on}}，由 {_either(offices, ledger)} 批准"
        yield account.fault(("events", index), f"{event.on} 开设没有批文", mend)
        return
    if given.by not in offices:
        message = f"“{_either((given.by,), ledger)}”无权批准这次开设"
        yield account.fault(("events", index, "approval", "by"), message, f"须由 {_either(offices, ledger)} 批准")
    if given.on > event.on:
        mend = "核对两个日期；确是先开后批的，报批准机关处理后登记豁免"
        yield account.fault(("events", index, "approval", "on"), f"批准日期 {given.on} 晚于开设日期 {event.on}", mend)


def _either(offices: tuple[str, ...], ledger: Ledger) -> str:
    """The offices with their names, 或 between them."""
    return " 或 ".join(f"{office}（{ledger.units[office].name}）" if office in ledger.units else office for office in offices)


RULE = Rule(name="opening_approved", clause="90-4.2.2", binding=True, check=check)
