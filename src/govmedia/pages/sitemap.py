"""The list of all addresses for search engines. No dates: the same input gives the same bytes."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

_MOST_URLS = 50_000  # sitemaps.org: a longer list must be split
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(site: Path, site_url: str, paths: Iterable[str]) -> None:
    """Write sitemap.xml, as an index of several files if one would be too long. `paths` are relative to the site's root."""
    urls = [f"<loc>{escape(site_url + path)}</loc>" for path in sorted(set(paths))]
    parts = [urls[start : start + _MOST_URLS] for start in range(0, len(urls), _MOST_URLS)]
    if len(parts) <= 1:
        _write(site / "sitemap.xml", "urlset", "url", urls)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _write(site / name, "urlset", "url", part)
    _write(site / "sitemap.xml", "sitemapindex", "sitemap", [f"<loc>{escape(site_url + name)}</loc>" for name in names])


def _write(path: Path, root: str, item: str, rows: list[str]) -> None:
    body = "\n".join(f"<{item}>{row}</{item}>" for row in rows)
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_XMLNS}>\n{body}\n</{root}>\n', encoding="utf-8")
