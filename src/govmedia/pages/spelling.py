"""Pinyin initials of the names at hand, remembered between runs: the dictionary alone takes a quarter of a second to load."""

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from govmedia.loading.kept import Kept

_RULES = 1
"""Raise when govmedia.pages.initials gives other letters for the same name."""


class Spelling:
    """Initials by name. `spell` is asked for those that `file` does not hold, all names at the first question."""

    def __init__(self, spell: Callable[[str], str], names: Callable[[], Iterable[str]], file: Path | None) -> None:
        self._spell, self._names, self._file = spell, names, file

    def __call__(self, name: str) -> str:
        """The initials of a name."""
        return self._known[name] if name in self._known else self._spell(name)

    @cached_property
    def _known(self) -> dict[str, str]:
        kept = Kept(self._file, f"initials {_RULES} pypinyin {version('pypinyin')}")
        found = {name: self._one(name, kept) for name in self._names() if name.isprintable()}
        kept.save()
        return found

    def _one(self, name: str, kept: Kept) -> str:
        old = kept.get(name)
        if old is not None:
            return old.decode()
        found = self._spell(name)
        kept.put(name, found.encode())
        return found
