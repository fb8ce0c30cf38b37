"""Plain data -> records. Pydantic judges; here its verdicts become Chinese faults that list what is allowed."""

import difflib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, TypeGuard, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json

from govmedia.fault import Fault, Keys
from govmedia.loading.yamlplain import Data
from govmedia.model.scalars import DAY, FLAG

M = TypeVar("M", bound=BaseModel)


def decode_record(model: type[M], data: Data, path: str) -> tuple[M | None, list[Fault]]:
    """The record, or every fault that keeps it from being one."""
    if not _is_root_list(model) and not isinstance(data, dict):
        return None, [_not_a_mapping(data, path)]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_faults(model, error, path))


def decode_json(model: type[M], text: bytes, path: str) -> tuple[M | None, list[Fault]]:
    """The same from data as JSON, which pydantic reads faster than it looks through Python's objects."""
    try:
        return model.model_validate_json(text), []
    except ValidationError:
        return decode_record(model, from_json(text), path)


@cache
def _is_root_list(model: type[BaseModel]) -> bool:
    return "root" in model.model_fields


def _not_a_mapping(data: Data, path: str) -> Fault:
    if isinstance(data, str) and "：" in data:
        return Fault(path, (), "键后面用了全角冒号“：”", "改成半角冒号加一个空格“: ”", 1, 1)
    what = "是空的" if data is None else "不是“键: 值”的形式"
    return Fault(path, (), f"文件{what}", "照同类文件填写，或用 govmedia new 生成", 1, 1)


def _faults(model: type[BaseModel], error: ValidationError, path: str) -> Iterator[Fault]:
    seen = set()
    for detail in error.errors(include_url=False):
        keys = _keys(detail["loc"])
        message, mend = _words(model, detail, keys)
        if (keys, message) not in seen:
            seen.add((keys, message))
            yield Fault(path, keys, message, mend)


def _keys(loc: tuple[int | str, ...]) -> Keys:
    """Pydantic's way, without the names of union members that it slips in."""
    return tuple(step for step in loc if isinstance(step, int) or not _is_internal(step))


def _is_internal(step: str) -> bool:
    return step in ("[key]", "constrained-str", "str") or step[:1].isupper() or step.startswith(("function-", "literal["))


def _words(model: type[BaseModel], detail: ErrorDetails, keys: Keys) -> tuple[str, str]:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    key = _named(keys)
    if kind == "extra_forbidden":
        return _unknown_key(key, allowed_keys(model, keys[:-1]))
    if kind == "missing":
        return f"缺少“{key}”", _describe(model, keys)
    if kind == "enum":
        return f"“{key}”的值“{given}”不可用", f"可用的值：{_options(model, keys, context)}"
    if kind == "literal_error":
        return f"“{key}”的值“{given}”不可用", f"可用的值：{context['expected'].replace(' or ', '、').replace(', ', '、')}"
    if kind == "value_error":
        return f"“{key}”：{context['error']}", "照样式改正"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"“{key}”应是“键: 值”的一组", _describe(model, keys)
    if kind in ("list_type", "tuple_type"):
        return f"“{key}”应是列表", "写成 [甲, 乙]，或每行一个以“- ”开头"
    if kind == "string_type":
        return f"“{key}”{'没有填写' if given is None else '应是一段文字'}", _describe(model, keys)
    if kind == "string_pattern_mismatch" and context["pattern"] == FLAG:
        return f"“{key}”的值“{_short(given)}”不可用", "是写 true，否写 false"
    if kind.startswith("date_") or (kind == "string_pattern_mismatch" and context["pattern"] == DAY):
        return f"“{key}”的值“{_short(given)}”不是日期", "写成 2026-05-06 的样子，且要是历上有的日子"
    if kind == "string_pattern_mismatch":
        return f"“{key}”的值“{_short(given)}”不合格式", _describe(model, keys)
    if kind in ("string_too_short", "too_short"):
        return f"“{key}”是空的", _describe(model, keys)
    if kind in ("string_too_long", "too_long"):
        return f"“{key}”太长（上限 {context.get('max_length')}）", "删减内容"
    if kind.startswith(("greater_than", "less_than")):
        limit = context.get("ge", context.get("gt", context.get("le", context.get("lt"))))
        return f"“{key}”的值“{given}”超出范围", f"界限是 {limit}"
    return f"“{key}”的值“{_short(given)}”读不懂", _describe(model, keys)


def _named(keys: Keys) -> str:
    if keys and isinstance(keys[-1], int):
        return f"{keys[-2] if len(keys) > 1 else '列表'} 第 {keys[-1] + 1} 项"
    return str(keys[-1]) if keys else "文件"


def _unknown_key(key: str, allowed: list[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(key, allowed, 1)
    hint = f"是不是“{near[0]}”？" if near else ""
    return f"未知的键“{key}”", f"{hint}可用的键：{'、'.join(allowed)}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _options(model: type[BaseModel], keys: Keys, context: dict[str, Any]) -> str:
    field = field_at(model, keys)
    for kind in types_in(field.annotation if field else None):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return "、".join(f"{word.value}（{getattr(word, 'zh', '')}）" for word in kind)
    return str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")


def _describe(model: type[BaseModel], keys: Keys) -> str:
    field = field_at(model, keys)
    return f"应填：{field.description}" if field is not None and field.description else "照同类文件填写"


def allowed_keys(model: type[BaseModel], keys: Keys) -> list[str]:
    """The keys that may stand in the mapping at `keys`, as written in files."""
    inner = _model_at(model, keys)
    return [f.alias or name for name, f in inner.model_fields.items()] if inner else []


def field_at(model: type[BaseModel], keys: Keys) -> Any:
    """The model's field that a key in a file fills; None where the key is of the writer's own choice, or unknown."""
    names = [key for key in keys if isinstance(key, str)]
    inner = _model_at(model, tuple(names[:-1]))
    if not inner or not names:
        return None
    return next((f for name, f in inner.model_fields.items() if names[-1] in (name, f.alias)), None)


def _model_at(model: type[BaseModel], keys: Keys) -> type[BaseModel] | None:
    found: type[BaseModel] | None = _unwrapped(model)
    for key in keys:
        if isinstance(key, str) and found is not None:
            field = next((f for name, f in found.model_fields.items() if key in (name, f.alias)), None)
            found = next(map(_unwrapped, filter(_is_model, types_in(field.annotation))), None) if field else found
    return found


def _unwrapped(model: type[BaseModel]) -> type[BaseModel]:
    """The row model of a list file, else the model itself."""
    if _is_root_list(model):
        rows: type[BaseModel] = next(filter(_is_model, types_in(model.model_fields["root"].annotation)))
        return rows
    return model


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def types_in(annotation: Any) -> Iterator[Any]:
    """An annotation and everything it is made of."""
    yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner)
