"""A change as Git holds it: which paths differ, and which commits wrote them.

A landing is one step of the branch; a proposal is a pull request, judged as it would be once merged.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from govmedia.errors import CannotRun
from govmedia.gitoutput import ABSENT, Change
from govmedia.history import Repository
from govmedia.loading.commits import Commit, read_commits

MOST_MERGES = 500
"""In one change; each is made again to see what was put into it by hand."""


@dataclass(frozen=True)
class Contribution:
    """A commit, the paths it wrote and the blobs it put there. A merge that is what Git makes of its parents wrote none."""

    commit: Commit
    paths: frozenset[str]
    blobs: frozenset[str]


@dataclass(frozen=True)
class ChangeSet:
    """From `base` to the tree `head` (of a landed commit, or of the merge that would be made).

    `at`: the committer time of the commit that lands, Unix seconds; 0 for a proposal.
    """

    base: str
    head: str
    changes: tuple[Change, ...]
    contributions: tuple[Contribution, ...]
    problems: tuple[str, ...]
    at: int = 0


def landing(repository: Repository, base: str, head: str) -> ChangeSet:
    """The step from a branch's old tip to its new one. Raises CannotRun."""
    (tip,) = read_commits(repository, [head])
    problems = shape_problems(tip, base, lambda: repository.merged_tree(*tip.parents) == tip.tree)
    commits = _read(repository, base, head)
    own = [] if len(tip.parents) > 1 else [tip]
    rest = [commit for commit in commits if commit.id != head]
    return ChangeSet(
        base, head, tuple(repository.diff(base, head)), tuple(_contributions(repository, [*rest, *own])), tuple(problems), tip.at
    )


def shape_problems(tip: Commit, base: str, is_clean: Callable[[], bool]) -> Iterator[str]:
    """What is wrong with the commit that lands, whatever it brings."""
    if not tip.parents or tip.parents[0] != base:
        yield "一次推送只能在主干上加一个提交：先取回主干，用 git merge --no-ff 合并成一个提交再推"
    elif len(tip.parents) > 2:
        yield "合并提交有两个以上的来源：一次只合并一个分支"
    elif len(tip.parents) == 2 and not is_clean():
        yield "合并提交里有两边都没有的内容：先在分支里并入主干、改好、重新审签，再干净地合并"


def proposal(repository: Repository, base: str, head: str) -> ChangeSet:
    """What merging a branch's tip into `base` would bring. Raises CannotRun."""
    contributions = tuple(_contributions(repository, _read(repository, base, head)))
    tree = repository.merged_tree(base, head)
    if tree is None:
        conflict = "与主干有冲突，不能合并：在分支里并入主干，解决冲突，改过的内容要重新审签"
        return ChangeSet(base, head, tuple(repository.diff(base, head)), contributions, (conflict,))
    return ChangeSet(base, tree, tuple(repository.diff(base, tree)), contributions, ())


def _read(repository: Repository, base: str, head: str) -> list[Commit]:
    ids = repository.text("rev-list", "--end-of-options", head, f"^{base}", "--").split()
    return list(read_commits(repository, ids))


def _contributions(repository: Repository, commits: Sequence[Commit]) -> Iterator[Contribution]:
    plain = {c.id: c for c in commits if len(c.parents) < 2}
    for commit, changes in repository.brought(plain, ()):
        yield contribution(plain[commit], changes)
    merges = [c for c in commits if len(c.parents) > 1]
    if len(merges) > MOST_MERGES:
        raise CannotRun(f"分支里有 {len(merges)} 次合并，太多", "从主干另开一个分支，重新提交这次的改动")
    for merge in merges:
        yield contribution(merge, by_hand(repository, merge))


def contribution(commit: Commit, changes: Sequence[Change]) -> Contribution:
    """A commit and what it changed; of a merge what was put into it by hand."""
    return Contribution(commit, frozenset(c.path for c in changes), frozenset(c.new_blob for c in changes if c.new_blob != ABSENT))


def by_hand(repository: Repository, merge: Commit) -> list[Change]:
    """What a merge holds otherwise than Git makes it of its parents; of one with more than two, otherwise than any."""
    made = [repository.merged(*merge.parents)[0]] if len(merge.parents) == 2 else merge.parents
    return [change for tree in made if tree != merge.tree for change in repository.diff(tree, merge.tree)]
