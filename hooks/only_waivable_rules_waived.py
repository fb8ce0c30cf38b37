"""有些规则不得豁免，也不得列入存量

What
----
规则页上注明“不得豁免”的规则，registry/waivers.yml 和 registry/baseline.yml 里不能出现。写了也不起作用，问题照样须改正。
这些规则分三类：读不读得出来、归谁管归谁批；编号是不是同一个账号；例外本身写得对不对。个人信息和密级标志也在其中。

Why
---
豁免免的是一条要求，不是登记库的根基。文件读不出来，其他规则就查不到它；编号断了，历史、抽查都接不上；
没有主管单位，就没有人有权批豁免；豁免的规则能豁免，就等于没有规则。

Good
----
- rule: one_account_per_platform
  subject: 990100-lingdong/traffic-police/wechat

Bad
---
- rule: well_formed
  subject: 990100-lingdong/traffic-police/wechat

Mend
----
删去这一条，把问题本身改好。改法见 govmedia explain 规则名。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    waived = [("registry/waivers.yml", row, waiver.rule) for row, waiver in enumerate(ledger.waivers)]
    owed = [("registry/baseline.yml", row, debt.rule) for row, debt in enumerate(ledger.baseline)]
    for path, row, rule in waived + owed:
        if rule in ledger.unwaivable:
            mend = f"删去这一条，把问题本身改好：govmedia explain {rule}"
            yield Fault(path, (row, "rule"), f"规则 {rule} 不得豁免，也不得列入存量，写了不起作用", mend)


RULE = Rule(name="only_waivable_rules_waived", clause="house-waiver", binding=True, check=check, waivable=False, looks_back=True)
