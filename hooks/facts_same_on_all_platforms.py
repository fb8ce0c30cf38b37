"""各平台的文字说的是同样的事实

What
----
某个账号自己一节（## @weibo）里的日期、时间、数字、百分数和《》里的名称，在正文里都有。
数字写汉字或阿拉伯数字都算；可以少写，不能多写、写得不同。
没有正文、各账号各写一节的，与第一节比。

Why
---
在不同平台发布的信息应保持一致和准确。截止日期在微博上少了一天，就有人白跑一趟。

Good
----
征集截至十二月十日。
## @weibo
12月10日截止。

Bad
---
征集截至十二月十日。
## @weibo
12月1日截止。

Mend
----
改成一致；新的事实先写进正文。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.statements import unsaid
from govmedia.calculation.texts import Variant, variants
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        told = [variant for variant in variants(manuscript) if variant.text.strip()]
        for other in told[1:]:
            yield from _differing(manuscript, told[0], other)


def _differing(manuscript: Manuscript, first: Variant, other: Variant) -> Iterator[Fault]:
    reference = f"{manuscript.title}\n{first.title}\n{first.text}"
    mend = f"与{first.name}改成一致；确是新的事实，先写进{first.name}"
    for statement in unsaid(other.text, reference):
        place = place_in(manuscript, other.start + statement.at)
        yield Fault(manuscript.path, (), f"{other.name}里的“{statement.said}”，{first.name}里没有", mend, *place)
    for statement in unsaid(other.title, reference):
        place = place_in(manuscript, other.at)
        yield Fault(manuscript.path, (), f"{other.name}标题里的“{statement.said}”，{first.name}里没有", mend, *place)


RULE = Rule(name="facts_same_on_all_platforms", clause="90-3.5.3", binding=True, check=check)
