"""Who must approve what, as GitHub's CODEOWNERS says it: the last matching line wins, any one of its owners suffices.

A first form of required approvals; terms of office count as of the moment given.
"""

import re
from collections import Counter
from collections.abc import Iterable

from govmedia.calculation.bodies import supervision
from govmedia.calculation.seats import coordinators, in_office
from govmedia.loading.ledger import Ledger
from govmedia.loading.paths import REGION, SLUG
from govmedia.model.office import Kind, Person
from govmedia.model.unit import Unit
from govmedia.model.words import Approvers, Stage

_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
APPROVING = (Stage.second, Stage.final)
"""Stages that make a reviewer (复审、终审)."""

HEADS = {"filing": ("registry", "registry/archive"), "manuscript": ("content/manuscripts",), "receipt": ("content/receipts",)}
"""Kinds whose files lie in a unit's own folder, and above which folders."""

Line = tuple[str, list[str]]
"""A pattern and its owners, sorted."""


def codeowners(ledger: Ledger) -> list[Line]:
    """Every line from the most general to the most special; none without an owner. Empty where nobody may approve."""
    owners = _Owners(ledger)
    lines: list[Line] = [("*", owners.maintainers)]
    for kind in reversed(ledger.kinds):
        lines += [(pattern, owners.of_kind(kind)) for pattern in map(_pattern, kind.paths) if pattern != "/*"]
        for head in HEADS.get(kind.kind, ()):
            lines += _folders(head, kind, owners, ledger)
    return [line for line in lines if line[1]]


def _pattern(path: str) -> str:
    """A path pattern of kinds.yml, from the root: `words/**` is the folder and all in it."""
    return "/" + (path.removesuffix("**") if path.endswith("/**") else path)


class _Owners:
    """Logins of those who may approve."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.coordinators = self.within(coordinators(ledger))
        self.maintainers = _logins(p for p in self._in_office() if Stage.maintain in p.stages) or self.coordinators

    def _in_office(self) -> Iterable[Person]:
        day = self.ledger.as_of.day
        return (p for p in self.ledger.people.values() if in_office(p, day))

    def within(self, units: Iterable[str]) -> list[str]:
        """Reviewers of these units, and who stands in for them (AB角) at this moment."""
        wanted, day = set(units), self.ledger.as_of.day
        able = {p.id for p in self._in_office() if p.unit in wanted and set(APPROVING) & set(p.stages)}
        acting = (p for p in self._in_office() if any(a.for_ in able and a.from_ <= day <= a.until for a in p.acting))
        return _logins([*(p for p in self._in_office() if p.id in able), *acting])

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


def _logins(people: Iterable[Person]) -> list[str]:
    return sorted({f"@{p.logins['github']}" for p in people if _LOGIN.fullmatch(p.logins.get("github", ""))})


def _folders(head: str, kind: Kind, owners: _Owners, ledger: Ledger) -> list[Line]:
    """A line per region with its commonest owners, then the units that differ: GitHub reads no file above 3 MB."""
    regions: dict[str, dict[str, list[str]]] = {}
    for unit in sorted(ledger.units.values(), key=lambda u: u.id):
        if REGION.fullmatch(unit.home[0]) and SLUG.fullmatch(unit.home[1]):
            regions.setdefault(unit.region, {})[unit.home[1]] = owners.of_unit(kind, unit)
    lines: list[Line] = []
    for region, units in sorted(regions.items()):
        common = Counter(map(tuple, units.values())).most_common(1)[0][0]
        lines.append((f"/{head}/{region}/", list(common)))
        lines += [(f"/{head}/{region}/{slug}/", found) for slug, found in units.items() if found != list(common)]
    return lines
