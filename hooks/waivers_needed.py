"""用不着的豁免删去

What
----
在期的豁免，其规则须确实对该账号或单位有问题可豁免；规则名须是真有的规则。

Why
---
问题已经改好，豁免还留着，以后再犯就会悄悄放行。规则名写错的豁免不起作用，写的人却以为起了作用。

Good
----
# 该账号确是第二个微信公众号
- {rule: one_account_per_platform, subject: 990100-lingdong/traffic-police/wechat}

Bad
---
# 规则名写错
- {rule: one_account_per_platfrom, subject: 990100-lingdong/traffic-police/wechat}

Mend
----
删去这一条；规则名写错的按提示改正。
"""

import difflib
from collections.abc import Iterator

from govmedia.calculation.inspection import in_force, subjects
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Waiver

PATH = "registry/waivers.yml"


def check(ledger: Ledger) -> Iterator[Fault]:
    if ledger.found is None:
        return
    for row, waiver in enumerate(ledger.waivers):
        if waiver.rule not in ledger.found:
            near = difflib.get_close_matches(waiver.rule, ledger.found, 1)
            mend = f"是不是 {near[0]}？" if near else "规则名见 govmedia explain；没有这条规则的，删去豁免"
            yield Fault(PATH, (row, "rule"), f"没有叫“{waiver.rule}”的规则", mend)
        elif waiver.rule not in ledger.unwaivable and in_force(waiver, ledger.as_of.day) and not _is_used(waiver, ledger):
            yield Fault(PATH, (row,), f"“{waiver.subject}”没有 {waiver.rule} 的问题，用不着豁免", "删去这一条")


def _is_used(waiver: Waiver, ledger: Ledger) -> bool:
    return any(waiver.subject in subjects(path, ledger) for path in (ledger.found or {})[waiver.rule])


RULE = Rule(name="waivers_needed", clause="house-waiver", binding=False, check=check, waivable=False, looks_back=True)
