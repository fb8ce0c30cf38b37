"""注销的账号归档

What
----
已经注销（cancelled 已生效）的账号，文件移到 registry/archive/<地区>/<单位>/<文件名>-<注销日期>.yml。

Why
---
在用的和已注销的放在一处，统计容易算错；归档以后编号仍占着，不会给别的账号再用。

Good
----
registry/archive/990100-lingdong/health/wechat-2024-05-31.yml

Bad
---
# registry/990100-lingdong/health/wechat.yml
- {kind: cancelled, on: 2024-05-31, notice: https://www.lingdong.example/notice/2024/0510}

Mend
----
用 git mv 把文件移到提示的位置，内容不变。
"""

from collections.abc import Iterator

from govmedia.calculation.life import cancelled, is_live
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        event = None if account.archived else cancelled(account)
        if event is None or is_live(account, ledger.as_of.day):
            continue
        target = f"registry/archive/{account.unit}/{account.stem}-{event.on}.yml"
        place = ("events", account.events.index(event))
        yield account.fault(place, f"账号已于 {event.on} 注销，还没有归档", f"移到 {target}（git mv {account.path} {target}）")


RULE = Rule(name="cancelled_is_archived", clause="house-id", binding=True, check=check)
