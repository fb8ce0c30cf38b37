"""链接只去允许去的地方

What
----
正文里的链接用 https，网址里没有 @、端口、转写域名、IP 地址等冒名的写法，域名在允许之列：稿源单位（sources.yml）、各平台（platforms.yml）、
registry/words/links.yml。电话链接（tel:）可以用。词表里列出的广告和商业域名由 no_advertising 检查。

Why
---
不得链接商业广告页面。链接指向哪里，公众就当是政府让去的；不加密的链接可以在半路被换掉。

Good
----
[办法全文](https://www.gov.cn/zhengce/a.htm)

Bad
---
[办法全文](http://www.gov.cn@example.com/a.htm)

Mend
----
换成允许的网站上的同一内容；确需链接的网站，由全省主管单位添进 registry/words/links.yml。
"""

from collections.abc import Iterator

from govmedia.calculation.addresses import Link, host_of, is_within, links_in
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    allowed = list(_allowed(ledger))
    for manuscript in ledger.manuscripts:
        for link in links_in(manuscript.body):
            if message := _trouble(link, allowed):
                place = place_in(manuscript, link.at)
                yield Fault(
                    manuscript.path, (), message, "换成允许的网站上的完整网址（https）；确需的添进 registry/words/links.yml", *place
                )


def _allowed(ledger: Ledger) -> Iterator[str]:
    """Domains; those that rows of words list are judged by these rows."""
    yield from (*ledger.links.allowed, *ledger.links.service)
    yield from (domain for source in ledger.sources for domain in source.domains)
    yield from (host for platform in ledger.platforms.values() for host in platform.hosts)
    yield from (domain for row in ledger.words for domain in row.domains)


def _trouble(link: Link, allowed: list[str]) -> str:
    scheme, colon, _ = link.url.partition(":")
    if (scheme.lower() == "tel" and colon) or link.url.startswith("#") or (link.picture and "//" not in link.url):
        return ""
    shown = link.url[:80]
    if scheme.lower() != "https" or not link.url[6:].startswith("//"):
        return f"“{shown}”不是 https 的完整网址"
    host, suspect = host_of(link.url)
    if suspect:
        return f"“{shown}”：{suspect}"
    return "" if is_within(host, allowed) else f"“{host}”不在允许链接的网站之列"


RULE = Rule(name="links_lead_where_allowed", clause="90-3.5.7", binding=True, check=check)
