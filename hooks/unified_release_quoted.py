"""涉省政府政务活动的报道采用统一通稿

What
----
稿件写到省政府的会议、领导活动等（registry/words/ 里依据 90-3.5.5 的各条）的，在稿头 release 写明通稿的发布单位、标题、链接和 sha256。
写了 release 的：正文与通稿一字不差（sha256 按去掉空白和排版记号的正文计算）；某个账号自己的一节只能逐句摘自正文；
链接在稿源单位或本省的域名上；同一篇通稿，各单位登记的 sha256 相同。

Why
---
涉省政府相关政务活动的报道应采用统一发布的通稿，不自行改写。有了 sha256，谁改了一个字都看得出来。

Good
----
release: {issuer: 省政府办公厅, title: 省政府常务会议研究稳就业工作, url: https://www.nanling.example/a.htm, sha256: 64 位十六进制}

Bad
---
# 正文写到省政府常务会议，没有 release
title: 省政府常务会议研究稳就业工作

Mend
----
从发布单位取得通稿，原文照用，填写 release；check 会报出本稿正文的 sha256，与发布单位公布的核对后再填。
"""

from collections.abc import Iterator

from govmedia.calculation.addresses import host_of, is_within
from govmedia.calculation.releases import digest, is_excerpt
from govmedia.calculation.rule import Rule
from govmedia.calculation.texts import variants
from govmedia.calculation.touching import fault_of, hits, one_line, place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript, Release


def check(ledger: Ledger) -> Iterator[Fault]:
    found, known = hits(ledger), dict[str, tuple[str, str]]()
    for manuscript in ledger.manuscripts:
        if manuscript.release is None:
            yield from _unquoted(manuscript, ledger) if manuscript.path in found else ()
            continue
        yield from _differing(manuscript, manuscript.release)
        yield from _stray_link(manuscript, manuscript.release.url, ledger)
        sha256, path = known.setdefault(manuscript.release.url, (manuscript.release.sha256, manuscript.path))
        if sha256 != manuscript.release.sha256:
            yield manuscript.fault(("release", "sha256"), f"同一篇通稿，{path} 登记的 sha256 不同", "向发布单位核对，改正写错的一处")


def _unquoted(manuscript: Manuscript, ledger: Ledger) -> Iterator[Fault]:
    for hit in hits(ledger)[manuscript.path]:
        row = ledger.words[hit.row]
        if row.clause == RULE.clause:
            message = f"“{one_line(hit.said)}”：{row.message}，没有写采用哪篇通稿"
            yield fault_of(ledger, manuscript, hit, message, row.mend, row.strength == "advisory")


def _differing(manuscript: Manuscript, release: Release) -> Iterator[Fault]:
    told = [variant for variant in variants(manuscript) if variant.text.strip()]
    if told and (own := digest(told[0].text)) != release.sha256:
        yield manuscript.fault(
            ("release", "sha256"), f"正文与通稿不一致：本稿正文的 sha256 是 {own}", "与通稿原文逐字核对，改回原文；通稿更新了的改 sha256"
        )
    for other in told[1:]:
        if not is_excerpt(other.text, told[0].text):
            place = place_in(manuscript, other.at)
            yield Fault(manuscript.path, (), f"{other.name}不是逐句摘自通稿", "只摘原句，不改写；另加的话删去", *place)


def _stray_link(manuscript: Manuscript, url: str, ledger: Ledger) -> Iterator[Fault]:
    host, suspect = host_of(url)
    domains = [*ledger.links.allowed, *(domain for source in ledger.sources for domain in source.domains)]
    if suspect or not is_within(host, domains):
        yield manuscript.fault(("release", "url"), suspect or f"“{host}”不是发布通稿的网站", "写省政府网站或稿源单位发布通稿的链接")


RULE = Rule(name="unified_release_quoted", clause="90-3.5.5", binding=True, check=check)
