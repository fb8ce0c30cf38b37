"""稿件里没有身份证号、银行卡号和手机号

What
----
稿件的标题、正文和替代文字里没有身份证号、银行卡号（校验位对得上的才算）和手机号。全角、夹空格夹短横都认得。
网址里的数字不算；隐去中间几位（138****0000）的不算。

Why
---
不得公开个人信息。提交过的内容删不干净；发布出去的号码收不回来。

Good
----
咨询电话：12345

Bad
---
咨询请联系王老师 138×××××××（写了号码）

Mend
----
提交以前删去，改用单位的座机或热线；确需列出的隐去中间几位。已经提交的，立即报告主管单位。
"""

from collections.abc import Iterator

from govmedia.calculation.privacy import private_numbers
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

_MEND = "提交以前删去，改用单位的座机或热线，或隐去中间几位；已经提交的，立即报告主管单位"


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        for number in private_numbers(manuscript.body):
            yield Fault(manuscript.path, (), f"写有{number.kind}", _MEND, *place_in(manuscript, number.at))
        if private_numbers(manuscript.title):
            yield manuscript.fault("title", "标题里有个人的号码", _MEND)
        for place, medium in enumerate(manuscript.media):
            if private_numbers(medium.alt):
                yield manuscript.fault(("media", place, "alt"), "替代文字里有个人的号码", _MEND)


RULE = Rule(name="no_private_numbers", clause="pipl-disclosure", binding=True, check=check)
