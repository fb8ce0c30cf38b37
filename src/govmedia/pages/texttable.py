"""Plain text tables for a terminal, in which a Chinese character is two columns wide."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def columns(rows: Sequence[Sequence[object]]) -> str:
    """Rows as lines; the first column flush left, the others flush right, two blanks between."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
    return "\n".join("  ".join(_padded(row, widths)).rstrip() for row in texts)


def width(text: str) -> int:
    """Columns that a text takes up on a terminal."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    blanks = [" " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)]
    return [row[0] + blanks[0], *(b + cell for b, cell in zip(blanks[1:], row[1:], strict=True))]
