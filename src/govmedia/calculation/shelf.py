"""The registry while a ledger is being read into it: what is on file, what is planned, which names are taken."""

from collections.abc import Iterable
from typing import Any

from govmedia.calculation.slugs import free_slug, pinyin_slug, unit_slug
from govmedia.calculation.wording import fold
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.region import Region
from govmedia.model.unit import Unit

Facts = dict[str, Any]


class Shelf:
    """Units and accounts by everything they can be recognised by. Paths and ids are never given twice, in either case."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.units: dict[str, Facts] = {}
        self.accounts: dict[str, Facts] = {}
        self.paths: dict[str, str] = {}
        self._paths = {entry.path.lower() for entry in ledger.entries}
        self._folders = {f"{region}/{unit}" for path in self._paths if (home := _home(path)) for region, unit in [home]}
        self._unit_names: dict[tuple[str, str], str] = {}
        self._by_number: dict[tuple[str, str, str], str] = {}
        self._by_name: dict[tuple[str, str, str], list[str]] = {}
        self._known: dict[str, Facts] = {}
        for unit in ledger.units.values():
            self._note_unit(unit.id, [unit.name, *unit.former_names, *unit.short_names])
        for account in ledger.accounts:
            self._note_account(account.id, account.unit, account.platform, account.name, _facts(account))

    def _note_unit(self, unit: str, names: Iterable[str]) -> None:
        region = unit.split("/")[0]
        for name in names:
            self._unit_names.setdefault((region, self._bare(region, name)), unit)

    def _bare(self, region: str, name: str) -> str:
        """A unit's name for comparing, with or without the region's or the nation's name before it."""
        known = self.ledger.regions.get(region)
        return fold(name).removeprefix("中华人民共和国").removeprefix(known.name if known else "") or fold(name)

    def _note_account(self, id_: str, unit: str, platform: str, name: str, facts: Facts) -> None:
        self._known[id_] = facts
        for kind, value in facts.get("platform_ids", {}).items():
            self._by_number.setdefault((platform, kind, value), id_)
        self._folders.add("/".join(id_.split("/")[:2]))
        for place in (unit, unit.split("/")[0]):
            self._by_name.setdefault((place, platform, fold(name)), []).append(id_)

    def unit_called(self, region: Region, name: str) -> str | None:
        """Id of the unit of this name, former or short name in a region."""
        return self._unit_names.get((region.id, self._bare(region.id, name)))

    def unit_anywhere(self, name: str, chain: Iterable[Region]) -> str | None:
        """The same in the nearest of several regions, given from the highest to the lowest."""
        return next((unit for region in reversed(list(chain)) if (unit := self.unit_called(region, name))), None)

    def unit_name(self, unit: str) -> str:
        """Name of a unit on file or planned."""
        planned: Facts | Unit | None = self.units.get(unit) or self.ledger.units.get(unit)
        return str(planned["name"] if isinstance(planned, dict) else planned.name if planned else unit)

    def by_number(self, platform: str, facts: Facts) -> str | None:
        """Id of the account that bears one of these numbers of the platform."""
        numbers: dict[str, str] = facts.get("platform_ids", {})
        return next((id_ for kind, value in numbers.items() if (id_ := self._by_number.get((platform, kind, value)))), None)

    def by_name(self, place: str, platform: str, facts: Facts) -> list[str]:
        """Ids of the accounts of this name, unless a number contradicts. `place`: id of a unit, or of a region for all its units."""
        numbers = facts.get("platform_ids", {})
        same = self._by_name.get((place, platform, fold(facts["name"])), [])
        return [id_ for id_ in same if not _contradict(numbers, self._known[id_].get("platform_ids", {}))]

    def knows(self, id_: str) -> bool:
        """Whether an account is on file or planned."""
        return id_ in self._known

    def known(self, id_: str) -> Facts:
        """What is on file, or planned, about an account."""
        return self._known[id_]

    def add_unit(self, region: Region, core: str, facts: Facts, wanted: str = "") -> str:
        """Plan a unit; its id. `core`: its name without the region's; `wanted`: a slug to use instead of one made of it."""
        slug = free_slug(wanted or unit_slug(core), lambda s: f"{region.id}/{s}" in self._folders, f"{region.id}/{facts['name']}/{core}")
        unit = f"{region.id}/{slug}"
        self.put_unit(unit, facts)
        return unit

    def put_unit(self, unit: str, facts: Facts) -> None:
        """Plan a unit under an id that is known to be free."""
        self.units[unit] = facts
        self._folders.add(unit)
        self._note_unit(unit, [facts["name"], *facts.get("former_names", []), *facts.get("short_names", [])])

    def add_account(self, unit: str, platform: str, facts: Facts) -> str:
        """Plan an account; its id: `<unit>/<platform>`, for a further one with a slug of its name."""
        id_ = f"{unit}/{platform}"
        if self.is_taken(id_):
            identity = f"{facts['name']}/{sorted(facts.get('platform_ids', {}).items())}"
            id_ += "-" + free_slug(pinyin_slug(facts["name"]), lambda s: self.is_taken(f"{unit}/{platform}-{s}"), identity)
        cancelled = next((event["on"] for event in facts.get("events", []) if event["kind"] == "cancelled"), None)
        if cancelled:
            facts["id"] = id_
        self.put_account(id_, unit, platform, facts, f"registry/archive/{id_}-{cancelled}.yml" if cancelled else None)
        return id_

    def put_account(self, id_: str, unit: str, platform: str, facts: Facts, path: str | None = None) -> None:
        """Plan an account under an id that is known to be free; `path` where it does not lie where it was born."""
        self.accounts[id_] = facts
        self.paths[id_] = path or f"registry/{id_}.yml"
        self._note_account(id_, unit, platform, facts["name"], facts)

    def is_taken(self, id_: str) -> bool:
        """Whether an id was ever given, or its file exists, readable or not."""
        return id_ in self._known or f"registry/{id_}.yml" in self._paths

    def has_file(self, path: str) -> bool:
        """Whether something lies at a path, in whatever case its letters are."""
        return path.lower() in self._paths


def _home(path: str) -> list[str] | None:
    """Region and unit folder of a path below registry/, archive included."""
    steps = path.removeprefix("registry/").removeprefix("archive/").split("/")
    return steps[:2] if path.startswith("registry/") and len(steps) > 2 else None


def _facts(account: Account) -> Facts:
    return account.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _contradict(some: dict[str, str], others: dict[str, str]) -> bool:
    return any(others.get(kind, value) != value for kind, value in some.items())
