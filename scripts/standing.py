"""The registry at its roots as verbs judge it: the files on disk; in a bare repository, which has none, the tip of its branch."""

from collections.abc import Sequence
from pathlib import Path

from govmedia.loading.ledger import Ledger
from govmedia.loading.load import NO_TREES, Trees, load
from govmedia.loading.paths import is_bare
from govmedia.when import AsOf


def standing(roots: Sequence[Path], moment: AsOf, trees: Trees = NO_TREES) -> Ledger:
    """Raises CannotRun where there is no registry. Git is needed, and imported, only where a root is bare."""
    if not any(map(is_bare, roots)):
        return load(roots, moment, trees)
    from govmedia.loading.base import load_standing

    return load_standing(roots, moment)
