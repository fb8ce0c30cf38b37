"""注销要公告，写明承接

What
----
cancelled（注销）事项须有公告链接 notice（此前停更、关停的公告也算）；policy.yml 的 closing 要求承接账号的，还须有 successor。

Why
---
国办发〔2018〕123号：注销须向社会公告；各地后来的做法是写明由哪个账号承接，让关注者找得到去处。

Good
----
- {kind: cancelled, on: 2024-05-31, notice: https://www.lingdong.example/notice/2024/0510, successor: 990100-lingdong/health/wechat}

Bad
---
- {kind: cancelled, on: 2024-05-31}

Mend
----
补上公告链接；没有公告过的，在单位网站或承接账号上补发公告。
"""

from collections.abc import Iterator

from govmedia.calculation.filings import binds_from, covered
from govmedia.calculation.life import closing_notice
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import EventKind


def check(ledger: Ledger) -> Iterator[Fault]:
    since = binds_from(RULE.clause, ledger)
    for account in covered(ledger):
        for index, event in enumerate(account.events):
            if event.kind is EventKind.cancelled and event.on >= since:
                yield from _missing(account, index, ledger)


def _missing(account: Account, index: int, ledger: Ledger) -> Iterator[Fault]:
    event, policy = account.events[index], ledger.thresholds(account.region).closing
    if policy.cancelled_needs_notice and not closing_notice(account, index):
        yield account.fault(("events", index), f"{event.on} 注销没有公告链接", "发布公告，把链接填到 notice")
    if policy.cancelled_needs_successor and not event.successor:
        mend = "填写 successor：承接账号的编号或名称，没有的写明由哪个渠道承接"
        yield account.fault(("events", index), f"{event.on} 注销没有写承接账号", mend)


RULE = Rule(name="cancellation_complete", clause="123-notice", binding=True, check=check)
