"""The directory as rows: which accounts, and what of each (目录导出)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from govmedia.calculation.exchange import COLUMNS
from govmedia.calculation.exchangecells import as_cells, as_json
from govmedia.calculation.life import state_on
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.unit import Unit
from govmedia.model.words import State

HEADERS = tuple(column.header for column in COLUMNS)


@dataclass(frozen=True)
class Filter:
    """Which accounts; an empty filter lets all through. Regions hold what lies below them; words are keys or Chinese."""

    regions: Collection[str] = ()
    units: Collection[str] = ()
    platforms: Collection[str] = ()
    states: Collection[str] = ()
    fields: Collection[str] = ()


@dataclass(frozen=True)
class Line:
    """One account, or a unit without accounts, as texts by header; what it does not have is left out."""

    cells: Mapping[str, str]
    account: Account | None = None


def lines(ledger: Ledger, wanted: Filter) -> list[Line]:
    """Accounts that pass, sorted by id; tombstones are among them."""
    found = [account for account in ledger.accounts if _passes(account, ledger, wanted)]
    return [Line(account_cells(a, ledger), a) for a in sorted(found, key=lambda a: (a.id, a.path))]


def idle_units(ledger: Ledger) -> list[Line]:
    """Units without an account, sorted by id, so that an export of everything leaves no unit out."""
    idle = sorted(ledger.units.keys() - ledger.accounts_of.keys())
    return [Line(_unit_cells(ledger.units[unit], ledger)) for unit in idle]


def unknown(wanted: Filter, ledger: Ledger) -> list[tuple[str, str]]:
    """What a filter asks for that nothing is called, with the option that asks: a mistyped word must not give an empty directory."""
    regions = {name for r in ledger.regions.values() for name in (r.id, r.name)} | {a.region for a in ledger.accounts}
    units = {name for u in ledger.units.values() for name in (u.id, u.name, *u.short_names)} | {a.unit for a in ledger.accounts}
    platforms = {name for p in ledger.platforms.values() for name in (p.slug, p.name, *p.aliases)} | {a.platform for a in ledger.accounts}
    states = {name for state in State for name in (state.value, state.zh)}
    asked = (("--region", wanted.regions, regions), ("--unit", wanted.units, units))
    more = (("--platform", wanted.platforms, platforms), ("--state", wanted.states, states))
    return [(option, word) for option, words, known in (*asked, *more) for word in words if word not in known]


def _passes(account: Account, ledger: Ledger, wanted: Filter) -> bool:
    unit = ledger.units.get(account.unit)
    state = state_on(account, ledger.as_of.day)
    platform = ledger.platforms.get(account.platform)
    regions = {name for r in ledger.chain(account.region) for name in (r.id, r.name)} | {account.region}
    checks = (
        (wanted.regions, regions),
        (wanted.units, {account.unit, *((unit.name, *unit.short_names) if unit else ())}),
        (wanted.platforms, {account.platform, *((platform.name, *platform.aliases) if platform else ())}),
        (wanted.states, {state.value, state.zh}),
        (wanted.fields, {account.field or ""}),
    )
    return all(not asked or set(asked) & has for asked, has in checks)


def account_cells(account: Account, ledger: Ledger) -> dict[str, str]:
    """Texts by header of a filing and its unit."""
    platform = ledger.platforms.get(account.platform)
    unit = ledger.units.get(account.unit)
    shown = {
        "登记编号": account.id,
        "登记文件": account.path,
        "注册平台": platform.name if platform else account.platform,
        "主办单位编号": account.unit,
        "状态": state_on(account, ledger.as_of.day).zh,
    }
    return {**shown, **(_unit_cells(unit, ledger) if unit else {}), **as_cells(account)}


def _unit_cells(unit: Unit, ledger: Ledger) -> dict[str, str]:
    region = ledger.regions.get(unit.region)
    return {
        "单位名称": unit.name,
        "主办单位编号": unit.id,
        "地区": region.name if region else unit.region,
        "层级": unit.level.zh,
        "主体类型": unit.kind.zh,
        "主办单位登记": as_json(unit.model_dump(mode="json", by_alias=True, exclude_unset=True)),
    }


def as_entries(found: list[Line], ledger: Ledger) -> Iterator[dict[str, object]]:
    """For JSON: the filing as it is on file, with what follows from its place. A contract, so keys are only ever added."""
    for line in found:
        if line.account is not None:
            yield _entry(line.account, ledger)


def _entry(account: Account, ledger: Ledger) -> dict[str, object]:
    unit, region = ledger.units.get(account.unit), ledger.regions.get(account.region)
    filing = account.model_dump(mode="json", by_alias=True, exclude_unset=True)
    head = {
        "id": account.id,
        "name": account.name,
        "platform": account.platform,
        "unit": unit.name if unit else account.unit,
        "unit_id": account.unit,
        "region": account.region,
        "region_name": region.name if region else account.region,
        "state": state_on(account, ledger.as_of.day).value,
        "archived": account.archived,
    }
    return head | {key: value for key, value in filing.items() if key not in head}
