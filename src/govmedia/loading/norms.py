"""The files that every judgement needs: an instance's own or, absent or broken, those shipped with the system."""

from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.loading.cache import ParseCache
from govmedia.loading.reader import P, Reader
from govmedia.loading.tree import Entry, WorkTree
from govmedia.model.platform import Platform, Platforms
from govmedia.model.region import Region, Regions
from govmedia.starter import starter_root


def norm(reader: Reader, model: type[P], name: str) -> P:
    """A file that every judgement needs: the instance's own or, absent or broken, the one shipped with the system."""
    path = f"registry/{name}.yml"
    if (own := reader.table(model, path)) is not None:
        return own
    if (found := shipped(model, path)) is not None:
        return found
    raise CannotRun(f"随附的 {path} 读不出来", "重新安装 govmedia")


def shipped(model: type[P], path: str) -> P | None:
    """A file of the starter; None where it is broken, as while somebody works on the starter itself."""
    root = starter_root()
    reader = Reader([(_Only(root, path), ParseCache(root / path))])
    found = reader.table(model, path)
    reader.save()
    return found


class _Only(WorkTree):
    """One file of a folder as a tree, so that the shipped norms are read the same way as the instance's."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root)
        self.path = path

    def entries(self) -> list[Entry]:
        """That file."""
        return [Entry(self.path, "file")]


def platforms(reader: Reader) -> dict[str, Platform]:
    """By slug."""
    return {p.slug: p for p in norm(reader, Platforms, "platforms").root}


def regions(reader: Reader) -> dict[str, Region]:
    """By id."""
    return {r.id: r for r in norm(reader, Regions, "regions").root}
