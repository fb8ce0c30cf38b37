"""换主办单位要登记变更事项

What
----
账号文件移到另一个单位的文件夹，须同时登记一件 transferred 事项，was 写原主办单位的名称或编号。从暂定单位查明主办单位的不算变更。

Why
---
粤办函〔2019〕90号 四（二）：变更须备案；二：谁主办谁负责，责任从哪天起换人要写清楚。

Good
----
id: 990100-lingdong/tourism-bureau/wechat
events:
  - {kind: transferred, on: 2019-03-15, was: 岭东市旅游局, notice: https://www.lingdong.example/notice/2019/0315}

Bad
---
# 文件由 tourism-bureau 移到 culture-tourism，没有 transferred 事项
id: 990100-lingdong/tourism-bureau/wechat

Mend
----
补上 transferred 事项，was 写原主办单位。
"""

from collections.abc import Iterator

from govmedia.calculation.change import added, kept
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import EventKind


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        for index, event in enumerate(account.events):
            if event.kind is EventKind.transferred and not event.was:
                yield account.fault(("events", index), "主办单位变更没有写原主办单位", "填写 was：原主办单位的名称或编号")
    before = ledger.base.units if ledger.base else {}
    for old, new in kept(ledger):
        sponsor = before.get(old.unit)
        if old.unit == new.unit or (sponsor and sponsor.provisional):
            continue
        names = (old.unit, *((sponsor.name, *sponsor.former_names) if sponsor else ()))
        if not any(event.was in names for event in added(old, new, EventKind.transferred)):
            mend = f"补上事项 {{kind: transferred, on: 日期, was: {sponsor.name if sponsor else old.unit}, notice: 公告链接}}"
            yield new.fault("events", f"主办单位由“{old.unit}”换成“{new.unit}”，没有登记变更", mend)


RULE = Rule(name="sponsor_change_with_event", clause="90-4.2.4", binding=True, check=check)
