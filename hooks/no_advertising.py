"""不登商业广告，不链接商业广告

What
----
稿件里没有词表（registry/words/，依据 90-3.5.7 的各条）列出的广告用语，也没有链接到列出的网店、广告投放和短链接域名。

Why
---
政务账号不得刊登商业广告或链接商业广告页面。短链接看不出去哪里，今天指向公告，明天可以指向广告。

Good
----
详情见 https://www.gov.cn/zhengce/

Bad
---
品牌床垫全场特惠，立即下单。

Mend
----
删去广告和链接；惠民活动写明主办单位和文件依据，链接用完整的原始网址。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import faults
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    yield from faults(ledger, RULE.clause)


RULE = Rule(name="no_advertising", clause="90-3.5.7", binding=True, check=check)
