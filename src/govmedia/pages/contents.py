"""Which data pages the site has."""

from collections.abc import Iterable
from typing import Any

from govmedia.pages.page import Page


def pages_of(config: Any) -> Iterable[Page]:
    """All data pages of the repository that holds this mkdocs.yml, in the order of their paths."""
    return ()
