"""A commit as a tree to load from; works in bare repositories too."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from govmedia.history import Repository
from govmedia.loading.tree import Entry, EntryKind

_KINDS: dict[str, EntryKind] = {"120000": "symlink", "160000": "submodule"}


def _all(path: str) -> bool:
    return True


class CommitTree:
    """The files of one commit: all, or those below some folders that are `wanted`.

    Digests are blob ids, so that all commits share parsed texts.
    """

    def __init__(self, repository: Repository, commit: str, folders: Sequence[str] = (), wanted: Callable[[str], bool] = _all) -> None:
        self.repository, self.commit, self.folders, self._wanted = repository, commit, folders, wanted
        self._blobs: dict[str, str] = {}

    def entries(self) -> list[Entry]:
        """Every path of the commit, sorted."""
        found = [each for each in self.repository.listed(self.commit, self.folders) if self._wanted(each.path)]
        self._blobs |= {each.path: each.id for each in found}
        return sorted((Entry(each.path, _KINDS.get(each.mode, "file"), each.id) for each in found), key=lambda e: e.path)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Contents by path, through one process."""
        wanted = [path for path in paths if path in self._blobs]
        return dict(zip(wanted, self.repository.blobs(self._blobs[path] for path in wanted), strict=True))

    def take_out(self, folder: Path, left_out: tuple[str, ...]) -> None:
        """Write the plain files into a folder, but for those whose path begins with one of `left_out`."""
        files = [entry.path for entry in self.entries() if entry.kind == "file" and not entry.path.startswith(left_out)]
        for path, raw in self.read(path for path in files if ".." not in path.split("/")).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(raw)

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        """Their blob ids."""
        return {path: self._blobs[path] for path in paths if path in self._blobs}
