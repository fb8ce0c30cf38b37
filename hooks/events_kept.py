"""已备案的事项不改不删

What
----
账号 events 里已有的事项保留原样：可以补填空着的栏目，可以加新的事项，不能删去，也不能改动填过的内容。

Why
---
粤办函〔2019〕90号 四（二）：开设、变更、关停、注销都要备案。开设日期一改，审批和时限就无从查起；更名一删，旧名就查不到了。

Good
----
events:
  - {kind: opened, on: 2026-11-02, filed_on: 2026-11-03}   # 原来没有 filed_on，补上

Bad
---
events:
  - {kind: opened, on: 2012-11-02}                          # 原来是 2026-11-02

Mend
----
恢复原来的事项。确属笔误的，由主管单位核实后在 registry/waivers.yml 登记豁免，更正后豁免即可到期。
"""

from collections.abc import Iterator

from govmedia.calculation.change import kept
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Event


def check(ledger: Ledger) -> Iterator[Fault]:
    for old, new in kept(ledger):
        for event in old.events:
            if old.events != new.events and not any(_continues(event, later) for later in new.events):
                mend = f"恢复这件事项；确属笔误的，由主管单位核实后登记豁免，subject 写 {new.id}"
                yield new.fault("events", f"原有事项“{event.on} {event.kind.zh}”被改动或删去", mend)


def _continues(old: Event, new: Event) -> bool:
    """Whether everything that was filled in still stands; what was empty may have been filled."""
    return all(value is None or getattr(new, name) == value for name, value in old)


RULE = Rule(name="events_kept", clause="90-4.2.4", binding=True, check=check)
