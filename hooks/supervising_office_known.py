"""每个主办单位都有主管单位

What
----
有账号的单位须有政务新媒体主管单位：按地区和层级推定，或在 unit.yml 用 supervised_by 写明（垂直管理、功能区等），并写
supervision_basis。写明的单位编号必须登记在案。内设机构由所属单位主管，垂直管理单位由上级单位主管。

Why
---
粤办函〔2019〕90号 二：省、市、县政府办公室主管本地区，省直部门办公室或指定处室主管本单位。没有主管单位，备案、抽查、通报都无人负责。

Good
----
supervised_by: 990100-lingdong/government-office
supervision_basis: 岭东高新区管委会章程第六条

Bad
---
supervised_by: 990100-lingdong/no-such-office

Mend
----
先登记本级或上级政府办公室（registry/<地区>/government-office/unit.yml）；主管关系特殊的，写明 supervised_by 和依据。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import GOVERNMENT_OFFICE, supervision
from govmedia.calculation.filings import sponsors
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in ledger.units.values():
        for key, other in (("supervised_by", unit.supervised_by), ("parent_unit", unit.parent_unit)):
            if other and not _on_file(other, ledger):
                yield unit.fault(key, f"“{other}”没有登记", f"先登记 registry/{other}/unit.yml，或更正单位编号")
    for unit in sponsors(ledger):
        if unit.region in ledger.regions and supervision(unit, ledger).office is None:
            yield _orphan(unit, ledger)


def _on_file(unit: str, ledger: Ledger) -> bool:
    return unit in ledger.units or f"registry/{unit}/unit.yml" in ledger.present


def _orphan(unit: Unit, ledger: Ledger) -> Fault:
    offices = [f"registry/{r.id}/{GOVERNMENT_OFFICE}/unit.yml" for r in ledger.chain(unit.region)[1:]]
    wanted = offices[-1] if offices else f"registry/{unit.region}/{GOVERNMENT_OFFICE}/unit.yml"
    if unit.id.endswith(f"/{GOVERNMENT_OFFICE}") and len(offices) > 1:
        wanted = offices[-2]
    return unit.fault((), f"找不到“{unit.name}”的主管单位", f"登记 {wanted}，或写明 supervised_by 和 supervision_basis")


RULE = Rule(name="supervising_office_known", clause="90-2.1", binding=True, check=check, waivable=False)
