"""The theme's page with nothing in it: rendered once per depth, filled thousands of times.

A rendered page is cut at its slots; filling joins the pieces again. Nothing is searched for in filled text, so a title
or a content that happens to contain a slot's name stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape

TITLE = "govmedia-slot-title"
PATH = "govmedia-slot-path"
CONTENT = "govmedia-slot-content"

# How often theme/frame.html (through Material's header and head) names each slot; pages in the navigation have titles of their own.
INNER_SLOTS = {TITLE: 2, PATH: 1, CONTENT: 1}
SECTION_SLOTS = {CONTENT: 1}

_SLOT = re.compile(f"({TITLE}|{PATH}|{CONTENT})")


class FrameError(ValueError):
    """The rendered page does not hold each slot exactly as often as the theme's templates name it."""


def squeezed(html: str) -> str:
    """Without indentation and empty lines, a fifth of a page of Material. Only for pages that hold no prose, which may be `<pre>`."""
    return re.sub(r"\s*\n\s*", "\n", html)


@dataclass(frozen=True, slots=True)
class Frame:
    """Alternately a literal and a slot's name, beginning and ending with a literal; literals are UTF-8."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]
    digest: str

    @classmethod
    def split(cls, html: str, expected: Mapping[str, int] = INNER_SLOTS) -> "Frame":
        """Cut a rendered page at its slots. Raises FrameError unless each slot occurs exactly as `expected` says."""
        pieces = _SLOT.split(html)
        slots = tuple(pieces[1::2])
        for slot, times in expected.items():
            if slots.count(slot) != times:
                raise FrameError(f"页面框架里“{slot}”应出现 {times} 次，实际出现 {slots.count(slot)} 次")
        literals = tuple(piece.encode() for piece in pieces[::2])
        return cls(literals, slots, blake2b(html.encode(), digest_size=16).hexdigest())

    def fill(self, *, title: str, content: str, path: str) -> bytes:
        """The finished page in UTF-8. `title` and `path` are plain text and are escaped here, `content` is HTML."""
        values = {TITLE: escape(title).encode(), PATH: escape(path).encode(), CONTENT: content.encode()}
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts += values[slot], literal
        return b"".join(parts)


@dataclass(slots=True)
class Frames:
    """All frames of a site: one per depth, and those of single pages that stand in the navigation or begin with prose."""

    by_depth: dict[int, Frame] = field(default_factory=dict)
    by_path: dict[str, Frame] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Of the frames that many pages share."""
        return blake2b("".join(self.by_depth[depth].digest for depth in sorted(self.by_depth)).encode(), digest_size=16).hexdigest()

    def of(self, path: str) -> Frame:
        """The frame of the page at an address."""
        return self.by_path.get(path) or self.by_depth[path.count("/")]
