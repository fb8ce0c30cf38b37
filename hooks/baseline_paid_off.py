"""消化了的存量划掉

What
----
registry/baseline.yml 的数目不多于实际还有的问题（已豁免的不算）；规则名须是真有的规则。

Why
---
改好了的还留在清单上，以后同一文件再出问题就会被当作存量放行。

Good
----
# 文件里确实还有 2 个这样的问题
- {rule: same_name_on_all_platforms, path: registry/990100-lingdong/health/weibo.yml, count: 2}

Bad
---
# 文件里只剩 1 个
- {rule: same_name_on_all_platforms, path: registry/990100-lingdong/health/weibo.yml, count: 2}

Mend
----
把 count 改成实际数目，没有了的删去这一条。
"""

import difflib
from collections import Counter
from collections.abc import Iterator

from govmedia.calculation.inspection import waived_paths
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Debt

PATH = "registry/baseline.yml"


def check(ledger: Ledger) -> Iterator[Fault]:
    if ledger.found is None:
        return
    for row, debt in enumerate(ledger.baseline):
        if debt.rule not in ledger.found:
            near = difflib.get_close_matches(debt.rule, ledger.found, 1)
            yield Fault(PATH, (row, "rule"), f"没有叫“{debt.rule}”的规则", f"是不是 {near[0]}？" if near else "删去这一条")
        elif debt.count > (left := _left(debt, ledger)):
            mend = f"count 改成 {left}" if left else "删去这一条"
            yield Fault(PATH, (row, "count"), f"{debt.path} 的 {debt.rule} 只剩 {left} 个，清单写着 {debt.count}", mend)


def _left(debt: Debt, ledger: Ledger) -> int:
    """Findings that still need the baseline: those that no waiver covers."""
    if debt.path in waived_paths(debt.rule, ledger):
        return 0
    return Counter((ledger.found or {})[debt.rule])[debt.path]


RULE = Rule(name="baseline_paid_off", clause="house-baseline", binding=False, check=check, waivable=False, looks_back=True)
