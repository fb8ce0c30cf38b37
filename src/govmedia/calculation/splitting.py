"""Several accounts in one row: names, platforms, links and numbers that stand in one cell, told apart only on evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govmedia.calculation.cells import Cells
from govmedia.calculation.heads import Heading
from govmedia.calculation.platformnames import Known, PlatformNames

_HARD = (r"\n", r"[;；|｜丨]")
"""Separators that never belong to a name: who finds no evidence for either reading must ask."""
_SOFT = r"[、/／,，]"
_IS_LINK = re.compile(r"://|(?:^|\s)www\.|[a-z]\.(?:com|cn|net|tv|org)(?:/|\s|$)", re.IGNORECASE)
_OF_LINKS = r"[\s;；|｜、，]+"
_OF_IDS = r"[\s;；|｜、，,/]+"
_OF_AMOUNTS = r"[\n;；|｜、/]+"
_OF_PLATFORMS = r"[\n;；|｜、/／,，+]|和|及|与"


class Unclear(Exception):
    """The row may mean one account or several. The message is Chinese and says how to write it."""


@dataclass(frozen=True)
class Part:
    """One account of a row, with what of the row's cells is its own. `index` of `count`."""

    name: str
    known: Known
    index: int
    count: int


def pieces(text: str, separators: str) -> list[str]:
    """The parts that hold something."""
    return [part.strip() for part in re.split(separators, text) if part.strip()]


def parts_of(cells: Cells, platforms: PlatformNames, default: Known | None) -> list[Part]:
    """The accounts of a row that has a name and a platform. Raises Unclear."""
    found = platforms_in(cells.get("platform"), platforms) or ([default] if default else [])
    names = _names(cells.get("name"), _counts(cells, len(found)))
    if len(found) == 1:
        return [Part(name, found[0], i, len(names)) for i, name in enumerate(names)]
    if len(names) in (1, len(found)):
        names = names if len(names) > 1 else names * len(found)
        return [Part(name, known, i, len(found)) for i, (name, known) in enumerate(zip(names, found, strict=True))]
    raise Unclear(f"{len(names)} 个账号名称对着 {len(found)} 个平台，请一个账号一行")


def platforms_in(text: str, platforms: PlatformNames) -> list[Known]:
    """The platform or platforms that a cell names; empty where one of them is unknown."""
    if whole := platforms.find(text):
        return [whole]
    found = [platforms.find(part) for part in pieces(text, _OF_PLATFORMS)]
    return [known for known in found if known] if all(found) else []


def _counts(cells: Cells, platforms: int) -> set[int]:
    """Into how many parts the row's other cells fall."""
    return {
        platforms,
        *(len(pieces(text, _OF_LINKS)) for text in link_texts(cells)),
        *(len(pieces(text, _OF_IDS)) for _, text in id_texts(cells)),
        *(len(pieces(text, _OF_AMOUNTS)) for _, text in cells.all("followers")),
    }


def link_texts(cells: Cells) -> list[str]:
    """Cells of links, those among the account numbers included."""
    return [text for _, text in cells.all("url")] + [text for _, text in cells.all("account_id") if _IS_LINK.search(text)]


def id_texts(cells: Cells) -> list[tuple[Heading, str]]:
    """Cells of account numbers that are no links, with their columns."""
    return [(heading, text) for heading, text in cells.all("account_id") if not _IS_LINK.search(text)]


def _names(text: str, counts: set[int]) -> list[str]:
    for separators in (*_HARD, _SOFT):
        parts = pieces(text, separators)
        if len(parts) < 2:
            continue
        if len(parts) in counts or _alike(parts):
            return parts
        if separators != _SOFT and not _is_wrapped(parts):
            raise Unclear(f"账号名称“{'／'.join(parts)}”看不出是一个还是几个，请一个账号一行，或去掉换行")
    return ["".join(pieces(text, r"\n"))]


def _alike(parts: list[str]) -> bool:
    """Names of one office share a word, as 岭东水务 and 岭东节水; the halves of a broken name do not."""
    pairs = [{part[i : i + 2] for i in range(len(part) - 1)} for part in parts]
    return min(map(len, parts)) > 2 and bool(set.intersection(*pairs))


def _is_wrapped(parts: list[str]) -> bool:
    """A name broken by the width of its cell: a part too short to be a name, a bare region, or an open bracket."""
    opened = any(p.count("(") + p.count("（") != p.count(")") + p.count("）") for p in parts)
    return opened or min(map(len, parts)) < 2 or re.fullmatch(r".{1,10}[省市区县镇]", parts[0]) is not None


def own(part: Part, text: str, separators: str) -> str | None:
    """A part's share of a cell: the whole where the row is one account, its piece where pieces and accounts agree."""
    if part.count == 1 or not text:
        return text
    found = pieces(text, separators)
    return found[part.index] if len(found) == part.count else None


def links(part: Part, texts: Iterable[str]) -> list[str]:
    """Links that are this part's, by place where their number agrees."""
    return [link for text in texts for link in pieces(own(part, text, _OF_LINKS) or "", _OF_LINKS)]


def numbers(part: Part, text: str) -> str | None:
    """An account number that is this part's."""
    return own(part, text, _OF_IDS)


def amounts(part: Part, text: str) -> str | None:
    """A figure that is this part's."""
    return own(part, text, _OF_AMOUNTS)
