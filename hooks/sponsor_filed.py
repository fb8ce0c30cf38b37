"""主办单位已经登记

What
----
账号所在的文件夹里有主办单位的登记文件 unit.yml。

Why
---
粤办函〔2019〕90号 二：谁主办谁负责。没有登记主办单位的账号，出了问题找不到人。

Good
----
registry/990100-lingdong/health/unit.yml
registry/990100-lingdong/health/wechat.yml

Bad
---
# 只有账号，没有 unit.yml
registry/990100-lingdong/health/wechat.yml

Mend
----
用 govmedia new unit 生成 unit.yml；单位已有别的文件夹的，把账号文件移过去，并写上 id。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        if account.archived or account.unit in ledger.units:
            continue
        unit_file = f"registry/{account.unit}/unit.yml"
        if unit_file not in ledger.present:
            yield account.fault((), f"主办单位“{account.unit}”没有登记", f"登记 {unit_file}（可用 govmedia new unit 生成）")


RULE = Rule(name="sponsor_filed", clause="90-2.2", binding=True, check=check)
