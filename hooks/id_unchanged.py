"""账号编号终身不变

What
----
账号编号是文件出生时的路径。文件没有搬动的，id 不得改；文件搬到别的文件夹或改了文件名的（归档除外），须写 id: 原编号。

Why
---
编号变了，历史、抽查、整改都接不上。改名、机构改革都不改编号。

Good
----
# 由 tourism-bureau 搬来
id: 990100-lingdong/tourism-bureau/wechat

Bad
---
# 搬来以后没有写 id
name: 岭东文旅

Mend
----
写上 id，值是原编号。确是另一个账号的，恢复原文件再新建。
"""

from collections.abc import Iterator

from govmedia.calculation.change import silent_moves
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    if ledger.base is None:
        return
    before = {account.path: account.id for account in ledger.base.accounts}
    for account in ledger.accounts:
        old = before.get(account.path)
        if old is not None and old != account.id:
            yield account.fault("id", f"编号由“{old}”改成了“{account.id}”", f"改回 {old}；编号终身不变")
    for moved, new in silent_moves(ledger):
        mend = f"在文件开头写 id: {moved.id}；确是另一个账号的，恢复 {moved.path}"
        yield new.fault((), f"像是由 {moved.path} 搬来，却没有写原编号", mend)


RULE = Rule(name="id_unchanged", clause="house-id", binding=True, check=check, waivable=False)
