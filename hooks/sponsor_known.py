"""暂定单位要换成真正的主办单位

What
----
台账没有写主办单位的账号，导入时放在暂定单位（provisional: true）之下。本规则一直提醒，直到写明真正的主办单位。

Why
---
粤办函〔2019〕90号 二：谁主办谁负责。暂定单位不能承担责任。

Good
----
registry/990100-lingdong/health/wechat.yml

Bad
---
# registry/990100-lingdong/provisional-lingdong-bianmin/unit.yml
provisional: true

Mend
----
查明主办单位，把账号文件移到该单位的文件夹，写上 id（原编号）；或者填全本单位的登记，删去 provisional。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import accounts_by_unit
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in ledger.units.values():
        if unit.provisional and (accounts := accounts_by_unit(ledger).get(unit.id)):
            names = "、".join(account.name for account in accounts)
            mend = "查明后把账号文件移到主办单位的文件夹并写上 id，或填全本登记并删去 provisional"
            yield unit.fault("provisional", f"还不知道“{names}”的主办单位", mend)


RULE = Rule(name="sponsor_known", clause="90-2.2", binding=False, check=check)
