"""Freshness of a whole registry: filings and history in, one standing per account out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govmedia.calculation.freshness import DAY, Standing, gap_days, gaps_between, histogram, on_duty, state_of
from govmedia.calculation.postings import Posting
from govmedia.calculation.updates import Gathering, Tally
from govmedia.loading.arrivals import Arrivals
from govmedia.loading.filings import Filings
from govmedia.model.account import Account
from govmedia.model.policy import FreshnessPolicy
from govmedia.model.words import Freshness
from govmedia.when import SHANGHAI, AsOf


@dataclass(frozen=True)
class Disorder:
    """A commit whose time does not fit between its neighbours: what it says, and what is believed."""

    commit: str
    time: datetime
    believed: datetime


@dataclass(frozen=True)
class Report:
    """Freshness on a day. `gaps_over`: the days that the distribution of gaps covers, 0 without one; `gaps`: day -> number."""

    as_of: AsOf
    standings: tuple[Standing, ...]
    disorder: tuple[Disorder, ...]
    overstated: tuple[tuple[Posting, datetime, datetime], ...]
    """Postings claimed for a later moment than their receipt's merge: claimed, believed."""
    unread: tuple[str, ...]
    gaps_over: int = 0
    gaps: tuple[tuple[int, int], ...] = ()


def report(filings: Filings, sources: Sequence[Arrivals], gaps_over: int = 0) -> Report:
    """Every account filed, sorted by id. Raises CannotRun where history cannot be read.

    Applications are exempt: what is asked of them is that they can be used (国办秘函〔2019〕19号), which posts do not show.
    """
    policies = {a.id: filings.thresholds(a.region).freshness for a in filings.accounts}
    duty = [a for a in filings.accounts if a.platform not in filings.apps and on_duty(a, policies[a.id], filings.as_of)]
    gathering, tallies = _gather(duty, policies, sources, filings.as_of, gaps_over)
    standings: list[Standing] = []
    days: list[float] = []
    for account in sorted(filings.accounts, key=lambda a: (a.id, a.path)):
        tally = tallies.get(account.path)
        standing = _standing(account, tally, policies[account.id], filings.as_of)
        if gaps_over and tally is not None:
            gaps, found = gaps_between((t for t in tally.times if t >= gathering.gaps_since), policies[account.id])
            standing, days = standing._replace(gaps=gaps), days + found
        standings.append(standing)
    overstated = tuple((p, _instant(p.at), _instant(p.merged)) for p in sorted(gathering.overstated))
    table = tuple(histogram(days).items())
    unread = sorted({*gathering.unread, *(fault.path for fault in filings.faults)})
    return Report(filings.as_of, tuple(standings), _disorder(sources), overstated, tuple(unread), gaps_over, table)


def _gather(
    duty: Sequence[Account], policies: dict[str, FreshnessPolicy], sources: Sequence[Arrivals], as_of: AsOf, gaps_over: int
) -> tuple[Gathering, dict[str, Tally]]:
    tallies = {a.path: Tally(policies[a.id].receipt_grace_days) for a in duty}
    units: dict[str, dict[str, Tally]] = {}
    for account in duty:
        units.setdefault(account.unit, {})[account.stem] = tallies[account.path]
    for account in duty:  # what a former unit's folder holds counts too, unless another account has taken the name
        unit, _, stem = account.id.rpartition("/")
        units.setdefault(unit, {}).setdefault(stem, tallies[account.path])
    until = int(as_of.instant.timestamp())
    longest = max((policies[a.id].max_gap_days for a in duty), default=0)
    gathering = Gathering(sources, units, until, until - (longest + 1) * DAY, until - gaps_over * DAY if gaps_over else until)
    gathering.run()
    return gathering, tallies


def _standing(account: Account, tally: Tally | None, policy: FreshnessPolicy, as_of: AsOf) -> Standing:
    if tally is None:
        return Standing(account, Freshness.exempt)
    last = None if tally.last is None else _instant(tally.last)
    return Standing(
        account=account,
        state=state_of(last, policy, as_of),
        last=last,
        basis=tally.basis,
        gap_days=None if last is None else gap_days(last, as_of),
        attested=tally.attested and tally.basis == "merged",
        unposted=tuple(sorted(tally.unposted)),
        unreviewed=tuple(sorted(tally.unreviewed)),
    )


def _disorder(sources: Sequence[Arrivals]) -> tuple[Disorder, ...]:
    rows = ((s.chain, i) for s in sources for i in s.chain.disorder)
    return tuple(Disorder(chain.ids[i], _instant(chain.own[i]), _instant(chain.times[i])) for chain, i in rows)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, SHANGHAI)
