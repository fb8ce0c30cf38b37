"""人工智能生成的内容有标识

What
----
稿头写 ai_generated: true 的，发到每个账号的文字里都有标识，如“本文含人工智能生成内容”“配图由AI生成”。
文字里说是人工智能生成、稿头却没有写的，提示改稿头。

Why
---
《人工智能生成合成内容标识办法》自2025年9月1日起施行：生成合成的内容应有显式标识，不得删改、隐匿。

Good
----
ai_generated: true
配图由人工智能生成。

Bad
---
# 正文没有标识
ai_generated: true

Mend
----
在文字的开头或末尾写上标识；某个账号自己的一节也要写。
"""

import re
from collections.abc import Iterator

from govmedia.calculation.folding import fold
from govmedia.calculation.labels import MADE, is_labelled
from govmedia.calculation.rule import Rule
from govmedia.calculation.texts import posted
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript

_OWN = re.compile(r"(?:本文|本稿|配图|图片|插图|海报|视频|画面|音频|内容)[^。！？!?\n]{0,8}" + MADE.pattern)


def check(ledger: Ledger) -> Iterator[Fault]:
    for manuscript in ledger.manuscripts:
        if manuscript.ai_generated:
            yield from _unlabelled(manuscript)
        elif "人工智能" in manuscript.body or "AI" in manuscript.body:
            yield from _undeclared(manuscript)


def _unlabelled(manuscript: Manuscript) -> Iterator[Fault]:
    silent = {variant.at: variant for variant in posted(manuscript).values() if not is_labelled(variant.text)}
    for variant in silent.values():
        place = place_in(manuscript, variant.at)
        yield Fault(
            manuscript.path, (), f"含人工智能生成内容，{variant.name}没有标识", "在开头或末尾写上，如“本文含人工智能生成内容”", *place
        )


def _undeclared(manuscript: Manuscript) -> Iterator[Fault]:
    folded = fold(manuscript.body)
    if found := _OWN.search(folded.text):
        place = place_in(manuscript, folded.origin(found.start()))
        yield Fault(manuscript.path, (), "文字说是人工智能生成，稿头没有写", "在稿头写 ai_generated: true", *place, advisory=True)


RULE = Rule(name="ai_content_labelled", clause="ai-label", binding=True, check=check)
