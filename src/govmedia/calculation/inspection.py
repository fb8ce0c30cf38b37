"""Run rules over a ledger: faults become findings, waivers and the baseline are applied, order is fixed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Waiver

Judged = tuple[Rule, Fault]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault under one rule. `waived` holds the waiver's document or the word for old debt, else "".

    Sorted by path, line, column and rule.
    """

    path: str
    line: int
    col: int
    rule: str
    message: str
    mend: str
    clause: str
    binding: bool
    waived: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it must be mended before merging."""
        return self.binding and not self.waived


def inspect(rules: Sequence[Rule], ledger: Ledger) -> list[Finding]:
    """All findings of these rules, sorted, duplicates removed."""
    return _without_debt(_placed(_judge(rules, ledger), ledger), _debts(ledger))


def news(rules: Sequence[Rule], ledger: Ledger) -> list[Finding]:
    """Findings that the change from `ledger.base` brings: those the base did not have; of n alike, those beyond its number.

    What the base had already uses up the baseline first, so that an old fault's allowance never covers a new one.
    """
    if ledger.base is None:
        return inspect(rules, ledger)
    judged = _judge(rules, ledger)
    known = Counter(map(_fingerprint, _judge(_asked_again(rules, judged), ledger.base)))
    fresh: list[Judged] = []
    old: list[Judged] = []
    for each in judged:
        (old if known[_fingerprint(each)] > 0 else fresh).append(each)
        known[_fingerprint(each)] -= 1
    spent = Counter((rule.name, fault.path) for rule, fault in old if not _waiver(rule.name, fault.path, ledger))
    return _without_debt(_placed(fresh, ledger), _debts(ledger) - spent)


def _judge(rules: Sequence[Rule], ledger: Ledger) -> list[Judged]:
    """Faults by rule, without their lines. Rules that look back run last and see what the others found."""
    found: dict[str, list[str]] = {rule.name: [] for rule in rules}
    ledger.found = found
    ledger.unwaivable = frozenset(rule.name for rule in rules if not rule.waivable)
    judged: list[Judged] = []
    for rule in sorted(rules, key=lambda rule: rule.looks_back):
        faults = list(dict.fromkeys(rule.check(ledger)))
        found[rule.name] = [fault.path for fault in faults]
        judged.extend((rule, fault) for fault in faults)
    return judged


def _asked_again(rules: Sequence[Rule], judged: list[Judged]) -> Sequence[Rule]:
    """The rules to ask about the base: those that found something, or all if one of these looks back on the others."""
    firing = {rule.name for rule, _ in judged}
    if any(rule.looks_back and rule.name in firing for rule in rules):
        return rules
    return [rule for rule in rules if rule.name in firing]


def _fingerprint(judged: Judged) -> tuple[str, str, str]:
    """What it is without where in the file it stands, so that moved lines are no news."""
    rule, fault = judged
    return fault.path, rule.name, fault.message


def _placed(judged: Iterable[Judged], ledger: Ledger) -> list[Finding]:
    return sorted({_finding(rule, fault, ledger) for rule, fault in judged})


def _finding(rule: Rule, fault: Fault, ledger: Ledger) -> Finding:
    line, col = ledger.place(fault)
    waived = _waiver(rule.name, fault.path, ledger)
    binding = rule.binding and not fault.advisory
    return Finding(fault.path, line, col, rule.name, _one_line(fault.message), _one_line(fault.mend), rule.clause, binding, waived)


def _one_line(text: str) -> str:
    """Without line breaks, which a name in a filing may hold and which would let it speak for the command."""
    return " ".join(text.splitlines())


def _waiver(rule: str, path: str, ledger: Ledger) -> str:
    """Document of the waiver that covers the rule's findings in a file; "" if none does."""
    for waiver in ledger.waivers if rule not in ledger.unwaivable else ():
        if waiver.rule == rule and in_force(waiver, ledger.as_of.day) and waiver.subject in subjects(path, ledger):
            return waiver.document
    return ""


def in_force(waiver: Waiver, day: date) -> bool:
    """From its first day to its last, both included."""
    return waiver.from_ <= day <= waiver.until


def waived_paths(rule: str, ledger: Ledger) -> set[str]:
    """Files in which a waiver covers what the rule has found."""
    return {path for path in (ledger.found or {}).get(rule, ()) if _waiver(rule, path, ledger)}


def subjects(path: str, ledger: Ledger) -> set[str]:
    """Ids that a finding in this file is about: the account's (at birth and at hand) and its unit's; of an item, the unit's."""
    if item := paths.item_key(path):
        return {item[0]}
    if not (paths.is_account_file(path) or paths.is_unit_file(path) or paths.is_tombstone(path)):
        return set()
    region, unit, stem = paths.account_home(path)
    found = {f"{region}/{unit}", f"{region}/{unit}/{stem}"}
    return found | {a.id for a in ledger.accounts_of.get(f"{region}/{unit}", ()) if a.path == path}


def _debts(ledger: Ledger) -> Counter[tuple[str, str]]:
    return Counter({(debt.rule, debt.path): debt.count for debt in ledger.baseline if debt.rule not in ledger.unwaivable})


def _without_debt(findings: list[Finding], left: Counter[tuple[str, str]]) -> list[Finding]:
    """Mark as waived, per rule and file, as many findings as the baseline owns up to."""
    marked = []
    for finding in findings:
        key = (finding.rule, finding.path)
        if not finding.waived and left[key] > 0:
            left[key] -= 1
            finding = replace(finding, waived="存量问题")
        marked.append(finding)
    return marked
