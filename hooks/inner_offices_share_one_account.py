"""内设机构与所属单位共用一个账号

What
----
内设机构（kind: internal）须写明 parent_unit。同一法人单位之内，本部和各内设机构在一个平台合起来只有一个账号，问题记在后开设的账号上。
同一地区全称相同、或统一社会信用代码相同的单位，登记成几个文件夹也算同一法人单位。

Why
---
粤办函〔2019〕90号 三（二）：单位内部开设有多个账号的，要把功能集成到一个账号。

Good
----
# 市公安局有 wechat.yml，交警支队只在它的菜单里设栏目
registry/990100-lingdong/public-security/wechat.yml

Bad
---
registry/990100-lingdong/public-security/wechat.yml
registry/990100-lingdong/traffic-police/wechat.yml

Mend
----
把功能集成到所属单位的账号。确需单独开设的，凭批准文件在 registry/waivers.yml 登记豁免。
"""

from collections.abc import Iterator

from govmedia.calculation.crowding import CLIENTS, Second, seconds
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import UnitKind


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in ledger.units.values():
        if unit.kind is UnitKind.internal and not unit.parent_unit:
            yield unit.fault("kind", f"内设机构“{unit.name}”没有写明所属单位", "填写 parent_unit：所属单位的编号")
    for second in seconds(ledger):
        if not second.same_unit and second.platform.group != CLIENTS:
            yield _fault(second, ledger)


def _fault(second: Second, ledger: Ledger) -> Fault:
    first = second.first
    holder = ledger.units[first.unit].name if first.unit in ledger.units else first.unit
    message = f"同一单位的“{holder}”在{second.platform.name}已有账号“{first.name}”（{first.path}）"
    mend = f"功能集成到一个账号；确需单独开设的，凭批准文件在 registry/waivers.yml 登记豁免，subject 写 {second.account.id}"
    return second.account.fault((), message, mend)


RULE = Rule(name="inner_offices_share_one_account", clause="90-3.2.1b", binding=True, check=check)
