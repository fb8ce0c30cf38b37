"""The decision (放行与否): of a base, a change, what people said of it, and a moment; nothing else enters.

Per item and per slot: signed by whom, or missing and who may still sign. Clauses 90-3.5.1, 90-3.5.2 and 90-4.2.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from govmedia.calculation.assignment import seatings
from govmedia.calculation.opinions import Opinion, Standing, standings
from govmedia.calculation.seats import may_sign, signers, why_not
from govmedia.calculation.submission import Item, Submission, units_for
from govmedia.loading.ledger import Ledger
from govmedia.model.slot import Slot
from govmedia.model.words import Stage
from govmedia.when import AsOf


@dataclass(frozen=True)
class Seat:
    """One slot of an item. `signed` is the word that fills it; where there is none, `may_sign` are the ids of who could."""

    slot: Slot
    signed: Opinion | None
    may_sign: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """An item and its verdict. `later`: seats that may be filled after publishing. `dead`: words that do not count, and why."""

    item: Item
    seats: tuple[Seat, ...]
    later: tuple[Seat, ...]
    rejections: tuple[Opinion, ...]
    dead: tuple[tuple[Opinion, str], ...]

    @property
    def passes(self) -> bool:
        """Whether the item may be let in."""
        blocked = self.item.problems or self.item.authors.strangers or self.rejections
        return not blocked and all(seat.signed for seat in self.seats)

    @property
    def complete(self) -> bool:
        """Whether what may follow later is there, too."""
        return self.passes and all(seat.signed for seat in self.later)


@dataclass(frozen=True)
class Decision:
    """Everything about one change."""

    judged: tuple[Judged, ...]
    problems: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether the change may be let in as a whole."""
        return not self.problems and all(each.passes for each in self.judged)


def decide(change: Submission, base: Ledger, opinions: Iterable[Opinion], now: AsOf) -> Decision:
    """Judge a change by the authority that `base` grants on the day of `now`."""
    said = list(opinions)
    return Decision(tuple(_judge(item, base, said, now) for item in change.items), change.problems)


def _judge(item: Item, base: Ledger, opinions: Sequence[Opinion], now: AsOf) -> Judged:
    stands, dead = standings(item, opinions, now.instant)
    approving = [s for s in stands if s.approvals]
    seats = _seats(item, item.slots, approving, base, now)
    idle = _idle(item, approving, seats, base, now)
    return Judged(
        item,
        tuple(seats),
        tuple(_seats(item, item.after, approving, base, now)),
        tuple(s.rejection for s in stands if s.rejection and _is_heard(s.person, item, base)),
        (*dead, *idle),
    )


def _seats(item: Item, slots: Sequence[Slot], approving: Sequence[Standing], base: Ledger, now: AsOf) -> list[Seat]:
    """Every person in one slot at most; as many slots as can be filled are filled, and rather so that others can fill the rest."""
    by_person = {s.person: s for s in approving}
    able = [[s.person for s in approving if _fills(s, slot, item, base, now)] for slot in slots]

    def seated(chosen: Sequence[str | None]) -> list[Seat]:
        taken = {person for person in chosen if person}
        return [
            Seat(slot, by_person[person].last if person else None, () if person else _could(slot, item, taken, base, now))
            for slot, person in zip(slots, chosen, strict=True)
        ]

    ways = map(seated, seatings(able))
    first = next(ways)
    return first if not _hopeless(first) else min([first, *ways], key=_hopeless)


def _hopeless(seats: Sequence[Seat]) -> int:
    """How many seats are empty that nobody could fill any more."""
    return sum(not seat.signed and not seat.may_sign for seat in seats)


def _fills(standing: Standing, slot: Slot, item: Item, base: Ledger, now: AsOf) -> bool:
    return standing.signs(slot.stage, slot.gates) and not _why_barred(standing.person, slot, item, base, now)


def why_idle(person_id: str, item: Item, base: Ledger, now: AsOf) -> str:
    """Why an approval of this person could fill no slot of an item; "" where it could fill one."""
    reasons = [_why_barred(person_id, slot, item, base, now) for slot in (*item.slots, *item.after)]
    return "；".join(dict.fromkeys(reasons)) if all(reasons) else ""


def _why_barred(person_id: str, slot: Slot, item: Item, base: Ledger, now: AsOf) -> str:
    """Why a person's word cannot fill a slot; "" where it can."""
    person = base.people.get(person_id)
    if person is None:
        return "不在 people.yml 里"
    if not may_sign(person, slot, units_for(slot, item, base), base, now.day):
        return f"不能在这里签{slot.stage.zh}：{why_not(person, slot, units_for(slot, item, base), base, now.day)}"
    return _why_author(person_id, slot, item, base, now)


def _why_author(person_id: str, slot: Slot, item: Item, base: Ledger, now: AsOf) -> str:
    """The word for who could give a signature, had they not written the text; "" for everybody else."""
    person = base.people.get(person_id)
    wrote = person_id in item.authors.people and slot.stage is not Stage.first
    if wrote and person and may_sign(person, slot, units_for(slot, item, base), base, now.day):
        return f"是拟稿人，不能签{slot.stage.zh}"
    return ""


def _could(slot: Slot, item: Item, taken: set[str], base: Ledger, now: AsOf) -> tuple[str, ...]:
    barred = taken | (item.authors.people if slot.stage is not Stage.first else frozenset())
    return tuple(p.id for p in signers(slot, units_for(slot, item, base), base, now.day) if p.id not in barred)


def _idle(item: Item, approving: Sequence[Standing], seats: Sequence[Seat], base: Ledger, now: AsOf) -> Iterable[tuple[Opinion, str]]:
    """Approvals that fill no slot, and why none of those still empty takes them."""
    used = {seat.signed.person for seat in seats if seat.signed}
    empty = [seat.slot for seat in seats if not seat.signed]
    for standing in approving:
        if standing.person not in used and empty:
            reasons = [why for slot in item.slots if (why := _why_author(standing.person, slot, item, base, now))]
            reasons = reasons or [_why_barred(standing.person, slot, item, base, now) or "没有签全这一道要负责的各关" for slot in empty]
            yield standing.last, "；".join(dict.fromkeys(reasons))


def _is_heard(person_id: str, item: Item, base: Ledger) -> bool:
    """Whose rejection stops an item: anybody's from the units that answer for it, in whatever post, since doubt needs no rank."""
    person = base.people.get(person_id)
    units = {unit for slot in (*item.slots, *item.after) for unit in units_for(slot, item, base)}
    return person is not None and person.unit in units


def missing(decision: Decision) -> Mapping[str, list[Seat]]:
    """Empty seats by item key."""
    return {j.item.key: [s for s in j.seats if not s.signed] for j in decision.judged if not all(s.signed for s in j.seats)}
