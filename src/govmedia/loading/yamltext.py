"""YAML text -> plain data in which every scalar is text, and back from keys to the line where they stand.

Texts are untrusted: what could mislead a reader or a parser is a fault.
"""

from dataclasses import dataclass
from typing import Any

from govmedia.fault import Fault, Keys
from govmedia.later import library
from govmedia.loading.utf8 import MAX_BYTES, decode
from govmedia.loading.yamlplain import Data, NotPlainError, read_plain


@dataclass(frozen=True)
class Parsed:
    """What a text holds. `data` is None where a fault made it unreadable."""

    data: Data
    faults: tuple[Fault, ...]


def parse(raw: bytes, path: str, limit: int = MAX_BYTES) -> Parsed:
    """Read one YAML document of at most `limit` bytes. Never raises: all that is wrong comes back as faults with line and column."""
    text, faults = decode(raw, path, limit)
    if text is None:
        return Parsed(None, tuple(faults))
    try:
        return Parsed(read_plain(text), tuple(faults))
    except (NotPlainError, RecursionError):
        data, fault = _nodes().read(text, path)
        return Parsed(data, tuple([*faults, fault] if fault else faults))


def locate(raw: bytes, keys: Keys) -> tuple[int, int]:
    """Line and column (from 1) of the place that `keys` lead to; of the nearest place above it that exists."""
    found: tuple[int, int] = _nodes().locate(raw, keys)
    return found


def span(text: str, keys: Keys) -> tuple[int, int, bool] | None:
    """Where the value at `keys` stands: its first character, the one after its last, and whether it is in flow style.

    The end of a block takes in what follows it of blank lines and comments. None where there is no such place.
    """
    found: tuple[int, int, bool] | None = _nodes().span(text, keys)
    return found


def _nodes() -> Any:
    return library("govmedia.loading.yamlnodes")
