"""What a data page is before it is written: an address, a title and a way to make its content."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_NAME = "[0-9A-Za-z_-][0-9A-Za-z._-]*"
PATH = re.compile(rf"(?:{_NAME}/){{0,5}}|(?:{_NAME}/){{1,5}}{_NAME}\.html")
"""What an address may look like."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site made from data.

    `path` is its address below the site's root, at most five folders deep: a folder ending in `/`, or a file ending in `.html`
    inside a folder (half as many folders to make, where pages are many). The empty path is the home page.
    `title` is plain text. `key` changes whenever title, lines, or what `render` would give change, so that an unchanged page
    need not be rendered. `render` gives trusted HTML: whoever writes it has escaped all text of officials.
    `lines` gives the page's line in each of the site's rolls, under `name`; a page without a name has none.
    """

    path: str
    title: str
    key: str
    render: Callable[[], str]
    name: str = ""
    lines: Callable[[], tuple[bytes, ...]] = tuple

    def __post_init__(self) -> None:
        if not PATH.fullmatch(self.path):
            raise ValueError(f"not a page path: {self.path!r}")

    @property
    def depth(self) -> int:
        """Number of folders between the site's root and the page."""
        return self.path.count("/")

    @property
    def file(self) -> str:
        """The file that a web server answers with, relative to the site's root."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site that is no page, at `file` relative to the site's root."""

    file: str
    content: bytes
