"""JSON that a person can skim and a machine writes quickly: a line for each entry, and each row of a list on its own line."""

import json
from collections.abc import Mapping
from typing import Any

_dumps = json.JSONEncoder(ensure_ascii=False).encode


def json_lines(document: Mapping[str, Any]) -> str:
    """The document, keys in their order. (`indent` would leave the fast encoder: ten times slower on long lists.)"""
    return "{\n" + ",\n".join(f"{_dumps(key)}: {_value(value)}" for key, value in document.items()) + "\n}"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_dumps, value)) + "\n]"
    return _dumps(value)
