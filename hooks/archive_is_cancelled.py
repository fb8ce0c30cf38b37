"""归档的都是已注销的账号

What
----
registry/archive/ 里的文件须有 cancelled 事项，并且是最后一件；文件名末尾的日期就是注销日期。

Why
---
归档等于退出检查和抽查。没有注销就归档，账号还在平台上却没有人管。

Good
----
# registry/archive/990100-lingdong/health/wechat-2024-05-31.yml
- {kind: cancelled, on: 2024-05-31, notice: https://www.lingdong.example/notice/2024/0510}

Bad
---
# registry/archive/990100-lingdong/health/wechat-2024-05-31.yml
- {kind: suspended, on: 2024-05-31, notice: https://www.lingdong.example/notice/2024/0510}

Mend
----
尚未注销的移回原处；已注销的补上 cancelled 事项，文件名的日期改成注销日期。
"""

from collections.abc import Iterator

from govmedia.calculation.life import cancelled
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        if account.archived:
            yield from _tombstone(account)


def _tombstone(account: Account) -> Iterator[Fault]:
    event = cancelled(account)
    named = paths.tombstone_date(account.path)
    if event is None:
        home = f"registry/{'/'.join(account.home)}.yml"
        yield account.fault("events", "没有注销就归档", f"尚未注销的移回 {home}；已注销的补上 cancelled 事项")
    elif named != str(event.on):
        place = ("events", account.events.index(event), "on")
        stem = f"{account.stem}-{event.on}.yml"
        yield account.fault(place, f"文件名的日期是 {named or '空的'}，注销日期是 {event.on}", f"文件名改为 {stem}，或改正日期")


RULE = Rule(name="archive_is_cancelled", clause="house-id", binding=True, check=check)
