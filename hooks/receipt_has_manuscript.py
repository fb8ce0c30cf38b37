"""发布回执有对应的稿件

What
----
content/receipts/ 里的回执，在 content/manuscripts/ 同一位置有同名稿件；回执里的账号都是稿件 accounts 里的。
已撤稿（withdrawn）的回执可以没有稿件。

Why
---
先审后发：没有稿件的回执，是没有经过审核的发布；先发后补的也要补稿，并写 backfilled。

Good
----
content/manuscripts/990100-lingdong/health/2026/11-02-flu.md
content/receipts/990100-lingdong/health/2026/11-02-flu.yml

Bad
---
# 只有回执，没有稿件
content/receipts/990100-lingdong/health/2026/11-02-flu.yml

Mend
----
补上稿件（回执写 backfilled 说明原因），或改正回执的文件名、账号名。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Receipt


def check(ledger: Ledger) -> Iterator[Fault]:
    manuscripts = {paths.item_key(manuscript.path): manuscript for manuscript in ledger.manuscripts}
    for receipt in ledger.receipts:
        manuscript = manuscripts.get(paths.item_key(receipt.path))
        if manuscript:
            yield from _accounts(receipt, manuscript)
        elif not receipt.withdrawn and (wanted := paths.manuscript_path(receipt.path)) not in ledger.present:
            yield receipt.fault((), "没有对应的稿件", f"补上 {wanted}（先发后补的在回执写 backfilled），或改正回执文件名")


def _accounts(receipt: Receipt, manuscript: Manuscript) -> Iterator[Fault]:
    for index, post in enumerate(receipt.posts):
        if post.account not in manuscript.accounts:
            mend = f"稿件写的是：{'、'.join(manuscript.accounts)}；改正其一"
            yield receipt.fault(("posts", index, "account"), f"稿件没有写要发到“{post.account}”", mend)


RULE = Rule(name="receipt_has_manuscript", clause="house-form", binding=True, check=check)
