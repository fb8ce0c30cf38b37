"""The whole thread on real data: a ledger is imported, its posts are merged at their times, and the silent accounts are named."""

import csv
import json
import os
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from govmedia.loading.load import load
from govmedia.scripts import govmedia, run
from govmedia.when import at

DATA = Path(os.environ.get("GOVMEDIA_DATA") or Path(__file__).parents[3] / "shared/data")
MOMENT = datetime.fromisoformat("2021-06-19T15:15:00+08:00")
LATER = 1_795_000_000
"""Seconds: filings may be committed years after the posts they are about."""


@pytest.mark.parametrize("filed_first", [True, False])
def test_real_accounts(filed_first: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not (DATA / "wechat_posts.csv").is_file():
        pytest.skip("没有真实数据：把 GOVMEDIA_DATA 指向数据目录")
    assert run(govmedia, ["init", str(tmp_path)]) == 0
    assert run(govmedia, ["import", str(DATA / "wechat_accounts.csv"), "--root", str(tmp_path)]) == 0
    ids = {account.platform_ids["biz"]: account.id for account in load([tmp_path], at(MOMENT)).accounts}
    posts = sorted(csv.DictReader((DATA / "wechat_posts.csv").open(encoding="utf-8")), key=lambda row: row["post_time"])
    filings = [(LATER, {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in (tmp_path / "registry").rglob("*.yml")})]
    _commit(tmp_path, [*(filings if filed_first else []), *_merges(posts, ids), *([] if filed_first else filings)])
    capsys.readouterr()
    assert run(govmedia, ["freshness", "--root", str(tmp_path), "--as-of", MOMENT.isoformat(), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["accounts"]
    last = {ids[row["biz"]]: datetime.fromisoformat(row["post_time"]) for row in posts}
    assert {a["id"]: a["gap_days"] for a in found} == {i: round((MOMENT - t) / timedelta(days=1), 2) for i, t in last.items()}
    silent = {state: [a["name"] for a in found if a["state"] == state] for state in ("stale", "zombie")}
    assert (len(found), len(silent["stale"]), len(silent["zombie"])) == (124, 4, 3)


def _merges(posts: list[dict[str, str]], ids: dict[str, str]) -> Iterator[tuple[int, dict[str, bytes]]]:
    numbers = iter(range(len(posts)))
    for time, together in groupby(posts, key=lambda row: row["post_time"]):
        when = datetime.fromisoformat(time)
        files = {}
        for row, number in zip(together, numbers, strict=False):
            unit, _, stem = ids[row["biz"]].rpartition("/")
            head = f"---\ntitle: 第{number}条\nclass: original\naccounts: [{stem}]\nsource: original\n---\n"
            files[f"content/manuscripts/{unit}/{when:%Y}/{when:%m-%d}-p{number}.md"] = f"{head}正文{number}\n".encode()
        yield int(when.timestamp()), files


def _commit(root: Path, commits: list[tuple[int, dict[str, bytes]]]) -> None:
    out = []
    for time, files in commits:
        out.append(f"commit refs/heads/main\ncommitter x <x@example.cn> {time} +0800\ndata 1\nx\n".encode())
        out += [f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n" for path, raw in files.items()]
    subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
    subprocess.run(["git", "-C", root, "fast-import", "--quiet"], input=b"".join(out), check=True)
