"""The unit of an imported account: on file already, new, or provisional where the ledger names none (暂定单位)."""

from govmedia.calculation.entries import Draft, Sponsor
from govmedia.calculation.shelf import Facts, Shelf
from govmedia.calculation.slugs import LONGEST, pinyin_slug
from govmedia.calculation.unitnames import Standing, line_of, parent_name, standing
from govmedia.model.words import Line, UnitKind


def unit_on_file(sponsor: Sponsor, shelf: Shelf) -> str | None:
    """Id of the sponsor's unit, by its name, former or short names within its region."""
    return shelf.unit_called(sponsor.region, sponsor.name) if sponsor.name else None


def standing_of(draft: Draft) -> Standing:
    """Kind of the sponsor, and why the account is outside the rules if it is."""
    found = standing(draft.sponsor.name or None, draft.name, draft.said)
    return Standing(draft.sponsor.kind, found.reason) if draft.sponsor.kind and not found.reason else found


def new_unit(draft: Draft, imported: Facts, shelf: Shelf) -> str:
    """Plan the unit of a draft; its id. Its superior is looked up later, when all units of the ledger are known."""
    sponsor, kind = draft.sponsor, standing_of(draft).kind
    facts: Facts = {"name": sponsor.name, "level": sponsor.level.value, "kind": kind.value, "imported": imported}
    if not sponsor.name:
        facts |= {"name": f"暂定主办单位（{draft.name}）", "provisional": "true"}
        return shelf.add_unit(sponsor.region, draft.name, facts, f"provisional-{pinyin_slug(draft.name, LONGEST - 12)}".rstrip("-"))
    if line_of(sponsor.name, sponsor.level) is Line.vertical:
        facts["line"] = Line.vertical.value
    if len(sponsor.credit_code) == 18 and sponsor.credit_code.isascii():
        facts["credit_code"] = sponsor.credit_code.upper()
    core = f"{sponsor.town}{sponsor.core}" if sponsor.town and sponsor.town not in sponsor.core else sponsor.core
    return shelf.add_unit(sponsor.region, core or sponsor.name, facts)


def find_superior(unit: str, sponsor: Sponsor, shelf: Shelf) -> None:
    """Fill in the parent of a planned unit: the body an inner office's name begins with, or the superior the ledger names."""
    facts = shelf.units[unit]
    chain = shelf.ledger.chain(sponsor.region.id)
    inner = parent_name(sponsor.name) if facts["kind"] == UnitKind.internal.value else None
    for name in filter(None, (inner, sponsor.parent)):
        found = shelf.unit_anywhere(name, chain)
        if found and found != unit:
            facts["parent_unit"] = found
            return
    if sponsor.parent and sponsor.parent != sponsor.name:
        facts["note"] = f"台账所填主管单位：{sponsor.parent}"
