"""What a forge would make of a Markdown text: its structure, its plain words, and what it would act upon."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAGS = {"br", "strong", "del", "details", "summary", "sub"}
"""HTML that the comment uses; every forge lets it through."""

ACTED_UPON = re.compile(
    r"(?i)@[a-z0-9_\[]|#[0-9]|(?<![a-z0-9])[!$%~&^][a-z0-9\"]|\bgh-[0-9]|[a-z][a-z0-9.+-]*://|\bwww\.[a-z0-9]|[a-z0-9._+-]+@[a-z0-9-]+\.|:[a-z0-9_+-]+:"
)
"""Mentions, issues, merge requests, snippets, milestones, labels, addresses, e-mail and emoji in plain text."""


def tokens(text: str) -> list[Token]:
    return _MARKDOWN.parse(text)


def flat(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from flat(token.children or [])


def structure(text: str) -> list[str]:
    """Kinds of all blocks and inline elements but text, in order."""
    return [token.type for token in flat(tokens(text)) if token.type not in ("text", "softbreak", "code_inline", "html_inline")]


def sections(text: str) -> list[str]:
    """Headings of the second order."""
    found = tokens(text)
    return [inline.content for token, inline in pairwise(found) if token.type == "heading_open" and token.tag == "h2"]


def plain_words(text: str) -> Iterator[str]:
    """Text that a forge searches for mentions and the like: outside code."""
    for token in flat(tokens(text)):
        if token.type == "text":
            yield token.content
        elif token.type in ("html_block", "html_inline"):
            yield html.unescape(re.sub(r"</?[a-z]+>", "", token.content))


def tags(text: str) -> set[str]:
    """Every tag written as HTML, attributes and all."""
    pieces = [token.content for token in flat(tokens(text)) if token.type in ("html_block", "html_inline")]
    return {tag for piece in pieces for tag in re.findall(r"</?([^>]*)>", piece)}


def harm(text: str) -> list[str]:
    """What of a comment would speak, link, embed or command."""
    found = [f"tag {tag}" for tag in tags(text) - TAGS]
    found += [f"acted upon: {hit[0]!r} in {words[:80]!r}" for words in plain_words(text) if (hit := ACTED_UPON.search(words))]
    found += [token.type for token in flat(tokens(text)) if token.type in ("link_open", "image")]
    bare = re.sub(r"(?ms)^(`{3,})[^\n]*\n.*?^\1$", "", text)
    found += [f"command {line!r}" for line in bare.splitlines() if line.startswith("/")]
    found += [] if bare.count("<details>") == bare.count("</details>") else ["details not closed"]
    return found


def rendered(text: str) -> str:
    """The HTML that Markdown gives, nothing taken away."""
    made: str = _MARKDOWN.render(text)
    return made
