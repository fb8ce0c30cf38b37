"""新账号由可以开设的单位开设

What
----
自 policy.yml 的 opening.approval_from 起开设的账号，主办单位须是县级以上政府（或其办公室、功能区管委会代表政府开设）、
省直部门、市直部门；opening.discouraged 所列层级的部门和乡镇（街道）原则上不单独开设。垂直管理单位从其系统规定。

Why
---
粤办函〔2019〕90号 四（二）：县级以上人民政府应当开设，省直、市直部门可根据工作需要开设，县级政府部门及乡镇（街道）原则上不单独开设。

Good
----
# 县政府办公室代表县政府开设
represents_government: true

Bad
---
# registry/990102-yundi/education/wechat.yml，区教育局 2021 年单独开设
events:
  - {kind: opened, on: 2021-03-01}

Mend
----
由本级政府的账号发布，不单独开设；账号本来就代表本级政府的，写 represents_government: true。
确需开设的，凭批准文件在 registry/waivers.yml 登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import is_entitled, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for opening in openings(ledger):
        account, event, body = opening.account, opening.event, opening.body
        if event and opening.regulated and not is_entitled(account, body, ledger):
            message = f"“{body.name}”是{body.level.zh}{body.kind.zh}，原则上不单独开设"
            mend = f"由本级政府账号发布；确需开设的，凭批准文件在 registry/waivers.yml 登记豁免，subject 写 {account.id}"
            yield account.fault(("events", account.events.index(event)), message, mend)


RULE = Rule(name="accounts_opened_by_entitled_units", clause="90-4.2.1", binding=True, check=check)
