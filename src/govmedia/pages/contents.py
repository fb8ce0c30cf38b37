"""Which data pages and files the site has, for which audience."""

from collections.abc import Callable, Iterator
from functools import partial

from govmedia.pages.accounts import account_page
from govmedia.pages.audience import Audience
from govmedia.pages.home import home_page
from govmedia.pages.page import File
from govmedia.pages.regions import region_page, regions_page
from govmedia.pages.searchdata import search_json
from govmedia.pages.site import Site
from govmedia.pages.units import unit_page
from govmedia.pages.writing import Work

HOSTED = {"", "verify/"}
"""Pages that follow an article, if the article's template leaves room for them."""

_SECTIONS = {
    Audience.public: {"regions": "目录", "matrix": "矩阵", "statistics": "统计", "verify": "核验账号", "rules": "规则", "clauses": "条款"},
    Audience.internal: {"board": "更新看板", "findings": "检查发现", "waivers": "豁免", "my": "我的单位"},
}


def sections(audience: Audience) -> dict[str, str]:
    """Data pages that stand in the navigation of this audience only, by folder; mkdocs.yml names public ones `<folder>.md`."""
    return _SECTIONS[audience]


def works_of(site: Site) -> Iterator[Work]:
    """Everything made from data, a piece at a time, always in the same order. What all need is worked out before the first."""
    site.prepare()
    yield partial(_file, "search.json", search_json, site)
    yield partial(home_page, site)
    yield partial(regions_page, site)
    for region in site.places.values():
        yield partial(region_page, region, site)
    for unit in site.units:
        yield partial(unit_page, unit, site)
    for account in site.accounts:
        yield partial(account_page, account, site)


def _file(path: str, make: Callable[[Site], bytes], site: Site) -> File:
    return File(path, make(site))
