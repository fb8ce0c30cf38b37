"""Texts that came back: whether what a commit brought had lain in the branch before, and where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from govmedia.errors import CannotRun
from govmedia.gitoutput import Change
from govmedia.history import Repository
from govmedia.loading.chain import Chain
from govmedia.loading.folders import DAY, dated
from govmedia.loading.replay import unit_of

_LATE = 3 * DAY
"""Brought this long after the day in its path, a text may have lain there before: then its unit's past is read."""
_MANY = 64


class Birth(NamedTuple):
    """Index of the commit that brought a manuscript, its path and its blob then."""

    at: int
    path: str
    blob: str


Place = tuple[str, int]
"""A path, and the index of a commit that holds it."""


def moved(repository: Repository, chain: Chain, births: Sequence[Birth]) -> dict[Birth, Place]:
    """Texts taken from another unit's folder by the same commit. Raises CannotRun where trees contradict each other."""
    indexes = sorted({b.at for b in births})
    commits = repository.brought([chain.ids[i] for i in indexes], ["content"])
    brought = dict(zip(indexes, (changes for _, changes in commits), strict=True))
    found = {}
    for birth in births:
        if not any(c.path == birth.path and c.new_blob == birth.blob for c in brought[birth.at]):
            raise CannotRun(f"提交 {chain.ids[birth.at][:12]} 的目录读不全", "检查库是否完整（git fsck）")
        for change in brought[birth.at]:
            if change.old_blob == birth.blob and change.status == "D":
                found[birth] = (change.path, birth.at - 1)
    return found


def spans(chain: Chain, births: Iterable[Birth], start: int) -> dict[Birth, range]:
    """The commits before `start` among which a text may have lain: from before the day in its path to the one that brought it.

    Only of those texts that were brought late, or by a commit that lies about its time.
    """
    found = {}
    for birth in births:
        day, lies = dated(birth.path), birth.at in chain.disorder
        if lies or (day and chain.times[birth.at] - day > DAY + _LATE):
            found[birth] = range(chain.since(day - _LATE), min(birth.at, start))
    return {birth: span for birth, span in found.items() if span}


def restored(repository: Repository, chain: Chain, late: Mapping[Birth, range]) -> dict[Birth, Place]:
    """Texts that an earlier commit of their span put into, or took out of, the same unit's folder."""
    indexes = sorted(set().union(*late.values()))
    folders = sorted({f"content/manuscripts/{unit_of(birth.path)}" for birth in late})
    commits = repository.brought([chain.ids[i] for i in indexes], folders if len(folders) <= _MANY else ["content/manuscripts"])
    traces: dict[tuple[str, str], list[Place]] = {}
    for index, (_, changes) in zip(indexes, commits, strict=True):
        for unit, blob, place in _traces(index, changes):
            traces.setdefault((unit, blob), []).append(place)
    found = {}
    for birth in late:
        earlier = [place for place in traces.get((unit_of(birth.path), birth.blob), []) if place[1] < birth.at]
        if earlier:
            found[birth] = earlier[-1]
    return found


def _traces(index: int, changes: Iterable[Change]) -> Iterable[tuple[str, str, Place]]:
    for change in changes:
        unit = unit_of(change.path)
        yield unit, change.old_blob, (change.path, index - 1)
        yield unit, change.new_blob, (change.path, index)
