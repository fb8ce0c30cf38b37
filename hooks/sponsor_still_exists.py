"""撤销的单位不再主办账号

What
----
单位已经撤销（abolished_on 已到），名下不应再有在用的账号。

Why
---
粤办函〔2019〕90号 二、四（二）：谁主办谁负责，主办单位变动要办理变更。机构改革后账号仍挂在撤销单位名下，是各地通报里的常见问题。

Good
----
# 账号已移交承接单位，或已注销归档
abolished_on: 2019-03-15
merged_into: 990100-lingdong/culture-tourism

Bad
---
# 单位撤销了，文件夹里还有未注销的账号
abolished_on: 2019-03-15

Mend
----
把账号文件移到承接单位的文件夹，写上 id 和 transferred 事项；不再使用的，公告后注销并归档。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import current
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in current(ledger):
        unit = ledger.units.get(account.unit)
        if unit and unit.abolished_on and unit.abolished_on <= ledger.as_of.day:
            heir = f"承接单位（{unit.merged_into}）" if unit.merged_into else "承接单位"
            yield account.fault(
                (), f"主办单位“{unit.name}”已于 {unit.abolished_on} 撤销", f"移交{heir}并登记 transferred 事项，或公告后注销归档"
            )


RULE = Rule(name="sponsor_still_exists", clause="90-2.2", binding=False, check=check)
