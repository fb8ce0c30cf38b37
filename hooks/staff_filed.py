"""人员配备登记在案

What
----
有账号的单位在 unit.yml 写明 staff：专职人数 full_time、兼职人数 part_time，合计至少一人。只写人数，不写姓名。内设机构可由所属单位写明。

Why
---
粤办函〔2019〕90号 四（一）：配齐配强专职人员，落实经费保障。

Good
----
staff: {full_time: 2, part_time: 1}

Bad
---
staff: null

Mend
----
在 unit.yml 填写 staff；一个人也没有的，先明确由谁负责。
"""

from collections.abc import Iterator

from govmedia.calculation.bodies import parents
from govmedia.calculation.filings import sponsors
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for unit in sponsors(ledger):
        filed = [body.staff for body in parents(unit, ledger) if body.staff]
        if not filed:
            yield unit.fault("staff", f"“{unit.name}”没有登记人员配备", "填写 staff，如 {full_time: 1, part_time: 1}")
        elif not any(staff.full_time + staff.part_time for staff in filed):
            yield unit.fault("staff", f"“{unit.name}”没有一名专职或兼职人员", "明确负责人员后更新 staff")


RULE = Rule(name="staff_filed", clause="90-4.1", binding=False, check=check)
