"""Who answers for a unit: the legal body an inner office belongs to, and the office that supervises it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govmedia.loading.ledger import Ledger
from govmedia.model.unit import Unit
from govmedia.model.words import Level, Line, UnitKind

GOVERNMENT_OFFICE = "government-office"
"""Unit slug of a government's office (政府办公厅、办公室) in its region's folder."""


@dataclass(frozen=True)
class Supervision:
    """The office in charge of a unit's accounts (政务新媒体主管单位); None where nobody is found. `basis` says why."""

    office: str | None
    basis: str


def parents(unit: Unit, ledger: Ledger) -> Iterator[Unit]:
    """The unit, then its parents upwards; stops at an absent one or where the way closes on itself."""
    seen: set[str] = set()
    here: Unit | None = unit
    while here is not None and here.id not in seen:
        seen.add(here.id)
        yield here
        here = ledger.units.get(here.parent_unit) if here.parent_unit else None


def legal_body(unit_id: str, ledger: Ledger) -> str:
    """Id of the body that an inner office (内设机构) is part of; of the unit itself otherwise. Clause 90-3.2.1b."""
    unit = ledger.units.get(unit_id)
    if unit is None:
        return unit_id
    found = next((u for u in parents(unit, ledger) if u.kind is not UnitKind.internal), None)
    return found.id if found else unit_id


def supervision(unit: Unit, ledger: Ledger) -> Supervision:
    """Clause 90-2.1: explicit with its basis, else by line and level, always another unit than itself where there is one above."""
    if unit.supervised_by:
        return Supervision(unit.supervised_by, unit.supervision_basis or "登记指明")
    if unit.kind is UnitKind.internal and unit.parent_unit:
        return Supervision(unit.parent_unit, "内设机构，由所属单位主管")
    if unit.line is Line.vertical and unit.parent_unit:
        return Supervision(unit.parent_unit, "垂直管理，由上级单位主管")
    return _by_region(unit, ledger)


def offices_above(unit: str, ledger: Ledger) -> list[str]:
    """Offices that supervise a unit, nearest first, up to the top; empty where the unit or its office is not on file."""
    found: list[str] = []
    here = ledger.units.get(unit)
    while here and (office := supervision(here, ledger).office) and office not in found:
        found.append(office)
        here = ledger.units.get(office)
    return found


def _by_region(unit: Unit, ledger: Ledger) -> Supervision:
    """The office of the unit's own region; for that office and the government itself, the office of the region above."""
    own = unit.kind is UnitKind.government or unit.id == f"{unit.region}/{GOVERNMENT_OFFICE}"
    chain = [region for region in ledger.chain(unit.region) if region.level is not Level.national]
    chain = chain[:-1] if own and unit.level is not Level.township else chain
    for region in reversed(chain):
        office = f"{region.id}/{GOVERNMENT_OFFICE}"
        if office in ledger.units and office != unit.id:
            return Supervision(office, f"{region.name}政府办公室主管本地区（粤办函〔2019〕90号 二）")
    if own and unit.level in (Level.province, Level.national):
        return Supervision(unit.id, "全省主管单位")
    return Supervision(None, "没有登记上级政府办公室")


def circle(start: Unit, above: Callable[[Unit], str | None], ledger: Ledger) -> list[str]:
    """Ids from a unit upwards and back to itself; empty where the way upwards ends, or closes without it."""
    way = [start.id]
    here = start
    while (up := above(here)) is not None:
        if up == start.id:
            return [*way, up]
        if up in way or up not in ledger.units:
            return []
        way.append(up)
        here = ledger.units[up]
    return []


def own_office(unit: Unit, office: str, ledger: Ledger) -> bool:
    """Whether a body at the top, a province's department, is supervised by itself or an inner office of its own (clause 90-2.1)."""
    return unit.level in (Level.national, Level.province) and legal_body(office, ledger) == unit.id


def names_of(unit: Unit) -> tuple[str, ...]:
    """Full name and standard short names."""
    return (unit.name, *unit.short_names)
