"""单位层级与所在地区相符

What
----
单位的 level 不能高于所在地区的层级；政府和政府部门（属地管理）也不能低于它：县级单位放在县的文件夹，乡镇放在县的文件夹。
没有区县的市（如不设区的地级市）和功能区，县级单位、镇街直接归市。

Why
---
开设权限、审批机关都由层级决定。层级填错一级，就批错了机关。

Good
----
# registry/990100-lingdong/health/unit.yml
level: prefecture

Bad
---
# registry/990100-lingdong/yundi-education/unit.yml
level: county

Mend
----
改正 level，或把单位移到所属区县的文件夹（账号文件写 id: 原编号）。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit
from govmedia.model.words import Level, Line, UnitKind

LOCAL = (UnitKind.government, UnitKind.department)
ORDER = list(Level)


def check(ledger: Ledger) -> Iterator[Fault]:
    divided = {region.parent for region in ledger.regions.values() if not region.zone}
    for unit in ledger.units.values():
        region = ledger.regions.get(unit.region)
        if region is None or unit.level is region.level:
            continue
        higher = ORDER.index(unit.level) < ORDER.index(region.level)
        if higher or (region.code in divided and _must_lie_lower(unit)):
            mend = "改正 level，或移到相应层级的地区文件夹（账号文件写 id: 原编号）"
            yield unit.fault("level", f"单位是{unit.level.zh}，文件夹“{region.name}”是{region.level.zh}", mend)


def _must_lie_lower(unit: Unit) -> bool:
    return unit.kind in LOCAL and unit.line is Line.local


RULE = Rule(name="unit_level_fits_region", clause="house-region", binding=True, check=check)
