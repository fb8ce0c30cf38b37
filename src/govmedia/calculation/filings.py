"""Which filings and bodies the rules of the law are about.

Worked out once per ledger, since most rules start here and a ledger does not change once it is loaded.
"""

from datetime import date
from functools import lru_cache

from govmedia.calculation.life import is_live
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.unit import Unit
from govmedia.model.words import Scope


@lru_cache(maxsize=4)
def covered(ledger: Ledger) -> tuple[Account, ...]:
    """Accounts that the law binds (纳入监管), tombstones included, by path."""
    return tuple(a for a in ledger.accounts if a.scope is Scope.covered)


@lru_cache(maxsize=4)
def current(ledger: Ledger) -> tuple[Account, ...]:
    """Covered accounts that are neither in the archive nor cancelled as of the ledger's day, by path.

    Planned, suspended and lost ones are among them: they have a name and a place on the platform until 注销.
    """
    return tuple(a for a in covered(ledger) if not a.archived and is_live(a, ledger.as_of.day))


@lru_cache(maxsize=4)
def accounts_by_unit(ledger: Ledger) -> dict[str, list[Account]]:
    """Current accounts by the id of the unit whose folder they lie in."""
    found: dict[str, list[Account]] = {}
    for account in current(ledger):
        found.setdefault(account.unit, []).append(account)
    return found


@lru_cache(maxsize=4)
def sponsors(ledger: Ledger) -> tuple[Unit, ...]:
    """Units on file that sponsor a current account (主办单位), by path; provisional ones stand for nobody and are left out."""
    known = (ledger.units.get(key) for key in accounts_by_unit(ledger))
    return tuple(unit for unit in known if unit and not unit.provisional)


def binds_from(clause: str, ledger: Ledger) -> date:
    """The day from which a clause is in force; the beginning of time for a clause not on file."""
    known = ledger.clauses.get(clause)
    return known.effective_on if known else date.min
