"""Files that hold a line for each of many pages; the lines of pages that stay as they are come from the old file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govmedia.pages.page import File

Lines = tuple[bytes, ...]
"""A page's line in each roll."""


@dataclass(frozen=True, slots=True)
class Roll:
    """One such file: `head` up to its first line break, the lines with `between` them, `last` after the last of them, `tail`.

    No line holds a line break, and each begins with `opening`, the name of its page, `closing`.
    """

    file: str
    head: bytes
    between: bytes
    last: bytes
    tail: bytes
    opening: bytes
    closing: bytes

    def content(self, lines: Iterable[bytes]) -> bytes:
        """The file with these lines."""
        body = self.between.join(lines)
        return b"".join((self.head, body, self.last if body else b"", self.tail))

    def lines(self, content: bytes) -> dict[str, bytes]:
        """Lines by the name of their page, of a file that `content` gave, whatever its head was then."""
        body = content[content.index(b"\n") + 1 : len(content) - len(self.tail)].removesuffix(self.last)
        start = len(self.opening)
        return {line[start : line.index(self.closing, start)].decode(): line for line in body.split(self.between) if line}


class Rolls:
    """The rolls of a site, and the lines of the last build where all of them are at hand."""

    def __init__(self, rolls: Iterable[Roll] = (), old: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """`old`: contents by file."""
        self._rolls = tuple(rolls)
        whole = all(roll.file in old for roll in self._rolls)
        self._old = [roll.lines(old[roll.file]) for roll in self._rolls] if whole else []

    def has(self, name: str) -> bool:
        """Whether the lines of a page can be taken over."""
        return bool(self._old) and all(name in lines for lines in self._old)

    def files(self, found: Mapping[str, Lines | None]) -> list[File]:
        """The rolls with these pages, by name; those with None are taken over."""
        return [File(roll.file, roll.content(self._lines(number, found))) for number, roll in enumerate(self._rolls)]

    def _lines(self, number: int, found: Mapping[str, Lines | None]) -> Iterator[bytes]:
        for name in sorted(found):
            lines = found[name]
            yield lines[number] if lines else self._old[number][name]
