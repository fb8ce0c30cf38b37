"""Markdown around texts that others wrote, for every forge: they stay text, speak to nobody, link nothing and cannot end what holds them.

Forges look for mentions, issues and emoji after Markdown is done, where no escape counts any more; a word joiner keeps them
from being found. What would be invisible is shown by its number, so that nobody can hide a joiner of their own.
"""

import re
from collections.abc import Sequence

JOINER = "\u2060"
_MARKS = frozenset("\\`*_{}[]<>|~&#!$^")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_CALLS = re.compile(r"(?i)@|[#!$%~&^:](?=\S)|(?<=[a-z])-(?=[0-9])|(?<=www)\.")
_BLOCK = re.compile(r"(?:[-+=]+|[0-9]{1,9}[.)])(?=\s|$)|/")
_CODE_SAFE = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\] 、：，；（）“”《》〔〕\u3400-\u9fff]+")


def plain(text: str) -> str:
    """The text on one line, wherever inline text may stand, a table's cell among them."""
    return inline(" ".join(lines_of(text)))


def broken(text: str) -> str:
    """The text on one line of Markdown that is shown with its own line breaks."""
    return "<br>".join(map(inline, lines_of(text)))


def lines_of(text: str) -> list[str]:
    """The text's lines, by whatever a reader of Markdown takes for a line break."""
    return [line.strip(" \t\u3000") for line in _BREAKS.split(text.strip())]


def inline(line: str) -> str:
    """One line of text as inline Markdown."""
    shown = _UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", line)
    start = _BLOCK.match(shown)
    mark = start.end() - 1 if start else -1
    calls = {found.end() for found in _CALLS.finditer(shown)}
    parts = []
    for at, character in enumerate(shown):
        parts.append(JOINER if at in calls else "")
        parts.append(f"&#{ord(character)};" if at == mark or character in _MARKS else character)
    return "".join(parts) + (JOINER if len(shown) in calls else "")


def code(text: str) -> str:
    """A path or an address to be copied: code, in which nothing is looked for; where it could end the code, plain text."""
    return f"`{text}`" if _CODE_SAFE.fullmatch(text) and text == text.strip() else plain(text)


def fenced(text: str, language: str = "") -> str:
    """Lines as they are, in a fence longer than any in them; what is invisible is shown by its number."""
    body = "\n".join(_UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", line) for line in text.split("\n"))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", body)), default=0))
    return f"{fence}{language}\n{body}\n{fence}"


def clipped(text: str, most: int) -> str:
    """At most so many characters, with a sign that there were more."""
    return text if len(text) <= most else text[: most - 1] + "…"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def details(summary: str, body: str) -> str:
    """Something long behind a line to touch; both are Markdown already, the summary without structure."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"
