"""`govmedia export`: what goes out comes back as it was; formulas are guarded; contacts go nowhere else."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_tools import DAY, HEAD, csv_bytes, empty_instance, govmedia, xlsx_bytes

from govmedia.calculation.exchange import COLUMNS, guard, unguard
from govmedia.calculation.heads import IGNORED, PRIVATE, HeadWords
from govmedia.loading.columns import load_columns
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.when import as_of

Bring = Callable[..., tuple[int, dict[str, Any]]]
EDUCATION = "registry/990100-lingdong/education"
FULL = {
    f"{EDUCATION}/unit.yml": """
name: 岭东市教育局
short_names: [市教育局]
level: prefecture
kind: department
line: dual
supervised_by: 990100-lingdong/government-office
supervision_basis: 岭府办〔2020〕1号
credit_code: 11990100000000001A
former_names: [岭东市教育委员会]
in_charge: 分管副局长
staff: {full_time: 2}
safeguards: {security: 岭教〔2020〕2号, duty: true}
reorganisations: [{on: 2019-01-05, document: 岭东编〔2019〕3号, was: 派出机构}]
note: "两行\\n备注"
""",
    "registry/990100-lingdong/government-office/unit.yml": "name: 岭东市人民政府办公室\nlevel: prefecture\nkind: department\n",
    f"{EDUCATION}/wechat.yml": """
name: "=岭东,教育"
type: service
platform_ids: {gh: gh_0123456789ab, wechat_id: "007"}
url: null
verified: {as: 岭东市教育局, kind: 蓝V, on: 2020-01-05}
represents_government: false
field: 教育
functions: [publish, service]
interaction: [comments, menu]
operator: {name: 某公司, contract_until: 2027-06-30, secrecy_agreement: true}
national_filing_no: "0012"
next_review: 2027-05-06
events:
  - {kind: opened, on: 2019-05-06, approval: {by: 990100-lingdong/government-office, document: 岭府办函〔2019〕12号, on: 2019-04-30}, filed_on: 2019-05-07}
  - {kind: renamed, on: 2021-03-02, was: "岭东教委", notice: "https://example.gov.cn/n/1"}
note: "'+1 见\\n下"
""",
    f"{EDUCATION}/weibo-zhaosheng.yml": "name: 无\nid: 990100-lingdong/old/weibo\nscope: outside\nscope_reason: 试办\n"
    "scope_approval: {by: 990100-lingdong/government-office, document: 岭府办函〔2025〕9号, on: 2025-01-02}\n"
    f"imported: {{file: 旧.xlsx, row: 9, on: 2025-01-01, sha256: {'a' * 64}}}\n",
    "registry/archive/990100-lingdong/education/douyin-2023-01-02.yml": """
name: -停了
id: 990100-lingdong/education/douyin
events: [{kind: opened, on: 2018-01-01}, {kind: cancelled, on: 2023-01-02, notice: "https://example.gov.cn/n/2", proof: 截图}]
""",
    "registry/990102-yundi/education/unit.yml": "name: 云堤区教育局\nlevel: county\nkind: department\n",
    "registry/990102-yundi/education/app.yml": "name: 云堤学堂\nplatform_ids: {package_name: cn.example.yundi}\ncac_filing_no: 南岭网应备〔2026〕9号\n",
}


@pytest.fixture
def full(instance: Path) -> Path:
    """An instance with every kind of fact."""
    for path, text in FULL.items():
        file = instance / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")
    return instance


def records(root: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Accounts with their paths and units, as loaded."""
    ledger = load([root], as_of(DAY))
    assert not ledger.faults
    accounts = {a.id: (a.path, a.model_dump(exclude={"id_"})) for a in ledger.accounts}
    return accounts, {u.id: u.model_dump() for u in ledger.units.values()}


def exported(root: Path, file: Path, *options: object) -> Path:
    assert govmedia("export", file, "--root", root, "--as-of", DAY, *options) == 0
    return file


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_export_and_import_give_the_same_registry(full: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(full, tmp_path / f"目录.{suffix}")
    other = empty_instance(tmp_path / "other")
    capsys.readouterr()
    assert govmedia("import", file, "--root", other, "--as-of", "2027-01-01") == 0, capsys.readouterr().out
    assert records(other) == records(full)
    assert len(records(other)[0]) == 4


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_importing_an_export_where_it_came_from_changes_nothing(full: Path, tmp_path: Path, suffix: str) -> None:
    before = records(full)
    file = exported(full, tmp_path / f"目录.{suffix}")
    assert govmedia("import", file, "--root", full, "--as-of", DAY) == 0
    assert records(full) == before


def test_a_ledger_goes_round_too(bring: Bring, instance: Path, tmp_path: Path) -> None:
    head = (*HEAD, "粉丝数", "备注", "开设时间")
    rows = [["岭东教育", "微信", "岭东市教育局", "5", "=1+1", "2024-05-06"], ["便民", "微博", "", "", "", ""]]
    bring(csv_bytes([head, *rows]), "--region", "990100-lingdong")
    other = empty_instance(tmp_path / "other")
    assert govmedia("import", exported(instance, tmp_path / "目录.xlsx"), "--root", other, "--as-of", DAY) == 0
    assert records(other) == records(instance)


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("登记文件", "registry/../../etc/x.yml", "不是备案文件的位置"),
        ("登记文件", "registry/990100-lingdong/other/wechat.yml", "不在主办单位"),
        ("登记文件", "registry/990100-lingdong/education/qq.yml", "平台不认识"),
        ("主办单位编号", "123456-nowhere/education", "没有这个地区"),
        ("主办单位编号", "../x", "没有这个地区"),
        ("账号经历", "[{", "被改坏了"),
        ("账号经历", '[{"kind":"born","on":"2024-01-01"}]', "不可用"),
        ("账号经历", '[{"kind":"opened","on":"2024-01-01","reason":"问13800000000"}]', "手机号"),
        ("主办单位登记", '{"name":"甲"}', "缺少"),
        ("登记编号", "乱写", "不合格式"),
        ("备注", "电话13800000000", "手机号"),
    ],
)
def test_exports_that_were_tampered_with(full: Path, tmp_path: Path, column: str, value: str, word: str, bring: Bring) -> None:
    file = exported(full, tmp_path / "目录.csv", "--unit", "990100-lingdong/education", "--platform", "wechat")
    head, row = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    row[head.index(column)] = value
    other = empty_instance(tmp_path / "other")
    code, report = bring(csv_bytes([head, row]), "--root", other)
    assert code == 1 and word in report["rows"][0]["reason"]
    assert records(other) == ({}, {})


def test_json_contract(full: Path, tmp_path: Path) -> None:
    data = json.loads(exported(full, tmp_path / "目录.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert [account["id"] for account in data["accounts"]] == sorted(account["id"] for account in data["accounts"])
    wechat = next(a for a in data["accounts"] if a["id"] == "990100-lingdong/education/wechat")
    assert [wechat[key] for key in ("name", "platform", "unit", "region", "state")] == [
        "=岭东,教育",
        "wechat",
        "岭东市教育局",
        "990100-lingdong",
        "running",
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--region", "990102-yundi"], 1),
        (["--region", "岭东市"], 4),
        (["--unit", "岭东市教育局"], 3),
        (["--platform", "微信"], 1),
        (["--platform", "wechat", "--platform", "app"], 2),
        (["--state", "注销"], 1),
        (["--state", "running"], 2),
        (["--field", "教育"], 1),
        (["--field", "教育", "--state", "cancelled"], 0),
    ],
)
def test_filters(full: Path, tmp_path: Path, options: list[str], count: int) -> None:
    assert len(json.loads(exported(full, tmp_path / "x.json", *options).read_text(encoding="utf-8"))["accounts"]) == count


def test_csv_opens_in_excel_and_no_cell_is_a_formula(full: Path, tmp_path: Path) -> None:
    raw = exported(full, tmp_path / "目录.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")) for cell in row]
    assert "'=岭东,教育" in cells and "'-停了" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_no_cell_of_the_workbook_is_a_formula(full: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(exported(full, tmp_path / "目录.xlsx"))
    assert workbook.sheetnames == ["账号", "单位"]
    assert {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [
        c.value for sheet in workbook for row in sheet.iter_rows() for c in row if str(c.value or "").startswith(("=", "+", "-", "@"))
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_same_input_same_bytes(full: Path, tmp_path: Path, suffix: str) -> None:
    assert exported(full, tmp_path / f"a.{suffix}").read_bytes() == exported(full, tmp_path / f"b.{suffix}").read_bytes()


@given(st.text() | st.text("'=+-@\t a"))
def test_guard_and_unguard(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_importer_knows_every_header_and_refuses_none(empty: Ledger) -> None:
    words = HeadWords(load_columns(empty), {})
    assert not [column.header for column in COLUMNS if words.meaning(column.header) in (PRIVATE, IGNORED)]
    assert words.meaning("账号名称") == "name" and words.meaning("注册平台") == "platform" and words.meaning("单位名称") == "unit"


CONTACTS = [
    ["主办单位编号", "登记编号", "联系人", "联系电话"],
    ["990100-lingdong/education", "", "某某甲", "13800000000"],
    ["", "990102-yundi/education/app", "某某乙", "1"],
]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_contacts_join_ones_own_spreadsheet_and_never_come_back(full: Path, tmp_path: Path, suffix: str, bring: Bring) -> None:
    contacts = tmp_path / "联系表.xlsx"
    contacts.write_bytes(xlsx_bytes(CONTACTS))
    file = exported(full, tmp_path / f"自用.{suffix}", "--contacts", contacts)
    other = empty_instance(tmp_path / "other")
    code, report = bring(file.read_bytes(), "--root", other, name=f"自用.{suffix}")
    assert code == 0 and report["private_columns_dropped"] == ["联系人", "联系电话"]
    assert records(other)[0] == records(full)[0]
    if suffix == "csv":
        text = file.read_text(encoding="utf-8-sig")
        assert text.count("13800000000") == 3 and text.count("某某乙") == 1


def test_contacts_are_refused_elsewhere(full: Path, tmp_path: Path) -> None:
    contacts = tmp_path / "联系表.csv"
    contacts.write_bytes(csv_bytes(CONTACTS))
    common = ("--root", full, "--as-of", DAY, "--contacts", contacts)
    assert govmedia("export", tmp_path / "x.json", *common) == 2
    assert govmedia("export", full / "x.csv", *common) == 3
    (tmp_path / ".git").mkdir()
    assert govmedia("export", tmp_path / "x.csv", *common) == 3
    assert not (tmp_path / "x.csv").exists() and not (full / "x.csv").exists()


def test_files_that_cannot_be_written(full: Path, tmp_path: Path) -> None:
    assert govmedia("export", tmp_path / "x.ods", "--root", full) == 2
    assert govmedia("export", tmp_path / "missing" / "x.csv", "--root", full) == 3


def test_broken_filings_are_told(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (full / EDUCATION / "weibo.yml").write_text("name: [\n")
    exported(full, tmp_path / "x.csv")
    assert "另有 1 个文件读不出来" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--region", "--unit", "--platform", "--state"])
def test_a_mistyped_filter_is_no_empty_directory(full: Path, tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert govmedia("export", tmp_path / "out.csv", "--root", full, "--as-of", DAY, option, "没有的") == 2
    assert f"{option} 不对：登记库里没有“没有的”" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_suffix_we_do_not_write_is_named(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert govmedia("export", tmp_path / "out.doc", "--root", full, "--as-of", DAY) == 2
    assert "扩展名应是" in capsys.readouterr().err
