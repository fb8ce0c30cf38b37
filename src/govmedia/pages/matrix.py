"""The matrix (矩阵): units by platforms, every account a sign that leads to its page."""

from typing import Any

from govmedia.model.region import Region
from govmedia.model.unit import Unit
from govmedia.model.words import Level, State
from govmedia.pages.page import Page
from govmedia.pages.site import SHAPES, Site, region_path, unit_path
from govmedia.pages.templates import page_of


def matrix_path(region_id: str) -> str:
    """Address of a region's matrix."""
    return f"matrix/{region_id}.html"


def matrix_index(site: Site) -> Page:
    """Where to find the matrix of each region: provinces and prefectures with what lies below."""
    return page_of("matrix/", "矩阵", "matrixes", {"tree": [_branch(r, site) for r in site.places.values() if len(site.chain(r.id)) == 1]})


def _branch(region: Region, site: Site) -> dict[str, Any]:
    below = [_branch(r, site) for r in site.below.get(region.id, ())]
    return {"name": region.name, "path": matrix_path(region.id), "below": below}


def matrix_page(region: Region, site: Site) -> Page:
    """Units of the region as rows, with those of its counties below them; a province shows its own and leads on to prefectures."""
    own = [region] if region.level in (Level.province, Level.national) else [region, *_under(region, site)]
    groups = [_group(r, site) for r in own if any(site.accounts_of.get(u.id) for u in site.units_of.get(r.id, ()))]
    accounts = [a for r in own for u in site.units_of.get(r.id, ()) for a in site.accounts_of.get(u.id, ())]
    used = {a.platform for a in accounts}
    shown = [site.states[a.id] for a in accounts]
    platforms = [p for p in site.platforms if p in used]
    view = {
        "name": region.name,
        "crumbs": site.crumbs(region.id),
        "platforms": [(p, site.platform_name(p)) for p in platforms],
        "groups": [(r, [_row(u, site) for u in units]) for r, units in groups],
        "legend": [(s.value, s.zh, SHAPES[s], shown.count(s)) for s in State if s in shown],
        "below": [(r.name, matrix_path(r.id)) for r in site.below.get(region.id, ())],
        "internal": site.internal,
        "empty": not accounts,
    }
    return page_of(matrix_path(region.id), f"{region.name}矩阵", "matrix", view)


def _under(region: Region, site: Site) -> list[Region]:
    return [r for below in site.below.get(region.id, ()) for r in (below, *_under(below, site))]


def _group(region: Region, site: Site) -> tuple[tuple[str, str], list[Unit]]:
    units = [u for u in site.units_of[region.id] if site.accounts_of.get(u.id)]
    return (region.name, region_path(region.id)), units


def _row(unit: Unit, site: Site) -> dict[str, Any]:
    by_platform: dict[str, list[Any]] = {}
    for account in site.accounts_of[unit.id]:
        by_platform.setdefault(account.platform, []).append(site.marks[account.id])
    return {"name": unit.name, "path": unit_path(unit.id), "marks": by_platform}
