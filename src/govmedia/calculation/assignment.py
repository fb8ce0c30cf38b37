"""People to slots, each person to one at most, as many slots filled as can be (二分图最大匹配)."""

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

MOST = 120
"""Orders of seating that are tried: all of five slots."""


def seatings(able: Sequence[Sequence[str]]) -> Iterator[list[str | None]]:
    """Ways to take the slots, `able` lists, per slot, those who could; every one fills as many. Always in the same order.

    First seated from the last slot, the highest, so that who may give a rarer signature is not used up for a common one.
    """
    orders = islice(permutations(reversed(range(len(able)))), MOST)
    return (_seated(able, order) for order in orders)


def _seated(able: Sequence[Sequence[str]], order: Sequence[int]) -> list[str | None]:
    holder: dict[str, int] = {}
    for slot in order:
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
