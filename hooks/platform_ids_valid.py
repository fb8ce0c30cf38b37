"""平台内编号写对了

What
----
platform_ids 的键须是平台表为该平台列出的编号种类，值须整体符合其写法，例如微信原始ID 是 gh_ 加 12 位十六进制数。
平台表里的写法本身须是有效的正则表达式。

Why
---
名称会改、会重，平台内编号才能认定是哪一个账号。写错一位，查重、核对就都对不上。

Good
----
platform_ids: {gh: gh_99010000000d}

Bad
---
platform_ids: {gh: 健康岭东}

Mend
----
到平台后台抄准编号；没有的删去该项，不要填“无”。
"""

from collections.abc import Iterator

from govmedia.calculation.identifiers import broken, id_fits
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.platform import Platform


def check(ledger: Ledger) -> Iterator[Fault]:
    for row, each in enumerate(ledger.platforms.values()):
        for pattern in broken(each):
            yield Fault("registry/platforms.yml", (row,), f"“{pattern}”不是有效的正则表达式", "改正括号、反斜杠等写法")
    for account in ledger.accounts:
        platform = ledger.platforms.get(account.platform)
        if account.platform_ids and platform and not account.archived:
            yield from _ids(account, platform)


def _ids(account: Account, platform: Platform) -> Iterator[Fault]:
    for key, value in account.platform_ids.items():
        field = platform.ids.get(key)
        if field is None:
            known = "、".join(f"{name}（{other.name}）" for name, other in platform.ids.items()) or "无"
            yield account.fault(("platform_ids", key), f"{platform.name}没有编号“{key}”", f"可用的编号：{known}")
        elif not id_fits(field.pattern, value):
            message = f"“{value}”不是{platform.name}的{field.name}"
            yield account.fault(("platform_ids", key), message, f"写法须符合 {field.pattern}；没有的删去这一项")


RULE = Rule(name="platform_ids_valid", clause="house-form", binding=True, check=check)
