"""Building instances and ledgers, running verbs, looking at what was filed."""

import csv
import importlib
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from govmedia.scripts import run

ROOT = Path(__file__).resolve().parents[2]
NORMS = ("platforms", "regions", "columns", "policy", "clauses", "kinds")
DAY = "2026-11-22"
HEAD = ("账号名称", "注册平台", "单位名称")
Rows = Sequence[Sequence[Any]]


def empty_instance(folder: Path) -> Path:
    """An instance that knows platforms and regions, and has no filing."""
    (folder / "registry").mkdir(parents=True)
    for name in NORMS:
        shutil.copy(ROOT / "registry" / f"{name}.yml", folder / "registry")
    return folder


def csv_bytes(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows: Rows, **options: Any) -> bytes:
    """A workbook of one sheet; `merge` lists ranges, `title` names the sheet, `change` may do the rest."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = options.get("title", "台账")
    for row in rows:
        sheet.append(list(row))
    for cells in options.get("merge", ()):
        sheet.merge_cells(cells)
    options.get("change", lambda _: None)(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def govmedia(verb: str, *arguments: object) -> int:
    """Exit code of a verb."""
    return run(importlib.import_module(f"govmedia.scripts.{verb}").command, [str(a) for a in arguments], "govmedia")


def filings(instance: Path) -> dict[str, str]:
    """Texts of what lies in the folders of units and surveys, by path."""
    found = (f for f in sorted((instance / "registry").rglob("*")) if f.is_file() and f.parent != instance / "registry")
    return {f.relative_to(instance).as_posix(): f.read_text(encoding="utf-8") for f in found}
