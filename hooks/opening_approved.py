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

from govmedia.calculation.filings import current
from govmedia.calculation.life import opened
from govmedia.calculation.opening import approving_offices, opener
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account, Event


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in current(ledger):
        event, body = opened(account), opener(account, ledger)
        if event is None or body is None or event.on < ledger.thresholds(body.region).opening.approval_from:
            continue
        if offices := approving_offices(account, body, ledger):
            yield from _approval(account, event, offices, ledger)


def _approval(account: Account, event: Event, offices: tuple[str, ...], ledger: Ledger) -> Iterator[Fault]:
    index, given = account.events.index(event), event.approval
    wanted = " 或 ".join(_named(office, ledger) for office in offices)
    if given is None:
        yield account.fault(("events", index), f"{event.on} 开设没有批文", f"补上 approval: {{by, document, on}}，由 {wanted} 批准")
        return
    if given.by not in offices:
        yield account.fault(("events", index, "approval", "by"), f"“{_named(given.by, ledger)}”无权批准这次开设", f"须由 {wanted} 批准")
    if given.on > event.on:
        message = f"批准日期 {given.on} 晚于开设日期 {event.on}"
        yield account.fault(("events", index, "approval", "on"), message, "核对两个日期；确是先开后批的，报批准机关处理后登记豁免")


def _named(office: str, ledger: Ledger) -> str:
    unit = ledger.units.get(office)
    return f"{office}（{unit.name}）" if unit else office


RULE = Rule(name="opening_approved", clause="90-4.2.2", binding=True, check=check)
