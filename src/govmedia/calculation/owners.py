"""Who must approve what, as a forge's CODEOWNERS says it: any one of the owners suffices, which the gate then adds to.

Terms of office count as of the moment given.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from govmedia.calculation.bodies import supervision
from govmedia.calculation.seats import coordinators, in_office
from govmedia.loading.ledger import Ledger
from govmedia.loading.paths import REGION, SLUG
from govmedia.model.office import Kind, Person
from govmedia.model.unit import Unit
from govmedia.model.words import Approvers, Stage

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_GITHUB_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
APPROVING = (Stage.second, Stage.final)
"""Stages that make a reviewer (复审、终审)."""

HEADS = {"filing": ("registry", "registry/archive"), "manuscript": ("content/manuscripts",), "receipt": ("content/receipts",)}
"""Kinds whose files lie in a unit's own folder, and above which folders."""

Line = tuple[str, list[str]]
"""A pattern and its owners, sorted."""


@dataclass(frozen=True)
class Shelf:
    """Owners of the folders of a region's units below a head, as `registry` or `content/manuscripts`. `common`: of most of them."""

    head: str
    region: str
    common: tuple[str, ...]
    units: dict[str, tuple[str, ...]]


def codeowners(ledger: Ledger, forge: str = "github") -> list[Line]:
    """Lines of which the last that matches wins, from the most general to the most special; none without an owner.

    Empty where nobody may approve.
    """
    owners = _Owners(ledger, forge)
    lines: list[Line] = [("*", owners.maintainers)]
    for kind in reversed(ledger.kinds):
        lines += [(pattern, owners.of_kind(kind)) for pattern in map(_pattern, kind.paths) if pattern != "/*"]
        for shelf in _shelves(kind, owners, ledger):
            lines += _folders(shelf)
    return [line for line in lines if line[1]]


def disjoint_owners(ledger: Ledger, forge: str) -> tuple[list[Line], list[Shelf]]:
    """The same for a forge that asks the owners of every matching line: path patterns of kinds.yml, and unit by unit."""
    owners = _Owners(ledger, forge)
    plain = [(path, owners.of_kind(kind)) for kind in ledger.kinds if kind.kind not in HEADS for path in kind.paths]
    shelves = [shelf for kind in ledger.kinds for shelf in _shelves(kind, owners, ledger)]
    return [line for line in plain if line[1]], shelves


def _pattern(path: str) -> str:
    """A path pattern of kinds.yml, from the root: `words/**` is the folder and all in it."""
    return "/" + (path.removesuffix("**") if path.endswith("/**") else path)


class _Owners:
    """Logins of those who may approve."""

    def __init__(self, ledger: Ledger, forge: str) -> None:
        self.ledger, self.forge = ledger, forge
        self.coordinators = self.within(coordinators(ledger))
        self.maintainers = self._logins(p for p in self._in_office() if Stage.maintain in p.stages) or self.coordinators

    def _in_office(self) -> Iterable[Person]:
        day = self.ledger.as_of.day
        return (p for p in self.ledger.people.values() if in_office(p, day))

    def within(self, units: Iterable[str]) -> list[str]:
        """Reviewers of these units, and who stands in for them (AB角) at this moment."""
        wanted, day = set(units), self.ledger.as_of.day
        able = {p.id for p in self._in_office() if p.unit in wanted and set(APPROVING) & set(p.stages)}
        acting = (p for p in self._in_office() if any(a.for_ in able and a.from_ <= day <= a.until for a in p.acting))
        return self._logins([*(p for p in self._in_office() if p.id in able), *acting])

    def _logins(self, people: Iterable[Person]) -> list[str]:
        return sorted({f"@{found}" for p in people if (found := login(p, self.forge))})

    def of_kind(self, kind: Kind) -> list[str]:
        """Owners where no unit is known."""
        return self.maintainers if kind.approvers is Approvers.maintainer else self.coordinators

    def of_unit(self, kind: Kind, unit: Unit) -> list[str]:
        """Owners of a unit's folder: its own reviewers or its supervising office's; where there are none, of the office above."""
        here = unit.id if kind.approvers is Approvers.unit else supervision(unit, self.ledger).office
        seen: set[str] = set()
        while here and here not in seen and here in self.ledger.units:
            seen.add(here)
            if found := self.within([here]):
                return found
            here = supervision(self.ledger.units[here], self.ledger).office
        return self.coordinators


def login(person: Person, forge: str) -> str | None:
    """A person's login on a forge, if it is one that the forge could have given."""
    found = person.logins.get(forge, "")
    return found if (_GITHUB_LOGIN if forge == "github" else _LOGIN).fullmatch(found) else None


def _shelves(kind: Kind, owners: _Owners, ledger: Ledger) -> Iterable[Shelf]:
    """Region by region. GitHub reads no file above 3 MB, so what most units share is said once."""
    regions: dict[str, dict[str, tuple[str, ...]]] = {}
    for unit in sorted(ledger.units.values(), key=lambda u: u.id) if kind.kind in HEADS else ():
        if REGION.fullmatch(unit.home[0]) and SLUG.fullmatch(unit.home[1]):
            regions.setdefault(unit.region, {})[unit.home[1]] = tuple(owners.of_unit(kind, unit))
    for head in HEADS.get(kind.kind, ()):
        for region, units in sorted(regions.items()):
            yield Shelf(head, region, Counter(units.values()).most_common(1)[0][0], units)


def _folders(shelf: Shelf) -> Iterable[Line]:
    """A line for the region with its commonest owners, then the units that differ."""
    folder = f"/{shelf.head}/{shelf.region}/"
    yield folder, list(shelf.common)
    for slug, found in shelf.units.items():
        if found != shelf.common:
            yield f"{folder}{slug}/", list(found)
