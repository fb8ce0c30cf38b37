"""名称、职务、提法和字词没有写错

What
----
稿件里没有词表（registry/words/，依据 90-3.5.2 的各条）列出的错误：国名、党和政府名称、重要提法、职务、涉台港澳用语、文号、日期和错别字。
要看上下文的词条只提示。

Why
---
文字关。严重表述错误是单项否决的情形，错别字让公众不再相信。

Good
----
邀请人大代表、政协委员现场监督。

Bad
---
会议布署了下一步工作。

Mend
----
照提示改正；引用原文不能改的，请全省主管单位在词条的 unless 里写明例外。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import faults
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    yield from faults(ledger, RULE.clause)


RULE = Rule(name="wording_correct", clause="90-3.5.2", binding=True, check=check)
