"""The scalars of records. YAML gives text only (see loading.yamltext); here the text becomes a date, a flag, a slug."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from govmedia.when import parse_instant


@dataclass(frozen=True, eq=False)
class FromText:
    """Text of a pattern, then another type: judged by pydantic's core alone, since a registry holds tens of thousands.

    `shown` is its JSON Schema: an editor sees the YAML value, which is no text to it.
    """

    pattern: str
    then: CoreSchema
    shown: tuple[tuple[str, str], ...]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.chain_schema([core_schema.str_schema(pattern=self.pattern), self.then])

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.shown)


@dataclass(frozen=True, eq=False)
class Shown:
    """The JSON Schema of a type that a function validates."""

    schema: tuple[tuple[str, str], ...]

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


def _instant(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError(f"“{value}”不是时刻")
    return parse_instant(value)


def _count(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,12}", value):
        raise ValueError(f"“{value}”不是整数")
    return value


FLAG = "^(true|false)$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
"""Patterns of a flag and a date as text; messages recognise them."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Flag = Annotated[bool, FromText(FLAG, core_schema.bool_schema(), (("type", "boolean"),))]
Day = Annotated[date, FromText(DAY, core_schema.date_schema(), (("type", "string"), ("format", "date")))]
Instant = Annotated[datetime, BeforeValidator(_instant), Shown((("type", "string"), ("format", "date-time")))]
Count = Annotated[int, BeforeValidator(_count), Shown((("type", "integer"),))]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RegionSlug = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
UnitId = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9-]+/[a-z0-9-]+$", max_length=160)]
AccountId = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+$", max_length=240)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
