"""只转载确定的稿源单位发布的信息

What
----
转载的原文链接，域名是 registry/sources.yml 列出的稿源单位的域名或其下级域名；
原文发在微信、微博等平台上的，写明 account，且是该稿源单位列出的账号。
冒名的写法（gov.cn.别的域名、gov-cn、网址里的 @、端口、转写域名、以点号结尾）一律不算。class 写 reprint 的，source 不能写 original。
名单以外的来源，在 exception 写明理由，由终审决定；名单以内的用不着 exception（只提示）。

Why
---
原则上只转载党委、政府网站和有关主管部门确定的稿源单位发布的信息。转错一条，就是替别人背书。

Good
----
source: {unit: 南岭发布, url: https://mp.weixin.qq.com/s/abc, account: 南岭发布}

Bad
---
source: {unit: 中国政府网, url: https://www.gov.cn.example.com/a.htm}

Mend
----
改用稿源单位的原文链接；平台上的文章补写 account；确需转载其他来源的，写 exception 和理由。
"""

from collections.abc import Iterator

from govmedia.calculation.addresses import host_of, is_within
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript, ReprintSource
from govmedia.model.platform import Platform
from govmedia.model.words import ManuscriptClass


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        source = manuscript.source
        if isinstance(source, ReprintSource):
            trouble = _trouble(source, ledger)
            if trouble and not manuscript.exception:
                yield manuscript.fault(("source", trouble[0]), *trouble[1:])
            elif manuscript.exception and not trouble:
                yield _needless(manuscript, "来源在名单以内")
        elif manuscript.class_ is ManuscriptClass.reprint:
            yield manuscript.fault("source", "转载没有写来源", "写成 source: {unit: 稿源单位, url: 原文链接}")
        elif manuscript.exception:
            yield _needless(manuscript, "原创稿件没有转载来源")


def _needless(manuscript: Manuscript, reason: str) -> Fault:
    return Fault(manuscript.path, ("exception",), f"{reason}，用不着例外", "删去 exception", advisory=True)


def _trouble(source: ReprintSource, ledger: Ledger) -> tuple[str, str, str] | None:
    """Key, what is wrong, and the mend; None for an approved source."""
    host, suspect = host_of(source.url)
    if suspect:
        return "url", f"原文链接：{suspect}", "用浏览器打开原文，复制地址栏里的地址"
    platform = next((p for p in ledger.platforms.values() if is_within(host, p.hosts)), None)
    if platform:
        return _account_trouble(source, platform, ledger)
    owners = [row.unit for row in ledger.sources if is_within(host, row.domains)]
    if not owners:
        return "url", f"“{host}”不是稿源单位的域名", "改用 registry/sources.yml 里稿源单位的原文；确需转载的写 exception 和理由"
    if source.unit not in owners and any(row.unit == source.unit for row in ledger.sources):
        return "unit", f"“{host}”是{'、'.join(owners)}的域名，不是“{source.unit}”的", "核对稿源单位和链接，改正其一"
    return None


def _account_trouble(source: ReprintSource, platform: Platform, ledger: Ledger) -> tuple[str, str, str] | None:
    """The same for an article on a platform, whose address does not tell whose it is."""
    known = [(row.unit, account) for row in ledger.sources for account in row.accounts if account.platform == platform.slug]
    if not source.account:
        return "url", f"原文在{platform.name}上，没有写是哪个账号", "补写 account: 账号名称或编号"
    owners = [unit for unit, account in known if source.account in (account.name, account.id)]
    if not owners:
        names = "、".join(account.name for _, account in known)
        return (
            "account",
            f"“{source.account}”不是稿源单位在{platform.name}的账号",
            f"名单里的账号：{names or '无'}；确需转载的写 exception 和理由",
        )
    if source.unit not in owners and any(row.unit == source.unit for row in ledger.sources):
        return "unit", f"“{source.account}”是{'、'.join(owners)}的账号，不是“{source.unit}”的", "核对稿源单位和账号，改正其一"
    return None


RULE = Rule(name="reposted_from_approved_source", clause="90-3.5.4", binding=True, check=check)
