"""Statistics: how many accounts, by level, platform, region and state, and what happened in each year."""

from collections import Counter
from datetime import date
from typing import Any

from govmedia.model.words import EventKind, Level, State
from govmedia.pages.audience import event_shown
from govmedia.pages.page import Page
from govmedia.pages.regions import line, platform_table
from govmedia.pages.site import Site
from govmedia.pages.templates import page_of

_YEARLY = (EventKind.opened, EventKind.suspended, EventKind.resumed, EventKind.cancelled, EventKind.renamed, EventKind.transferred)


def statistics_page(site: Site) -> Page:
    """One page for the whole site. Every table adds up to the same total."""
    view = {
        "as_of": site.ledger.as_of.day.isoformat(),
        "total": len(site.accounts),
        "units": len(site.units),
        "platforms": platform_table(site.tally.get("", Counter()), site),
        "levels": _levels(site),
        "regions": [(len(site.chain(r.id)) - 1, line(r, site)) for r in site.places.values() if len(site.chain(r.id)) <= 2],
        "years": _years(site),
        "kinds": [k.zh for k in _YEARLY],
    }
    return page_of("statistics/", "统计", "statistics", view)


def _levels(site: Site) -> list[tuple[str, int, int]]:
    """Level of the sponsor, accounts, of which in use; accounts of an unknown unit stand last."""
    rows: Counter[tuple[str, bool]] = Counter()
    for account in site.accounts:
        unit = site.ledger.units.get(account.unit)
        running = site.states[account.id] in (State.running, State.incomplete, State.announced)
        rows[unit.level.zh if unit else "单位不详", running] += 1
    names = [*(level.zh for level in Level), "单位不详"]
    return [(name, rows[name, True] + rows[name, False], rows[name, True]) for name in names if rows[name, True] + rows[name, False]]


def _years(site: Site) -> list[dict[str, Any]]:
    day: date = site.ledger.as_of.day
    counted: Counter[tuple[int, EventKind]] = Counter()
    for account in site.accounts:
        counted.update((e.on.year, e.kind) for e in account.events if e.on <= day and event_shown(e.kind, True, site.audience))
    years = sorted({year for year, _ in counted}, reverse=True)
    most = max((counted[y, EventKind.opened] for y in years), default=1) or 1
    return [{"year": y, "counts": [counted[y, k] for k in _YEARLY], "bar": round(100 * counted[y, EventKind.opened] / most)} for y in years]
