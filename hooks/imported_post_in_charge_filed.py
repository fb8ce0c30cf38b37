"""台账导入的单位补上分管负责人的职务

What
----
从台账导入的单位（unit.yml 有 imported）还没有 in_charge 的，提醒补填。补填之前不妨碍别的备案。

Why
---
粤办函〔2019〕90号 四（一）：明确分管负责人。台账多半没有这一栏，所以先收下再补。

Good
----
in_charge: 分管副局长
imported: {file: 台账.xlsx, row: 3, on: 2026-09-15}

Bad
---
imported: {file: 台账.xlsx, row: 3, on: 2026-09-15}

Mend
----
在 unit.yml 填写 in_charge，只写职务，例如“分管副局长”。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import parents
from govmedia.calculation.filings import sponsors
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in sponsors(ledger):
        if unit.imported and not any(body.in_charge for body in parents(unit, ledger)):
            yield unit.fault("in_charge", f"导入的单位“{unit.name}”还没有分管负责人的职务", "补填 in_charge，只写职务，如“分管副局长”")


RULE = Rule(name="imported_post_in_charge_filed", clause="90-2.2", binding=False, check=check)
