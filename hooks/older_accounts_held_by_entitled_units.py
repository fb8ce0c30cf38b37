"""县级部门、乡镇的老账号逐步并入上级账号

What
----
在 opening.approval_from 以前开设、或开设时间不明的账号，主办单位是县级部门、乡镇（街道）的，提醒清理整合。只提示，不拦截。

Why
---
粤办函〔2019〕90号 四（二）：县级政府部门及乡镇（街道）原则上不单独开设；三（二）：清理整合。规定施行以前的账号不溯及既往。

Good
----
# 已并入县政府账号，注销归档
registry/archive/990102-yundi/education/wechat-2024-05-31.yml

Bad
---
# registry/990102-yundi/education/wechat.yml
events:
  - {kind: opened, on: 2016-03-01}

Mend
----
并入本级政府的账号后公告注销；决定保留的，凭批准文件在 registry/waivers.yml 登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import is_entitled, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for opening in openings(ledger):
        account, body = opening.account, opening.body
        if not opening.regulated and not is_entitled(account, body, ledger):
            message = f"“{body.name}”是{body.level.zh}{body.kind.zh}，原则上不单独设账号"
            mend = f"并入本级政府账号；决定保留的，凭批准文件在 registry/waivers.yml 登记豁免，subject 写 {account.id}"
            yield account.fault((), message, mend)


RULE = Rule(name="older_accounts_held_by_entitled_units", clause="90-4.2.1", binding=False, check=check)
