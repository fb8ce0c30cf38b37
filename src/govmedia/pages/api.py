"""Open data: api/v1/*.json with their JSON Schema, and accounts.csv for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from govmedia.calculation.bodies import supervision
from govmedia.calculation.exchange import guard
from govmedia.model.account import Account
from govmedia.model.unit import Unit
from govmedia.pages.accounts import account_events, account_facts
from govmedia.pages.apimodel import SHAPES, VERSION, ApiAccount, ApiEvent
from govmedia.pages.page import File
from govmedia.pages.site import Site, account_path, unit_path

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


def api_files(site: Site) -> list[File]:
    """All of it for one audience. Data and CSV are made from the same rows, each looked at once."""
    accounts, table = io.StringIO(), io.StringIO(newline="")
    head = json.dumps({"version": VERSION, "as_of": str(site.ledger.as_of)}, separators=(",", ":"))
    accounts.write(f'{head[:-1]},"accounts":[')
    sheet = csv.writer(table)
    sheet.writerow([ApiAccount.model_fields[column].description for column in _COLUMNS])
    for number, account in enumerate(site.accounts):
        row = _account(account, site)
        accounts.write(",\n" if number else "\n")
        accounts.write(_compact(row))
        sheet.writerow([guard(_cell(row[column])) for column in _COLUMNS])
    accounts.write("\n]}\n")
    tables = {"units": [_unit(u, site) for u in site.units], "regions": list(_regions(site)), "platforms": _platforms(site)}
    return [
        File("api/v1/accounts.json", accounts.getvalue().encode()),
        File("api/v1/accounts.csv", b"\xef\xbb\xbf" + table.getvalue().encode()),
        *(File(f"api/v1/{name}.json", _table(name, rows)) for name, rows in tables.items()),
        *(File(f"api/v1/{name}.schema.json", _schema(name)) for name in SHAPES),
    ]


def _account(account: Account, site: Site) -> dict[str, Any]:
    facts = account_facts(account, site)
    unit = site.ledger.units.get(account.unit)
    extra = {
        "platform_ids": dict(account.platform_ids) if facts.platform_ids is not None else {},
        "unit": account.unit,
        "unit_name": unit.name if unit else account.unit,
        "region": account.region,
        "confirmed": not facts.provisional,
        "events": [{key: getattr(event, key) for key in _EVENT} for event in account_events(account, site)],
        "page": site.site_url + account_path(account.id),
    }
    return {name: extra[name] if name in extra else getattr(facts, name) for name in ApiAccount.model_fields}


def _unit(unit: Unit, site: Site) -> dict[str, Any]:
    return {
        "id": unit.id,
        "name": unit.name,
        "short_names": unit.short_names,
        "former_names": unit.former_names,
        "level": unit.level.value,
        "kind": unit.kind.value,
        "line": unit.line.value,
        "region": unit.region,
        "supervised_by": supervision(unit, site.ledger).office,
        "credit_code": unit.credit_code,
        "page": site.site_url + unit_path(unit.id),
    }


def _regions(site: Site) -> Iterator[dict[str, Any]]:
    for r in site.places.values():
        yield {"id": r.id, "code": r.code, "name": r.name, "level": r.level.value, "parent": r.parent}


def _platforms(site: Site) -> list[dict[str, Any]]:
    return [{"slug": p.slug, "name": p.name, "class": p.class_.value} for p in site.ledger.platforms.values()]


def _table(name: str, rows: list[dict[str, Any]]) -> bytes:
    lines = ",\n".join(_compact(row) for row in rows)
    return f'{{"version":{VERSION},"{name}":[\n{lines}\n]}}\n'.encode()


def _schema(name: str) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SHAPES[name].model_json_schema()}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _compact(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{key}={text}" for key, text in value.items())
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)
