"""The theme's page with nothing in it: rendered once per depth, filled thousands of times.

A rendered page is cut at its slots; filling joins the pieces again. Nothing is searched for in filled text, so a title
or a content that happens to contain a slot's name stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import escape

TITLE = "govmedia-slot-title"
PATH = "govmedia-slot-path"
CONTENT = "govmedia-slot-content"

# How often theme/frame.html and theme/home.html (through Material's header and head) name each slot.
INNER_SLOTS = {TITLE: 2, PATH: 1, CONTENT: 1}
HOME_SLOTS = {TITLE: 0, PATH: 0, CONTENT: 1}

_SLOT = re.compile(f"({TITLE}|{PATH}|{CONTENT})")


class FrameError(ValueError):
    """The rendered page does not hold each slot exactly as often as the theme's templates name it."""


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
