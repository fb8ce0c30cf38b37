"""办事链接去统一的政务服务平台

What
----
链接的文字（网址直接写出的，看它前面的话）说的是办理、申办、申领、网办的，域名在 registry/words/links.yml 的 service 里。

Why
---
办事服务功能应依托政务服务网建设，服务同根、一次认证、一网通办，避免重复建设。

Good
----
[在线办理](https://zwfw.nanling.example/item/1)

Bad
---
[在线办理](https://www.nanling.example/form/1)

Mend
----
换成政务服务平台上该事项的地址；全国统一的办事平台，由全省主管单位添进 service。
"""

import re
from collections.abc import Iterator

from govmedia.calculation.addresses import Link, host_of, is_within, links_in
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger

_SERVICE = re.compile("办理|申办|申领|网办|网上办事")
_BEFORE = 12
"""Characters before an address written out that say what it is for."""


def check(ledger: Ledger) -> Iterator[Fault]:
    service = ledger.links.service
    for manuscript in ledger.manuscripts if service else ():
        for link in links_in(manuscript.body):
            host, _ = host_of(link.url)
            if host and not link.picture and _SERVICE.search(_said(link, manuscript.body)) and not is_within(host, service):
                message = f"办事链接去的是“{host}”，不是政务服务平台"
                yield Fault(manuscript.path, (), message, f"换成 {'、'.join(service)} 上该事项的地址", *place_in(manuscript, link.at))


def _said(link: Link, body: str) -> str:
    return link.label or re.split(r"[。！？；\n]", body[max(0, link.at - _BEFORE) : link.at])[-1]


RULE = Rule(name="service_links_on_service_platform", clause="90-3.6.3", binding=True, check=check)
