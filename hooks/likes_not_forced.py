"""不强制、不讨要点赞、转发和关注

What
----
稿件里没有词表（registry/words/，依据 90-4.4.1 的各条）列出的求赞、集赞、转发抽奖、强制转发和买粉刷量的话。

Why
---
强制要求点赞是单项否决的情形，一票就不合格。2023年的规定也不许用点赞、转发数作考核依据。

Good
----
平凡善举温暖人心，让我们为他们点赞。

Bad
---
转给好友，集赞三十八个领雨伞一把。

Mend
----
删去；群众活动的奖励写明主办单位和办法，不与点赞、转发、关注挂钩。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import faults
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    yield from faults(ledger, RULE.clause)


RULE = Rule(name="likes_not_forced", clause="90-4.4.1", binding=True, check=check)
