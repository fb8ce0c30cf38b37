"""新报的老账号要有开设时间的证明

What
----
新备案的账号，开设日期早于 policy.yml 的 opening.approval_from、按规定要审批的，opened 事项须有 proof（平台注册时间的证明：文号或链接）
或当时的批文 approval；只写 reason 不够。由台账导入的，imported 须有台账文件的 sha256（govmedia import 自动填写），手写的不算。
建库时的第一批备案、已经在册的账号不在此列。

Why
---
粤办函〔2019〕90号 四（二）：新开设政务新媒体须经审批同意。写一个早年的日期就能免批，审批就没有了意义。

Good
----
- {kind: opened, on: 2015-09-01, proof: https://www.lingdong.example/proof/wechat-2015.png, reason: 当时无须审批}

Bad
---
- {kind: opened, on: 2015-09-01, reason: 当时无须审批}

Mend
----
补上 proof：平台后台的注册时间截图、当年的文件或报道。拿不出证明的，按新开设报批。台账里的账号用 govmedia import 导入。
批准人要看的：proof 所指的材料是否真实；导入的，台账原件是否在手，sha256sum 算出的与所填的是否一致。
"""

from collections.abc import Iterator

from govmedia.calculation.change import fresh
from govmedia.calculation.opening import Opening, approving_offices, openings
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    new = {account.path for account in fresh(ledger)}
    for opening in openings(ledger) if new else ():
        if opening.account.path in new and approving_offices(opening.account, opening.body, ledger):
            yield from _proof(opening)


def _proof(opening: Opening) -> Iterator[Fault]:
    account, event, imported = opening.account, opening.event, opening.account.imported
    if opening.regulated or (event and (event.proof or event.approval)) or (imported and imported.sha256):
        return
    if imported:
        mend = "用 govmedia import 导入，不要手写；没有台账的，补上开设事项和证明"
        yield account.fault("imported", "写着由台账导入，却没有台账文件的 sha256", mend)
    elif event:
        mend = "补上 proof：平台注册时间的证明；拿不出的，按新开设报批"
        yield account.fault(("events", account.events.index(event)), f"新备案的账号写着 {event.on} 开设，没有证明", mend)


RULE = Rule(name="old_opening_proven", clause="90-4.2.2", binding=True, check=check)
