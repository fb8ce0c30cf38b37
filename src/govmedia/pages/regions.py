"""Region pages: who sponsors what in a place, and the way down to the places below it."""

from collections import Counter
from typing import Any

from govmedia.model.region import Region
from govmedia.model.unit import Unit
from govmedia.model.words import State
from govmedia.pages.page import Page
from govmedia.pages.site import Site, region_path, unit_path
from govmedia.pages.templates import page_of


def regions_page(site: Site) -> Page:
    """The tree of all regions."""
    tops = [r for r in site.places.values() if len(site.chain(r.id)) == 1]
    return page_of("regions/", "地区目录", "regions", {"tree": [_branch(region, site) for region in tops]})


def _branch(region: Region, site: Site) -> dict[str, Any]:
    return {**line(region, site), "below": [_branch(r, site) for r in site.below.get(region.id, ())]}


def line(region: Region, site: Site) -> dict[str, Any]:
    """A region in a list: name, address, how many accounts, how many of them in use."""
    counted = site.tally.get(region.id, Counter())
    running = sum(n for (_, state), n in counted.items() if state in (State.running, State.incomplete, State.announced))
    return {"name": region.name, "path": region_path(region.id), "total": counted.total(), "running": running}


def region_page(region: Region, site: Site) -> Page:
    """The page of one region: its own units, and the regions below."""
    units = site.units_of.get(region.id, [])
    view = {
        "name": region.name,
        "crumbs": site.crumbs(region.id)[:-1],
        "level": "功能区" if region.zone else region.level.zh,
        "units": [_unit(unit, site) for unit in units],
        "below": [line(r, site) for r in site.below.get(region.id, ())],
        "table": platform_table(site.tally.get(region.id, Counter()), site),
        "matrix": f"matrix/{region.id}.html",
        "board": f"board/{region.id}.html" if site.internal else None,
    }
    return page_of(region_path(region.id), region.name, "region", view)


def _unit(unit: Unit, site: Site) -> dict[str, Any]:
    accounts = site.accounts_of.get(unit.id, [])
    return {"name": unit.name, "path": unit_path(unit.id), "kind": unit.kind.zh, "marks": [site.marks[a.id] for a in accounts]}


def platform_table(counted: Counter[tuple[str, State]], site: Site) -> dict[str, Any]:
    """Counts by platform (rows) and state (columns), with sums."""
    states = [s for s in State if any(state is s for _, state in counted)]
    platforms = [p for p in site.platforms if any(platform == p for platform, _ in counted)]
    rows = [(site.platform_name(p), [counted[p, s] for s in states], sum(counted[p, s] for s in states)) for p in platforms]
    sums = [sum(counted[p, s] for p in platforms) for s in states]
    return {"states": [s.zh for s in states], "rows": rows, "sums": sums, "total": counted.total()}
