"""Rows of words against a text: which rows it touches, and where."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from govmedia.calculation.addresses import hosts_in, is_within
from govmedia.calculation.folding import Folded, fold, folds
from govmedia.calculation.seeing import Finder, Span, is_chinese
from govmedia.model.phrases import Phrase, phrases
from govmedia.model.wordlist import Row

GAP = 15
"""Chinese characters that a gap of a pattern may hold."""
_BREAK = re.compile(r"[。!?](?![”’」』》)])|\n[ \t]*(?:\n|[-*+#>|]|\d{1,3}[.)、])|\A|\Z")


class Touch(NamedTuple):
    """A row touched: its place in the list of rows, and where in the text, from and to."""

    row: int
    start: int
    end: int


class _Letting(NamedTuple):
    """What lets a row's words pass: longer words that they are no part of, and words that excuse a whole sentence."""

    longer: list[str]
    excuses: list[str]


class Lexicon:
    """Rows made ready to search with."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        spelled = [[_folded(phrase) for word in row.words for phrase in phrases(word)] for row in rows]
        self._letting = [_letting(row, each) for row, each in zip(rows, spelled, strict=True)]
        self._beginning: dict[str, list[tuple[int, Phrase]]] = {}
        for number, each in enumerate(spelled):
            for phrase in each:
                self._beginning.setdefault(phrase[0], []).append((number, phrase))
        self._finder = Finder(part for each in spelled for phrase in each for part in phrase)
        self._excuses = Finder(word for letting in self._letting for word in (*letting.longer, *letting.excuses))

    def touches(self, text: str, title: str = "") -> list[Touch]:
        """Every touch, in the order of the text. Words of the title excuse what stands in the text."""
        heads = {word for folded in folds(title) for word in self._excuses.plain(folded.text)}
        found = {touch for folded in folds(text) for touch in self._in_words(folded, heads)}
        found |= set(self._in_links(text))
        return list(_apart(sorted(found, key=lambda touch: (touch.start, -touch.end, touch.row))))

    def _in_words(self, folded: Folded, heads: set[str]) -> Iterator[Touch]:
        found = self._finder.find(folded.text)
        if not found:
            return
        sentences, excuses = _Sentences(folded.text), self._excuses.plain(folded.text)
        beginning = [each for part in found for each in self._beginning.get(part, ())]
        for number, phrase in (each for each in beginning if all(part in found for part in each[1])):
            letting = self._letting[number]
            longer = [spot for word in letting.longer for spot in excuses.get(word, ())]
            for span in _spans(phrase, found, sentences, longer) if heads.isdisjoint(letting.excuses) else ():
                if not any(sentences.share(span, spot) for word in letting.excuses for spot in excuses.get(word, ())):
                    yield Touch(number, folded.origin(span[0]), folded.origin(span[1] - 1) + 1)

    def _in_links(self, text: str) -> Iterator[Touch]:
        hosts = list(hosts_in(text))
        for number, row in enumerate(self.rows if hosts else ()):
            yield from (Touch(number, at, at + len(host)) for at, host in hosts if is_within(host, row.domains))


def _apart(touches: Iterable[Touch]) -> Iterator[Touch]:
    """Of those of one row that overlap, the first and longest."""
    ends: dict[int, int] = {}
    for touch in touches:
        if touch.start >= ends.get(touch.row, 0):
            ends[touch.row] = touch.end
            yield touch


def _letting(row: Row, spelled: list[Phrase]) -> _Letting:
    parts = {part for phrase in spelled for part in phrase}
    words = [fold(word).text for word in row.unless]
    longer = [word for word in words if any(part in word and part != word for part in parts)]
    return _Letting(longer, [word for word in words if word not in longer])


def _folded(phrase: Phrase) -> Phrase:
    return tuple(fold(part).text for part in phrase)


class _Sentences:
    """The sentences of a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [found.end() for found in _BREAK.finditer(text)]

    def number(self, at: int) -> int:
        """Which sentence a place is in."""
        return bisect_right(self._ends, at)

    def share(self, span: Span, other: Span) -> bool:
        """Whether two spans touch one sentence."""
        return self.number(span[0]) <= self.number(other[1] - 1) and self.number(other[0]) <= self.number(span[1] - 1)

    def is_gap(self, start: int, end: int) -> bool:
        """Whether two words may be this far apart."""
        between = self.text[start:end]
        return start <= end and self.number(start) == self.number(end) and sum(map(is_chinese, between)) <= GAP


def _spans(phrase: Phrase, found: dict[str, list[Span]], sentences: _Sentences, longer: list[Span]) -> Iterator[Span]:
    """Where the words of a phrase stand in their order, each within reach of the one before and none a part of a longer word."""
    first, *rest = ([span for span in found[part] if not any(a <= span[0] and span[1] <= b for a, b in longer)] for part in phrase)
    for start, end in first:
        for spans in rest:
            end = next((e for s, e in spans if sentences.is_gap(end, s)), -1)
            if end < 0:
                break
        else:
            yield start, end


@lru_cache(maxsize=4)
def lexicon(rows: tuple[Row, ...]) -> Lexicon:
    """The rows made ready, once."""
    return Lexicon(rows)
