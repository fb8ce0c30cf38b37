"""The whole story of a fictional province as a list of changes, and the files that stand at its end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from govmedia.fastimport import Change
from govmedia.fiction import chapters
from govmedia.fiction.bodies import Body, bodies
from govmedia.fiction.filing import Life
from govmedia.fiction.lives import Span, lives
from govmedia.fiction.press import manuscripts
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.starter import starter_root
from govmedia.when import SHANGHAI, AsOf

YEARS = 3
"""How long before the end the registry was founded, at least; a longer run of manuscripts takes it back further."""


@dataclass(frozen=True)
class Plan:
    """What is wanted. `accounts` includes the starter's; `days` is the run of manuscripts, none of them if it is 0.

    `manuscripts` is about how many there are; None leaves it to the desks. `extra` are further files of the beginning.
    """

    accounts: int
    days: int
    seed: int
    as_of: AsOf
    manuscripts: int | None = None
    extra: Mapping[str, str | bytes] = field(default_factory=dict)

    @property
    def founded(self) -> date:
        """The day on which the registry begins."""
        return self.as_of.day - timedelta(days=max(365 * YEARS, self.days + 30))


def history(plan: Plan) -> list[Change]:
    """Every change of the story in the order of merging, times rising by at least a second (but for the one that lies about its time)."""
    root = starter_root()
    ledger = load([root], plan.as_of)
    invented = list(_invented(plan, ledger))
    changes = [*_filings(plan, root, ledger, invented)]
    if plan.days:
        changes += [*chapters.starter_items(root, ledger, plan.founded), *manuscripts(plan, ledger, invented)]
    return list(_in_order(changes, plan.as_of.instant))


def files(plan: Plan) -> dict[str, str | bytes]:
    """The province's files at the end of the story, by path."""
    found: dict[str, str | bytes] = {}
    for change in history(plan):
        for path, text in change.files.items():
            if text is None:
                found.pop(path, None)
            else:
                found[path] = text
    return found


def _invented(plan: Plan, ledger: Ledger) -> Iterator[tuple[Body, list[Life]]]:
    """Bodies of the fictional regions with their accounts, as many as the starter leaves to be wished for."""
    regions = [region for region in ledger.regions.values() if region.fictional]
    span = Span(plan.founded, plan.as_of.day)
    taken = {*ledger.units, *(account.name for account in ledger.accounts)}
    return lives(bodies(regions, taken), plan.accounts - len(ledger.accounts), plan.seed, span)


def _filings(plan: Plan, root: Path, ledger: Ledger, invented: list[tuple[Body, list[Life]]]) -> Iterator[Change]:
    start = datetime.combine(plan.founded, time(9), SHANGHAI)
    yield chapters.beginning(root, plan.extra, [body for body, _ in invented], plan.as_of, start)
    first, later = chapters.starter_filings(root, ledger, plan.founded)
    more, even_later = chapters.invented_filings(invented, ledger, plan.founded, plan.seed)
    yield from chapters.imports({**first, **more}, ledger, start + timedelta(minutes=10))
    yield from (*later, *even_later)


def _in_order(changes: Iterable[Change], end: datetime) -> Iterator[Change]:
    last = datetime.min.replace(tzinfo=SHANGHAI)
    for change in sorted(changes, key=lambda c: c.merged):
        if change.merged > end:
            return
        last = max(change.merged, last + timedelta(seconds=1))
        yield change if last == change.merged else replace(change, merged=last)
