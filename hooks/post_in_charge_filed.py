"""写明分管负责人的职务

What
----
有账号的单位在 unit.yml 写明 in_charge：分管负责人的职务。内设机构可由所属单位写明。只写职务，不写姓名和电话。
台账导入的单位由 imported_post_in_charge_filed 提醒。

Why
---
粤办函〔2019〕90号 四（一）：明确分管负责人；二：谁主办谁负责。

Good
----
in_charge: 分管副局长

Bad
---
in_charge: null

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
        if unit.imported is None and not any(body.in_charge for body in parents(unit, ledger)):
            yield unit.fault("in_charge", f"“{unit.name}”没有写明分管负责人的职务", "填写 in_charge，只写职务，如“分管副局长”")


RULE = Rule(name="post_in_charge_filed", clause="90-2.2", binding=True, check=check)
