"""更正写明更正的是哪一篇

What
----
稿头写了 correction 的，of 是本单位已有的另一篇稿件的路径；发到每个账号的文字里说明是更正（“更正”“勘误”）。

Why
---
公众要看得出改了什么；日后查起来，要从错的一篇找得到对的一篇。

Good
----
correction: {of: content/manuscripts/990100-lingdong/health/2026/10-27-night-clinic.md, wrong: 开诊科室名单有误}

Bad
---
correction: {of: 昨天那篇, wrong: 开诊科室名单有误}

Mend
----
写上原稿的完整路径；在文字里说明更正了什么。
"""

from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.calculation.texts import posted
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Correction, Manuscript

_SAID = ("更正", "勘误")


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        if manuscript.correction:
            yield from _target(manuscript, manuscript.correction, ledger)
            yield from _unsaid(manuscript)


def _target(manuscript: Manuscript, correction: Correction, ledger: Ledger) -> Iterator[Fault]:
    of = correction.of
    if of == manuscript.path:
        yield manuscript.fault(("correction", "of"), "更正的是自己", "写原稿的路径；还没有发布的，直接改原稿")
    elif not paths.is_manuscript(of) or of not in ledger.present:
        yield manuscript.fault(("correction", "of"), f"没有稿件“{of}”", "写原稿的完整路径，如 content/manuscripts/…/10-27-night-clinic.md")
    elif (paths.item_key(of) or ("",))[0] != manuscript.unit:
        yield manuscript.fault(("correction", "of"), f"“{of}”是别的单位的稿件", "由原单位更正")


def _unsaid(manuscript: Manuscript) -> Iterator[Fault]:
    silent = {variant.at: variant for variant in posted(manuscript).values() if not any(w in variant.title + variant.text for w in _SAID)}
    for variant in silent.values():
        place = place_in(manuscript, variant.at)
        yield Fault(manuscript.path, (), f"{variant.name}没有说明这是更正", "在标题或文字里写明“更正”和更正了什么", *place)


RULE = Rule(name="correction_names_item", clause="90-3.5.3", binding=True, check=check)
