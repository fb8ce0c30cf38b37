"""JSON Schema of every kind of file, for editors: keys complete themselves and explain themselves in Chinese.

The schema is what the reader accepts: it takes every scalar as text, so where text is wanted an editor must not object to a number.
"""

import json
from typing import Any

from pydantic import BaseModel

from govmedia.model.account import Account
from govmedia.model.manuscript import Manuscript
from govmedia.model.office import Baseline, Clauses, Kinds, People, Sources, Waivers
from govmedia.model.platform import Platforms
from govmedia.model.policy import Policy
from govmedia.model.receipt import Receipt
from govmedia.model.region import Regions
from govmedia.model.sample import Draw, Failures, Frame, WatchList
from govmedia.model.unit import Unit
from govmedia.model.words import Word

MODELS: dict[str, tuple[type[BaseModel], str]] = {
    "account": (Account, "账号备案"),
    "unit": (Unit, "单位"),
    "policy": (Policy, "口径"),
    "platforms": (Platforms, "平台表"),
    "regions": (Regions, "行政区划表"),
    "clauses": (Clauses, "条款表"),
    "sources": (Sources, "稿源单位"),
    "people": (People, "人员与权限"),
    "kinds": (Kinds, "改动的种类"),
    "waivers": (Waivers, "豁免"),
    "baseline": (Baseline, "存量问题"),
    "manuscript": (Manuscript, "稿头"),
    "receipt": (Receipt, "发布回执"),
    "findings": (Failures, "检查不合格"),
    "watch": (WatchList, "重点关注"),
    "frame": (Frame, "抽查名单"),
    "draw": (Draw, "抽签结果"),
}


def schema_texts() -> dict[str, str]:
    """`registry/schema/<name>.schema.json` -> its text."""
    return {f"registry/schema/{name}.schema.json": _text(model, title) for name, (model, title) in MODELS.items()}


def _text(model: type[BaseModel], title: str) -> str:
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return json.dumps({**head, **shown(model)}, ensure_ascii=False, indent=1) + "\n"


def shown(model: type[BaseModel]) -> dict[str, Any]:
    """The model's schema without the titles and docstrings that are for programmers."""
    raw = model.model_json_schema(by_alias=True)
    words = {word.__name__: word for word in Word.__subclasses__()}
    schema: dict[str, Any] = _tidy({key: value for key, value in raw.items() if key not in ("title", "description", "$defs")})
    definitions = {name: _definition(part, words.get(name)) for name, part in raw.get("$defs", {}).items()}
    return {**schema, "$defs": definitions} if definitions else schema


def _definition(part: dict[str, Any], word: type[Word] | None) -> dict[str, Any]:
    """A part without its docstring; a vocabulary with the Chinese term of each word."""
    tidy: dict[str, Any] = _tidy({key: value for key, value in part.items() if key not in ("title", "description")})
    if word is None:
        return tidy
    terms = [member.zh for member in word]
    return {**tidy, "enumDescriptions": terms, "markdownEnumDescriptions": terms}


def _tidy(value: Any) -> Any:
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _properties(item) if key == "properties" else _tidy(item) for key, item in value.items() if key != "title"}
    if kept.get("type") == "string" and not {"enum", "const", "format"} & kept.keys():
        kept["type"] = ["string", "number"]
    return kept


def _properties(fields: dict[str, Any]) -> dict[str, Any]:
    """By name, so that a field called `title` stays."""
    return {name: _tidy(field) for name, field in fields.items()}
