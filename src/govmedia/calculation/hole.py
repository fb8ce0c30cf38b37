"""A hole in the guard of a branch (关口漏洞): what can happen through it, where it is open, and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govmedia.forges.facts import Protection
from govmedia.loading.ledger import Ledger

Places = tuple[str, ...] | None
"""Where a hole is open, empty for the repository as a whole; None: it is closed."""


@dataclass(frozen=True)
class Hole:
    """An open hole. `unenforced`: through it a change lands without the approvals that the law asks for."""

    name: str
    what: str
    places: tuple[str, ...]
    mend: str
    unenforced: bool


@dataclass(frozen=True)
class Known:
    """A hole that we know of, and how to tell whether it is open."""

    name: str
    what: str
    mend: str
    open_at: Callable[[Protection, Ledger], Places]
    unenforced: bool = False


def when(is_open: bool | None) -> Places:
    """Open for the repository as a whole, if it is known to be."""
    return () if is_open else None


def at(places: Iterable[str]) -> Places:
    """Open wherever there is something."""
    return tuple(places) or None
