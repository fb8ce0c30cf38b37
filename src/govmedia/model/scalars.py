"""The scalars of records. YAML gives text only (see loading.yamltext); here the text becomes a date, a flag, a slug."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from govmedia.when import parse_date, parse_instant

_FLAGS = {"true": True, "false": False}


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in _FLAGS:
            raise ValueError(f"“{value}”不是 true 或 false（是写 true，否写 false）")
        return _FLAGS[value]
    return value


def _date(value: object) -> object:
    return parse_date(value) if isinstance(value, str) else value


def _instant(value: object) -> object:
    return parse_instant(value) if isinstance(value, str) else value


def _count(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,12}", value):
        raise ValueError(f"“{value}”不是整数")
    return value


Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
Count = Annotated[int, BeforeValidator(_count)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
RegionSlug = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
UnitId = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9-]+/[a-z0-9-]+$", max_length=160)]
AccountId = Annotated[str, StringConstraints(pattern=r"^\d{6}-[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+$", max_length=240)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
