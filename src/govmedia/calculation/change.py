"""What a change did to accounts: which stayed, which vanished, which moved without saying so. Needs `ledger.base`."""

from collections.abc import Iterator

from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account, Event
from govmedia.model.words import EventKind


def kept(ledger: Ledger) -> Iterator[tuple[Account, Account]]:
    """Accounts before and after, by id; nothing without a base."""
    for old in ledger.base.accounts if ledger.base else ():
        new = ledger.by_id.get(old.id)
        if new is not None:
            yield old, new


def fresh(ledger: Ledger) -> list[Account]:
    """Accounts that the change puts on file. None without a base, nor where a registry is founded: the first filings of all."""
    if ledger.base is None or not ledger.base.accounts:
        return []
    moved = {new.path for _, new in silent_moves(ledger)}
    known = ledger.base.by_id
    return [a for a in ledger.accounts if a.id not in known and a.path not in ledger.base.present and a.path not in moved]


def vanished(ledger: Ledger) -> list[Account]:
    """Accounts of the base whose id nobody carries any more and whose file is gone.

    A file that is there but does not load is no vanished account, nor is one that may be such a file under a new path.
    """
    if ledger.base is None:
        return []
    unread = {paths.account_home(path)[2] for path in _unread(ledger)}
    gone = [old for old in ledger.base.accounts if old.id not in ledger.by_id and old.path not in ledger.present]
    return [old for old in gone if old.stem not in unread]


def _unread(ledger: Ledger) -> Iterator[str]:
    """New account files that do not load."""
    loaded = {account.path for account in ledger.accounts}
    before = ledger.base.present if ledger.base else frozenset()
    for path in {fault.path for fault in ledger.faults} - loaded - before:
        if paths.is_account_file(path) or paths.is_tombstone(path):
            yield path


def silent_moves(ledger: Ledger) -> list[tuple[Account, Account]]:
    """Vanished accounts and the new file that each seems to have become, without its `id`."""
    gone = vanished(ledger)
    if not gone or ledger.base is None:
        return []
    fresh = [a for a in ledger.accounts if a.path not in ledger.base.present and a.id_ is None]
    pairs = [(old, next((new for new in fresh if _alike(old, new)), None)) for old in gone]
    return [(old, new) for old, new in pairs if new is not None]


def _alike(old: Account, new: Account) -> bool:
    """Whether two filings of one platform share an identifier or, where they have none in common, the name."""
    if old.platform != new.platform:
        return False
    shared = old.platform_ids.keys() & new.platform_ids.keys()
    if shared:
        return any(old.platform_ids[key] == new.platform_ids[key] for key in shared)
    return old.name == new.name


def added(old: Account, new: Account, kind: EventKind) -> list[Event]:
    """Events of a kind that the change put on file."""
    return [event for event in new.events if event.kind is kind and event not in old.events]
