"""Platform identifiers and addresses against the patterns of registry/platforms.yml."""

import re
from functools import lru_cache

from govmedia.model.platform import Platform


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The expression; None where it is not one, which `broken` reports."""
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def broken(platform: Platform) -> list[str]:
    """Patterns of a platform that are not regular expressions."""
    patterns = [*(field.pattern for field in platform.ids.values()), *platform.urls]
    return [pattern for pattern in patterns if compiled(pattern) is None]


def id_fits(pattern: str, value: str) -> bool:
    """Whether an identifier has its form; an unreadable pattern refuses nothing."""
    expression = compiled(pattern)
    return expression is None or expression.fullmatch(value) is not None


def url_parts(platform: Platform, url: str) -> dict[str, str] | None:
    """Identifiers that an address of the platform shows; None if no form of the platform's addresses fits."""
    for pattern in platform.urls:
        expression = compiled(pattern)
        if expression and (found := expression.fullmatch(url)):
            return {key: value for key, value in found.groupdict().items() if value}
    return None
