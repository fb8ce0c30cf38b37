"""单位改类型、层级或上级要有文号

What
----
unit.yml 的 kind、level、line、parent_unit、supervised_by 有改动的，须同时在 reorganisations 添一条，写明日期和文号；原有的各条不删不改。
暂定单位查明时不算。台账导入的单位，导入时按名称推定的内容第一次更正时删去 imported，表示已经核实，也不算。

Why
---
粤办函〔2019〕90号 二、三（二）、四（二）：能不能开、报谁批、算不算第二个账号，
都看单位是什么、归谁管。部门改成内设机构或反过来，规则就不一样了。

Good
----
kind: department
reorganisations:
  - {on: 2026-10-12, document: 岭东编〔2026〕9号, was: 内设机构}

Bad
---
# 原来是 kind: internal，没有新的 reorganisations
kind: department

Mend
----
补上一条 {on, document, was}。原来填错的，document 写核实所依据的文件（如三定规定）。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit

WATCHED = {"kind": "主体类型", "level": "层级", "line": "管理体制", "parent_unit": "上级单位", "supervised_by": "主管单位"}


def check(ledger: Ledger) -> Iterator[Fault]:
    for old in ledger.base.units.values() if ledger.base else ():
        if new := ledger.units.get(old.id):
            yield from _faults(old, new)


def _faults(old: Unit, new: Unit) -> Iterator[Fault]:
    if any(entry not in new.reorganisations for entry in old.reorganisations):
        yield new.fault("reorganisations", "原有的机构变动被改动或删去", "恢复原有的各条，新的变动另添一条")
    confirmed = old.provisional or (old.imported is not None and new.imported is None)
    if confirmed or any(entry not in old.reorganisations for entry in new.reorganisations):
        return
    for key, name in WATCHED.items():
        if getattr(old, key) != getattr(new, key):
            mend = "在 reorganisations 添一条 {on, document, was}" + ("；导入时推定有误的，核实后删去 imported" if old.imported else "")
            yield new.fault(key, f"{name}由“{getattr(old, key) or '无'}”改为“{getattr(new, key) or '无'}”，没有文号", mend)


RULE = Rule(name="reorganised_with_document", clause="90-4.2.4", binding=True, check=check)
