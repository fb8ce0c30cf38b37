"""What is to be posted where (统一发布), clause 90-3.3.6: manuscripts with their accounts, and why some must wait."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from govmedia.calculation.life import state_on
from govmedia.calculation.outlets import Outlet, outlets
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Receipt
from govmedia.model.words import State, Word

_CLOSED = (State.planned, State.suspended, State.cancelled, State.lost)


class Turn(Word):
    """How an item stands with one account."""

    ready = "ready", "待发布"
    embargoed = "embargoed", "未到发布时间"
    posted = "posted", "已发布"
    withdrawn = "withdrawn", "已撤稿"
    closed = "closed", "账号不能发布"
    unread = "unread", "回执读不出来"


@dataclass(frozen=True)
class Due:
    """One manuscript on one account. `at`: from when, or since when, it is so; `why`: the account's state where that is the reason."""

    manuscript: Manuscript
    outlet: Outlet
    turn: Turn
    at: datetime | None = None
    why: str = ""


class Desk:
    """Answers for one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.outlets = outlets(ledger)
        self.receipts = {receipt.path: receipt for receipt in ledger.receipts}
        self.keepers = {receipt.unit for receipt in ledger.receipts}

    def of(self, manuscripts: Iterable[Manuscript]) -> list[Due]:
        """All accounts of these manuscripts, whatever their turn."""
        return [due for manuscript in manuscripts for due in self._dues(manuscript)]

    def waiting(self, unit: str | None = None) -> list[Due]:
        """What waits to be posted, of one unit or of all: ready, not yet, or not to be told.

        A unit without receipts cannot say what it has posted: of such units, what is older than an update may be is left out.
        """
        manuscripts = (m for m in self.ledger.manuscripts if (unit is None or m.unit == unit) and self._is_recent(m))
        return [due for due in self.of(manuscripts) if due.turn in (Turn.ready, Turn.embargoed, Turn.unread)]

    def _is_recent(self, manuscript: Manuscript) -> bool:
        if manuscript.unit in self.keepers:
            return True
        term = self.ledger.thresholds(manuscript.unit.partition("/")[0]).freshness.max_gap_days
        day = paths.item_day(manuscript.path)
        return day is not None and self.ledger.as_of.day - day <= timedelta(days=term)

    def _dues(self, manuscript: Manuscript) -> Iterator[Due]:
        path = paths.receipt_path(manuscript.path)
        receipt = self.receipts.get(path)
        for name in dict.fromkeys(manuscript.names):
            outlet = self.outlets[name]
            if receipt is None and path in self.ledger.present:
                yield Due(manuscript, outlet, Turn.unread)
            else:
                yield self._due(manuscript, outlet, receipt or Receipt())

    def _due(self, manuscript: Manuscript, outlet: Outlet, receipt: Receipt) -> Due:
        now = self.ledger.as_of.instant
        if receipt.withdrawn and receipt.withdrawn.at <= now:
            return Due(manuscript, outlet, Turn.withdrawn, receipt.withdrawn.at)
        if posted := [post.at for post in receipt.posts if post.account == outlet.stem and post.at <= now]:
            return Due(manuscript, outlet, Turn.posted, max(posted))
        if manuscript.backfilled and manuscript.backfilled.posted <= now:
            return Due(manuscript, outlet, Turn.posted, manuscript.backfilled.posted)
        if manuscript.embargo and manuscript.embargo > now:
            return Due(manuscript, outlet, Turn.embargoed, manuscript.embargo)
        state = state_on(outlet.account, self.ledger.as_of.day) if outlet.account else State.running
        return Due(manuscript, outlet, Turn.closed, why=state.zh) if state in _CLOSED else Due(manuscript, outlet, Turn.ready)
