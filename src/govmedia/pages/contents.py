"""Which data pages and files the site has, for which audience."""

from collections.abc import Iterable, Iterator
from itertools import chain

from govmedia.pages.accounts import account_pages
from govmedia.pages.audience import Audience
from govmedia.pages.home import home_page
from govmedia.pages.page import Page
from govmedia.pages.regions import region_pages
from govmedia.pages.searchdata import search_json
from govmedia.pages.site import Site
from govmedia.pages.units import unit_pages

HOSTED = {"", "verify/"}
"""Pages that follow an article, if the article's template leaves room for them."""

_SECTIONS = {
    Audience.public: {"regions": "目录", "matrix": "矩阵", "statistics": "统计", "verify": "核验账号", "rules": "规则", "clauses": "条款"},
    Audience.internal: {"board": "更新看板", "findings": "检查发现", "waivers": "豁免", "my": "我的单位"},
}


def sections(audience: Audience) -> dict[str, str]:
    """Data pages that stand in the navigation of this audience only, by folder; mkdocs.yml names public ones `<folder>.md`."""
    return _SECTIONS[audience]


def pages_of(site: Site) -> Iterable[Page]:
    """All data pages."""
    return chain([home_page(site)], region_pages(site), unit_pages(site), account_pages(site))


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file that is no page."""
    yield "search.json", search_json(site)
