"""Shards of a large directory's search: nothing that a single file would find is missing, and no file is large."""

import json
from itertools import accumulate
from typing import Any

import pytest
from large_directory import MANY, PLATFORMS, directory

from govmedia.calculation.wording import fold
from govmedia.pages.searchshards import BLOCK, ZERO, as_json, shard_of, sharded


class Reader:
    """What the page's script does with the files."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.files = {name: as_json(content) for name, content in sharded(data)}
        self.index = json.loads(self.files["search"])

    def load(self, name: str) -> Any:
        return json.loads(self.files[f"searchdata/{name}"])

    def pair(self, pair: str) -> tuple[set[int], set[int]]:
        inside, elsewhere = self.load(f"s{shard_of(pair)}").get(pair, [[], []])
        return set(accumulate(inside)), set(accumulate(elsewhere))

    def account(self, number: int) -> tuple[list[Any], list[Any]]:
        block = self.load(f"b{number // BLOCK}")
        account = block["accounts"][number % BLOCK]
        return account, block["units"][account[3]]


@pytest.fixture(scope="module")
def small() -> dict[str, Any]:
    return directory(60)


@pytest.fixture(scope="module")
def reader(small: dict[str, Any]) -> Reader:
    return Reader(small)


def test_blocks_hold_every_account_once_with_its_unit(small: dict[str, Any], reader: Reader) -> None:
    there = [reader.account(number) for number in range(reader.index["total"])]
    found = sorted((json.dumps(unit), json.dumps([*a[:3], *a[4:]])) for a, unit in there)
    wanted = sorted((json.dumps(small["units"][a[3]]), json.dumps([*a[:3], *a[4:]])) for a in small["accounts"])
    assert found == wanted


def test_every_two_characters_lead_to_exactly_the_accounts_that_hold_them(reader: Reader) -> None:
    texts = {}
    for number in range(reader.index["total"]):
        account, unit = reader.account(number)
        rest = [account[2].split("|"), [unit[1]], unit[2].split("|"), [account[7], unit[4]]]
        texts[number] = fold(account[1]), [fold(text) for part in rest for text in part]
    for word in ("卫生", "发布", "第1", "ld", "on", "旧称", "岭东", "e卫"):
        inside, elsewhere = reader.pair(word)
        assert inside == {number for number, (name, _) in texts.items() if word in name}, word
        assert elsewhere == {n for n, (name, rest) in texts.items() if word not in name and any(word in text for text in rest)}, word


def test_regions_are_runs_of_numbers(reader: Reader) -> None:
    for region, (_, name, _, first, end) in enumerate(reader.index["regions"]):
        inside = [n for n in range(reader.index["total"]) if reader.account(n)[1][3] == region]
        assert inside == list(range(first, end)), name


def test_columns_say_what_each_account_has(reader: Reader) -> None:
    for name, column in (("platform", 4), ("state", 5), ("field", 6)):
        told = [ord(character) - ZERO for character in reader.load(name)]
        assert told == [reader.account(number)[0][column] for number in range(reader.index["total"])]


def test_no_file_of_a_large_directory_is_large() -> None:
    files = Reader(directory(MANY // len(PLATFORMS))).files
    largest = max(files, key=lambda name: len(files[name]))
    assert len(files[largest]) < 100_000, largest
    assert len(files["search"]) < 5_000
