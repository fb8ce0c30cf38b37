"""Searches among Git's objects, run side by side: Git looks for what one needs while another reads what it found."""

from collections import deque
from collections.abc import Generator, Iterable
from typing import TypeVar

from govmedia.gitoutput import Object, Objects

T = TypeVar("T")
Search = Generator[list[str], list[Object | None], T]
"""A search yields the names of the objects it needs next and is sent them; in the end it returns what it was after."""


def together(objects: Objects, searches: Iterable[Search[T]]) -> list[T]:
    """What each of the searches returns. Raises CannotRun."""
    results: dict[int, T] = {}
    asking: deque[tuple[int, Search[T], int]] = deque()

    def go_on(number: int, search: Search[T], found: list[Object | None] | None) -> None:
        try:
            names = next(search) if found is None else search.send(found)
        except StopIteration as end:
            results[number] = end.value
        else:
            objects.ask(names)
            asking.append((number, search, len(names)))

    for number, search in enumerate(searches):
        go_on(number, search, None)
    while asking:
        number, search, count = asking.popleft()
        go_on(number, search, [objects.answer() for _ in range(count)])
    return [results[number] for number in sorted(results)]
