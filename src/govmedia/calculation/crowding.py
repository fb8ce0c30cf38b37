"""Who holds several accounts on one platform, inner offices rolled up to their legal body (clauses 90-3.2.1, 90-3.2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from govmedia.calculation.bodies import legal_body
from govmedia.calculation.filings import accounts_by_unit
from govmedia.calculation.life import opened
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.platform import Platform
from govmedia.model.words import UnitKind

CLIENTS = "app"
"""The platform group of mobile clients (移动客户端), which clause 90-3.2.2 is about."""


@dataclass(frozen=True)
class Second:
    """An account that is not the first of its body in a platform group.

    `first` is the earlier account it stands beside: one of the same unit if there is one, else the body's oldest.
    """

    account: Account
    first: Account
    platform: Platform

    @property
    def same_unit(self) -> bool:
        """Whether one unit holds both, rather than two offices of one body."""
        return self.account.unit == self.first.unit


@lru_cache(maxsize=4)
def seconds(ledger: Ledger) -> tuple[Second, ...]:
    """All of them. Suspended, lost and planned accounts count as holding their place; cancelled ones do not."""
    groups: dict[tuple[str, str], list[Account]] = {}
    alike = _same_bodies(ledger)
    for unit, accounts in accounts_by_unit(ledger).items():
        body = legal_body(unit, ledger)
        body = alike.get(body, body)
        for account in accounts:
            if platform := ledger.platforms.get(account.platform):
                groups.setdefault((body, platform.group), []).append(account)
    return tuple(second for group in groups.values() if len(group) > 1 for second in _in_group(group, ledger))


def _same_bodies(ledger: Ledger) -> dict[str, str]:
    """Every unit's id to the first id of the body it is: a second folder of the same name or credit code is no second body."""
    first: dict[tuple[str, str], str] = {}
    alike: dict[str, str] = {}
    for unit in ledger.units.values():
        marks = [(unit.region, "".join(normalize("NFKC", unit.name).split()))]
        marks += [("", unit.credit_code.upper())] if unit.credit_code and unit.kind is not UnitKind.internal else []
        alike[unit.id] = next((first[mark] for mark in marks if mark in first), unit.id)
        first |= {mark: alike[unit.id] for mark in marks if mark not in first}
    return alike


def _in_group(group: list[Account], ledger: Ledger) -> Iterator[Second]:
    oldest, *later = sorted(group, key=_age)
    heads = {oldest.unit: oldest}
    for account in later:
        yield Second(account, heads.get(account.unit, oldest), ledger.platforms[account.platform])
        heads.setdefault(account.unit, account)


def _age(account: Account) -> tuple[date, tuple[str, str, str]]:
    """Order of birth, then of names, `wechat` before `wechat-two`; one whose opening is not on file is taken for old."""
    event = opened(account)
    return event.on if event else date.min, account.home
