"""各平台的文字写明归哪些账号

What
----
同一篇稿件在某些账号要用不同的文字时，在正文后面另起一节：## @weibo 标题（标题不写就同稿头）；几个账号共用写 ## @weibo @toutiao。
每节点名的账号都在 accounts 里，一个账号只有一节，节里有文字；没有自己一节的账号用前面的正文，所以那时正文不能是空的。

Why
---
一稿多发，才能一致。点错名的一节谁也不用，审过的文字就不是发出去的文字。

Good
----
accounts: [wechat, weibo]
## @weibo 流感疫苗开始预约

Bad
---
accounts: [wechat, weibo]
## @toutiao 流感疫苗开始预约

Mend
----
改正账号名，或把账号添进 accounts；多余的一节删去。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.texts import Variant, variants
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        common, *sections = variants(manuscript)
        if not common.text.strip() and (left := _left(manuscript, sections)):
            yield _fault(manuscript, common, f"没有正文，账号 {'、'.join(left)} 没有可发的文字", "写上正文，或给这些账号各写一节")
        for section in sections:
            yield from _section(manuscript, section, sections)


def _left(manuscript: Manuscript, sections: list[Variant]) -> list[str]:
    """Accounts without a section of their own."""
    own = {stem for section in sections for stem in section.stems}
    return [stem for stem in manuscript.accounts if stem not in own]


def _section(manuscript: Manuscript, section: Variant, sections: list[Variant]) -> Iterator[Fault]:
    if not section.stems:
        yield _fault(
            manuscript, section, f"“{section.heading[:40]}”读不出是哪个账号", "写成 ## @weibo 标题，账号名用小写字母、数字和连字符"
        )
    for stem in section.stems:
        if stem not in manuscript.accounts:
            yield _fault(manuscript, section, f"“@{stem}”不在 accounts 里", f"accounts 写的是：{'、'.join(manuscript.accounts)}；改正其一")
        elif any(stem in other.stems for other in sections if other.at < section.at):
            yield _fault(manuscript, section, f"“@{stem}”有两节", "合成一节")
    if section.stems and not section.text.strip():
        yield _fault(manuscript, section, f"“{section.name}”一节没有文字", "写上文字，或删去这一节")


def _fault(manuscript: Manuscript, variant: Variant, message: str, mend: str) -> Fault:
    return Fault(manuscript.path, (), message, mend, *place_in(manuscript, variant.at))


RULE = Rule(name="variants_name_own_accounts", clause="90-3.5.3", binding=True, check=check)
