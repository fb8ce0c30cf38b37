"""The small language of word rows: `(甲|乙)` is a choice, `…` a gap within a sentence, everything else is itself."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

MOST = 500
"""Phrases that one pattern may stand for."""
_GAP = re.compile("…+")
_CHOICE = re.compile(r"\(([^()]*)\)")

Phrase = tuple[str, ...]
"""Words that follow each other in a sentence, with gaps between."""


def phrases(pattern: str) -> list[Phrase]:
    """Every phrase that a pattern stands for. Raises ValueError with a Chinese message."""
    parts = _CHOICE.split(pattern)
    if any(bracket in part for part in parts for bracket in "()"):
        raise ValueError("括号没有配对，或括号里又有括号；写成 (甲|乙)")
    choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    number = 1
    for choice in choices:
        number *= len(choice)
    if number > MOST:
        raise ValueError(f"展开后有 {number} 个词语，超过 {MOST} 个；分成几条写")
    return list(_cut(product(*choices)))


def _cut(spelled: Iterable[tuple[str, ...]]) -> Iterator[Phrase]:
    for each in spelled:
        words = tuple(part.strip() for part in _GAP.split("".join(each)))
        if not all(words):
            raise ValueError("词语不能留空：… 的前后、括号里的每一项都要有字")
        yield words
