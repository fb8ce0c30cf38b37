"""一个单位在一个平台只有一个账号

What
----
同一单位在同一平台（platforms.yml 的 group 相同）只能有一个账号。注销以前都算数：拟开设、停更、关停、失控的账号也占着位置。
问题记在后开设的账号上。移动客户端另见 one_app_per_unit，内设机构另见 inner_offices_share_one_account。

Why
---
粤办函〔2019〕90号 三（二）：一个单位原则上在同一平台只开设一个政务新媒体账号。忘了密码就另开一个，是账号失管的常见起因。

Good
----
registry/990100-lingdong/health/wechat.yml

Bad
---
registry/990100-lingdong/health/wechat.yml
registry/990100-lingdong/health/wechat-jiankang.yml

Mend
----
把功能并入先开的账号，注销后开的；失控的账号先找回或请平台注销。确需另开的，凭批准文件在 registry/waivers.yml 登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.crowding import CLIENTS, Second, seconds
from govmedia.calculation.life import state_on
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for second in seconds(ledger):
        if second.same_unit and second.platform.group != CLIENTS:
            yield _fault(second, ledger)


def _fault(second: Second, ledger: Ledger) -> Fault:
    first, platform = second.first, second.platform
    state = state_on(first, ledger.as_of.day).zh
    message = f"本单位在{platform.name}已有账号“{first.name}”（{first.path}，{state}）"
    mend = f"并入该账号；确需另开的，凭批准文件在 registry/waivers.yml 登记豁免，subject 写 {second.account.id}"
    return second.account.fault((), message, mend)


RULE = Rule(name="one_account_per_platform", clause="90-3.2.1", binding=True, check=check)
