"""五关都有人负责

What
----
policy.yml 的 signing 里，每类稿件都要写明几道审签，各道合起来把政治关、法律关、政策关、保密关、文字关都管到；
应急稿件发布后补齐的各道也一样。

Why
---
粤办函〔2019〕90号 三（五）：严把政治关、法律关、政策关、保密关、文字关。漏写一关，这一关就没有人签，也没有人负责。

Good
----
reprint:
  - {stage: second, gates: [politics, law, policy, secrecy, wording], level: section}

Bad
---
reprint:
  - {stage: second, gates: [politics, wording], level: section}

Mend
----
把漏掉的关口写进其中一道的 gates；没有写的类别补上。
"""

from collections.abc import Iterator, Sequence

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault, Keys
from govmedia.loading.ledger import Ledger
from govmedia.model.policy import SigningPolicy
from govmedia.model.slot import Slot
from govmedia.model.words import Gate, ManuscriptClass


def check(ledger: Ledger) -> Iterator[Fault]:
    policy = ledger.policy_file
    yield from _faults(policy.default.signing, ("default", "signing"), ledger)
    for region, part in policy.regions.items():
        if part.signing:
            yield from _faults(part.signing, ("regions", region, "signing"), ledger)


def _faults(signing: SigningPolicy, keys: Keys, ledger: Ledger) -> Iterator[Fault]:
    if not signing.classes:
        return  # a policy of before the gate: it publishes nothing, and says so when asked
    for class_ in ManuscriptClass:
        slots = signing.classes.get(class_, [])
        yield from _missing(slots, (*keys, "classes", *([class_.value] if slots else [])), f"“{class_.zh}”稿件", ledger)
    if ManuscriptClass.emergency in signing.classes:
        yield from _missing(signing.after, (*keys, *(["after"] if signing.after else [])), "应急稿件发布后补齐的审签", ledger)


def _missing(slots: Sequence[Slot], keys: Keys, what: str, ledger: Ledger) -> Iterator[Fault]:
    open_gates = [gate for gate in Gate if not any(gate in slot.gates for slot in slots)]
    if open_gates:
        names = "、".join(gate.zh for gate in open_gates)
        yield ledger.policy_file.fault(keys, f"{what}没有人负责{names}", "把漏掉的关口写进其中一道的 gates；没有写的类别补上")


RULE = Rule(name="every_gate_answered_for", clause="90-3.5.2", binding=True, check=check)
