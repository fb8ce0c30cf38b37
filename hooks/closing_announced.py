"""停更关停要公告

What
----
announced（停更公告）和 suspended（关停）事项须有 notice：公告链接。关停之前的停更公告已有链接的，不必重写。

Why
---
粤办函〔2019〕90号 四（二）：关停是停止更新并在第三方平台作出说明。没有说明的停更，公众以为账号还在管事。

Good
----
- {kind: suspended, on: 2025-03-06, notice: https://www.lingdong.example/notice/2025/0220}

Bad
---
- {kind: suspended, on: 2025-03-06}

Mend
----
在平台上发布停更说明，把链接填到 notice。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import binds_from, current
from govmedia.calculation.life import closing_notice
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import EventKind

CLOSING = (EventKind.announced, EventKind.suspended)


def check(ledger: Ledger) -> Iterator[Fault]:
    since = binds_from(RULE.clause, ledger)
    for account in current(ledger):
        for index, event in enumerate(account.events):
            if event.kind in CLOSING and event.on >= since and not closing_notice(account, index):
                message = f"{event.on} {event.kind.zh}没有公告链接"
                yield account.fault(("events", index), message, "在平台发布停更说明，把链接填到 notice")


RULE = Rule(name="closing_announced", clause="90-4.2.4", binding=True, check=check)
