"""The duty to post (更新时限), clause 90-4.4.1: who is under it, and how each account stands. Pure: dates in, states out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from govmedia.calculation.life import closing_notice, state_on
from govmedia.model.account import Account
from govmedia.model.policy import FreshnessPolicy
from govmedia.model.words import EventKind, Freshness, State
from govmedia.when import AsOf

DAY = 86400


@dataclass(frozen=True)
class Gaps:
    """Distances between consecutive updates of an account, in days. `at_deadline`: within the last day of the term (卡点)."""

    count: int
    median_days: float
    longest_days: float
    at_deadline: int


class Standing(NamedTuple):
    """One account on the day of judgement.

    `last`: its last update; `basis`: receipt (发布回执) or merged (合并); `attested`: whether a receive log vouches for the time.
    `unposted`: merged since the last posting, without receipt after the days of grace (已审未发).
    `unreviewed`: posted first and filed afterwards (未先审). Both are paths of manuscripts or receipts, sorted.
    """

    account: Account
    state: Freshness
    last: datetime | None = None
    basis: str | None = None
    gap_days: float | None = None
    attested: bool = False
    unposted: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()
    gaps: Gaps | None = None


def on_duty(account: Account, policy: FreshnessPolicy, as_of: AsOf) -> bool:
    """Whether posts are waited for: not if not opened yet, cancelled, or duly closed with a notice on file.

    Accounts outside the rule (scope: outside) are looked at too and marked as such: silence is a fact, whoever may act on it.
    """
    state = state_on(account, as_of.day)
    if state in (State.planned, State.cancelled):
        return False
    return not (state is State.suspended and policy.suspended == "exempt" and _notified(account, as_of))


def _notified(account: Account, as_of: AsOf) -> bool:
    closings = [i for i, e in enumerate(account.events) if e.kind is EventKind.suspended and e.on <= as_of.day]
    return bool(closings) and closing_notice(account, closings[-1]) is not None


def state_of(last: datetime | None, policy: FreshnessPolicy, as_of: AsOf) -> Freshness:
    """The state of an account under the duty. Whole days of 24 hours; a gap that equals the longest allowed is not stale."""
    if last is None:
        return Freshness.never
    seconds = (as_of.instant - last).total_seconds()
    if seconds > policy.zombie_days * DAY and seconds > policy.max_gap_days * DAY:
        return Freshness.zombie
    if seconds > policy.max_gap_days * DAY:
        return Freshness.stale
    return Freshness.due if seconds >= policy.due_from_days * DAY else Freshness.fresh


def gap_days(last: datetime, as_of: AsOf) -> float:
    """Days of 24 hours since the last update, to two decimals."""
    return round((as_of.instant - last).total_seconds() / DAY, 2)


def gaps_between(times: Iterable[int], policy: FreshnessPolicy) -> tuple[Gaps, list[float]]:
    """The distances between updates (Unix seconds; several at one moment are one update), and each of them."""
    moments = sorted(set(times))
    days = [(later - earlier) / DAY for earlier, later in pairwise(moments)]
    close = sum(policy.max_gap_days - 1 < d <= policy.max_gap_days for d in days)
    return Gaps(len(days), round(median(days), 2) if days else 0.0, round(max(days, default=0.0), 2), close), days


def histogram(days: Iterable[float]) -> dict[int, int]:
    """How many gaps by begun day: 14 counts those above 13 and up to 14 days. Sorted by day."""
    return dict(sorted(Counter(int(-(-d // 1)) for d in days).items()))


def counts(standings: Sequence[Standing]) -> dict[Freshness, int]:
    """How many accounts in each state, all states in their order."""
    found = Counter(s.state for s in standings)
    return {state: found[state] for state in Freshness}
