"""Titles as they come back from platforms: a manuscript's own, cut out of what the platform shows with it."""

import re
import unicodedata
from collections.abc import Iterator

_TOPICS = (re.compile(r"#[^\s#]{1,60}#?"), re.compile(r"#[^#\n]{1,60}#"))
"""Topics (话题) end with a space on some platforms, with another # on others, where they may hold spaces."""

_BRACKET = re.compile(r"\s*【((?:[^【】]|【[^【】]*】)+)】")


def title_key(text: str) -> str:
    """For comparing titles: one width, lower case, letters and figures only."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def title_keys(text: str) -> list[str]:
    """The keys that a cell may stand for: all of it, its first line, it without topics, and what it has in 【】 at its head."""
    return list(dict.fromkeys(key for part in _parts(text) if (key := title_key(part))))


def _parts(text: str) -> Iterator[str]:
    for whole in (text, *(topic.sub(" ", text) for topic in _TOPICS)):
        yield whole
        yield whole.strip().partition("\n")[0]
        if found := _BRACKET.match(whole):
            yield found[1]
