"""Which manuscripts the rows of words touch, and where; remembered by content, so that nothing is searched twice."""

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from pydantic_core import from_json, to_json

from govmedia.calculation.lexicon import lexicon
from govmedia.fault import Fault, Keys
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.model.wordlist import Row

VERSION = 1
"""Raise when the search finds other things in the same text."""
_LONGEST = 40


class Hit(NamedTuple):
    """A row touched in a manuscript: in a value of the front matter (`keys`) or in the text (`line`, `col` of the file), and the words."""

    row: int
    keys: Keys
    line: int
    col: int
    said: str


def hits_in(manuscript: Manuscript, rows: list[Row]) -> list[Hit]:
    """Every hit in its title, its text and the alternative texts of its media."""
    words, title = lexicon(tuple(rows)), manuscript.title
    found = [Hit(t.row, ("title",), 0, 0, title[t.start : t.end]) for t in words.touches(title)]
    for touch in words.touches(manuscript.body, title):
        found.append(Hit(touch.row, (), *place_in(manuscript, touch.start), manuscript.body[touch.start : touch.end]))
    for number, medium in enumerate(manuscript.media):
        found += [Hit(t.row, ("media", number, "alt"), 0, 0, medium.alt[t.start : t.end]) for t in words.touches(medium.alt, title)]
    return [hit._replace(said=hit.said[:_LONGEST]) for hit in found]


def place_in(manuscript: Manuscript, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the file for a place in the body."""
    line = manuscript.body.count("\n", 0, at)
    return manuscript.body_line + line, at - manuscript.body.rfind("\n", 0, at)


@lru_cache(maxsize=4)
def hits(ledger: Ledger) -> dict[str, list[Hit]]:
    """Hits by path of the manuscript, of those that have any."""
    rows = ledger.words
    cache = ledger.reader.beside(0, "words", _key(rows))
    found: dict[str, list[Hit]] = {}
    for manuscript in ledger.manuscripts:
        known = cache.get(manuscript.digest)
        here = hits_in(manuscript, rows) if known is None else [Hit(row, tuple(keys), *rest) for row, keys, *rest in from_json(known)]
        if known is None:
            cache.put(manuscript.digest, to_json(here))
        if here:
            found[manuscript.path] = here
    cache.save()
    return found


def _key(rows: list[Row]) -> str:
    """What findings of one and the same text depend on."""
    told = json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False, sort_keys=True)
    return f"words {VERSION} {sha256(told.encode()).hexdigest()}"


def faults(ledger: Ledger, clause: str) -> Iterator[Fault]:
    """A fault for every hit of the rows of a clause that ask no more than that the words go."""
    rows, found = ledger.words, hits(ledger)
    for manuscript in (m for m in ledger.manuscripts if m.path in found):
        for hit in found[manuscript.path]:
            row = rows[hit.row]
            if row.clause == clause:
                yield fault_of(ledger, manuscript, hit, f"“{one_line(hit.said)}”：{row.message}", row.mend, row.strength == "advisory")


def fault_of(ledger: Ledger, manuscript: Manuscript, hit: Hit, message: str, mend: str, advisory: bool = False) -> Fault:
    """A fault at a hit, exactly where it stands."""
    line, col = (hit.line, hit.col) if hit.line else _in_front(ledger, manuscript.path, hit)
    return Fault(manuscript.path, hit.keys, message, mend, line, col, advisory)


def one_line(text: str) -> str:
    """As it is quoted in a message."""
    return " ".join(text.split())


def _in_front(ledger: Ledger, path: str, hit: Hit) -> tuple[int, int]:
    """Where the words stand in the front matter; where they are written with escapes, where their key stands."""
    line, col = ledger.reader.place(path, hit.keys)
    lines = ledger.read([path]).get(path, b"").decode("utf-8-sig", "replace").split("\n")
    at = lines[line - 1].find(hit.said) if line <= len(lines) else -1
    return (line, at + 1) if at >= 0 else (line, col)
