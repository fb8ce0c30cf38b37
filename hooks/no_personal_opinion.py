"""不发表个人的观点、意见和情绪

What
----
稿件里没有词表（registry/words/，依据 90-3.5.6 的各条）列出的个人观点、情绪、雷人雷语、标题党和网络用语。
只提示：语气和立场由审核人员判断。

Why
---
政务账号代表单位说话。一句气话、一句戏言，公众会当作政府的态度。

Good
----
市民陈先生说，“办得比想的快”。

Bad
---
小编觉得这项政策早该出台了。

Mend
----
以单位的名义平实陈述；引用别人的话写明是谁说的。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import faults
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    yield from faults(ledger, RULE.clause)


RULE = Rule(name="no_personal_opinion", clause="90-3.5.6", binding=False, check=check)
