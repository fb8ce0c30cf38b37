"""A filing <-> its cells in an exported directory. The two directions stand together, since each undoes the other."""

import json
from collections.abc import Callable
from typing import Any

from govmedia.calculation.exchange import COLUMNS, Column
from govmedia.model.record import Record
from govmedia.model.words import AccountType, Function, Interaction, Scope, Word

Facts = dict[str, Any]
_WORDS: dict[str, type[Word]] = {"type": AccountType, "scope": Scope, "functions": Function, "interaction": Interaction}
_FILED = tuple(column for column in COLUMNS if not column.key.startswith("@"))


def as_cells(record: Record) -> dict[str, str]:
    """Texts by header; what the filing does not say is left out."""
    facts = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    values = ((column, _inner(facts, column.key.split("."))) for column in _FILED)
    return {column.header: _shown(column, value) for column, value in values if value is not None and value != [] and value != {}}


def as_facts(texts: dict[str, str]) -> Facts:
    """The keys of the filing, every scalar text. Raises ValueError with the header of a cell that cannot be read."""
    facts: Facts = {}
    for column in _FILED:
        if column.header in texts:
            *way, last = column.key.split(".")
            inner = facts.setdefault(way[0], {}) if way else facts
            inner[last] = _meant(column, texts[column.header])
    return facts


def as_json(value: Any) -> str:
    """Compact JSON, Chinese readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, header: str) -> Any:
    """JSON with every scalar as text. Raises ValueError with the header."""
    try:
        return _plain(json.loads(text))
    except (ValueError, RecursionError):
        raise ValueError(header) from None


def _inner(facts: Facts, way: list[str]) -> Any:
    for key in way:
        facts = facts.get(key) if isinstance(facts, dict) else None  # type: ignore[assignment]
    return facts


def _shown(column: Column, value: Any) -> str:
    kinds: dict[str, Callable[[Any], str]] = {
        "word": lambda v: _zh(column, v),
        "words": lambda v: "、".join(_zh(column, item) for item in v),
        "flag": lambda v: "是" if v else "否",
        "json": as_json,
    }
    return kinds.get(column.form, str)(value)


def _meant(column: Column, text: str) -> Any:
    if column.form == "word":
        return _key(column, text)
    if column.form == "words":
        return [_key(column, item) for item in text.split("、")]
    if column.form == "flag":
        return {"是": "true", "否": "false"}.get(text, text)
    return from_json(text, column.header) if column.form == "json" else text


def _zh(column: Column, value: str) -> str:
    return next(word.zh for word in _WORDS[column.key] if word.value == value)


def _key(column: Column, text: str) -> str:
    return next((word.value for word in _WORDS[column.key] if word.zh == text), text)


def _plain(value: Any) -> Any:
    """JSON values as YAML gives them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None or isinstance(value, str) else str(value)
