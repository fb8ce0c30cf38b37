"""同一单位在各平台用同一名称

What
----
同一主办单位的公众账号名称应一致，以用得最多的名称为准（一样多时以文件名在前的为准）。应用程序（小程序、APP 等）不在此列。

Why
---
国办发〔2018〕123号：在不同平台上的账号名称原则上应保持一致，便于公众识别。

Good
----
# wechat.yml 和 weibo.yml
name: 健康岭东

Bad
---
# wechat.yml 叫“健康岭东”，weibo.yml 叫“岭东市卫健局发布”
name: 岭东市卫健局发布

Mend
----
在平台上改名，再登记 renamed 事项。
"""

from collections import Counter
from collections.abc import Iterator

from govmedia.calculation.filings import accounts_by_unit
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.words import PlatformClass


def check(ledger: Ledger) -> Iterator[Fault]:
    plain = {slug for slug, platform in ledger.platforms.items() if platform.class_ is PlatformClass.account}
    for accounts in accounts_by_unit(ledger).values():
        if len(accounts) < 2:
            continue
        alike = [account for account in accounts if account.platform in plain]
        names = Counter(account.name for account in alike)
        if len(names) > 1:
            usual = names.most_common(1)[0][0]
            for account in alike:
                if account.name != usual:
                    message = f"名称“{account.name}”与本单位其他平台的“{usual}”不一致"
                    yield account.fault("name", message, "在平台上统一名称后，改 name 并登记 renamed 事项")


RULE = Rule(name="same_name_on_all_platforms", clause="123-name", binding=False, check=check)
