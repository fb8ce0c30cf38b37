"""How a text was reworded: its paragraphs before and after, side by side, with the sentences that changed."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]+[”’」』）)]*|[^。！？；!?;\n]+")
_ALIKE = 0.4
"""Share of common characters from which on a paragraph counts as another's rewording."""
_LOOKED_AT, _PAIRED, _MATCHED = 400, 400, 1000
"""Bounds of work, since it grows with the square: characters of a paragraph, pairs of a block, paragraphs or sentences."""

Sentences = tuple[tuple[str, bool], ...]
"""Sentences of a paragraph, each with whether it changed."""


class Rewording(NamedTuple):
    """A paragraph that was changed, added (nothing before) or taken out (nothing after)."""

    before: Sentences
    after: Sentences


def rewordings(old: Sequence[str], new: Sequence[str]) -> Iterator[Rewording]:
    """Every paragraph that differs, in the order of the new text."""
    for tag, i, j, k, m in _opcodes(old, new):
        pairs = () if tag == "equal" else _paired(list(old[i:j]), new[k:m])
        yield from (_compared(before, after) for before, after in pairs if before != after)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """As of difflib; what is very long counts as replaced in whole."""
    if max(len(old), len(new)) > _MATCHED:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _paired(old: list[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each new paragraph with the next old one that it may have come from; those passed over are gone."""
    if len(old) * len(new) > _PAIRED:
        yield from zip_longest(old, new, fillvalue="")
        return
    for after in new:
        found = next((at for at, before in enumerate(old) if _alike(before, after)), None)
        if found is None:
            yield "", after
            continue
        yield from ((gone, "") for gone in old[:found])
        yield old[found], after
        del old[: found + 1]
    yield from ((gone, "") for gone in old)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:_LOOKED_AT], other[:_LOOKED_AT], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _compared(before: str, after: str) -> Rewording:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    kept = [(i, j, k, m) for tag, i, j, k, m in _opcodes(old, new) if tag == "equal"]
    kept_old = {at for i, j, _, _ in kept for at in range(i, j)}
    kept_new = {at for _, _, k, m in kept for at in range(k, m)}
    return Rewording(
        tuple((sentence, at not in kept_old) for at, sentence in enumerate(old)),
        tuple((sentence, at not in kept_new) for at, sentence in enumerate(new)),
    )
