"""Accounts of the starter whose freshness in the story is fixed, so that the tour can point at them."""

from datetime import timedelta
from random import Random

from govmedia.fastimport import Change
from govmedia.fiction.desks import Desk, office_time
from govmedia.fiction.staff import editor
from govmedia.fiction.topics import COMMON
from govmedia.fiction.writing import manuscript
from govmedia.when import AsOf

FRESH = "990100-lingdong/government/wechat"
DUE = "990100-lingdong/tax-bureau/wechat"
STALE = "990100-lingdong/transport/wechat"
ZOMBIE = "990100-lingdong/market-supervision/zhihu"
NEVER = "990100-lingdong/justice/wechat"
UNRELEASED = "990100-lingdong/housing/wechat"
BACKDATED = "990100-lingdong/housing-fund/wechat"

PACES = {
    FRESH: "fresh",
    DUE: "due",
    STALE: "stale",
    ZOMBIE: "zombie",
    NEVER: "never",
    UNRELEASED: "unreleased",
    BACKDATED: "quiet",
}


def backdated(desk: Desk, end: AsOf, rng: Random) -> Change:
    """A merge two days before the end that claims to be three weeks old.

    It lies in the middle of the two weeks that count, so whoever reads the log until the first old commit stops too early;
    and its own word is the best that can be believed of it, so the account stays overdue.
    """
    merged = office_time(end.day - timedelta(days=2), end, rng)
    claimed = office_time(end.day - timedelta(days=20), end, rng)
    title, text = manuscript(COMMON[0], [desk.channels[0].stem], desk.place, desk.name, claimed, rng)
    path = f"content/manuscripts/{desk.unit}/{claimed:%Y/%m-%d}-open-day-late.md"
    return Change(merged, claimed, editor(desk.unit, desk.name), f"稿件：{title}", {path: text}, claimed=claimed)
