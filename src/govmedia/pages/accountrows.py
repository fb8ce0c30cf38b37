"""The open data about accounts, a line for each: api/v1/accounts.json, and accounts.csv for spreadsheets."""

import csv
import io
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from pydantic_core import to_json

from govmedia.calculation.exchange import guard
from govmedia.model.account import Account
from govmedia.pages.apimodel import VERSION, ApiAccount, ApiEvent
from govmedia.pages.around import Around
from govmedia.pages.rolls import Roll
from govmedia.pages.site import Site

_ROW = tuple(ApiAccount.model_fields)
_EVENT = tuple(ApiEvent.model_fields)
_COLUMNS = (
    "id",
    "name",
    "former_names",
    "platform_name",
    "type",
    "platform_ids",
    "url",
    "unit_name",
    "unit",
    "region",
    "state_name",
    "field",
    "verified_as",
    "cac_filing_no",
    "opened_on",
    "page",
)
_event_values = attrgetter(*_EVENT)


def account_rolls(site: Site) -> tuple[Roll, ...]:
    """The two files; UTF-8 is known to spreadsheet programs by its mark."""
    head = to_json({"version": VERSION, "as_of": str(site.ledger.as_of)}).removesuffix(b"}") + b',"accounts":[\n'
    columns = _sheet_line([ApiAccount.model_fields[column].description or "" for column in _COLUMNS])
    return (
        Roll("api/v1/accounts.json", head, b",\n", b"\n", b"]}\n", b'{"id":"', b'"'),
        Roll("api/v1/accounts.csv", b"\xef\xbb\xbf" + columns + b"\r\n", b"\r\n", b"\r\n", b"", b"", b","),
    )


def account_lines(account: Account, facts: SimpleNamespace, around: Around) -> tuple[bytes, ...]:
    """The account's line in each of them."""
    row = _row(account, facts, around)
    return to_json(row), _sheet_line([guard(_one_line(_cell(row[column]))) for column in _COLUMNS])


def _row(account: Account, facts: SimpleNamespace, around: Around) -> dict[str, Any]:
    values = {
        **vars(facts),
        "platform_ids": account.platform_ids if facts.platform_ids is not None else {},
        "unit": account.unit,
        "unit_name": around.unit[0],
        "region": account.region,
        "confirmed": not facts.provisional,
        "events": [dict(zip(_EVENT, _event_values(event), strict=True)) for event in facts.events],
        "page": around.address,
    }
    return {name: values[name] for name in _ROW}


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{key}={text}" for key, text in value.items())
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _one_line(text: str) -> str:
    """Without the line breaks that a name in a filing may hold: some spreadsheet programs begin a new row at them."""
    return text if text.isprintable() else " ".join(text.splitlines())


def _sheet_line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue().encode()
