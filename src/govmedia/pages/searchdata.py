"""search.json: what the home page filters, as small as it goes. Arrays, indices instead of repeated texts.

    platforms, regions, states, fields    [[key, name], …]; a region has the index of the one above it as third entry, or -1
    units       [[id, name, other names joined by "|", region, initials], …]
    accounts    [[file name or id, name, former names joined by "|", unit, platform, state, field or -1, initials], …]

-1 stands for a region or field nobody filed.

An account's address is `accounts/<unit id>/<file name>.html`, or `accounts/<id>.html` where the entry holds a slash.
The browser looks at all of it for every letter typed: fine up to LIMIT accounts, about 110 KB compressed. Above that the
same data go out in small files, see govmedia.pages.searchshards.
"""

from typing import Any

from govmedia.model.account import Account
from govmedia.model.unit import Unit
from govmedia.pages.page import File
from govmedia.pages.searchshards import as_json, sharded
from govmedia.pages.site import SHAPES, Site

VERSION = 1
LIMIT = 10_000


def search_files(site: Site) -> list[File]:
    """The file or, for a large directory, the files, for one audience."""
    data = _data(site)
    files = sharded(data) if is_large(site) else [("search", data)]
    return [File(f"{name}.json", as_json(content)) for name, content in files]


def is_large(site: Site) -> bool:
    """Whether the search data go out in shards."""
    return len(site.accounts) > LIMIT


def _data(site: Site) -> dict[str, Any]:
    regions = list(site.places.values())
    at = {region.id: index for index, region in enumerate(regions)}
    above = {r.id: site.chain(r.id)[-2].id if len(site.chain(r.id)) > 1 else "" for r in regions}
    strangers = sorted({a.unit for a in site.accounts} - {u.id for u in site.units})
    fields = sorted({a.field for a in site.accounts if a.field})
    states = sorted(set(site.states.values()), key=list(SHAPES).index)
    tables = _Tables([*(u.id for u in site.units), *strangers], site.platforms, states, fields)
    return {
        "version": VERSION,
        "platforms": [[p, site.platform_name(p)] for p in site.platforms],
        "regions": [[r.id, r.name, at.get(above[r.id], -1)] for r in regions],
        "states": [[s.value, s.zh, SHAPES[s]] for s in states],
        "fields": [[f, f] for f in fields],
        "units": [*(_unit(u, at, site) for u in site.units), *([u, u, "", -1, ""] for u in strangers)],
        "accounts": [_account(a, tables, site) for a in site.accounts],
    }


class _Tables:
    """Index of each text that accounts refer to."""

    def __init__(self, units: list[str], platforms: list[str], states: list[Any], fields: list[str]) -> None:
        self.units = {unit: index for index, unit in enumerate(units)}
        self.platforms = {slug: index for index, slug in enumerate(platforms)}
        self.states = {state: index for index, state in enumerate(states)}
        self.fields = {field: index for index, field in enumerate(fields)}


def _unit(unit: Unit, regions: dict[str, int], site: Site) -> list[Any]:
    return [unit.id, unit.name, "|".join([*unit.short_names, *unit.former_names]), regions.get(unit.region, -1), site.initials(unit.name)]


def _account(account: Account, tables: _Tables, site: Site) -> list[Any]:
    home = f"{account.unit}/{account.stem}"
    return [
        account.stem if account.id == home else account.id,
        account.name,
        "|".join(site.former_names.get(account.id, ())),
        tables.units[account.unit],
        tables.platforms[account.platform],
        tables.states[site.states[account.id]],
        tables.fields.get(account.field or "", -1),
        site.initials(account.name),
    ]
