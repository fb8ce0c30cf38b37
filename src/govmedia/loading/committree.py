"""A commit as a tree to load from; works in bare repositories too."""

from collections.abc import Iterable, Sequence

from govmedia.history import Repository
from govmedia.loading.tree import Entry, EntryKind
from govmedia.names import shown

_KINDS: dict[str, EntryKind] = {"120000": "symlink", "160000": "submodule"}


class CommitTree:
    """The files of one commit: all, or those below some folders whose names are not left out.

    Digests are blob ids, so that all commits share parsed texts.
    """

    def __init__(self, repository: Repository, commit: str, folders: Sequence[str] = (), left_out: Sequence[str] = ()) -> None:
        self.repository, self.commit, self.folders, self.left_out = repository, commit, folders, set(left_out)
        self._blobs: dict[str, str] = {}

    def entries(self) -> list[Entry]:
        """Every path of the commit, sorted."""
        found = []
        for line in self.repository.run("ls-tree", "-r", "-z", "--end-of-options", self.commit, *self.folders).split(b"\0"):
            if line:
                head, _, name = line.partition(b"\t")
                mode, _, blob = head.decode("ascii").split()
                path = shown(name)
                if self.left_out and path.rpartition("/")[2] in self.left_out:
                    continue
                self._blobs[path] = blob
                found.append(Entry(path, _KINDS.get(mode, "file"), blob))
        return sorted(found, key=lambda e: e.path)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Contents by path, through one process."""
        wanted = [path for path in paths if path in self._blobs]
        return dict(zip(wanted, self.repository.blobs(self._blobs[path] for path in wanted), strict=True))

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        """Their blob ids."""
        return {path: self._blobs[path] for path in paths if path in self._blobs}
