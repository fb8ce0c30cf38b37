"""feed.xml: the latest events in the life of accounts, as Atom. Times are the events' own days, never the clock's."""

from html import escape
from itertools import islice
from urllib.parse import urlsplit

from govmedia.model.account import Account, Event
from govmedia.pages.audience import event_shown
from govmedia.pages.page import File
from govmedia.pages.site import Site, account_path

MOST = 100
_NEVER = "1970-01-01"


def feed_files(site: Site) -> list[File]:
    """The feed, newest first; of one day by account id."""
    day = site.ledger.as_of.day
    events = [(e, a) for a in site.accounts for e in a.events if e.on <= day and event_shown(e.kind, True, site.audience)]
    events.sort(key=lambda pair: pair[1].id)
    events.sort(key=lambda pair: pair[0].on, reverse=True)
    entries = "".join(_entry(event, account, site) for event, account in islice(events, MOST))
    newest = events[0][0].on.isoformat() if events else _NEVER
    address = escape(site.site_url)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<title>政务新媒体账号变动</title>\n<id>{address}feed.xml</id>\n<updated>{newest}T00:00:00+08:00</updated>\n"
        f'<link rel="self" href="{address}feed.xml"/>\n<link rel="alternate" href="{address}"/>\n'
        "<author><name>政务新媒体公开目录</name></author>\n"
    )
    return [File("feed.xml", f"{head}{entries}</feed>\n".encode())]


def _entry(event: Event, account: Account, site: Site) -> str:
    on, host = event.on.isoformat(), urlsplit(site.site_url).hostname or "localhost"
    unit = site.ledger.units.get(account.unit)
    title = f"{event.kind.zh}：{account.name}（{site.platform_name(account.platform)}）"
    summary = f"{unit.name if unit else account.unit}，{on} {event.kind.zh}" + (f"，原为“{event.was}”" if event.was else "")
    return (
        f"<entry><title>{escape(title)}</title><id>tag:{host},{on}:{escape(account.id)}/{event.kind.value}</id>"
        f"<updated>{on}T00:00:00+08:00</updated>"
        f'<link href="{escape(site.site_url + account_path(account.id))}"/><summary>{escape(summary)}</summary></entry>\n'
    )
