"""稿件类别不低于内容应有的类别

What
----
稿件里出现词表（registry/words/，写有 raises 的各条）里领导活动、政策文件、突发事件等词语的，class 不能写得更轻。
轻重依次是 reprint 转载、service 服务信息和 original 原创、policy 政策文件、leadership 领导活动。
emergency 应急先发布、后补审，只用于突发事件：没有写到词表里的突发事件的，提醒值班负责人核实。写到突发事件的也可以按 policy 以上审核。
只作提醒的词条不抬高类别。

Why
---
类别决定由谁审签。撰稿人可以往重里报，不能往轻里报。

Good
----
title: 市政府常务会议研究公共交通提升方案
class: leadership

Bad
---
title: 市政府常务会议研究公共交通提升方案
class: original

Mend
----
按提示改 class；内容确实不属于那一类的，改动引起误会的词语，或请全省主管单位修改词表。
"""

from collections.abc import Iterator

from govmedia.calculation.raising import WEIGHT, gravest, suffices
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import Hit, fault_of, hits, one_line
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.words import ManuscriptClass


def check(ledger: Ledger) -> Iterator[Fault]:
    found = hits(ledger)
    for manuscript in ledger.manuscripts:
        raising = [hit for hit in found.get(manuscript.path, ()) if ledger.words[hit.row].raises]
        called = [hit for hit in raising if ledger.words[hit.row].strength == "binding"]
        if not suffices(manuscript.class_, (ledger.words[hit.row].raises for hit in called)):
            yield _fault(ledger, manuscript, called)
        else:
            yield from _advice(ledger, manuscript, raising)
            yield from _unexplained(ledger, manuscript, called)


def _fault(ledger: Ledger, manuscript: Manuscript, called: list[Hit]) -> Fault:
    wanted = gravest(ledger.words[hit.row].raises for hit in called)
    reason = next(hit for hit in called if ledger.words[hit.row].raises is wanted)
    said = f"写到“{one_line(reason.said)}”（{ledger.words[reason.row].message}）"
    named = wanted.zh if wanted else ""
    return manuscript.fault(("class",), f"类别写的是“{manuscript.class_.zh}”，{said}，应按“{named}”审核", f"把 class 改为 {wanted}")


def _advice(ledger: Ledger, manuscript: Manuscript, raising: list[Hit]) -> Iterator[Fault]:
    for hit in {hit.row: hit for hit in reversed(raising)}.values():
        row = ledger.words[hit.row]
        if row.strength == "advisory" and not _is_as_heavy(manuscript.class_, row.raises):
            yield fault_of(ledger, manuscript, hit, f"“{one_line(hit.said)}”：{row.message}", row.mend, advisory=True)


def _unexplained(ledger: Ledger, manuscript: Manuscript, called: list[Hit]) -> Iterator[Fault]:
    """Words cannot tell every emergency; who releases it at once must know what he lets through."""
    if manuscript.class_ is ManuscriptClass.emergency and not any(ledger.words[hit.row].raises is manuscript.class_ for hit in called):
        message, mend = "写明是应急，正文没有写到词表里的突发事件", "请值班负责人核实：确属突发事件再签，不是的改为 service 或 original"
        yield Fault(manuscript.path, ("class",), message, mend, advisory=True)


def _is_as_heavy(declared: ManuscriptClass, wanted: ManuscriptClass | None) -> bool:
    policy = WEIGHT[ManuscriptClass.policy]
    return declared is wanted or WEIGHT.get(declared, policy) >= WEIGHT.get(wanted or declared, policy)


RULE = Rule(name="class_not_lowered", clause="90-3.5.1", binding=True, check=check)
