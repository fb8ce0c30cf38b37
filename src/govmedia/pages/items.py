"""What accounts have published: manuscripts joined with their receipts, per account, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript, ReprintSource
from govmedia.model.receipt import Receipt
from govmedia.when import AsOf

MOST = 50
"""How many items an account's page lists."""


@dataclass(frozen=True, slots=True)
class Item:
    """One manuscript on one account. `at` is the time of posting by receipt; None where there is no receipt yet."""

    manuscript: Manuscript
    at: datetime | None
    url: str | None
    backfilled: str | None

    def is_open(self, as_of: AsOf) -> bool:
        """Whether the public may see it: it has been posted, or its embargo has passed."""
        embargo = self.manuscript.embargo
        return self.at is not None or (embargo is not None and embargo <= as_of.instant)

    def values(self) -> dict[str, object]:
        """Plain values for a page."""
        source = self.manuscript.source
        return {
            "title": self.manuscript.title,
            "at": self.at.strftime("%Y-%m-%d %H:%M") if self.at else None,
            "url": self.url,
            "class": self.manuscript.class_.zh,
            "form": self.manuscript.form.zh,
            "source": source.unit if isinstance(source, ReprintSource) else None,
            "ai_generated": self.manuscript.ai_generated,
            "backfilled": self.backfilled is not None,
            "awaiting": self.at is None,
            "path": self.manuscript.path,
        }


def items_by_home(ledger: Ledger) -> dict[str, list[Item]]:
    """Items not withdrawn and posted at or before the ledger's moment, by the account's name at hand (`<region>/<unit>/<stem>`)."""
    receipts = {paths.item_key(receipt.path): receipt for receipt in ledger.receipts}
    found: dict[str, list[Item]] = {}
    for manuscript in ledger.manuscripts:
        receipt = receipts.get(paths.item_key(manuscript.path))
        if receipt and receipt.withdrawn and receipt.withdrawn.at <= ledger.as_of.instant:
            continue
        for stem in manuscript.accounts:
            found.setdefault(f"{manuscript.unit}/{stem}", []).extend(_posted(manuscript, receipt, stem, ledger.as_of))
    for items in found.values():
        items.sort(key=_newest_first, reverse=True)
    return found


def _posted(manuscript: Manuscript, receipt: Receipt | None, stem: str, as_of: AsOf) -> Iterator[Item]:
    posts = [post for post in receipt.posts if post.account == stem] if receipt else []
    happened = [post for post in posts if post.at <= as_of.instant]
    for post in happened:
        yield Item(manuscript, post.at, post.url, receipt.backfilled if receipt else None)
    if not happened:
        yield Item(manuscript, None, None, None)


def _newest_first(item: Item) -> tuple[bool, str, str]:
    return item.at is None, item.at.isoformat() if item.at else "", item.manuscript.path
