"""People to slots, each person to one at most, as many slots filled as can be (二分图最大匹配)."""

from collections.abc import Sequence


def assign(able: Sequence[Sequence[str]]) -> list[str | None]:
    """Who takes each slot; `able` lists, per slot, those who could. Always the same answer for the same question.

    Seated from the last slot, the highest, so that who may give a rarer signature is not used up for a common one.
    """
    holder: dict[str, int] = {}
    for slot in reversed(range(len(able))):
        _place(slot, able, holder, set())
    seat_of = {slot: person for person, slot in holder.items()}
    return [seat_of.get(slot) for slot in range(len(able))]


def _place(slot: int, able: Sequence[Sequence[str]], holder: dict[str, int], asked: set[str]) -> bool:
    """Seat somebody, moving others on where needed; whether it went."""
    for person in able[slot]:
        if person in asked:
            continue
        asked.add(person)
        if person not in holder or _place(holder[person], able, holder, asked):
            holder[person] = slot
            return True
    return False
