"""主页链接是本平台的账号主页

What
----
url 须符合平台表列出的主页地址写法；地址里带的编号与 platform_ids 所填一致。平台表没有列地址写法的不检查。

Why
---
链接填成文章地址、别的平台或别人的账号，公众就找错地方。平台会改地址写法，所以只提示，不拦截。

Good
----
# registry/990100-lingdong/health/weibo.yml
url: https://weibo.com/u/9901000013

Bad
---
# registry/990100-lingdong/health/weibo.yml
url: https://www.douyin.com/user/health

Mend
----
打开账号主页，复制地址栏里的地址；没有固定主页的填 null。平台改了写法的，请在 registry/platforms.yml 添一条。
"""

from collections.abc import Iterator

from govmedia.calculation.identifiers import url_parts
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.platform import Platform


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        platform = ledger.platforms.get(account.platform)
        if account.url and platform and platform.urls and not account.archived:
            yield from _address(account, account.url, platform)


def _address(account: Account, url: str, platform: Platform) -> Iterator[Fault]:
    shown = url_parts(platform, url)
    if shown is None:
        yield account.fault("url", f"链接不像{platform.name}的账号主页", "复制账号主页的地址；没有固定主页的填 null")
        return
    for key, value in shown.items():
        filed = account.platform_ids.get(key)
        if filed is not None and filed != value:
            name = platform.ids[key].name if key in platform.ids else key
            yield account.fault("url", f"链接里的{name}是“{value}”，platform_ids 填的是“{filed}”", "核对是哪一个账号，改正其一")


RULE = Rule(name="url_matches_platform", clause="house-form", binding=False, check=check)
