"""GitHub's own description of its interface: strict with what is sent, lenient with what our fake answers."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from forges.fakeserver import Asked
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

FILE = Path(__file__).with_name("github-rest.json")


@cache
def description() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return data


@cache
def _openapi() -> OpenAPI:
    return OpenAPI.from_dict(description())  # type: ignore[arg-type]


def wrong_request(asked: Asked) -> Iterator[str]:
    """What GitHub would not have understood."""
    request = MockRequest(
        "https://api.github.com",
        asked.method.lower(),
        asked.path,
        args=asked.query,
        data=json.dumps(asked.body).encode() if asked.body is not None else b"",
        content_type="application/json",
    )
    try:
        _openapi().validate_request(request)
    except Exception as error:
        yield f"{asked.method} {asked.path} {asked.query} {asked.body}: {error!r} {error.__cause__!r}"
        return
    known = {p["name"] for p in _parameters(asked)}
    yield from (f"{asked.method} {asked.path}: unknown parameter {name}" for name in asked.query if name not in known)


def wrong_answer(asked: Asked, answer: Any) -> Iterator[str]:
    """Fields of our fake that GitHub does not have, or has in another shape; what is left out is no fault."""
    schema = next(iter(_operation(asked)["responses"].values()))["content"]["application/json"]["schema"]
    validator = jsonschema.Draft7Validator({**_lenient(schema), "components": _lenient_components()})
    yield from (f"{asked.path}: {error.json_path} {error.message[:200]}" for error in validator.iter_errors(answer))
    yield from (f"{asked.path}: GitHub has no {place}" for place in _strangers(schema, answer, "$"))


def schema_of(path: str, method: str) -> dict[str, Any]:
    """What an operation takes as body, complete with components, for jsonschema."""
    body = description()["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]
    return {**body, "components": description()["components"]}


def _operation(asked: Asked) -> dict[str, Any]:
    found = [p for p in description()["paths"] if asked.method.lower() in description()["paths"][p] and _fits(p, asked.path)]
    best = min(found, key=lambda path: path.count("{"))
    operation: dict[str, Any] = description()["paths"][best][asked.method.lower()]
    return operation


def _fits(pattern: str, path: str) -> bool:
    wanted, given = pattern.split("/"), path.split("/")
    return len(wanted) == len(given) and all(w == g or w.startswith("{") for w, g in zip(wanted, given, strict=True))


def _parameters(asked: Asked) -> Iterator[dict[str, Any]]:
    for parameter in _operation(asked).get("parameters", ()):
        yield _resolved(parameter)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    _, _, kind, name = schema["$ref"].split("/")
    found: dict[str, Any] = description()["components"][kind][name]
    return found


@cache
def _lenient_components() -> Any:
    return _lenient(description()["components"])


def _lenient(schema: Any) -> Any:
    """A schema of OpenAPI 3.0 for jsonschema, with nothing required."""
    if isinstance(schema, list):
        return [_lenient(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _lenient(value) for key, value in schema.items() if not (key == "required" and isinstance(value, list))}
    if found.pop("nullable", None) is True:
        return {"anyOf": [{"type": "null"}, found]}
    return found


def _strangers(schema: dict[str, Any], value: Any, place: str) -> Iterator[str]:
    schema = _resolved(copy.copy(schema))
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _strangers(schema["items"], item, place + "[]")
    if isinstance(value, dict) and "properties" in schema:
        for key, inner in value.items():
            if key not in schema["properties"]:
                yield f"{place}.{key}"
            else:
                yield from _strangers(schema["properties"][key], inner, f"{place}.{key}")
