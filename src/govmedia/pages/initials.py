"""Pinyin initials (拼音首字母), by which people type names in a hurry."""

import re
from functools import cache

from pypinyin import Style, lazy_pinyin, pinyin

# Names of places end in these; cut there, a province's names are made of few parts, each looked up once.
_PLACES = re.compile("(?<=[省市区县州盟旗镇乡])")


def initials(text: str) -> str:
    """`岭东发布` -> `ldfb`; letters and digits stay, in lower case, everything else is dropped."""
    letters = [_of_character(c) for c in text]
    if all(len(found) <= 1 for found in letters):
        return "".join(letters)
    return "".join(map(_of_phrase, _PLACES.split(text)))


@cache
def _of_character(character: str) -> str:
    """All first letters that a character's readings have."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return "".join(sorted({r for r in readings[0] if r.isascii()})) if readings else ""


@cache
def _of_phrase(text: str) -> str:
    """With the reading that the words around ask for (重庆 is cq, 重点 is zd)."""
    parts = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=lambda rest: "".join(c for c in rest if c.isascii() and c.isalnum()))
    return "".join(parts).lower()
