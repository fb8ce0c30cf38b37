"""Chance that can be repeated: every throw is named, so that one more account leaves the others as they were."""

from collections.abc import Iterator, Mapping
from random import Random


def dice(seed: int, *names: object) -> Random:
    """A generator of its own for each name."""
    return Random("/".join(map(str, (seed, *names))))


def deck(rng: Random, cards: Mapping[str, int]) -> Iterator[str]:
    """Endless cards in the given numbers: shares are exact over every whole deck, not only on average."""
    while True:
        pack = [card for card, count in cards.items() for _ in range(count)]
        rng.shuffle(pack)
        yield from pack
