"""稿件里没有密级标志和内部标记

What
----
稿件里没有词表（registry/words/，依据 app-secrecy 的各条）列出的密级标志、定密栏目和内部材料的标记。
工作秘密、未定稿、军事设施等要看上下文的只提示。

Why
---
提交过的内容删不干净。涉密材料一旦进库，只能当作泄密处置。

Good
----
（此件公开发布）

Bad
---
内部资料，请勿外传。

Mend
----
不要提交，也不要只删去标志：按保密规定报告和处理。确可公开的，经保密审查后换用公开的文本。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import faults
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    yield from faults(ledger, RULE.clause)


RULE = Rule(name="no_secrets", clause="app-secrecy", binding=True, check=check)
