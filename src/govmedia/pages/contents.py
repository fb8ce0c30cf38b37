"""Which data pages and files the site has, for which audience."""

from collections.abc import Callable, Iterator
from functools import partial

from govmedia.pages.accounts import account_page
from govmedia.pages.api import api_files
from govmedia.pages.audience import Audience
from govmedia.pages.board import board_index, board_page
from govmedia.pages.evidence import evidence_files
from govmedia.pages.feed import feed_files
from govmedia.pages.home import home_page
from govmedia.pages.matrix import matrix_index, matrix_page
from govmedia.pages.office import findings_page, my_page, waivers_page
from govmedia.pages.page import File, Page
from govmedia.pages.regions import region_page, regions_page
from govmedia.pages.rulepages import clauses_page, rule_page, rules_page
from govmedia.pages.searchdata import search_files
from govmedia.pages.site import Site
from govmedia.pages.statistics import statistics_page
from govmedia.pages.units import unit_page
from govmedia.pages.verifydata import verify_json, verify_page
from govmedia.pages.writing import Work

HOSTED = {"", "verify/"}
"""Pages that follow an article, if the article's template leaves room for them."""

_SECTIONS = {
    Audience.public: {
        "regions": "目录",
        "matrix": "矩阵",
        "statistics": "统计",
        "verify": "核验账号",
        "rules": "规则",
        "clauses": "逐条对照",
    },
    Audience.internal: {"board": "更新看板", "findings": "检查发现", "waivers": "豁免", "my": "我的单位"},
}


def sections(audience: Audience) -> dict[str, str]:
    """Data pages that stand in the navigation of this audience only, by folder; mkdocs.yml names public ones `<folder>.md`."""
    return _SECTIONS[audience]


def works_of(site: Site) -> Iterator[Work]:
    """Everything made from data, a piece at a time, always in the same order. What all need is worked out before the first."""
    for files in (search_files, api_files, _verify, feed_files, evidence_files):
        yield partial(files, site)
    for page in _SINGLE[Audience.public] + (_SINGLE[Audience.internal] if site.internal else ()):
        yield partial(page, site)
    for rule in site.rules:
        yield partial(rule_page, rule, site)
    for region in site.places.values():
        yield partial(region_page, region, site)
        yield partial(matrix_page, region, site)
        if site.internal:
            yield partial(board_page, region, site)
    for unit in site.units:
        yield partial(unit_page, unit, site)
    for account in site.accounts:
        yield partial(account_page, account, site)


_SINGLE: dict[Audience, tuple[Callable[[Site], Page], ...]] = {
    Audience.public: (home_page, regions_page, matrix_index, statistics_page, verify_page, rules_page, clauses_page),
    Audience.internal: (board_index, findings_page, waivers_page, my_page),
}


def _verify(site: Site) -> list[File]:
    return [File("verify.json", verify_json(site))]
