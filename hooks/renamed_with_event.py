"""改名要登记更名事项

What
----
改了账号的 name，须同时登记一件 renamed 事项，was 写原名称。renamed 事项都要写 was，最后一次的 was 不能与现名相同。

Why
---
粤办函〔2019〕90号 四（二）：变更须备案。名称随意更改会扰乱监管，旧名也要查得到。

Good
----
name: 健康岭东
events:
  - {kind: renamed, on: 2021-03-02, was: 岭东卫健}

Bad
---
# 只改了 name，没有 renamed 事项
name: 健康岭东

Mend
----
补上 renamed 事项，was 写原名称。原来只是写错字的，也照此登记，reason 写“更正笔误”。
"""

from collections.abc import Iterator

from govmedia.calculation.change import added, kept
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import EventKind


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        yield from _declared(account)
    for old, new in kept(ledger):
        if old.name != new.name and not any(event.was == old.name for event in added(old, new, EventKind.renamed)):
            mend = f"补上事项 {{kind: renamed, on: 日期, was: {old.name}}}；更正笔误的再写 reason"
            yield new.fault("name", f"名称由“{old.name}”改为“{new.name}”，没有登记更名", mend)


def _declared(account: Account) -> Iterator[Fault]:
    renamings = [(i, event) for i, event in enumerate(account.events) if event.kind is EventKind.renamed]
    for index, event in renamings:
        if not event.was:
            yield account.fault(("events", index), "更名没有写原名称", "填写 was：原名称")
    if renamings and renamings[-1][1].was == account.name:
        yield account.fault(("events", renamings[-1][0], "was"), f"原名称与现名相同（{account.name}）", "was 写原名称，name 写新名称")


RULE = Rule(name="renamed_with_event", clause="90-4.2.4", binding=True, check=check)
