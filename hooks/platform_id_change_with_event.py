"""换了平台内编号要登记事项

What
----
platform_ids 里填过的编号改动或删去的，须同时登记一件 renamed、migrated、recovered 或 transferred 事项，日期不早于原来备案的最后一件事。
补填空着的编号不算改动。

Why
---
粤办函〔2019〕90号 四（二）：变更须备案。平台内编号认的是账号本身，换了编号，同一份备案说的就是另一个账号。

Good
----
platform_ids: {uid: 9901000077}
events:
  - {kind: recovered, on: 2026-10-12, reason: 失控后由平台找回，换发新号}

Bad
---
# 原来是 uid: 9901000013，没有新的事项
platform_ids: {uid: 9901000077}

Mend
----
登记换号的事项。确是另一个账号的，恢复原编号，另行备案。原来抄错的，由主管单位核实后登记豁免，更正后豁免即可到期。
"""

from collections.abc import Iterator
from datetime import date

from govmedia.calculation.change import added, kept
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import EventKind

RENEWING = (EventKind.renamed, EventKind.migrated, EventKind.recovered, EventKind.transferred)


def check(ledger: Ledger) -> Iterator[Fault]:
    for old, new in kept(ledger):
        for key, value in old.platform_ids.items():
            if new.platform_ids.get(key) != value and not _is_told(old, new):
                now = f"改成了“{new.platform_ids[key]}”" if key in new.platform_ids else "删去了"
                mend = f"补上换号的事项（{'、'.join(RENEWING)} 之一）；抄错的由主管单位核实后登记豁免，subject 写 {new.id}"
                yield new.fault(("platform_ids", key), f"{key} 由“{value}”{now}，没有登记事项", mend)


def _is_told(old: Account, new: Account) -> bool:
    last = max((event.on for event in old.events), default=date.min)
    return any(event.on >= last for kind in RENEWING for event in added(old, new, kind))


RULE = Rule(name="platform_id_change_with_event", clause="90-4.2.4", binding=True, check=check)
