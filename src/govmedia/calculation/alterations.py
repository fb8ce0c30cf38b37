"""How plain data differ before and after a change: values by the keys that lead to them, rows of a list by what names them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govmedia.fault import Keys
from govmedia.loading.yamlplain import Data

Row = dict[str, Data]


class Alteration(NamedTuple):
    """One value that is another now. None where there is none."""

    keys: Keys
    old: Data
    new: Data


def alterations(old: Data, new: Data, keys: Keys = ()) -> Iterator[Alteration]:
    """Every value that differs; lists are values, mappings are looked into. What is left out, null or empty is the same."""
    if (isinstance(old, dict) and isinstance(new, dict | None)) or (isinstance(new, dict) and old is None):
        before, after = as_mapping(old), as_mapping(new)
        for key in dict.fromkeys((*before, *after)):
            yield from alterations(before.get(key), after.get(key), (*keys, key))
    elif (old or None) != (new or None):
        yield Alteration(keys, old, new)


def as_mapping(data: Data) -> Row:
    """The mapping, or an empty one for anything else."""
    return data if isinstance(data, dict) else {}


def as_rows(data: Data) -> list[Row]:
    """The mappings of a list; nothing for anything else."""
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def named_rows(data: Data, keys: Sequence[str]) -> dict[str, Row]:
    """Rows by the values of the keys that name them; of rows with one name, all."""
    found: dict[str, Row] = {}
    seen: Counter[str] = Counter()
    for row in as_rows(data):
        name = " ".join(str(row.get(key) or "") for key in keys)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}（第 {seen[name]} 次）"] = row
    return found


def gained_and_lost(old: Data, new: Data) -> tuple[list[str], list[str]]:
    """Words that a list has now and had not, and those it had."""
    before, after = ([each for each in side if isinstance(each, str)] if isinstance(side, list) else [] for side in (old, new))
    return [each for each in after if each not in before], [each for each in before if each not in after]
