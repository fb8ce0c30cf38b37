"""老账号的来历登记在案

What
----
在 opening.approval_from 以前开设的账号，opened 事项最好写明来历：当时的批文 approval、证明 proof，或说明 reason。只提示，不拦截。

Why
---
粤办函〔2019〕90号 四（二）的审批只管发布之后新开设的账号；老账号当时怎样设立，写下来以备检查。

Good
----
- {kind: opened, on: 2015-09-01, reason: 当时无须审批，局长办公会议决定开设}

Bad
---
- {kind: opened, on: 2015-09-01}

Mend
----
有批文的补 approval；没有的，在 reason 里写一句当时由谁决定。
"""

from collections.abc import Iterator

from govmedia.calculation.opening import approving_offices, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for opening in openings(ledger):
        account, event = opening.account, opening.event
        if event is None or opening.regulated or event.approval or event.proof or event.reason:
            continue
        if approving_offices(account, opening.body, ledger):
            mend = "有批文的补 approval，没有的在 reason 写明当时由谁决定"
            yield account.fault(("events", account.events.index(event)), f"{event.on} 开设，没有写明来历", mend)


RULE = Rule(name="older_opening_approved", clause="90-4.2.2", binding=False, check=check)
