"""Open data: api/v1/*.json with their JSON Schema. The accounts among them are in govmedia.pages.accountrows."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from govmedia.calculation.bodies import supervision
from govmedia.model.unit import Unit
from govmedia.pages.apimodel import SHAPES, VERSION
from govmedia.pages.page import File
from govmedia.pages.site import Site, unit_path


def api_files(site: Site) -> list[File]:
    """All but the accounts, for one audience."""
    tables = {"units": [_unit(u, site) for u in site.units], "regions": list(_regions(site)), "platforms": _platforms(site)}
    return [
        *(File(f"api/v1/{name}.json", _table(name, rows)) for name, rows in tables.items()),
        *(File(f"api/v1/{name}.schema.json", _schema(name)) for name in SHAPES),
    ]


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
    return b'{"version":%d,"%s":[\n%s\n]}\n' % (VERSION, name.encode(), b",\n".join(map(to_json, rows)))


def _schema(name: str) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **SHAPES[name].model_json_schema()}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
