"""Where things are posted: the accounts on file by the name manuscripts use, and those that only manuscripts name.

An office may keep its manuscripts in a repository without filings; then the file name still says the platform.
"""

from dataclasses import dataclass

from govmedia.calculation.wording import fold
from govmedia.loading.ledger import Ledger
from govmedia.model.account import Account
from govmedia.model.platform import Platform
from govmedia.model.words import EventKind


@dataclass(frozen=True)
class Outlet:
    """One account as manuscripts see it. `home`: `<region>/<unit>/<file name>`, at hand; `account` None where it is not on file."""

    home: str
    account: Account | None
    platform: Platform | None

    @property
    def unit(self) -> str:
        """Id of the unit."""
        return self.home.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """How manuscripts name it."""
        return self.home.rpartition("/")[2]

    @property
    def id(self) -> str:
        """Its id; where it is not on file, its place."""
        return self.account.id if self.account else self.home

    @property
    def name(self) -> str:
        """What people call it."""
        return self.account.name if self.account else self.stem

    @property
    def medium(self) -> str:
        """Name of its platform."""
        return self.platform.name if self.platform else self.stem.partition("-")[0]

    @property
    def called(self) -> frozenset[str]:
        """Names, former names and numbers, folded."""
        if self.account is None:
            return frozenset({fold(self.home)})
        former = [e.was for e in self.account.events if e.kind is EventKind.renamed and e.was]
        numbers = self.account.platform_ids.values()
        return frozenset(map(fold, [self.home, self.id, self.account.name, *former, *numbers]))


def outlets(ledger: Ledger) -> dict[str, Outlet]:
    """All outlets by `home`; of a live filing and a tombstone in one place, the live one."""
    found: dict[str, Outlet] = {}
    for account in sorted(ledger.accounts, key=lambda a: not a.archived):
        home = "/".join(account.home)
        found[home] = Outlet(home, account, ledger.platforms.get(account.platform))
    for home in {name for manuscript in ledger.manuscripts for name in manuscript.names}:
        if home not in found:
            platform = ledger.platforms.get(home.rpartition("/")[2].partition("-")[0])
            found[home] = Outlet(home, None, platform)
    return dict(sorted(found.items()))
