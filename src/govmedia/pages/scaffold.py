"""Scaffolds (样表): a new file with the Chinese term beside each key, the keys not given standing ready behind `#`."""

from typing import Any

from pydantic import BaseModel

from govmedia.loading.yamlwrite import write
from govmedia.pages.texttable import width

_WIDEST = 48
"""Remarks stand in one column, but beyond this no line pushes them further to the right."""


def scaffold(model: type[BaseModel], given: dict[str, Any], left_out: tuple[str, ...] = ()) -> str:
    """YAML of a record: the given keys with their values, every other key as a remark, but those left out."""
    rows: list[tuple[str, str]] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in given:
            first, *rest = write({key: given[key]}).splitlines()
            rows += [(first, field.description or ""), *((line, "") for line in rest)]
        elif key not in left_out:
            rows.append((f"# {key}:", field.description or ""))
    return _aligned(rows)


def _aligned(rows: list[tuple[str, str]]) -> str:
    column = max(w for text, _ in rows if (w := width(text)) <= _WIDEST) + 2
    lines = [f"{text}{' ' * max(2, column - width(text))}# {remark}" if remark else text for text, remark in rows]
    return "\n".join(lines) + "\n"
