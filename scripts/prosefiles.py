"""Where the prose of a site lies while it is built: beside its mkdocs.yml, or taken out of a bare repository for as long."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.loading.paths import is_bare
from govmedia.starter import starter_root

_CONFIG = "mkdocs.yml"
_DATA = ("registry/", "content/manuscripts/", "content/receipts/")
"""Folders of which MkDocs reads nothing."""


@contextmanager
def config_of(roots: Sequence[Path]) -> Iterator[Path]:
    """The mkdocs.yml of the first root that has one; the starter's, prose and all, where none has.

    That of a bare repository lies in a folder of its own meanwhile, with what else its tip holds besides the data.
    """
    root = next(filter(_has_config, roots), starter_root())
    if not is_bare(root):
        yield root / _CONFIG
        return
    from govmedia.loading.base import tip

    with tempfile.TemporaryDirectory(prefix="govmedia-") as aside:
        tip(root).take_out(Path(aside), _DATA)
        try:
            yield Path(aside) / _CONFIG
        except CannotRun as error:
            raise CannotRun(error.message.replace(f"{aside}/", f"{root}:"), error.mend) from error


def _has_config(root: Path) -> bool:
    if not is_bare(root):
        return (root / _CONFIG).is_file()
    from govmedia.loading.committed import lying

    return lying(root, _CONFIG) is not None
