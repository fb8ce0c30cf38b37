"""Invented bodies, from governments down to towns, in the order in which they come to open accounts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govmedia.fiction.words import METEOROLOGY, POLICE_TRAFFIC, TAX, TRADES, Trade, town_names
from govmedia.model.region import Region
from govmedia.model.words import Level

PROVINCE = "990000-nanling"
OFFICE = "government-office"


@dataclass(frozen=True)
class Body:
    """An invented unit. `extra` holds further lines of its unit.yml; `brand` is the name of its accounts, none if it is empty.

    `approver`: id of the office that approves its accounts and the word on that office's documents (clause 90-4.2.2).
    """

    region: Region
    slug: str
    name: str
    level: Level
    kind: str
    brand: str
    field: str
    approver: tuple[str, str]
    extra: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`<region>/<unit>`."""
        return f"{self.region.id}/{self.slug}"


def short(name: str) -> str:
    """A place without the word for its rank: 岭西市 -> 岭西."""
    return name[:-1] if name[-1] in "省市县区" and len(name) > 2 else name


def bodies(regions: Iterable[Region], taken: set[str]) -> Iterator[Body]:
    """Every body these regions can have, without those already there; the list is long but ends.

    `taken` holds the ids of units and the names of accounts that exist.
    """
    places = {region.code: region for region in regions}
    for body in _in_order(places):
        if body.id not in taken and body.brand not in taken:
            yield body


def _in_order(places: dict[str, Region]) -> Iterator[Body]:
    high = [p for p in places.values() if p.level in (Level.province, Level.prefecture)]
    low = [p for p in places.values() if p.level is Level.county and not p.zone]
    yield from (body for place in (*high, *low) for body in _heads(place, places.get(place.parent or "", place)))
    yield from _departments(((TRADES[:9], high), (TRADES[:1], low), (TRADES[9:18], high)))
    yield from (body for place in high if place.level is Level.prefecture for body in _special(place))
    yield from _departments(((TRADES[18:], high), (TRADES[1:], low)))
    yield from (_town(place, name, slug) for name, slug in town_names() for place in low)


def _office(place: Region) -> tuple[str, str]:
    """The place's office and the word on its documents."""
    return f"{place.id}/{OFFICE}", f"{short(place.name)}府办函"


def _heads(place: Region, above: Region) -> Iterator[Body]:
    """The government, whose accounts speak for the place, and its office, which supervises."""
    word = "办公厅" if place.level is Level.province else "办公室"
    yield Body(place, OFFICE, f"{place.name}人民政府{word}", place.level, "department", "", "综合", _office(above))
    yield Body(place, "government", f"{place.name}人民政府", place.level, "government", f"{short(place.name)}发布", "综合", _office(above))


def _departments(parts: Iterable[tuple[Iterable[Trade], list[Region]]]) -> Iterator[Body]:
    """Each trade in all its places before the next trade."""
    for trades, places in parts:
        yield from (_department(place, trade) for trade in trades for place in places)


def _department(place: Region, trade: Trade) -> Body:
    office = trade.office
    if place.level is Level.province and not office.endswith("管理局"):
        office = office[:-1] + "厅"
    brand = trade.brand.format(short(place.name))
    known = (f"short_names: [{place.name}{trade.short}]",) if trade.short and place.level is not Level.province else ()
    return Body(place, trade.slug, place.name + office, place.level, "department", brand, trade.field, _office(place), known)


def _special(place: Region) -> Iterator[Body]:
    """Bodies of dual and vertical command, and an inner office with an account of its own."""
    near, level, own = short(place.name), place.level, _office(place)
    dual = ("line: dual", f"supervised_by: {own[0]}", "supervision_basis: 双重领导，政务新媒体由属地主管")
    vertical = ("line: vertical", f"parent_unit: {PROVINCE}/{TAX.slug}")
    inner = (f"parent_unit: {place.id}/public-security",)
    for trade, name, kind, approver, extra in (
        (METEOROLOGY, place.name + METEOROLOGY.office, "department", own, dual),
        (TAX, f"国家税务总局{place.name}{TAX.office}", "department", (f"{PROVINCE}/{TAX.slug}", "南税办函"), vertical),
        (POLICE_TRAFFIC, place.name + POLICE_TRAFFIC.office, "internal", own, inner),
    ):
        yield Body(place, trade.slug, name, level, kind, trade.brand.format(near), trade.field, approver, extra)


def _town(place: Region, name: str, slug: str) -> Body:
    full = f"{place.name}{name}镇人民政府"
    return Body(place, slug, full, Level.township, "government", f"{short(place.name)}{name}", "综合", _office(place))
