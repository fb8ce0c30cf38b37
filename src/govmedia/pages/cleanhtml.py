"""A manuscript's Markdown -> plain, harmless HTML. Manuscripts are untrusted: nothing that runs, loads or restyles survives."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt

Pictures = Callable[[str], str | None]
"""The picture that a manuscript means by a name, under the name it is to have; None for every other address."""

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "s",
        "del",
        "sub",
        "sup",
        "blockquote",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "img",
        "code",
        "pre",
    ]
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_LINK = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


class _Markdown(MarkdownIt):
    """CommonMark with tables and strikethrough. Links are not judged here: what is refused here would stay as text."""

    def validateLink(self, url: str) -> bool:
        """All; nh3 judges."""
        return True


_MARKDOWN = _Markdown("commonmark", {"html": True}).enable(["table", "strikethrough"])


def clean_html(markdown: str, pictures: Pictures) -> str:
    """HTML of TAGS only: links lead to http(s) addresses, pictures are those of the manuscript, there is no other attribute.

    A picture without `src` is one that was refused or is not there.
    """

    def judged(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "src":
            return pictures(unquote(value))
        return value if attribute != "href" or _LINK.fullmatch(value) else None

    return nh3.clean(
        _MARKDOWN.render(markdown),
        tags=set(TAGS),
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=judged,
        link_rel=None,
        url_schemes={"http", "https"},
    )
