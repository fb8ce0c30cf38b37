"""主管关系和隶属关系不绕圈

What
----
顺着主管单位或上级单位一路往上，不能回到自己。省直部门由本部门办公室（内设机构）主管，不算绕圈。

Why
---
粤办函〔2019〕90号 二：主管单位负责指导、协调、监督。自己主管自己、互相主管，等于没有人监督。

Good
----
supervised_by: 990100-lingdong/government-office

Bad
---
# 甲由乙主管，乙又由甲主管
supervised_by: 990100-lingdong/health

Mend
----
按提示的路径找出写错的一环，改为真正的主管单位或上级单位。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import circle, own_office, supervision
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in ledger.units.values():
        if unit.parent_unit and (way := circle(unit, lambda u: u.parent_unit, ledger)):
            yield _fault(unit, "parent_unit", "上级单位绕成一圈", way)
        elif unit.supervised_by and (way := circle(unit, lambda u: _office(u, ledger), ledger)):
            yield _fault(unit, "supervised_by", "主管单位绕成一圈", way)


def _office(unit: Unit, ledger: Ledger) -> str | None:
    """The office above; None at the top, where a body is supervised by its own office."""
    office = supervision(unit, ledger).office
    return None if office is None or own_office(unit, office, ledger) else office


def _fault(unit: Unit, key: str, what: str, way: list[str]) -> Fault:
    return unit.fault(key, f"{what}：{' → '.join(way)}", "改正其中写错的一环，使它通到上一级")


RULE = Rule(name="supervision_has_no_circle", clause="90-2.1", binding=True, check=check, waivable=False)
