"""Searches among Git's objects, run side by side: what they wait for is asked together and not one by one."""

from collections.abc import Generator, Iterable
from typing import TypeVar

from govmedia.gitoutput import Object, Objects

T = TypeVar("T")
Search = Generator[list[str], list[Object | None], T]
"""A search yields the names of the objects it needs next and is sent them; in the end it returns what it was after."""


def together(objects: Objects, searches: Iterable[Search[T]]) -> list[T]:
    """What each of the searches returns. Raises CannotRun."""
    waiting = list(enumerate(searches))
    results: dict[int, T] = {}
    answers: dict[int, list[Object | None]] = {}
    while waiting:
        asked: list[tuple[int, Search[T], list[str]]] = []
        for number, search in waiting:
            try:
                asked.append((number, search, search.send(answers[number]) if number in answers else next(search)))
            except StopIteration as end:
                results[number] = end.value
        found = iter(objects.find([name for _, _, names in asked for name in names]))
        answers = {number: [next(found) for _ in names] for number, _, names in asked}
        waiting = [(number, search) for number, search, _ in asked]
    return [results[number] for number in sorted(results)]
