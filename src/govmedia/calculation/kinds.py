"""Which kind of change a path belongs to (registry/kinds.yml): `*` is anything within a segment, `**` any segments."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from govmedia.model.office import Kind


def kind_of(path: str, kinds: Sequence[Kind]) -> Kind | None:
    """The first kind whose patterns cover the path; None for a path that belongs to nobody."""
    return next((kind for kind in kinds if _matcher(tuple(kind.paths)).fullmatch(path)), None)


def homeless(paths: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
    """The paths that no kind covers, in their order."""
    fits = _matcher(tuple(pattern for kind in kinds for pattern in kind.paths)).fullmatch
    return [path for path in paths if not fits(path)]


@lru_cache(maxsize=64)
def _matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all; without any pattern it matches nothing."""
    return re.compile("|".join(map(expression, patterns)) or r"(?!)")


def expression(pattern: str) -> str:
    """A path pattern as a regular expression for whole paths, in the common part of Python's and Go's."""
    *folders, name = pattern.split("/")
    parts = ["(?:[^/]+/)*" if folder == "**" else _segment(folder) + "/" for folder in folders]
    return "".join(parts) + (r"[^/]+(?:/[^/]+)*" if name == "**" else _segment(name))


def _segment(segment: str) -> str:
    if segment == "*":
        return "[^/]+"
    return "[^/]*".join(map(re.escape, segment.split("*")))
