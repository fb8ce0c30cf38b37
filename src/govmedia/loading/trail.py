"""The landings of a branch one after the other, read in bulk: what `changeset.landing` tells of one, for tens of thousands."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govmedia.gitoutput import ABSENT, Change
from govmedia.history import Repository
from govmedia.loading.changeset import ChangeSet, Contribution, by_hand, contribution, shape_problems
from govmedia.loading.commits import Commit, read_commits

_BLOCK = 500

State = tuple[str, str]
"""Mode and blob id of a path."""


def landings(repository: Repository, since: str, tip: str) -> Iterator[tuple[Commit, ChangeSet]]:
    """Every step of the first-parent chain after `since`, oldest first. Raises CannotRun."""
    chain = repository.text("rev-list", "--first-parent", "--reverse", f"{since}..{tip}", "--").split()
    trail = _Trail(repository, since, chain)
    for start in range(0, len(chain), _BLOCK):
        yield from trail.block(chain[start : start + _BLOCK])


class _Trail:
    """`_changed`: the last landing that changed each path; `_place`: where on the chain a commit stands."""

    def __init__(self, repository: Repository, since: str, chain: Sequence[str]) -> None:
        self.repository = repository
        self._place = {since: -1, **{commit: index for index, commit in enumerate(chain)}}
        self._since, self._chain = since, chain
        self._changed: dict[str, int] = {}

    def block(self, ids: Sequence[str]) -> Iterator[tuple[Commit, ChangeSet]]:
        """So many landings, with four calls of Git for all of them."""
        before = self._chain[self._place[ids[0]] - 1] if self._place[ids[0]] else self._since
        every = self.repository.text("rev-list", f"{before}..{ids[-1]}", "--").split()
        commits = {commit.id: commit for commit in read_commits(self.repository, every)}
        wrote = {commit: tuple(changes) for commit, changes in self.repository.brought(every, ())}
        seen = {before}
        for commit in ids:
            side = _side(commit, commits, seen)
            yield commits[commit], self._landing(commits[commit], side, wrote)

    def _landing(self, tip: Commit, side: list[Commit], wrote: dict[str, tuple[Change, ...]]) -> ChangeSet:
        index = self._place[tip.id]
        base = self._chain[index - 1] if index else self._since
        changes = wrote.get(tip.id, ())
        problems = list(shape_problems(tip, base, lambda: self._is_clean(tip, side, wrote)))
        own = [] if len(tip.parents) > 1 else [tip]
        parts = tuple(self._contribution(commit, wrote) for commit in [*side, *own])
        self._changed |= dict.fromkeys((change.path for change in changes), index)
        return ChangeSet(base, tip.id, changes, parts, tuple(problems))

    def _contribution(self, commit: Commit, wrote: dict[str, tuple[Change, ...]]) -> Contribution:
        return contribution(commit, by_hand(self.repository, commit) if len(commit.parents) > 1 else wrote.get(commit.id, ()))

    def _is_clean(self, tip: Commit, side: Sequence[Commit], wrote: dict[str, tuple[Change, ...]]) -> bool:
        """Whether a merge is what Git makes of its parents; asked of Git only where plain arithmetic cannot tell."""
        net = self._net(tip, side, wrote)
        told = {change.path: (change.new_mode, change.new_blob) for change in wrote.get(tip.id, ())}
        return net == told or self.repository.merged_tree(*tip.parents) == tip.tree

    def _net(self, tip: Commit, side: Sequence[Commit], wrote: dict[str, tuple[Change, ...]]) -> dict[str, State] | None:
        """What a straight side branch changes in all, if the branch it left did not touch the same paths meanwhile; else None."""
        line = list(reversed(side))  # oldest first
        if not line or any(len(commit.parents) != 1 for commit in line) or line[-1].id != tip.parents[1]:
            return None
        if any(later.parents[0] != earlier.id for earlier, later in pairwise(line)):
            return None
        fork = self._place.get(line[0].parents[0])
        first: dict[str, State] = {}
        last: dict[str, State] = {}
        for commit in line:
            for change in wrote.get(commit.id, ()):
                first.setdefault(change.path, (change.old_mode, change.old_blob))
                last[change.path] = (change.new_mode, change.new_blob)
        if fork is None or any(self._changed.get(path, -1) > fork for path in last):
            return None
        return {path: state for path, state in last.items() if state != first[path]}


def _side(tip: str, commits: dict[str, Commit], seen: set[str]) -> list[Commit]:
    """Commits that a landing brings besides itself, newest first."""
    seen.add(tip)
    found: list[Commit] = []
    waiting = list(commits[tip].parents[1:])
    while waiting:
        commit = waiting.pop()
        if commit in commits and commit not in seen:
            seen.add(commit)
            found.append(commits[commit])
            waiting += commits[commit].parents
    return found


class Shelf:
    """Statements as they have come to lie on a branch, without asking Git for every folder at every commit."""

    def __init__(self, blobs: Iterable[tuple[str, str]] = ()) -> None:
        self._folders: dict[str, dict[str, str]] = {}
        for path, blob in blobs:
            self.put(path, blob)

    def put(self, path: str, blob: str) -> None:
        """One more file, or another content of it; ABSENT takes it away."""
        folder = self._folders.setdefault(path.rpartition("/")[0], {})
        folder[path] = blob
        if blob == ABSENT:
            del folder[path]

    def of(self, folders: Iterable[str]) -> dict[str, str]:
        """Blob by path of the files in these folders."""
        return {path: blob for folder in folders for path, blob in self._folders.get(folder, {}).items()}
