"""Comments that do the work of reviews, where a forge's own reviews cannot carry words or do not say what was seen."""

from govmedia.forges.facts import ReviewState

_WORDS: dict[str, ReviewState] = {"/审签": "approved", "/退回": "rejected"}


def worded(body: str) -> ReviewState:
    """What a comment's first line does: `/审签 …` approves, `/退回 …` rejects, anything else is talk."""
    first = next(iter(body.lstrip("\ufeff").splitlines()), "").split()
    return _WORDS.get(first[0], "commented") if first else "commented"
