"""An account's page: its filing, its life, what it has published, how to make sure of it."""

from functools import cached_property
from types import SimpleNamespace
from typing import Any

from govmedia.model.account import Account
from govmedia.pages.accountrows import account_lines
from govmedia.pages.around import Around, around_of
from govmedia.pages.filing import filing_facts
from govmedia.pages.page import Page
from govmedia.pages.qr import qr_image
from govmedia.pages.site import Site, account_path
from govmedia.pages.templates import digest, rendered


def account_page(account: Account, site: Site) -> Page:
    """The page of a listed account, be it a tombstone, and its lines in the open data. What need not be made is not."""
    around = around_of(account, site)
    view = AccountView(account, around)
    title = f"{account.name}（{around.platform_name}）"
    return Page(view.path, title, digest((site.ledger.digest(account.path), around)), view.html, account.id, view.lines)


class AccountView:
    """What is made of a filing and what stands around it."""

    def __init__(self, account: Account, around: Around) -> None:
        self._account, self._around = account, around
        self.path = account_path(account.id)

    @cached_property
    def _facts(self) -> SimpleNamespace:
        return filing_facts(self._account, self._around)

    def values(self) -> dict[str, Any]:
        """What the template shows."""
        label = f"本页网址的二维码：{self._account.name}"
        around = self._around
        return {
            "a": self._facts,
            "crumbs": around.crumbs,
            "unit": around.unit,
            "internal": around.internal,
            "qr": qr_image(around.address, label),
        }

    def html(self) -> str:
        """The page's content."""
        return rendered("account", self.path, self.values())

    def lines(self) -> tuple[bytes, ...]:
        """Its lines in accounts.json and accounts.csv."""
        return account_lines(self._account, self._facts, self._around)
