"""What class of review the words of a manuscript call for (分级分类审核), whatever class its author declares."""

from collections.abc import Iterable, Sequence

from govmedia.calculation.lexicon import lexicon
from govmedia.model.manuscript import Manuscript
from govmedia.model.wordlist import Row
from govmedia.model.words import ManuscriptClass

WEIGHT = {
    ManuscriptClass.reprint: 0,
    ManuscriptClass.service: 1,
    ManuscriptClass.original: 1,
    ManuscriptClass.policy: 2,
    ManuscriptClass.leadership: 3,
}
"""Gravity of the classes; `emergency` stands apart: released by one at once, reviewed in full afterwards."""
_GRAVEST = sorted(WEIGHT, key=lambda kind: -WEIGHT[kind])


def raised(manuscript: Manuscript, text: str, words: Sequence[Row]) -> ManuscriptClass | None:
    """The gravest class that the words of its title and text call for; None where they call for none.

    `emergency` only where nothing calls for more than an emergency. Rows that only advise raise nothing.
    """
    searched = lexicon(tuple(words))
    touched = {touch.row for touch in (*searched.touches(manuscript.title), *searched.touches(text, manuscript.title))}
    return gravest(words[row].raises for row in touched if words[row].strength == "binding")


def gravest(called: Iterable[ManuscriptClass | None]) -> ManuscriptClass | None:
    """The gravest of the classes that rows call for."""
    kinds = set(called)
    return next((kind for kind in _GRAVEST if kind in kinds), ManuscriptClass.emergency if ManuscriptClass.emergency in kinds else None)


def suffices(declared: ManuscriptClass, called: Iterable[ManuscriptClass | None]) -> bool:
    """Whether the review of the declared class is as much as the words call for.

    An emergency may go the fast way if its words say that it is one; policy and leadership are reviewed more closely anyway.
    """
    kinds = set(called) - {None}
    if declared is ManuscriptClass.emergency and ManuscriptClass.emergency in kinds:
        return True
    weight = WEIGHT.get(declared, WEIGHT[ManuscriptClass.original])
    if ManuscriptClass.emergency in kinds and weight < WEIGHT[ManuscriptClass.policy] and declared is not ManuscriptClass.emergency:
        return False
    return all(weight >= WEIGHT.get(kind, 0) for kind in kinds if kind)
