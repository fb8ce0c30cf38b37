"""An empty instance, and imports into it."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from ledger_tools import DAY, HEAD, Rows, csv_bytes, empty_instance, govmedia

from govmedia.calculation.fates import Fate, Plan
from govmedia.calculation.importing import Wishes, plan_import
from govmedia.loading.columns import load_columns
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.loading.sheets import read_book
from govmedia.when import as_of

SHA256 = "0" * 64


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["GOVMEDIA_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return empty_instance(tmp_path / "instance")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger of an empty instance."""
    return load([empty_instance(tmp_path_factory.mktemp("empty") / "instance")], as_of(DAY))


@pytest.fixture(scope="session")
def plan(empty: Ledger) -> Callable[..., Plan]:
    """`plan(rows, region=…, mapped=…)` or `plan(raw=bytes)`: what an import into an empty instance would do."""
    columns = load_columns(empty)

    def planned(rows: Rows = (), *, raw: bytes = b"", region: str | None = "990100-lingdong", mapped: dict[str, str] | None = None) -> Plan:
        book = read_book(raw or csv_bytes(rows), "台账")
        return plan_import(book, empty, columns, Wishes("台账.csv", "2026Q4", region, mapped or {}, sha256=SHA256))

    return planned


@pytest.fixture(scope="session")
def fates(plan: Callable[..., Plan]) -> Callable[..., list[Fate]]:
    """The fates of an import of these rows under HEAD, or under the head that stands first."""

    def told(*rows: Sequence[Any], head: Sequence[str] = HEAD, **options: Any) -> list[Fate]:
        return plan([head, *rows], **options).fates

    return told


@pytest.fixture
def bring(instance: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., tuple[int, dict[str, Any]]]:
    """`bring(raw, *options)` imports a ledger into the instance: exit code and report."""

    def brought(raw: bytes, *options: object, name: str = "台账.csv") -> tuple[int, dict[str, Any]]:
        file = tmp_path / name
        file.write_bytes(raw)
        capsys.readouterr()
        code = govmedia("import", file, "--root", instance, "--as-of", DAY, "--format", "json", *options)
        out = capsys.readouterr().out
        return code, json.loads(out) if out.startswith("{") else {}

    return brought
