"""标题和正文不超过平台的字数上限

What
----
每个账号要发的标题和文字，不超过 registry/platforms.yml 写的 title_limit、text_limit。没有标题栏的平台（微博、视频号等）标题与正文合计。
字数按显示的文字计，不计排版记号和换行；半角字符和链接怎样折算，按该平台的 half_width、link_length。上限写 null 的不检查。

Why
---
超过上限发不出去，经办人只好在平台上现删，发出去的就不是审过的文字。

Good
----
## @xiaohongshu 榕树老街灯会本周末开幕

Bad
---
# 小红书的标题最多 20 个字
## @xiaohongshu 第十二届榕树老街灯会将于本周六晚正式开幕请市民朋友前往观赏

Mend
----
给这个账号另写一节较短的文字；平台改了上限的，改 registry/platforms.yml。
"""

from collections.abc import Iterator

from govmedia.calculation.lengths import length
from govmedia.calculation.rule import Rule
from govmedia.calculation.texts import Variant, posted, said
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.platform import Platform


def check(ledger: Ledger) -> Iterator[Fault]:
    limited = {slug: p for slug, p in ledger.platforms.items() if p.text_limit or p.title_limit}
    titles = min((p.title_limit for p in limited.values() if p.title_limit), default=0)
    texts = min((p.text_limit for p in limited.values() if p.text_limit), default=0)
    for manuscript in ledger.manuscripts:
        if len(manuscript.title) > titles or len(manuscript.title) + len(manuscript.body) > texts or "@" in manuscript.body:
            for stem, variant in posted(manuscript).items():
                if platform := limited.get(stem.partition("-")[0]):
                    yield from _too_long(manuscript, variant, stem, platform)


def _too_long(manuscript: Manuscript, variant: Variant, stem: str, platform: Platform) -> Iterator[Fault]:
    title, text = length(variant.title, platform), length(said(variant.text), platform)
    if platform.title_limit and title > platform.title_limit:
        message = f"发到 {stem} 的标题有 {title} 个字，{platform.name}最多 {platform.title_limit} 个"
        inherited = variant.title == manuscript.title
        yield manuscript.fault("title", message, _mend(variant, stem)) if inherited else _fault(manuscript, variant, message, stem)
    total = text if platform.title_limit else title + text
    if platform.text_limit and total > platform.text_limit:
        yield _fault(manuscript, variant, f"发到 {stem} 的文字有 {total} 个字，{platform.name}最多 {platform.text_limit} 个", stem)


def _fault(manuscript: Manuscript, variant: Variant, message: str, stem: str) -> Fault:
    return Fault(manuscript.path, (), message, _mend(variant, stem), *place_in(manuscript, variant.at))


def _mend(variant: Variant, stem: str) -> str:
    return "删减" if variant.stems else f"删减，或另写一节：## @{stem} 短标题"


RULE = Rule(name="fits_platform_limits", clause="90-3.5.3", binding=True, check=check)
