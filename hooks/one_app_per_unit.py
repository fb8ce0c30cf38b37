"""一个单位只建一个移动客户端

What
----
同一法人单位（含内设机构）只能有一个移动客户端（APP）。问题记在后建的客户端上。

Why
---
粤办函〔2019〕90号 三（二）：只建设一个移动客户端。

Good
----
registry/990000-nanling/data-bureau/app.yml

Bad
---
registry/990000-nanling/data-bureau/app.yml
registry/990000-nanling/data-bureau/app-banshi.yml

Mend
----
把功能并入已有的客户端，公告后下架注销后建的。确需保留的，凭批准文件在 registry/waivers.yml 登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.crowding import CLIENTS, seconds
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for second in seconds(ledger):
        if second.platform.group == CLIENTS:
            first, account = second.first, second.account
            mend = f"并入已有的客户端；确需保留的，凭批准文件在 registry/waivers.yml 登记豁免，subject 写 {account.id}"
            yield account.fault((), f"本单位已有移动客户端“{first.name}”（{first.path}）", mend)


RULE = Rule(name="one_app_per_unit", clause="90-3.2.2", binding=True, check=check)
