"""Invented accounts: on which platforms a body opens them, and what happens to them until the story ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from govmedia.fiction.bodies import Body
from govmedia.fiction.dice import deck, dice
from govmedia.fiction.filing import Happening, Life
from govmedia.fiction.platforms import APPS, identifiers, platforms
from govmedia.model.words import Level

RULES_FROM = date(2019, 4, 24)
FATES = {"running": 82, "suspended": 6, "cancelled": 6, "announced": 2, "lost": 1, "imported": 2, "planned": 1}
"""Of a hundred accounts, besides a government's first."""


@dataclass(frozen=True)
class Span:
    """The days of the story: when the registry was founded, when it ends."""

    founded: date
    end: date


def lives(people: Iterable[Body], accounts: int, seed: int, span: Span) -> Iterator[tuple[Body, list[Life]]]:
    """Bodies with their accounts until the wanted number of accounts is reached. Bodies that never open any come without."""
    fates = deck(dice(seed, "fates"), FATES)
    left = accounts
    for number, body in enumerate(people):
        if left <= 0:
            return
        rng = dice(seed, body.id)
        chosen = platforms(body, rng)[:left] if body.brand else []
        left -= len(chosen)
        yield body, [_life(body, stem, number * 16 + i, fates, rng, span) for i, stem in enumerate(chosen)]


def _life(body: Body, stem: str, number: int, fates: Iterator[str], rng: Random, span: Span) -> Life:
    fate = "running" if stem == "wechat" and (body.kind in ("government", "internal") or _is_police(body)) else next(fates)
    if fate == "planned" and not _may_open_now(body):
        fate = "running"
    opened = _opening_day(body, stem, fate, rng, span)
    happenings = () if fate == "imported" else tuple(_happenings(body, fate, opened, rng, span))
    landed = happenings[0].landed if happenings else _between(rng, span.founded, span.end - timedelta(days=20))
    return Life(body, stem, body.brand, tuple(_facts(body, stem, fate, number, opened, landed)), happenings, landed)


def _may_open_now(body: Body) -> bool:
    """Clause 90-4.2.1: departments below the prefecture and towns do not open accounts of their own any more."""
    return body.level in (Level.province, Level.prefecture) or body.slug == "government"


def _is_police(body: Body) -> bool:
    """The bodies whose inner offices have accounts of their own: theirs must be the earlier ones, and running."""
    return body.slug == "public-security"


def _opening_day(body: Body, stem: str, fate: str, rng: Random, span: Span) -> date:
    if fate == "planned":
        return span.end + timedelta(days=rng.randrange(20, 90))
    latest = min(RULES_FROM, span.end - timedelta(days=300)) - timedelta(days=120)
    if body.kind == "internal":
        return _between(rng, latest, latest + timedelta(days=100))
    recent = _may_open_now(body) and not _is_police(body) and span.end - timedelta(days=200) > RULES_FROM
    if recent and (stem in APPS or rng.random() < 0.3):
        return _between(rng, RULES_FROM + timedelta(days=30), span.end - timedelta(days=150))
    return _between(rng, latest - timedelta(days=365 * 6), latest)


def _between(rng: Random, first: date, last: date) -> date:
    """A day from the first to the last, but no Saturday or Sunday."""
    day = first + timedelta(days=rng.randrange(max(1, (last - first).days)))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _happenings(body: Body, fate: str, opened: date, rng: Random, span: Span) -> Iterator[Happening]:
    yield _opening(body, fate, opened, rng, span)
    if opened < date(2018, 12, 1) < span.end and rng.random() < 0.12:
        renamed = _between(rng, date(2019, 1, 2), date(2019, 4, 20))
        if renamed < span.end:
            yield Happening("renamed", renamed, renamed, _notice(renamed), f"{body.brand}在线")
            opened = renamed
    yield from _ending(fate, max(opened, span.end - timedelta(days=1500)) + timedelta(days=60), rng, span)


def _opening(body: Body, fate: str, opened: date, rng: Random, span: Span) -> Happening:
    """With the office's approval where the rule was in force; a planned one is filed when it is approved."""
    if opened < RULES_FROM or (body.level is Level.province and body.kind == "government"):
        return Happening("opened", opened, opened, ", reason: 办公会议决定" if rng.random() < 0.95 else "")
    approved = opened - timedelta(days=rng.randrange(5, 16))
    landed = opened + timedelta(days=rng.randrange(0, 3))
    if fate == "planned":
        approved = span.end - timedelta(days=rng.randrange(8, 15))
        landed = span.end - timedelta(days=rng.randrange(3, 6))
    by, word = body.approver
    document = f"{word}〔{approved.year}〕{rng.randrange(3, 99)}号"
    rest = f", approval: {{by: {by}, document: {document}, on: {approved}}}, filed_on: {landed}"
    return Happening("opened", opened, landed, rest)


def _ending(fate: str, earliest: date, rng: Random, span: Span) -> Iterator[Happening]:
    """How it comes to the state in which the story leaves it."""
    if fate == "lost":
        day = span.end - timedelta(days=rng.randrange(30, 200))
        yield Happening("lost", day, day, f", filed_on: {day}, reason: 绑定手机号停用，无法登录，已向平台申诉")
    if fate == "announced":
        day = span.end - timedelta(days=rng.randrange(4, 12))
        yield Happening("announced", day, day, f"{_notice(day)}, filed_on: {day}")
    if fate in ("suspended", "cancelled"):
        day = _between(rng, earliest, max(earliest, span.end - timedelta(days=60)) + timedelta(days=1))
        yield Happening("suspended", day, day, f"{_notice(day)}, filed_on: {day}, reason: 清理整合")
        if fate == "cancelled":
            gone = day + timedelta(days=rng.randrange(20, 45))
            yield Happening("cancelled", gone, gone, f"{_notice(day)}, filed_on: {gone}, archive: 单位档案室 {gone.year}-{gone.month:02}")


def _notice(day: date) -> str:
    return f", notice: https://www.nanling.example/notice/{day:%Y/%m%d}"


def _facts(body: Body, stem: str, fate: str, number: int, opened: date, landed: date) -> Iterator[str]:
    """The lines between name and events."""
    if stem == "wechat":
        yield f"type: {'service' if number % 3 == 0 else 'subscription'}"
    yield from identifiers(stem, number)
    if stem not in APPS and fate not in ("planned", "imported"):
        yield f"verified: {{as: {body.name}, kind: 机构认证, on: {opened}}}"
    if body.slug == "government":
        yield "represents_government: true"
    yield f"field: {body.field}"
    yield "functions: [service]" if stem in APPS else "functions: [publish, spread, interact]"
    yield "interaction: [menu, hotline]" if stem in APPS else "interaction: [comments, message]"
    if number % 23 == 0:
        yield "operator: {name: 南岭云帆传媒有限公司（虚构）, contract_until: 2039-12-31, secrecy_agreement: true}"
    if stem in APPS:
        yield f"cac_filing_no: 南岭网应备〔2026〕{number:05}号"
    if fate == "imported":
        yield f"imported: {{file: {body.region.name}政务新媒体台账.xlsx, row: {number % 300 + 3}, on: {landed}}}"
