"""Folder and file names from Chinese names: readable, stable, free of collisions."""

import re
from collections.abc import Callable
from hashlib import sha256

from pypinyin import lazy_pinyin

from govmedia.calculation.unitwords import ORGANS, TOPICS, WHOLE

LONGEST = 40
_NATION = re.compile(r"^(?:中华人民共和国|国家|中国)(?=..)")
_KEPT = re.compile(r"[a-z0-9]+")


def unit_slug(core: str) -> str:
    """Of a unit's name without its region: English for the common offices, else pinyin. May be empty."""
    core = _NATION.sub("", re.sub(r"[\s()（）“”\"]", "", core))
    core = "人民政府" if core.endswith("人民政府") else core
    return WHOLE.get(core) or _composed(core) or pinyin_slug(core)


def _composed(core: str) -> str:
    for organ in sorted((word for word in ORGANS if core.endswith(word)), key=len, reverse=True):
        topics = _topics(core.removesuffix(organ))
        if topics and len(slug := "-".join([*topics, ORGANS[organ]])) <= 60:
            return slug
    return ""


def _topics(text: str) -> list[str] | None:
    """English words for the whole text, the longest Chinese word first; None where a part has none."""
    found: list[str] = []
    while text:
        word = max((word for word in TOPICS if text.startswith(word)), key=len, default="")
        if not word:
            return None
        found += [TOPICS[word]] if TOPICS[word] else []
        text = text.removeprefix(word)
    return found


def pinyin_slug(text: str, longest: int = LONGEST) -> str:
    """Pinyin without tones, written together, cut at a syllable; letters and digits stay. May be empty."""
    slug = ""
    for syllable in lazy_pinyin(text):
        part = "".join(_KEPT.findall(syllable.lower()))
        if len(slug) + len(part) > longest:
            break
        slug += part
    return slug


def free_slug(wanted: str, is_taken: Callable[[str], bool], identity: str) -> str:
    """The wanted slug or, where it is taken, one with a short digest of what it stands for: the same each time."""
    if wanted and not is_taken(wanted):
        return wanted
    digest = sha256(identity.encode()).hexdigest()
    tries = ("-".join(filter(None, [wanted, digest[:size]])) for size in range(6, len(digest)))
    return next(slug for slug in tries if not is_taken(slug))
