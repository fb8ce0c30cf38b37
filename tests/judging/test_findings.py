"""The formats of findings, word for word; `pytest --bless` rewrites them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.calculation.inspection import Finding
from govmedia.pages.findings import FORMATS

SNAPSHOTS = Path(__file__).parent / "findings"
HERE = "registry/990100-lingdong/health"
FINDINGS = [
    Finding(
        f"{HERE}/wechat.yml",
        1,
        1,
        "one_account_per_platform",
        "本单位已有账号“甲*乙”",
        "并入该账号",
        "90-3.2.1",
        True,
        "岭东府办函〔2024〕27号",
    ),
    Finding(
        f"{HERE}/wechat.yml", 9, 5, "opening_approved", "2022-04-07 开设没有批文", "补上 approval: {by, document, on}", "90-4.2.2", True
    ),
    Finding(f"{HERE}/weibo.yml", 2, 7, "same_name_on_all_platforms", "名称 100% 不同, <b>见下</b>", "统一名称", "123-name", False),
    Finding("registry/坏:名,字.yml", 1, 1, "every_path_has_a_kind", "这个位置不归任何一类改动", "移出本库", "house-kinds", True),
]
SUFFIX = {"text": "txt", "json": "json", "github": "txt", "sarif": "json", "summary": "md"}


@pytest.mark.parametrize("shape", FORMATS)
def test_format(shape: str, snapshot: Callable[[Path, str], None]) -> None:
    snapshot(SNAPSHOTS / f"{shape}.{SUFFIX[shape]}", FORMATS[shape](FINDINGS) + "\n")


@pytest.mark.parametrize("shape", FORMATS)
def test_nothing_found(shape: str, snapshot: Callable[[Path, str], None]) -> None:
    snapshot(SNAPSHOTS / f"{shape}-empty.{SUFFIX[shape]}", FORMATS[shape]([]) + "\n")


def test_json_has_the_keys_of_the_contract() -> None:
    told = json.loads(FORMATS["json"](FINDINGS))
    assert set(told) == {"version", "findings"}
    assert {"rule", "path", "line", "col", "message", "mend", "clause", "binding", "waived"} <= set(told["findings"][0])
    assert [f["waived"] for f in told["findings"]] == [True, False, False, False]
