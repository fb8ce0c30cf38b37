"""The home page's data: the search box, and the way by region for readers without JavaScript."""

from govmedia.pages.page import Page
from govmedia.pages.regions import line
from govmedia.pages.searchdata import is_large
from govmedia.pages.site import Site
from govmedia.pages.templates import page_of


def home_page(site: Site) -> Page:
    """The part of the home page below what officials wrote."""
    tops = [r for r in site.places.values() if len(site.chain(r.id)) <= 2]
    view = {
        "total": len(site.accounts),
        "units": len(site.units),
        "regions": [line(region, site) for region in tops],
        "large": is_large(site),
        "as_of": site.ledger.as_of.day.isoformat(),
    }
    return page_of("", "", "home", view)
