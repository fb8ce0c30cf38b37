"""安全制度、保密审查制度、应急预案和值班值守登记在案

What
----
有账号的单位在 unit.yml 的 safeguards 写明三项制度的文号或文件名，并登记值班值守（duty: true）。内设机构可由所属单位写明。

Why
---
粤办函〔2019〕90号 三（四）：建立健全安全管理制度、保密审查制度和应急预案，建立值班值守制度。

Good
----
safeguards: {security: 岭东卫健〔2021〕18号, secrecy: 岭东卫健〔2021〕19号, emergency: 岭东卫健〔2022〕6号, duty: true}

Bad
---
safeguards: {security: 岭东卫健〔2021〕18号}

Mend
----
在 safeguards 补上缺少的各项；尚未建立的，先建立再登记。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import parents
from govmedia.calculation.filings import sponsors
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit

ITEMS = {"security": "安全管理制度", "secrecy": "保密审查制度", "emergency": "应急预案", "duty": "值班值守"}


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in sponsors(ledger):
        if missing := _missing(unit, ledger):
            names = "、".join(ITEMS[key] for key in missing)
            yield unit.fault("safeguards", f"“{unit.name}”没有登记{names}", f"在 safeguards 补上 {'、'.join(missing)}")


def _missing(unit: Unit, ledger: Ledger) -> list[str]:
    filed = [body.safeguards for body in parents(unit, ledger) if body.safeguards]
    return [key for key in ITEMS if not any(getattr(safeguards, key) for safeguards in filed)]


RULE = Rule(name="safeguards_filed", clause="90-3.4.1", binding=False, check=check)
