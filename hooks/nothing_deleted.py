"""备案和单位只归档，不删除

What
----
原来登记过的账号和单位，改动之后仍须在登记库里：账号注销后移入 registry/archive/，单位撤销后写 abolished_on，都不删除文件。
口径、平台、地区、人员、改动种类、豁免等总表，抽查的名单和抽签结果，同样只改不删。

Why
---
注销、撤销也是要备查的事实。删掉文件，编号就可能被别的账号再用，注销后又悄悄上线的账号也查不出来。

Good
----
registry/archive/990100-lingdong/health/wechat-2024-05-31.yml

Bad
---
# 直接删去 registry/990100-lingdong/health/wechat.yml

Mend
----
恢复文件。账号已注销的，登记 cancelled 事项后移入 registry/archive/；单位已撤销的，写 abolished_on 和 merged_into。
"""

from collections.abc import Iterator

from govmedia.calculation.change import silent_moves, vanished
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

NORMS = tuple(
    f"registry/{name}.yml" for name in ("policy", "platforms", "regions", "clauses", "sources", "columns", "people", "kinds", "waivers")
)
"""Without them rules would have nothing to judge by and fall silent. The baseline has its own rule."""


def check(ledger: Ledger) -> Iterator[Fault]:
    if ledger.base is None:
        return
    moved = {old.id for old, _ in silent_moves(ledger)}
    for account in vanished(ledger):
        if account.id not in moved:
            message = f"账号“{account.name}”（{account.id}）的备案不见了"
            yield Fault(account.path, (), message, "恢复文件；已注销的登记 cancelled 后移入 registry/archive/", 1, 1)
    for unit in ledger.base.units.values():
        if unit.id not in ledger.units and unit.path not in ledger.present:
            message = f"单位“{unit.name}”（{unit.id}）的登记不见了"
            yield Fault(unit.path, (), message, "恢复文件；已撤销的写 abolished_on 和 merged_into", 1, 1)
    for path in sorted(ledger.base.present):
        if (path in NORMS or _is_draw(path)) and path not in ledger.present:
            yield Fault(path, (), "这个文件不见了", "恢复文件；不用的条目在文件里删去，抽查名单和抽签结果一经提交就不动", 1, 1)


def _is_draw(path: str) -> bool:
    return path.startswith("registry/inspections/") and path.endswith(("/frame.yml", "/draw.yml"))


RULE = Rule(name="nothing_deleted", clause="house-id", binding=True, check=check, waivable=False)
