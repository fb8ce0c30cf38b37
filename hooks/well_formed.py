"""登记文件能够读取，格式正确

What
----
registry/ 与 content/ 里的每个文件都是真正的文件、UTF-8 编码、合乎 YAML 写法，键是本系统认得的键，值合乎说明。

Why
---
读不出来的备案等于没有备案。看不见的字符、别名、标签会让人看到的与机器读到的不一样。

Good
----
name: 岭东发布

Bad
---
name：岭东发布

Mend
----
按提示的行号改正；拿不准时用 govmedia new 生成一份样表对照。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    _ = ledger.manuscripts, ledger.receipts  # read on first use; their faults join the others only then
    yield from ledger.faults


RULE = Rule(name="well_formed", clause="house-form", binding=True, check=check, waivable=False)
