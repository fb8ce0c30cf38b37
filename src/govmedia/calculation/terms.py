"""Records in the words of the office: the Chinese term of every key, and values as people write them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from govmedia.fault import Keys
from govmedia.loading.decode import field_at, types_in
from govmedia.loading.yamlplain import Data
from govmedia.model.words import Word

Model = type[BaseModel]

EMPTY = "（没有填）"
_REMARK = re.compile(r"[：，；（。]| [a-z]")


@dataclass(frozen=True)
class Speller:
    """`names`: what people call units, accounts and regions, by id; `labels`: what keys of the writer's own choice stand for."""

    names: Mapping[str, str]
    labels: Mapping[str, str]

    def way(self, model: Model, keys: Keys) -> str:
        """The terms of all keys on the way to a value."""
        steps = [self.term(model, keys[: at + 1]) for at, key in enumerate(keys) if isinstance(key, str)]
        return " / ".join(steps)

    def term(self, model: Model, keys: Keys) -> str:
        """The term of the last key: its description up to the first remark; of a key of the writer's own choice, what it names."""
        field = field_at(model, keys)
        if field is not None and field.description:
            return _REMARK.split(field.description, maxsplit=1)[0].strip()
        key = str(keys[-1])
        return self.labels.get(key) or self._word(key, field_at(model, keys[:-1]))

    def told(self, value: Data, model: Model, keys: Keys) -> str:
        """A value; what several values are made of is told in full."""
        if value is None or value in ([], {}):
            return EMPTY
        if isinstance(value, dict):
            return "，".join(self._pairs(value, model, keys))
        if isinstance(value, list):
            between = "；" if any(isinstance(each, dict) for each in value) else "、"
            return between.join(self.told(each, model, (*keys, at)) for at, each in enumerate(value))
        return value if keys[-1:] == ("id",) else self._word(value, field_at(model, keys) or field_at(model, keys[:-1]))

    def _pairs(self, value: Mapping[str, Any], model: Model, keys: Keys) -> Iterator[str]:
        for key, inner in value.items():
            if inner is not None:
                yield f"{self.term(model, (*keys, key))}：{self.told(inner, model, (*keys, key))}"

    def _word(self, value: str, field: Any) -> str:
        """One word: of a closed vocabulary, a flag, a date, or the id of something that has a name."""
        for kind in types_in(field.annotation if field else None):
            if isinstance(kind, type) and issubclass(kind, Word) and (known := {word.value: word.zh for word in kind}.get(value)):
                return known
            if kind is bool and value in ("true", "false"):
                return "是" if value == "true" else "否"
        return _said(value, field) or _day(value) or self.names.get(value, value)


def _said(value: str, field: Any) -> str:
    """The Chinese word that a field's description puts after one of its English ones; "" where it puts none."""
    description = (field.description if field else None) or ""
    found = re.search(rf"(?<![\w-]){value} ([^\s；，]+)", description) if re.fullmatch("[a-z_]+", value) else None
    return found[1] if found else ""


def _day(value: str) -> str:
    """A date or an instant in Chinese; "" for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return chinese_day(date.fromisoformat(value))
        if re.match(r"\d{4}-\d{2}-\d{2}T", value):
            at = datetime.fromisoformat(value)
            return f"{chinese_day(at.date())} {at:%H:%M}"
    except ValueError:
        pass
    return ""


def chinese_day(day: date) -> str:
    """2026年11月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
