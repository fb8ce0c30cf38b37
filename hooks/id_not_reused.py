"""编号不重复使用

What
----
一个编号只属于一个账号，注销归档的也算。两个文件用同一编号的，问题记在后来的文件上：先看归档的，再看写明 id 的，再按文件名先后。

Why
---
编号给了第二个账号，前一个账号的历史、抽查结果就会算到它头上。

Good
----
# 原来的 wechat 已归档，新账号换一个文件名
registry/990100-lingdong/health/wechat-jiankang.yml

Bad
---
registry/archive/990100-lingdong/health/wechat-2024-05-31.yml
registry/990100-lingdong/health/wechat.yml

Mend
----
新账号换一个文件名（平台代号后加“-短名”）；id 抄错的改正。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account


def check(ledger: Ledger) -> Iterator[Fault]:
    owners: dict[str, Account] = {}
    for account in sorted(ledger.accounts, key=lambda a: (not a.archived, a.id_ is None, a.home)):
        first = owners.setdefault(account.id, account)
        if first is not account:
            mend = "id 抄错的改正" if account.id_ else f"新账号换一个文件名，如 {account.platform}-xin.yml"
            yield account.fault("id", f"编号“{account.id}”已属于 {first.path}", mend)


RULE = Rule(name="id_not_reused", clause="house-id", binding=True, check=check, waivable=False)
