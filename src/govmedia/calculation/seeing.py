"""Finds words in a text, also when they are spaced out, filled up or taken apart.

Four readings of the folded text are searched: as it stands; without spaces and signs; Chinese characters alone; and with
characters put together again that were written as their parts (拆字).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from govmedia.later import library

Span = tuple[int, int]
"""First place and the one after the last, in a folded text."""

_STOPS = frozenset("。，、；：？！,.;:?!…")
_WIDEST = 3
"""Characters that a disguise may put between two of a word."""
_APART = {
    "贝兼": "赚",
    "车专": "转",
    "禾必": "秘",
    "宀必山": "密",
    "扌由": "抽",
    "讠平": "评",
    "亻言": "信",
    "贝勾": "购",
    "贝曾": "赠",
    "令页": "领",
    "石马": "码",
    "纟工": "红",
    "亻尤": "优",
    "扌殳": "投",
    "西示": "票",
    "占灬": "点",
    "石欠": "砍",
    "亻介": "价",
    "扌斤": "折",
    "关辶": "送",
    "弗贝": "费",
    "亻足": "促",
    "君羊": "群",
    "力口": "加",
    "女子": "好",
    "禾厶": "私",
    "耳卯": "聊",
    "王里": "理",
    "扌召": "招",
    "扌并": "拼",
    "囗才": "团",
    "隹木": "集",
    "丷天": "关",
    "氵主": "注",
    "木几": "机",
    "纟色": "绝",
    "咅阝": "部",
    "米斗": "料",
    "讠兑": "说",
    "扌丁": "打",
    "钅肖": "销",
    "扌军": "挥",
}
_PARTS = re.compile("|".join(map(re.escape, _APART)))


class _Sieve(dict[int, str | None]):
    """For `str.translate`: keeps characters or drops them, decided when first met."""

    def __init__(self, signs: frozenset[str], chinese_only: bool) -> None:
        super().__init__()
        self.signs, self.chinese_only = signs, chinese_only

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = is_chinese(character) or character in self.signs
        if not self.chinese_only:
            kept = kept or character.isalnum() or character in _STOPS
        self[code] = character if kept else None
        return self[code]


def is_chinese(character: str) -> bool:
    """Whether it is a Chinese character (also a rare one)."""
    return character >= "\u3400" and unicodedata.category(character) == "Lo"


class Finder:
    """Finds every occurrence of any of these words, which are folded already."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted({word for word in words if word})
        self._signs = frozenset(c for word in self.words for c in word if not c.isalnum() and not c.isspace())
        self._sieves = {kept: (_Sieve(kept, False), _Sieve(kept, True)) for kept in (self._signs, frozenset[str]())}

    @cached_property
    def _automaton(self) -> "_Automaton":
        return _Automaton(self.words)

    def find(self, text: str) -> dict[str, list[Span]]:
        """Where each word stands in a folded text, disguised or not; spans by word, in their order."""
        found: dict[str, set[Span]] = {}
        for word, span in self._all(text):
            found.setdefault(word, set()).add(span)
        return {word: sorted(spans) for word, spans in found.items()}

    def plain(self, text: str) -> dict[str, list[Span]]:
        """Where each word stands undisguised."""
        found: dict[str, list[Span]] = {}
        for word, span in self._automaton.iter(text):
            found.setdefault(word, []).append(span)
        return found

    def _all(self, text: str) -> Iterator[tuple[str, Span]]:
        yield from self._automaton.iter(text)
        for kept, (spaced, filled) in self._sieves.items():
            if kept == self._signs or not self._signs.isdisjoint(text):
                yield from self._sifted(text, spaced, _is_spaced)
                yield from self._sifted(text, filled, _is_filled)
        if _PARTS.search(text):
            whole, places = _put_together(text)
            yield from ((word, (places[s], places[e - 1] + 1)) for word, (s, e) in self._automaton.iter(whole))

    def _sifted(self, text: str, sieve: _Sieve, admits: Callable[[list[str]], bool]) -> Iterator[tuple[str, Span]]:
        """Occurrences in what the sieve leaves, if what it took from between their Chinese characters looks like a disguise."""
        left = text.translate(sieve)
        if len(left) == len(text):
            return
        places: Sequence[int] = ()
        for word, (start, end) in self._automaton.iter(left):
            places = places or [at for at, character in enumerate(text) if sieve[ord(character)] is not None]
            pairs = list(pairwise(places[start:end]))
            gaps = [text[a + 1 : b] for a, b in pairs]
            if all(map(_is_narrow, gaps)) and admits(
                [g for g, (a, b) in zip(gaps, pairs, strict=True) if is_chinese(text[a]) and is_chinese(text[b])]
            ):
                yield word, (places[start], places[end - 1] + 1)


def _is_narrow(gap: str) -> bool:
    return len(gap) <= _WIDEST and "\n\n" not in gap


def _is_spaced(between: list[str]) -> bool:
    """Spaces, signs or a line break here and there. A word of two characters is not looked for across quotes and brackets."""
    return len(between) != 1 or not any(map(_is_quote, between[0]))


def _is_filled(between: list[str]) -> bool:
    """Something, whatever it is, between all characters. A word of two is not looked for across the marks of a sentence."""
    return all(between) and (len(between) != 1 or not any(c in _STOPS or _is_quote(c) for c in between[0]))


def _is_quote(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pe", "Pi", "Pf")


def _put_together(text: str) -> tuple[str, list[int]]:
    """The text with characters that were taken apart made whole, and where each of its characters begins."""
    whole, places, at = [], [], 0
    for found in _PARTS.finditer(text):
        whole += [*text[at : found.start()], _APART[found[0]]]
        places += [*range(at, found.start() + 1)]
        at = found.end()
    return "".join(whole) + text[at:], [*places, *range(at, len(text))]


class _Automaton:
    """Aho-Corasick over words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._machine = library("ahocorasick").Automaton()
        for word in words:
            self._machine.add_word(word, word)
        if words:
            self._machine.make_automaton()
        self._words = words

    def iter(self, text: str) -> Iterator[tuple[str, Span]]:
        """Every occurrence, overlapping ones too."""
        for last, word in self._machine.iter(text) if self._words else ():
            yield word, (last + 1 - len(word), last + 1)
