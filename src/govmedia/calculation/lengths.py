"""How long a text is as its platform counts it."""

import re
from math import ceil

from govmedia.model.platform import Platform

_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def length(text: str, platform: Platform) -> int:
    """Characters (字): a link may count as a short one, and two half-width characters as one; what is outside the BMP counts twice then."""
    links = _LINK.findall(text) if platform.link_length is not None else []
    rest = _LINK.sub("", text) if links else text
    of_links = len(links) * (platform.link_length or 0)
    return of_links + (ceil(sum(map(_halves, rest)) / 2) if platform.half_width else len(rest))


def _halves(character: str) -> int:
    return 1 if character <= "\xff" else 2 if character <= "\uffff" else 4


def excess(what: str, text: str, limit: int | None, platform: Platform) -> str | None:
    """By how many characters a title or text is too long, in Chinese; None where it is not."""
    counted = length(text, platform)
    if limit is None or counted <= limit:
        return None
    return f"{what}有 {counted} 字，{platform.name}上限 {limit} 字，超出 {counted - limit} 字"
