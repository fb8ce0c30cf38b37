"""账号的经历合乎先后

What
----
events 按日期先后写；第一件是 opened（台账导入、开设时间不明的除外），只开设一次；cancelled 之后不再有别的事项；
resumed 之前须有停更公告、关停或失控，recovered 之前须是 lost，不能接连两次关停，停更公告在关停之前。

Why
---
粤办函〔2019〕90号 四（二）：开设、变更、关停、注销都要备案。账号现在的状态由最后一件事得出，次序错了，状态就错了。

Good
----
- {kind: opened, on: 2016-09-01}
- {kind: announced, on: 2025-02-20, notice: https://www.lingdong.example/notice/2025/0220}
- {kind: suspended, on: 2025-03-06}

Bad
---
- {kind: opened, on: 2016-09-01}
- {kind: recovered, on: 2019-01-01}

Mend
----
核对日期和事项，补上漏登的一件，或删去多写的一件。不知道的不要编造。
"""

from collections.abc import Iterator

from govmedia.calculation.life import missteps
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import EventKind, State


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        events = account.events
        if len(events) == 1 and events[0].kind is EventKind.opened:
            continue
        yield from _opening(account)
        if len(events) > 1:
            yield from _order(account)


def _opening(account: Account) -> Iterator[Fault]:
    kinds = [event.kind for event in account.events]
    if EventKind.opened in kinds[1:]:
        index = kinds.index(EventKind.opened, 1)
        again = EventKind.opened in kinds[:index]
        what = "开设登记了两次" if again else "开设不是第一件事"
        yield account.fault(("events", index), what, "只保留一次；关停后又启用的写 resumed" if again else "把 opened 移到最前")
    elif EventKind.opened not in kinds and not account.imported:
        mend = "补上 opened 和日期；台账导入、开设时间不明的，填写 imported，不要编造"
        yield account.fault("events", "没有登记开设", mend)


def _order(account: Account) -> Iterator[Fault]:
    for index, (before, event) in enumerate(zip(account.events, account.events[1:], strict=False), 1):
        if event.on < before.on:
            yield account.fault(("events", index, "on"), f"日期 {event.on} 早于上一件的 {before.on}", "按日期先后排列，或改正日期")
    for index, state in missteps(account):
        kind = account.events[index].kind
        if kind is not EventKind.opened:
            yield account.fault(("events", index), f"账号处于“{state.zh}”，不能有“{kind.zh}”", _advice(kind, state))


def _advice(kind: EventKind, state: State) -> str:
    if state is State.cancelled:
        return "注销后不再有别的事项；重新出现的，作为新账号备案并报告主管单位"
    if kind is EventKind.recovered:
        return "在它之前补上 lost（失控），或改为 resumed（恢复）"
    if kind is EventKind.resumed:
        return "在它之前补上 suspended（关停），或删去这一件"
    return "核对事项和次序，补上漏登的，删去多写的"


RULE = Rule(name="life_follows_order", clause="90-4.2.4", binding=True, check=check)
