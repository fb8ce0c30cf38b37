"""The manuscripts and receipts of the whole province over the days of the story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from govmedia.calculation.life import state_on
from govmedia.fastimport import Change
from govmedia.fiction import showcase
from govmedia.fiction.bodies import Body
from govmedia.fiction.desks import PACES, Channel, Desk, Item, items, last_time
from govmedia.fiction.dice import deck, dice
from govmedia.fiction.filing import Life
from govmedia.fiction.platforms import APPS
from govmedia.fiction.staff import editor
from govmedia.fiction.writing import manuscript, receipt, topic
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.words import PlatformClass, State
from govmedia.when import AsOf

POSTING = (State.running, State.incomplete, State.announced)
_DAYS_BETWEEN = 6


class Wish(Protocol):
    """The part of the plan that matters here."""

    @property
    def days(self) -> int: ...
    @property
    def seed(self) -> int: ...
    @property
    def as_of(self) -> AsOf: ...
    @property
    def manuscripts(self) -> int | None: ...


def manuscripts(plan: Wish, ledger: Ledger, invented: list[tuple[Body, list[Life]]]) -> Iterator[Change]:
    """Every manuscript and receipt, and the one backdated merge; in no order."""
    paces = deck(dice(plan.seed, "paces"), PACES)
    desks = [*_starter_desks(plan, ledger, paces), *_invented_desks(plan, invented, paces)]
    count = plan.days // _DAYS_BETWEEN if plan.manuscripts is None else max(0, plan.manuscripts // max(1, len(desks)) - 1)
    for desk in desks:
        rng = dice(plan.seed, "items", desk.unit)
        for number, item in enumerate(items(desk, count, plan.days, plan.as_of, rng)):
            yield from _changes(item, number, rng)
        if any(f"{desk.unit}/{c.stem}" == showcase.BACKDATED for c in desk.channels):
            yield showcase.backdated(desk, plan.as_of, rng)


def _starter_desks(plan: Wish, ledger: Ledger, paces: Iterator[str]) -> Iterator[Desk]:
    keeping = {found.unit for found in ledger.receipts}
    for unit_id, accounts in ledger.accounts_of.items():
        unit = ledger.units.get(unit_id)
        stems = {a.stem: showcase.PACES.get(a.id) or next(paces) for a in accounts if _posts(a, ledger)}
        if unit and stems:
            place = ledger.regions[unit.region].name if unit.region in ledger.regions else unit.name
            field = next((a.field for a in accounts if a.field), "")
            rng = dice(plan.seed, "desk", unit_id)
            channels = _channels(stems, dict.fromkeys(stems, date.min), plan.as_of, rng)
            yield _desk(unit_id, unit.name, place, field, channels, next(iter(stems.values())), unit_id in keeping)


def _posts(account: Account, ledger: Ledger) -> bool:
    """Whether the story gives it manuscripts: a covered account (no application) that is running at the end."""
    platform = ledger.platforms.get(account.platform)
    if platform is None or platform.class_ is PlatformClass.app:
        return False
    on_file = account.imported is None or account.imported.on <= ledger.as_of.day
    return on_file and state_on(account, ledger.as_of.day) in POSTING


def _invented_desks(plan: Wish, invented: list[tuple[Body, list[Life]]], paces: Iterator[str]) -> Iterator[Desk]:
    for body, accounts in invented:
        posting = [life for life in accounts if life.stem not in APPS and life.is_running(plan.as_of.day)]
        if posting:
            stems = {life.stem: next(paces) for life in posting}
            rng = dice(plan.seed, "desk", body.id)
            channels = _channels(stems, {life.stem: life.entered for life in posting}, plan.as_of, rng)
            yield _desk(body.id, body.name, body.region.name, body.field, channels, next(iter(stems.values())), rng.random() < 0.12)


def _channels(paces: dict[str, str], since: dict[str, date], end: AsOf, rng: Random) -> tuple[Channel, ...]:
    """Only a desk's first account can be signed but not posted; for the others that card means fresh."""
    first = next(iter(paces))
    meant = {stem: "fresh" if pace == "unreleased" and stem != first else pace for stem, pace in paces.items()}
    return tuple(Channel(stem, since[stem], last_time(pace, end, rng)) for stem, pace in meant.items())


def _desk(unit: str, name: str, place: str, field: str, channels: tuple[Channel, ...], first: str, keeping: bool) -> Desk:
    unreleased = first == "unreleased"
    return Desk(unit, name, place, field, channels, keeping or unreleased, unreleased)


def _changes(item: Item, number: int, rng: Random) -> Iterator[Change]:
    """The manuscript and, where the desk files receipts and it was posted, its receipt a few hours later."""
    desk, who = item.desk, editor(item.desk.unit, item.desk.name)
    subject = topic(desk.field, rng)
    title, text = manuscript(subject, item.stems, desk.place, desk.name, item.merged, rng)
    where = f"{desk.unit}/{item.merged:%Y/%m-%d}-{subject.slug}-{number + 1}"
    drafted = item.merged - timedelta(minutes=rng.randrange(15, 600))
    yield Change(item.merged, drafted, who, f"稿件：{title}", {f"content/manuscripts/{where}.md": text})
    if desk.receipts and item.posted:
        posted = item.merged + timedelta(minutes=rng.randrange(5, 50))
        landed = posted + timedelta(minutes=rng.randrange(1, 120))
        receipted = receipt(item.stems, posted, "" if item.last else _mishap(posted, rng))
        yield Change(landed, landed - timedelta(minutes=1), who, f"回执：{title}", {f"content/receipts/{where}.yml": receipted})


def _mishap(posted: datetime, rng: Random) -> str:
    """Now and then an item was taken down again, or posted before it was reviewed."""
    chance = rng.random()
    if chance < 0.02:
        return f"withdrawn: {{at: {(posted + timedelta(minutes=1)).isoformat()}, reason: 配图有误，更正后另发}}\n"
    return "backfilled: 应急信息先行发布，事后补录\n" if chance < 0.04 else ""
