"""A tiny instance with manuscripts, and the exports of back offices as they come."""

import csv
import importlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from govmedia.loading.decode import decode_record
from govmedia.loading.yamltext import parse
from govmedia.model.receipt import Receipt
from govmedia.scripts import run

HEALTH, SCHOOLS = "990100-lingdong/health", "990100-lingdong/education"
DAY = "2026-11-20"
Rows = Sequence[Sequence[Any]]


def filing(name: str, **keys: str) -> str:
    """An account's file."""
    return f"name: {name}\n" + "".join(f"{k}: {v}\n" for k, v in keys.items()) + "events:\n  - {kind: opened, on: 2019-05-06}\n"


def manuscript(title: str, *accounts: str, body: str = "正文。", **keys: str) -> str:
    """A manuscript's file; further keys as YAML."""
    head = {"class": "service", "source": "original"} | {key.removesuffix("_"): value for key, value in keys.items()}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"---\ntitle: {title}\naccounts: [{', '.join(accounts or ('wechat',))}]\n{lines}---\n{body}\n"


FILES = {
    f"registry/{HEALTH}/unit.yml": "name: 岭东市卫生健康局\nlevel: prefecture\nkind: department\n",
    f"registry/{HEALTH}/wechat.yml": filing("健康岭东", platform_ids="{gh: gh_99010000000d, biz: MzA4MDM1Njg3NQ==}"),
    f"registry/{HEALTH}/weibo.yml": filing("健康岭东", platform_ids="{uid: '9901000013'}"),
    f"registry/{HEALTH}/douyin.yml": filing("健康岭东抖音"),
    f"registry/{SCHOOLS}/unit.yml": "name: 岭东市教育局\nlevel: prefecture\nkind: department\n",
    f"registry/{SCHOOLS}/wechat.yml": filing("岭东教育"),
}


def place(day: str, slug: str, unit: str = HEALTH) -> str:
    """Path of a manuscript: `place("11-02", "flu")`."""
    return f"content/manuscripts/{unit}/2026/{day}-{slug}.md"


def beside(path: str) -> str:
    """Path of its receipt."""
    return path.replace("manuscripts", "receipts").removesuffix(".md") + ".yml"


def lay(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return root


def receipt(root: Path, path: str) -> Receipt:
    """The receipt of a manuscript, as loading reads it."""
    found, faults = decode_record(Receipt, parse((root / beside(path)).read_bytes(), path).data, path)
    assert found is not None and not faults
    return found


def posts(root: Path, path: str) -> list[tuple[str, str, str | None]]:
    """Its postings: account, time, link."""
    return [(p.account, p.at.isoformat(" ", "minutes")[:16], p.url) for p in receipt(root, path).posts]


def receipts(root: Path) -> dict[str, str]:
    """Texts of all receipts by path."""
    return {f.relative_to(root).as_posix(): f.read_text(encoding="utf-8") for f in sorted((root / "content").rglob("*.yml"))}


def govmedia(verb: str, *arguments: object) -> int:
    """Exit code of a verb."""
    return run(importlib.import_module(f"govmedia.scripts.{verb}").command, [str(a) for a in arguments], f"govmedia {verb}")


def csv_bytes(rows: Rows, encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(*sheets: tuple[str, Rows]) -> bytes:
    """A workbook of these sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
