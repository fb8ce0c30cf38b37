"""A unit's page: what it is, who supervises it and why, which accounts it runs; to officials also what is left to do."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

from govmedia.calculation.bodies import supervision
from govmedia.model.unit import Unit
from govmedia.model.words import Freshness
from govmedia.pages.around import Link
from govmedia.pages.audience import Audience, let_out
from govmedia.pages.page import Page
from govmedia.pages.site import Crumbs, Mark, Site, unit_path
from govmedia.pages.templates import digest, rendered

_REVIEW_AHEAD_DAYS = 60
_SILENT = (Freshness.due, Freshness.stale, Freshness.zombie, Freshness.never)


class Neighbours(NamedTuple):
    """What a unit's page takes from other records, the moment and the audience. With the unit's own file it is made of nothing else."""

    audience: Audience
    crumbs: Crumbs
    supervisor: Link | None
    supervision_basis: str
    parent: Link | None
    merged_into: Link | None
    children: list[tuple[str, str]]
    accounts: list[tuple[Mark, list[str], str | None]]
    findings: list[tuple[str, str, str, bool]]
    waivers: list[tuple[str, str, str, str]]
    todo: dict[str, Any] | None

    @property
    def internal(self) -> bool:
        """Whether officials read it."""
        return self.audience is Audience.internal


def unit_page(unit: Unit, site: Site) -> Page:
    """The page of one unit. What need not be made is not."""
    path, around = unit_path(unit.id), neighbours(unit, site)
    return Page(path, unit.name, digest((site.ledger.digest(unit.path), around)), lambda: rendered("unit", path, unit_view(unit, around)))


def neighbours(unit: Unit, site: Site) -> Neighbours:
    """Of a unit with an address."""
    above = supervision(unit, site.ledger)
    return Neighbours(
        audience=site.audience,
        crumbs=site.crumbs(unit.region),
        supervisor=_reference(above.office, site),
        supervision_basis=above.basis,
        parent=_reference(unit.parent_unit, site),
        merged_into=_reference(unit.merged_into, site),
        children=[(u.name, unit_path(u.id)) for u in site.children_of.get(unit.id, ())],
        accounts=[(site.marks[a.id], site.former_names.get(a.id, []), a.field) for a in site.accounts_of.get(unit.id, ())],
        findings=[(f.rule, f.message, f.mend, f.blocks) for f in site.findings_of.get(unit.path, ())],
        waivers=_waivers(unit, site) if site.internal else [],
        todo=_todo(unit, site) if site.internal else None,
    )


def unit_view(unit: Unit, around: Neighbours) -> dict[str, Any]:
    """What the template shows."""
    return {"u": unit_facts(unit, around), "crumbs": around.crumbs, "internal": around.internal, "todo": around.todo}


def unit_facts(unit: Unit, around: Neighbours) -> SimpleNamespace:
    """The unit in plain values as this audience may see it."""
    values = {
        "id": unit.id,
        "name": unit.name,
        "short_names": unit.short_names,
        "former_names": unit.former_names,
        "level": unit.level.zh,
        "kind": unit.kind.zh,
        "line": unit.line.zh,
        "region": unit.region,
        "supervisor": around.supervisor,
        "supervision_basis": around.supervision_basis,
        "parent": around.parent,
        "children": around.children,
        "credit_code": unit.credit_code,
        "abolished_on": unit.abolished_on.isoformat() if unit.abolished_on else None,
        "merged_into": around.merged_into,
        "provisional": unit.provisional,
        "accounts": [SimpleNamespace(**mark._asdict(), former=former, field=field) for mark, former, field in around.accounts],
    }
    return let_out("unit", values | _office_values(unit, around) if around.internal else values, around.audience)


def _office_values(unit: Unit, around: Neighbours) -> dict[str, Any]:
    """What only officials may see."""
    return {
        "in_charge": unit.in_charge,
        "staff": (unit.staff.full_time, unit.staff.part_time) if unit.staff else None,
        "safeguards": _safeguards(unit),
        "coordinators": unit.coordinators,
        "reorganisations": [(r.on.isoformat(), r.document, r.was) for r in unit.reorganisations],
        "imported": f"{unit.imported.file} 第 {unit.imported.row} 行（{unit.imported.on}）" if unit.imported else None,
        "note": unit.note,
        "path": unit.path,
        "findings": around.findings,
        "waivers": around.waivers,
    }


def _reference(unit_id: str | None, site: Site) -> Link | None:
    """Name and address of another unit; its id alone where it is not on file."""
    if unit_id is None:
        return None
    unit = site.ledger.units.get(unit_id)
    return (unit.name, unit_path(unit.id)) if unit else (unit_id, None)


def _safeguards(unit: Unit) -> list[tuple[str, str]]:
    kept = unit.safeguards
    if kept is None:
        return []
    rows = [("安全管理制度", kept.security), ("保密审查制度", kept.secrecy), ("应急预案", kept.emergency)]
    return [*((name, text or "未填") for name, text in rows), ("值班值守", "已建立" if kept.duty else "未填")]


def _waivers(unit: Unit, site: Site) -> list[tuple[str, str, str, str]]:
    ours = {unit.id, *(a.id for a in site.accounts_of.get(unit.id, ()))}
    return [(w.rule, w.subject, w.document, w.until.isoformat()) for w in site.ledger.waivers if w.subject in ours]


def _todo(unit: Unit, site: Site) -> dict[str, Any]:
    """What waits for this unit: findings in its files, accounts that fall silent, dates that come up."""
    accounts = site.accounts_of.get(unit.id, [])
    files = [unit.path, *(a.path for a in accounts)]
    findings = [(f.path, f.rule, f.message, f.mend, f.blocks) for path in files for f in site.findings_of.get(path, ()) if not f.waived]
    rows = [(site.marks[a.id], site.standings[a.id]) for a in accounts if a.id in site.standings]
    silent = [(m, s.state.zh, s.gap_days) for m, s in rows if s.state in _SILENT]
    unposted = [(m.name, path) for m, s in rows for path in s.unposted]
    until = site.ledger.as_of.day + timedelta(days=_REVIEW_AHEAD_DAYS)
    due = [a for a in accounts if a.next_review and a.next_review <= until and not a.archived]
    reviews = sorted((a.next_review.isoformat(), f"{site.platform_name(a.platform)}“{a.name}”") for a in due if a.next_review)
    return {"findings": findings, "silent": silent, "unposted": unposted, "reviews": reviews}
