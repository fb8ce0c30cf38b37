"""平台在平台表里

What
----
账号文件名的开头是平台代号，须是 registry/platforms.yml 里有的 slug，例如 wechat、weibo、douyin。

Why
---
同一平台写法不一，就无法判断一个单位是否重复开设，也无法分平台统计。不设“其他”一类。

Good
----
registry/990100-lingdong/health/wechat.yml

Bad
---
registry/990100-lingdong/health/weixin.yml

Mend
----
按提示改文件名；确是新平台的，先在 registry/platforms.yml 添一行，由全省主管单位审批。
"""

import difflib
from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.platform import Platform


def check(ledger: Ledger) -> Iterator[Fault]:
    for account in ledger.accounts:
        if not account.archived and account.platform not in ledger.platforms and paths.SLUG.fullmatch(account.stem):
            known = "、".join(_label(platform) for platform in _near(account.platform, ledger))
            mend = f"文件名改用平台代号，如 {known}；确是新平台的，先在 registry/platforms.yml 添一行"
            yield account.fault((), f"平台表里没有“{account.platform}”", mend)


def _near(slug: str, ledger: Ledger) -> list[Platform]:
    """Platforms called something like it, by slug or by a name seen in ledgers; the first rows if nothing is like it."""
    names = {name.lower(): p for p in ledger.platforms.values() for name in (*p.aliases, p.name, p.slug)}
    found = [names[name] for name in difflib.get_close_matches(slug, names, 6, 0.6)]
    unique = list({platform.slug: platform for platform in found}.values())
    return unique[:3] or list(ledger.platforms.values())[:5]


def _label(platform: Platform) -> str:
    return f"{platform.slug}（{platform.name}）"


RULE = Rule(name="platform_known", clause="house-form", binding=True, check=check, waivable=False)
