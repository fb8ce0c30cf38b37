"""Text as a reader sees it, whatever it is written with: one width, simplified characters, nothing unseen, no markup.

What is found in the folded text can be shown in the original, since every folded character knows where it comes from.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from govmedia.later import library

_KEPT = "…℃℉㎡㎥㎏㎞㎝㎜‰"
"""Common signs that would otherwise become several characters each."""
_ALIKE = dict(
    zip(
        "авекмнорстухіјѕԁԛԝɡɩһӏαβεηικμνορτυχγƅ",
        "abekmhopctyxijsdqwgihlabehikuvoptuxyb",
        strict=True,
    )
)
"""Cyrillic, Greek and phonetic letters (in lower case) that look like Latin ones."""
_VARIANTS = {"著": "着", "乾": "干", "祕": "秘", "牠": "它", "妳": "你", "夥": "伙"}
"""Variant characters that OpenCC tells apart by their neighbours."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_ATTRIBUTE = r"""\s++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
_MARKUP = re.compile(
    rf"(?P<tag><!--.*?-->|</?[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
    re.DOTALL,
)


class Folded(NamedTuple):
    """A folded text; `origins[i]` is where its i-th character stands in the original, None where all stand as they were."""

    text: str
    origins: Sequence[int] | None

    def origin(self, index: int) -> int:
        """Place in the original of a folded character."""
        return index if self.origins is None else self.origins[index]


class _Table(dict[int, str]):
    """What each character folds to, worked out when first met. `uneven` are those that fold to none or to several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = _fold_character(character)
        if len(folded) != 1:
            self.uneven.add(character)
        return folded


_TABLE = _Table()


def fold(text: str) -> Folded:
    """The text without its disguises; markup stays as it is written."""
    folded = text.translate(_TABLE)
    if _TABLE.uneven.isdisjoint(text):
        return Folded(folded, None)
    return _joined((at, character) for at, character in enumerate(text))


def folds(text: str) -> list[Folded]:
    """The text folded; where it holds HTML, also without tags, comments and entities, as it is when shown."""
    plain = [fold(text)]
    return [*plain, _joined(_shown(text))] if _MARKUP.search(text) else plain


def _shown(text: str) -> Iterator[tuple[int, str]]:
    """Characters of the text as HTML shows it, each with its place."""
    at = 0
    for found in _MARKUP.finditer(text):
        yield from enumerate(text[at : found.start()], at)
        if found["entity"]:
            yield from ((found.start(), character) for character in html.unescape(found[0]))
        at = found.end()
    yield from enumerate(text[at:], at)


def _joined(characters: Iterator[tuple[int, str]]) -> Folded:
    pairs = [(at, one) for at, character in characters for one in character.translate(_TABLE)]
    return Folded("".join(one for _, one in pairs), [at for at, _ in pairs])


def _fold_character(character: str) -> str:
    if character in _KEPT or character in "\n\t":
        return character
    if character in _UNSEEN or unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc", "Cs", "Co"):
        return ""
    compatible = unicodedata.normalize("NFKC", character).lower()
    return "".join(_fold_plain(one) for one in compatible if unicodedata.category(one) not in ("Cf", "Mn", "Me"))


def _fold_plain(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    simple = character if character.isascii() else _simplified(character)
    return _VARIANTS.get(simple, simple)


def _simplified(character: str) -> str:
    """As the first standard that knows it as a traditional form has it."""
    forms: Iterator[str] = (converter.convert(character) for converter in _converters())
    return next((form for form in forms if form != character), character)


@cache
def _converters() -> list[Any]:
    """From the traditional characters of OpenCC, Hong Kong and Taiwan."""
    return [library("opencc").OpenCC(standard) for standard in ("t2s", "hk2s", "tw2s")]
