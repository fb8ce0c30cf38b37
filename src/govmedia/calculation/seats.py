"""Who may sign what: a person's authority on a day, and the units whose people may sign for a unit."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from govmedia.calculation.bodies import GOVERNMENT_OFFICE, legal_body, parents, supervision
from govmedia.loading.ledger import Ledger
from govmedia.model.office import Person
from govmedia.model.slot import Slot
from govmedia.model.words import Approvers, Level, Rank

_LOWEST_FIRST = list(Rank)


def covers(post: Person, slot: Slot) -> bool:
    """Whether a post may give this signature, wherever it is."""
    high_enough = _LOWEST_FIRST.index(post.level) >= _LOWEST_FIRST.index(slot.level)
    return slot.stage in post.stages and set(slot.gates) <= set(post.gates) and high_enough


def in_office(person: Person, day: date) -> bool:
    """Both ends of a term count."""
    return person.term.from_ <= day and (person.term.until is None or day <= person.term.until)


def posts_held(person: Person, ledger: Ledger, day: date) -> Iterator[Person]:
    """The own post and those the person stands in for (代理) on a day; none once the own term is over."""
    if not in_office(person, day):
        return
    yield person
    for acting in person.acting:
        other = ledger.people.get(acting.for_)
        if other is not None and acting.from_ <= day <= acting.until and in_office(other, day):
            yield other


def may_sign(person: Person, slot: Slot, units: frozenset[str], ledger: Ledger, day: date) -> bool:
    """Whether a person may give a signature for an item that the people of these units answer for."""
    return any(post.unit in units and covers(post, slot) for post in posts_held(person, ledger, day))


def why_not(person: Person, slot: Slot, units: frozenset[str], ledger: Ledger, day: date) -> str:
    """What keeps somebody from giving a signature, of his own post and on that day; words for him."""
    if not in_office(person, day):
        return "不在任期内"
    if person.unit not in units:
        return "不是管这件事的单位的人"
    if slot.stage not in person.stages:
        return f"登记的环节里没有{slot.stage.zh}"
    if lacking := [gate.zh for gate in slot.gates if gate not in person.gates]:
        return f"不负责{'、'.join(lacking)}"
    return f"职务须在{slot.level.zh}以上"


def signers(slot: Slot, units: frozenset[str], ledger: Ledger, day: date) -> list[Person]:
    """Everybody who may give a signature, in the order of people.yml."""
    return [p for p in ledger.people.values() if may_sign(p, slot, units, ledger, day)]


@lru_cache(maxsize=4096)
def approving_units(approvers: Approvers, unit_id: str | None, ledger: Ledger) -> frozenset[str]:
    """Ids of the units whose people answer for a change of a unit's files; all that the law names, none in place of another.

    A wider circle never shuts anybody out, and nobody's leaving lets somebody else in.
    """
    if approvers in (Approvers.coordinator, Approvers.maintainer) or unit_id is None:
        return coordinators(ledger)
    if approvers is Approvers.unit:
        return own_units(unit_id, ledger)
    return frozenset(_above(unit_id, ledger)) | coordinators(ledger)


def own_units(unit_id: str, ledger: Ledger) -> frozenset[str]:
    """The unit; for an inner office (内设机构) also the bodies it is part of, up to the legal one."""
    unit = ledger.units.get(unit_id)
    if unit is None:
        return frozenset()
    body = legal_body(unit_id, ledger)
    way = [u.id for u in parents(unit, ledger)]
    return frozenset(way[: way.index(body) + 1] if body in way else [unit_id])


@lru_cache(maxsize=8)
def coordinators(ledger: Ledger) -> frozenset[str]:
    """The government office, or offices, of the highest level there is (全省主管单位)."""
    offices = [u for u in ledger.units.values() if u.home[1] == GOVERNMENT_OFFICE]
    highest = min((list(Level).index(u.level) for u in offices), default=None)
    return frozenset(u.id for u in offices if list(Level).index(u.level) == highest)


def _above(unit_id: str, ledger: Ledger) -> Iterator[str]:
    """The offices in charge of a unit, upwards; for a unit that is not on file yet, the offices of its regions."""
    seen = {unit_id}
    unit = ledger.units.get(unit_id)
    if unit is None:
        yield from (f"{r.id}/{GOVERNMENT_OFFICE}" for r in ledger.chain(unit_id.split("/")[0]))
        return
    while unit is not None and (office := supervision(unit, ledger).office) and office not in seen:
        seen.add(office)
        yield office
        unit = ledger.units.get(office)
