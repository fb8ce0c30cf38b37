"""The list of all addresses for search engines. No dates: the same input gives the same bytes."""

from collections.abc import Iterable
from html import escape

from govmedia.pages.page import File

_MOST_URLS = 50_000  # sitemaps.org: a longer list must be split
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(site_url: str, paths: Iterable[str]) -> list[File]:
    """sitemap.xml, as an index of several files if one would be too long. `paths` are relative to the site's root."""
    urls = [f"<loc>{escape(site_url + path)}</loc>" for path in sorted(set(paths))]
    parts = [urls[start : start + _MOST_URLS] for start in range(0, len(urls), _MOST_URLS)]
    if len(parts) <= 1:
        return [_file("sitemap.xml", "urlset", "url", urls)]
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    index = _file("sitemap.xml", "sitemapindex", "sitemap", [f"<loc>{escape(site_url + name)}</loc>" for name in named])
    return [*(_file(name, "urlset", "url", part) for name, part in named.items()), index]


def _file(name: str, root: str, item: str, rows: list[str]) -> File:
    body = "\n".join(f"<{item}>{row}</{item}>" for row in rows)
    return File(name, f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_XMLNS}>\n{body}\n</{root}>\n'.encode())
