"""存量问题只减不增

What
----
registry/baseline.yml 里每条规则、每个文件的数目，改动后不得多于改动前；文件搬家的按原来的算。同一规则同一文件只写一条。
文件一经建立就不删除，消化完了留空表 []。

Why
---
存量清单只用来逐步消化规则施行以前的问题。能往里加，新问题就能藏进去。

Good
----
# 原为 3
- {rule: same_name_on_all_platforms, path: registry/990100-lingdong/health/weibo.yml, count: 2}

Bad
---
# 原为 3
- {rule: same_name_on_all_platforms, path: registry/990100-lingdong/health/weibo.yml, count: 4}

Mend
----
新出现的问题直接改正，或凭批准文件登记豁免；不要列入存量。
"""

from collections.abc import Iterator

from govmedia.calculation.change import kept
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

PATH = "registry/baseline.yml"


def check(ledger: Ledger) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for row, debt in enumerate(ledger.baseline):
        if (debt.rule, debt.path) in seen:
            yield Fault(PATH, (row,), f"{debt.path} 的 {debt.rule} 写了两条", "合并成一条")
        seen.add((debt.rule, debt.path))
    if ledger.base is not None and PATH in ledger.base.present:
        yield from _growth(ledger, ledger.base)


def _growth(ledger: Ledger, base: Ledger) -> Iterator[Fault]:
    if PATH not in ledger.present:
        yield Fault(PATH, (), "存量清单不见了", "恢复文件；消化完了留空表 []", 1, 1)
    moved = {old.path: new.path for old, new in kept(ledger)}
    before = {(debt.rule, moved.get(debt.path, debt.path)): debt.count for debt in base.baseline}
    for row, debt in enumerate(ledger.baseline):
        allowed = before.get((debt.rule, debt.path), 0)
        if debt.count > allowed:
            message = f"{debt.path} 的 {debt.rule} 由 {allowed} 增加到 {debt.count}"
            yield Fault(PATH, (row, "count"), message, "新问题直接改正或登记豁免，不列入存量")


RULE = Rule(name="baseline_shrinks", clause="house-baseline", binding=True, check=check, waivable=False)
