"""The first-parent chain of a branch, and what its committer times are worth.

A committer's clock proves nothing: times are attested by nobody, and only their order along the chain speaks against them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from govmedia.history import Repository


@dataclass(frozen=True)
class Chain:
    """Commits of the branch, oldest first. `own` are their committer times, `times` what is believed; Unix seconds."""

    ids: list[str]
    own: list[int]
    times: list[int]
    disorder: list[int]
    """Indexes of the commits whose time does not fit between their neighbours."""

    @cached_property
    def upto(self) -> list[int]:
        """The latest believed time of all commits up to each index."""
        return list(accumulate(self.times, max))

    def since(self, moment: float) -> int:
        """The first index that no commit believed at or after the moment lies before."""
        return bisect_left(self.upto, moment)


def read_chain(repository: Repository, commit: str) -> Chain:
    """The chain that ends at a commit. Raises CannotRun."""
    newest_first, ids = repository.chain(commit)
    own = newest_first[::-1]
    fitting = range(len(own)) if own == sorted(own) else in_order(own)
    return Chain(ids[::-1], own, believed(own, fitting), sorted(set(range(len(own))).difference(fitting)))


def in_order(own: Sequence[int]) -> list[int]:
    """Indexes of the longest run of times that never goes back; of several as long, the one with the latest times.

    So one false clock among many convicts itself, never its neighbours; one against one, it is the later commit that went back.
    """
    ends: list[int] = []
    levels: list[list[int]] = []
    for index, time in enumerate(own):
        length = bisect_right(ends, time)
        if length == len(ends):
            levels.append([])
        ends[length : length + 1] = [time]
        levels[length].append(index)
    found: list[int] = []
    for level in reversed(levels):  # within a level, times fall from one to the next
        found.append(next(i for i in level if not found or own[i] <= own[found[-1]]))
    return found[::-1]


def believed(own: Sequence[int], fitting: Sequence[int]) -> list[int]:
    """A commit in order keeps its time; another gets the earlier of its own and that of the next one in order."""
    times = list(own)
    chosen = set(fitting)
    following: int | None = None
    for index in range(len(own) - 1, -1, -1):
        if index in chosen:
            following = own[index]
        elif following is not None:
            times[index] = min(own[index], following)
    return times
