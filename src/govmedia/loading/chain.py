"""The first-parent chain of a branch, and what its committer times are worth.

A committer's clock proves nothing: only the order of the times along the chain speaks against them. Where the server that let
the commits in kept a log, the log decides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from operator import gt

from govmedia.history import Repository
from govmedia.later import library


@dataclass(frozen=True)
class Chain:
    """Commits of the branch, oldest first. `own` are their committer times, `times` what is believed; Unix seconds."""

    ids: list[str]
    own: list[int]
    times: list[int]
    disorder: list[int]
    """Indexes of the commits whose time does not fit between their neighbours."""
    attested: frozenset[int] = frozenset()
    """Indexes of the commits whose time is the receive log's."""

    @cached_property
    def upto(self) -> list[int]:
        """The latest believed time of all commits up to each index: of those in order their own."""
        found = list(self.times)
        for index in self.disorder:
            found[index] = max(found[index], found[index - 1] if index else 0)
        return found

    def since(self, moment: float) -> int:
        """The first index that no commit believed at or after the moment lies before."""
        return bisect_left(self.upto, moment)

    def surely_since(self, moment: float) -> int:
        """As `since`, with the commits out of order that stand just before: when those were made nobody knows."""
        index = self.since(moment)
        while index and index - 1 in self.out_of_order:
            index -= 1
        return index

    @cached_property
    def out_of_order(self) -> frozenset[int]:
        """`disorder`, to ask whether it holds one."""
        return frozenset(self.disorder)


def read_chain(repository: Repository, commit: str) -> Chain:
    """The chain that ends at a commit. Raises CannotRun."""
    newest_first, ids = repository.chain(commit)
    own, ids = newest_first[::-1], ids[::-1]
    log: dict[int, int] = library("govmedia.loading.receivelog").landed(repository, ids) if repository.bare else {}  # a clone has none
    told = [log.get(index, time) for index, time in enumerate(own)] if log else own
    anchors = anchored(log)
    fitting = between(told, anchors) if anchors else in_order(own)
    disorder = left_out(told, fitting)
    return Chain(ids, own, believed(told, fitting, disorder), disorder, frozenset(anchors))


def anchored(log: Mapping[int, int]) -> list[int]:
    """The indexes at which the log's own clock never goes back."""
    places = sorted(log)
    return [places[index] for index in in_order([log[place] for place in places])]


def between(told: Sequence[int], anchors: Sequence[int]) -> list[int]:
    """`in_order` of the times that fit between those that are certain, which are thus all among them."""
    ends = zip([-1, *anchors], [*anchors, len(told)], strict=True)
    fit = [
        index
        for low, high in ends
        for index in range(low + 1, min(high + 1, len(told)))
        if (low < 0 or told[low] <= told[index]) and (high == len(told) or told[index] <= told[high])
    ]
    return [fit[index] for index in in_order([told[index] for index in fit])]


def in_order(own: Sequence[int]) -> list[int]:
    """Indexes of the longest run of times that never goes back; of several as long, the one with the latest times.

    So one false clock among many convicts itself, never its neighbours; one against one, it is the later commit that went back.
    """
    ends: list[int] = []  # by length of a run: the earliest time that one can end with
    found: list[int] = []  # by length: the first index that ended one
    later: dict[int, list[int]] = {}  # by length: further ones, each with an earlier time than the one before
    for index, stop in pairwise([0, *_falls(own), len(own)]):
        while index < stop and ends and own[index] < ends[-1]:
            length = bisect_right(ends, own[index])
            later.setdefault(length, []).append(index)
            ends[length] = own[index]
            index += 1
        ends += own[index:stop]
        found += range(index, stop)
    for length in sorted(later.keys() - {len(found) - 1}, reverse=True):
        limit = own[found[length + 1]]
        found[length] = next(index for index in (found[length], *later[length]) if own[index] <= limit)
    return found


def left_out(own: Sequence[int], fitting: Sequence[int]) -> list[int]:
    """The indexes that are not among the fitting ones: mostly few of very many, so that each is searched for."""
    found: list[int] = []
    while len(found) < len(own) - len(fitting):
        at = bisect_right(range(len(fitting)), len(found), key=lambda place: fitting[place] - place)
        found += range(fitting[at - 1] + 1 if at else 0, fitting[at] if at < len(fitting) else len(own))
    return found


def _falls(own: Sequence[int]) -> Iterator[int]:
    """The indexes of times that are earlier than the one before."""
    marks = bytes(map(gt, own, islice(own, 1, None)))
    at = -1
    while (at := marks.find(1, at + 1)) >= 0:
        yield at + 1


def believed(own: Sequence[int], fitting: Sequence[int], disorder: Iterable[int]) -> list[int]:
    """A commit in order keeps its time; one in `disorder` gets the earlier of its own and that of the next one in order."""
    times = list(own)
    for index in disorder:
        if (following := bisect_right(fitting, index)) < len(fitting):
            times[index] = min(own[index], own[fitting[following]])
    return times
