"""Run rules over a ledger: faults become findings, waivers and the baseline are applied, order is fixed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Waiver


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

    @property
    def fingerprint(self) -> tuple[str, str, str]:
        """What it is without where in the file it stands, so that moved lines are no news."""
        return self.path, self.rule, self.message


def inspect(rules: Sequence[Rule], ledger: Ledger) -> list[Finding]:
    """All findings of these rules, sorted, duplicates removed."""
    found = {_finding(rule, fault, ledger) for rule in rules for fault in rule.check(ledger)}
    return _without_debt(sorted(found), ledger)


def changed(head: Iterable[Finding], base: Iterable[Finding]) -> list[Finding]:
    """Findings of head that base did not have, by fingerprint; of n alike, those beyond the base's number."""
    known = Counter(finding.fingerprint for finding in base)
    news = []
    for finding in head:
        if known[finding.fingerprint] > 0:
            known[finding.fingerprint] -= 1
        else:
            news.append(finding)
    return news


def _finding(rule: Rule, fault: Fault, ledger: Ledger) -> Finding:
    line, col = ledger.place(fault)
    return Finding(
        fault.path, line, col, rule.name, fault.message, fault.mend, rule.clause, rule.binding, _waiver(rule, fault.path, ledger)
    )


def _waiver(rule: Rule, path: str, ledger: Ledger) -> str:
    for waiver in ledger.waivers:
        if waiver.rule == rule.name and covers(waiver, path, ledger):
            return waiver.document
    return ""


def covers(waiver: Waiver, path: str, ledger: Ledger) -> bool:
    """Whether a waiver in force is about the file: its account, or the unit whose folder it lies in."""
    if not waiver.from_ <= ledger.as_of.day <= waiver.until:
        return False
    return waiver.subject in subjects(path, ledger)


def subjects(path: str, ledger: Ledger) -> set[str]:
    """Ids that a finding in this file is about: the account's (at birth and at hand) and its unit's."""
    if not (paths.is_account_file(path) or paths.is_unit_file(path) or paths.is_tombstone(path)):
        return set()
    region, unit, stem = paths.account_home(path)
    found = {f"{region}/{unit}", f"{region}/{unit}/{stem}"}
    return found | {a.id for a in ledger.accounts_of.get(f"{region}/{unit}", ()) if a.path == path}


def _without_debt(findings: list[Finding], ledger: Ledger) -> list[Finding]:
    """Mark as waived, per rule and file, as many findings as the baseline owns up to."""
    left = Counter({(debt.rule, debt.path): debt.count for debt in ledger.baseline})
    marked = []
    for finding in findings:
        key = (finding.rule, finding.path)
        if not finding.waived and left[key] > 0:
            left[key] -= 1
            finding = replace(finding, waived="存量问题")
        marked.append(finding)
    return marked
