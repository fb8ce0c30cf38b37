"""Who may be drawn: the strata of a quarter, from the registry as of the freeze day. Clause 90-3.4.6."""

from collections.abc import Iterable
from datetime import date

from govmedia.calculation.draw import share_text
from govmedia.calculation.life import state_on
from govmedia.errors import CannotRun
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.region import Region
from govmedia.model.sample import Always, Failure, Reason, Stratum, Watched
from govmedia.model.words import Level, Scope, State

_STRATA = (Level.national, Level.province, Level.prefecture)


def previous(quarter: str) -> str:
    """The quarter before `2026Q4`, written alike."""
    year, number = int(quarter[:4]), int(quarter[5])
    return f"{year}Q{number - 1}" if number > 1 else f"{year - 1}Q4"


def quarter_of(day: date) -> str:
    """The quarter in which a day lies."""
    return f"{day.year:04}Q{(day.month + 2) // 3}"


def stratum_of(region: str, ledger: Ledger) -> Region | None:
    """The prefecture a region belongs to; the province for what it holds directly (省直、省直辖县); a zone goes with its parent."""
    found = None
    for step in ledger.chain(region):
        if step.zone or step.level not in _STRATA:
            break
        found = step
    return found


def strata(ledger: Ledger, failures: Iterable[Failure], watch: Iterable[Watched]) -> list[Stratum]:
    """Every stratum with an account, by region; `failures` are the last quarter's. Raises CannotRun on a region nobody knows."""
    reasons = {Reason.failed: {f.account for f in failures}, Reason.watched: _watched(watch, ledger)}
    groups: dict[str, list[Account]] = {}
    for account in sorted(ledger.by_id.values(), key=lambda a: a.id):
        if _eligible(account, ledger):
            groups.setdefault(_stratum(account, ledger).id, []).append(account)
    return [_filled(ledger.regions[region], groups[region], reasons, ledger) for region in sorted(groups)]


def _eligible(account: Account, ledger: Ledger) -> bool:
    """Covered, opened, not cancelled, and not closed under a policy that exempts closed accounts."""
    state = state_on(account, ledger.as_of.day)
    if account.scope is not Scope.covered or state in (State.cancelled, State.planned):
        return False
    return state is not State.suspended or ledger.thresholds(account.region).freshness.suspended == "duty"


def _stratum(account: Account, ledger: Ledger) -> Region:
    found = stratum_of(account.region, ledger)
    if found is None:
        raise CannotRun(
            f"{account.path}：行政区划表里没有“{account.region}”，不知道它归哪个市", "先在 registry/regions.yml 里补上，再冻结名单"
        )
    return found


def _filled(region: Region, accounts: list[Account], reasons: dict[Reason, set[str]], ledger: Ledger) -> Stratum:
    always = [Always(account=a.id, why=why) for a in accounts if (why := _why(a, reasons))]
    share = share_text(ledger.thresholds(region.id).sample.share)
    return Stratum(region=region.id, name=region.name, share=share, accounts=[a.id for a in accounts], always=always)


def _why(account: Account, reasons: dict[Reason, set[str]]) -> list[Reason]:
    own = [Reason.represents_government] if account.represents_government else []
    return own + [reason for reason, ids in reasons.items() if account.id in ids]


def _watched(watch: Iterable[Watched], ledger: Ledger) -> set[str]:
    return {w.account for w in watch if w.from_ <= ledger.as_of.day <= w.until}
