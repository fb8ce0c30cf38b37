"""Records -> YAML text. The counterpart of yamltext: what is written here reads back there as the same text.

Mappings inside a record stand on one line (`{kind: opened, on: 2019-05-06}`), as people write filings by hand.
"""

import re
from datetime import date, datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel

_PLAIN = re.compile(r"[^\W_](?:[\w ./+=@%&~#?:()〔〕（）《》、，；：！。“”·—-]*[\w/+=@%~()〔〕（）《》、，；：！。“”·])?")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What other YAML readers would take for a number, a time, a truth value or nothing: quoted, so that nobody is misled.
_MISREAD = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|[.]?nan|[-+]?[.]?inf)|[-+]?[0-9][0-9_,.:/ +-]*(?:e[-+]?[0-9]+)?"
    r"|0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNPRINTED = re.compile('[\x00-\x1f\x7f-\xa0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"\\\\]')


def write_record(record: BaseModel) -> str:
    """The keys that were given, in the order of the model."""
    return write(record.model_dump(by_alias=True, exclude_unset=True))


def write(data: dict[str, Any]) -> str:
    """A file of `key: value`; lists of mappings take a line per item. Values: text, None, bool, int, date, list, dict."""
    return "".join(f"{_key(key)}:{_block(value)}\n" for key, value in data.items()) or "{}\n"


def write_inline(data: dict[str, Any]) -> str:
    """A mapping on one line: `{account: wechat, at: 2026-05-06T09:30:00+08:00}`."""
    return _flow(data)


def _block(value: Any) -> str:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "".join(f"\n  - {_flow(item)}" for item in value)
    return f" {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int | date | datetime):
        return value.isoformat() if isinstance(value, date) else str(value)
    return _text(str(value.value) if isinstance(value, Enum) else str(value))


def _key(key: str) -> str:
    return key if (_KEY.fullmatch(key) and not _MISREAD.fullmatch(key)) or key == "on" else _quoted(key)


def _text(text: str) -> str:
    return text if is_plain(text) else _quoted(text)


def is_plain(text: str) -> bool:
    """Whether the text may stand without quotes: no reader would take it for something else."""
    if not _PLAIN.fullmatch(text) or _MISREAD.fullmatch(text):
        return False
    return ": " not in text and " #" not in text


def _quoted(text: str) -> str:
    return '"' + _UNPRINTED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"
