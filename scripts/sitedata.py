"""What a site is made of, gathered: the ledger, the rules' pages, findings and freshness for officials. For `build`, `serve` and MkDocs."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from govmedia.calculation.inspection import inspect
from govmedia.calculation.rule import Rule
from govmedia.errors import CannotRun
from govmedia.hooks import RULES
from govmedia.loading.kept import kept_file
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import NO_TREES, Trees
from govmedia.pages.audience import Audience
from govmedia.pages.site import RulePage, Site
from govmedia.pages.spelling import Spelling
from govmedia.scripts.options import now
from govmedia.scripts.standing import standing
from govmedia.when import SHANGHAI, AsOf, at

if TYPE_CHECKING:
    from govmedia.calculation.standings import Report

GAPS_OVER = 180
"""Days that the board looks back for updates crammed into the last day of the term (卡点)."""


def default_moment(root: Path) -> AsOf:
    """The moment a site is built for unless told: SOURCE_DATE_EPOCH if set, else the time of the last commit, else now.

    So the same commit gives the same bytes whenever and wherever it is built.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root)
    if not epoch:
        return now()
    if not epoch.isascii() or not epoch.isdigit():
        raise CannotRun(f"环境变量 SOURCE_DATE_EPOCH 的值“{epoch}”不是秒数", "写成 1970 年以来的秒数，或取消这个变量")
    return at(datetime.fromtimestamp(int(epoch), SHANGHAI))


def _last_commit(root: Path) -> str:
    from govmedia.history import Repository

    try:
        repository = Repository(root)
        return repository.text("log", "-1", "--format=%ct") if repository.head() else ""
    except CannotRun:
        return ""


def public_site(root: Path) -> Site:
    """The site that MkDocs by itself gives."""
    return site_of([root], default_moment(root), Audience.public)


def site_of(roots: Sequence[Path], moment: AsOf, audience: Audience, trees: Trees = NO_TREES) -> Site:
    """Everything for one audience. Findings are for officials only, so the public build does not look for them."""
    ledger = standing(roots, moment, trees)
    ledger.reader.forget()
    internal = audience is Audience.internal
    findings = tuple(inspect(RULES, ledger)) if internal else ()
    freshness, reason = _freshness(roots, ledger) if internal or _public_freshness(ledger) else (None, "")
    spelling = Spelling(_initials, lambda: _names(ledger), kept_file(roots[0], "initials"))
    return Site(ledger, audience, rules=rule_pages(), findings=findings, report=freshness, no_history=reason, initials=spelling)


def _names(ledger: Ledger) -> list[str]:
    return [*(unit.name for unit in ledger.units.values()), *(account.name for account in ledger.accounts)]


def _initials(text: str) -> str:
    from govmedia.pages.initials import initials

    return initials(text)


def _public_freshness(ledger: Ledger) -> bool:
    own = (part.public for part in ledger.policy.regions.values() if part.public)
    return ledger.policy.default.public.freshness or any(part.freshness for part in own)


def _freshness(roots: Sequence[Path], ledger: Ledger) -> "tuple[Report | None, str]":
    """Freshness from the commits of all roots; where there is no usable history, why."""
    from govmedia.calculation.standings import report
    from govmedia.history import Repository
    from govmedia.loading.arrivals import Arrivals

    try:
        return report(ledger, [Arrivals(Repository(root)) for root in roots], GAPS_OVER), ""
    except CannotRun as error:
        return None, f"{error.message}。{error.mend}。"


def rules_by_clause() -> dict[str, list[str]]:
    """Names of the rules by the clause they check, in the order of the law."""
    found: dict[str, list[str]] = {}
    for rule in RULES:
        found.setdefault(rule.clause, []).append(rule.name)
    return found


def rule_pages() -> tuple[RulePage, ...]:
    """The rules' docstrings as pages, in the order of the law."""
    return tuple(RulePage(r.name, r.page["title"], r.clause, r.binding, r.waivable, _sections(r)) for r in RULES)


def _sections(rule: Rule) -> dict[str, str]:
    return {name: text for name, text in rule.page.items() if name != "title"}
