"""Folders looked through by another process while this one is still importing: with many accounts either takes a while."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from govmedia.loading.paths import is_bare
from govmedia.loading.tree import Entry, WorkTree
from govmedia.workers import Helper, processors

Rows = list[tuple[Any, ...]]


class Walked(WorkTree):
    """A folder whose entries somebody else has been gathering since."""

    def __init__(self, root: Path, walk: Helper[Rows]) -> None:
        super().__init__(root)
        self._ahead = cache(walk.result)

    def entries(self) -> list[Entry]:
        """Every path, as it was a moment ago."""
        return [Entry._make(row) for row in self._ahead()]


@contextmanager
def walks(roots: Sequence[Path]) -> Iterator[dict[Path, WorkTree]]:
    """A tree for each root that is a folder on disk, where there is a processor to spare."""
    with ExitStack() as stack:
        ahead = {root for root in roots if not is_bare(root)} if processors() > 1 else ()
        yield {root: Walked(root, stack.enter_context(Helper(partial(_rows, root)))) for root in ahead}


def _rows(root: Path) -> Rows:
    """Plain, since tens of thousands travel."""
    return [tuple(entry) for entry in WorkTree(root).entries()]
