"""稿件只发到本单位的账号

What
----
稿件 accounts 里的每一项，是本单位文件夹里一个账号的文件名（不带 .yml）；已归档、已移交的账号也认得。没有登记库的稿件库不检查。

Why
---
更新情况按稿件点名的账号计算。名字写错，发了也不算；写到别的单位，就替别人算了。

Good
----
accounts: [wechat, weibo]

Bad
---
accounts: [weixin]

Mend
----
改用本单位账号的文件名；账号还没有备案的，先备案。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript


def check(ledger: Ledger) -> Iterator[Fault]:
    if not ledger.accounts and not ledger.units:
        return
    known = {name for account in ledger.accounts for name in ("/".join(account.home), account.id)}
    for manuscript in ledger.manuscripts:
        for index, name in enumerate(manuscript.names):
            if name not in known and f"registry/{name}.yml" not in ledger.present:
                yield _fault(manuscript, index, ledger)


def _fault(manuscript: Manuscript, index: int, ledger: Ledger) -> Fault:
    own = "、".join(sorted({a.stem for a in ledger.accounts_of.get(manuscript.unit, ()) if not a.archived}))
    mend = f"本单位的账号有：{own}" if own else f"先备案 registry/{manuscript.unit}/ 下的账号"
    return manuscript.fault(("accounts", index), f"本单位没有账号“{manuscript.accounts[index]}”", mend)


RULE = Rule(name="manuscript_names_own_accounts", clause="house-form", binding=True, check=check)
