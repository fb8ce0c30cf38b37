"""一个平台内编号只备案一次

What
----
两个未注销的账号不能填同一平台的同一个编号（原始ID、UID 等）。问题记在文件名靠后的账号上。

Why
---
一个账号备案两次，总数、抽查比例就都不对；多半是抄错，或换了主办单位没有移交原来的文件。

Good
----
platform_ids: {uid: 9901000013}

Bad
---
# 另一个文件里已有 uid: 9901000013
platform_ids: {uid: 9901000013}

Mend
----
核对编号。确是同一个账号的，只留一份：换了主办单位的把原文件移过来并写 id。
"""

from collections.abc import Iterator

from govmedia.calculation.life import is_live
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account

MEND = "核对编号；确是同一个账号的只留一份，换了主办单位的移交原文件并写 id"


def check(ledger: Ledger) -> Iterator[Fault]:
    holders: dict[tuple[str, str, str], Account] = {}
    for account in ledger.accounts:
        if account.archived or not account.platform_ids or not is_live(account, ledger.as_of.day):
            continue
        for key, value in account.platform_ids.items():
            first = holders.setdefault((account.platform, key, value), account)
            if first is not account:
                first, later = sorted((first, account), key=lambda a: a.home)
                holders[account.platform, key, value] = first
                yield later.fault(("platform_ids", key), f"编号“{value}”已由“{first.name}”（{first.path}）备案", MEND)


RULE = Rule(name="platform_id_unique", clause="house-id", binding=True, check=check, waivable=False)
