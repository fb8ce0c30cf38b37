"""The search data of a large directory in small files, so that the home page fetches only what a query needs.

    search.json          as searchdata's, but `total`, `shards` and `block` instead of units and accounts; to each region the numbers
                         of its own first account and of the one after its last
    searchdata/s<k>.json {"卫健": [numbers of accounts whose name holds it, of those found by another text], …}, each number as the
                         distance from the one before it; k: see `shard_of`
    searchdata/b<k>.json {"units": …, "accounts": …} of the block of accounts k·block …, in the shape of search.json
    searchdata/platform.json, state.json, field.json
                         a text with one character per account: the index of what it has, counted from ZERO; below ZERO is none

Accounts are numbered by region, so that a region is one run of numbers.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from govmedia.calculation.wording import fold

SHARDS = 251
BLOCK = 64
ZERO = 48

Rows = dict[str, Any]


def sharded(data: Rows) -> Iterator[tuple[str, Any]]:
    """Name and contents of each file, from the data of a single search.json."""
    numbered = sorted(data["accounts"], key=lambda account: data["units"][account[3]][3])  # stable: by id within a region
    homes = [data["units"][account[3]][3] for account in numbered]
    regions = [[*region, *_run(homes, index)] for index, region in enumerate(data["regions"])]
    kept = {key: data[key] for key in ("version", "platforms", "states", "fields")}
    yield "search", kept | {"regions": regions, "total": len(numbered), "shards": SHARDS, "block": BLOCK}
    for name, column in (("platform", 4), ("state", 5), ("field", 6)):
        yield f"searchdata/{name}", "".join(chr(ZERO + account[column]) for account in numbered)
    for start in range(0, len(numbered), BLOCK):
        yield f"searchdata/b{start // BLOCK}", _block(numbered[start : start + BLOCK], data["units"])
    yield from _shards(numbered, data["units"])


def _run(homes: Sequence[int], region: int) -> tuple[int, int]:
    """First number of a region's own accounts, and the number after the last; (0, 0) where it has none."""
    count = homes.count(region)
    first = homes.index(region) if count else 0
    return first, first + count


def _block(accounts: Sequence[list[Any]], units: Sequence[list[Any]]) -> Rows:
    used = list(dict.fromkeys(account[3] for account in accounts))
    at = {unit: index for index, unit in enumerate(used)}
    return {"units": [units[unit] for unit in used], "accounts": [[*a[:3], at[a[3]], *a[4:]] for a in accounts]}


def _shards(accounts: Sequence[list[Any]], units: Sequence[list[Any]]) -> Iterator[tuple[str, Any]]:
    of_unit = [pairs_of((unit[1], *unit[2].split("|"), unit[4])) for unit in units]
    lists: dict[str, tuple[list[int], list[int]]] = {}
    for number, account in enumerate(accounts):
        named = pairs_of([account[1]])
        for pair in named:
            lists.setdefault(pair, ([], []))[0].append(number)
        for pair in (pairs_of((*account[2].split("|"), account[7])) | of_unit[account[3]]) - named:
            lists.setdefault(pair, ([], []))[1].append(number)
    found: list[Rows] = [{} for _ in range(SHARDS)]
    for pair in sorted(lists):
        found[shard_of(pair)][pair] = [_gaps(numbers) for numbers in lists[pair]]
    yield from ((f"searchdata/s{k}", shard) for k, shard in enumerate(found))


def pairs_of(texts: Iterable[str]) -> set[str]:
    """Every two characters that stand side by side in one of the texts, as the page compares them."""
    return {first + second for text in texts for first, second in pairwise(fold(text))}


def shard_of(pair: str) -> int:
    """Number of the shard in which two characters are listed. The page's script computes the same."""
    return (ord(pair[0]) * 31 + ord(pair[1])) % SHARDS


def _gaps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in pairwise([0, *numbers])]


def as_json(data: Any) -> bytes:
    """Without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
