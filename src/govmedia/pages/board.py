"""The freshness board (更新看板) of a region, for officials: who must post by when, who is late, what has been approved and not posted."""

from types import SimpleNamespace

from govmedia.calculation.freshness import DAY, Standing
from govmedia.model.region import Region
from govmedia.model.words import Freshness, Level
from govmedia.pages.page import Page
from govmedia.pages.site import Site, account_path, unit_path
from govmedia.pages.templates import page_of

_ORDER = (Freshness.zombie, Freshness.stale, Freshness.never, Freshness.due, Freshness.fresh)
_BASIS = {"receipt": "发布回执", "merged": "合并"}


def board_path(region_id: str) -> str:
    """Address of a region's board."""
    return f"board/{region_id}.html"


def board_index(site: Site) -> Page:
    """All boards with how many accounts are in which state, and what was odd about the history."""
    counts = [(r.name, board_path(r.id), len(site.chain(r.id)) - 1, _counts(r, site)) for r in site.places.values()]
    report = site.report
    disorder = [(d.commit[:10], d.time.isoformat(" "), d.believed.isoformat(" ")) for d in report.disorder] if report else []
    view = {
        "rows": counts,
        "states": [s.zh for s in _ORDER],
        "no_history": site.no_history,
        "disorder": disorder,
        "as_of": _clock(site),
    }
    return page_of("board/", "更新看板", "boards", view)


def _counts(region: Region, site: Site) -> list[int]:
    found = [s.state for s in _standings(region, site)]
    return [found.count(state) for state in _ORDER]


def _standings(region: Region, site: Site) -> list[Standing]:
    """Of the region and, below a province, of what lies in it."""
    wide = region.level not in (Level.province, Level.national)
    return [
        s
        for s in site.standings.values()
        if s.account.id in site.states and (s.account.region == region.id or (wide and region in site.chain(s.account.region)))
    ]


def board_page(region: Region, site: Site) -> Page:
    """Worst first; within a state by time left."""
    rows = [s for s in _standings(region, site) if s.state is not Freshness.exempt]
    rows.sort(key=lambda s: (_ORDER.index(s.state), -(s.gap_days or 0), s.account.id))
    view = {
        "name": region.name,
        "crumbs": site.crumbs(region.id),
        "rows": [_row(s, site) for s in rows],
        "counts": [(s.value, s.zh, n) for s, n in zip(_ORDER, _counts(region, site), strict=True)],
        "exempt": sum(s.state is Freshness.exempt for s in _standings(region, site)),
        "days": site.ledger.thresholds(region.id).freshness.max_gap_days,
        "no_history": site.no_history,
        "as_of": _clock(site),
        "gaps_over": site.report.gaps_over if site.report else 0,
    }
    return page_of(board_path(region.id), f"{region.name}更新看板", "board", view)


def _row(standing: Standing, site: Site) -> SimpleNamespace:
    account, gap = standing.account, standing.gap_days
    unit = site.ledger.units.get(account.unit)
    term = site.ledger.thresholds(account.region).freshness.max_gap_days
    left = None if gap is None or standing.last is None else term - (site.ledger.as_of.instant - standing.last).total_seconds() / DAY
    return SimpleNamespace(
        mark=site.marks[account.id],
        path=account_path(account.id),
        unit=unit.name if unit else account.unit,
        unit_path=unit_path(unit.id) if unit else None,
        state=standing.state.value,
        state_name=standing.state.zh,
        last=standing.last.strftime("%Y-%m-%d %H:%M") if standing.last else None,
        basis=_BASIS.get(standing.basis or "", ""),
        gap=gap,
        left=_words(left),
        share=0 if gap is None else min(100, round(100 * gap / term)),
        unposted=list(standing.unposted),
        unreviewed=list(standing.unreviewed),
        crammed=standing.gaps.at_deadline if standing.gaps else 0,
    )


def _words(left: float | None) -> str:
    """`还剩 3 天`, `超期 2 天`; hours on the last day."""
    if left is None:
        return "—"
    if 0 <= left < 1:
        return f"还剩 {int(left * 24)} 小时"
    return f"还剩 {int(left)} 天" if left >= 0 else f"超期 {-left:.1f} 天"


def _clock(site: Site) -> str:
    return site.ledger.as_of.instant.strftime("%Y-%m-%d %H:%M")
