"""The real data, read from where they lie (`GOVMEDIA_DATA`, default ../shared/data beside the repository)."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ledger_tools import DAY, ROOT, filings, govmedia

Bring = Callable[..., tuple[int, dict[str, Any]]]
DATA = Path(os.environ.get("GOVMEDIA_DATA") or ROOT.parent / "shared" / "data")
pytestmark = pytest.mark.skipif(not (DATA / "ledger_form.xlsx").is_file(), reason=f"没有真实数据文件夹 {DATA}，用 GOVMEDIA_DATA 指明")
KEYS = ("row", "outcome", "name", "platform", "unit")


def bring_file(bring: Bring, name: str) -> tuple[int, dict[str, Any]]:
    return bring((DATA / name).read_bytes(), name=name)


def test_the_form_gives_exactly_the_expected_rows(bring: Bring, instance: Path) -> None:
    code, report = bring_file(bring, "ledger_form.xlsx")
    expected = json.loads((DATA / "ledger_form.expected.json").read_text(encoding="utf-8"))
    assert [{key: row[key] for key in KEYS} for row in report["rows"]] == [{key: row.get(key) for key in KEYS} for row in expected["rows"]]
    assert code == 1
    accounts = [path for path in filings(instance) if path.endswith(".yml") and not path.endswith("unit.yml")]
    assert len(accounts) == expected["accounts"]
    assert set(report["private_columns_dropped"]) <= {*expected["private_columns_never_written"], "单位地址"}
    everything = "".join(filings(instance).values())
    assert not [word for word in ("联系人", "0755", "138", "张某", "李某", "示例路") if word in everything]


def test_the_two_lists_give_194_accounts(bring: Bring, instance: Path) -> None:
    assert bring_file(bring, "wechat_accounts.csv")[0] == 0
    assert bring_file(bring, "weibo_accounts.csv")[0] == 0
    found = filings(instance)
    accounts = [path for path in found if not path.endswith("unit.yml")]
    provisional = [path for path, text in found.items() if "provisional: true" in text]
    assert len(accounts) == 194
    assert len(provisional) == 72, "71 of the one list, 1 of the other"
    assert [sum(f"/{region}/" in path for path in provisional) for region in ("110000-beijing", "000000-national")] == [8, 6]
    outside = [path for path, text in found.items() if "scope_reason: 非政府系统" in text]
    assert len(outside) == 7
    assert sum("kind: institution" in text for path, text in found.items() if "/unit.yml" in path) >= 8
    assert len([path for path in accounts if "human-resources-social-security-ministry/wechat" in path]) == 2


def test_check_and_a_second_import_and_the_way_round(bring: Bring, instance: Path, tmp_path: Path) -> None:
    for name in ("wechat_accounts.csv", "weibo_accounts.csv"):
        bring_file(bring, name)
    before = filings(instance)
    assert govmedia("check", "--root", instance, "--as-of", DAY, "--format", "json") in (0, 1)
    for name in ("wechat_accounts.csv", "weibo_accounts.csv"):
        assert {row["outcome"] for row in bring_file(bring, name)[1]["rows"]} == {"merged"}
    assert filings(instance) == before
    file = tmp_path / "目录.csv"
    assert govmedia("export", file, "--root", instance, "--as-of", DAY) == 0
    assert {row["outcome"] for row in bring(file.read_bytes())[1]["rows"]} == {"merged"}
