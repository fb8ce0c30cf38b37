"""`govmedia import` as a user meets it: what is written, what never is, and what becomes of what is on file."""

import importlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ledger_tools import DAY, HEAD, csv_bytes, filings, govmedia, xlsx_bytes

from govmedia.errors import CannotRun
from govmedia.loading import landing

Bring = Callable[..., tuple[int, dict[str, Any]]]
ROWS = [HEAD, ["岭东教育", "微信", "岭东市教育局"], ["岭东教育", "微博", "岭东市教育局"], ["岭东便民", "微信", ""]]
REGION = ("--region", "990100-lingdong")


def test_files_and_report(bring: Bring, instance: Path) -> None:
    code, report = bring(csv_bytes(ROWS), *REGION)
    assert code == 0
    assert report["version"] == 1
    assert list(report["rows"][0]) == ["row", "outcome", "id", "name", "platform", "unit", "reason"]
    assert [row["unit"] for row in report["rows"]] == ["岭东市教育局", "岭东市教育局", "暂定主办单位（岭东便民）"]
    assert filings(instance)["registry/990100-lingdong/education-bureau/unit.yml"] == (
        "name: 岭东市教育局\nlevel: prefecture\nkind: department\n"
        f"imported: {{file: 台账.csv, row: 2, on: 2026-11-22, sha256: {sha256(csv_bytes(ROWS)).hexdigest()}}}\n"
    )
    assert len(filings(instance)) == 5


def test_rejected_rows_give_exit_code_1_and_the_others_are_filed(bring: Bring, instance: Path) -> None:
    code, report = bring(csv_bytes([*ROWS, ["", "微信", "岭东市水务局"]]), *REGION)
    assert code == 1
    assert report["rows"][-1] == {
        "row": 5,
        "outcome": "rejected",
        "id": None,
        "name": None,
        "platform": None,
        "unit": None,
        "reason": "没有账号名称",
    }
    assert len(filings(instance)) == 5, "no unit comes of a rejected row"


def test_a_second_import_changes_nothing(bring: Bring, instance: Path) -> None:
    bring(csv_bytes(ROWS), *REGION)
    before = filings(instance)
    code, report = bring(csv_bytes(ROWS), *REGION, name="再来.csv")
    assert code == 0 and {row["outcome"] for row in report["rows"]} == {"merged"}
    assert filings(instance) == before


def test_what_is_on_file_is_never_changed_and_differences_are_told(bring: Bring, instance: Path) -> None:
    bring(csv_bytes(ROWS), *REGION)
    before = filings(instance)
    head = (*HEAD, "账号链接", "涉及领域")
    code, report = bring(csv_bytes([head, ["岭东教育", "微博", "岭东市教育局", "weibo.com/u/7701000001", "教育"]]), *REGION)
    assert code == 0 and "台账另有账号链接、平台内编号、涉及领域" in report["rows"][0]["reason"]
    assert filings(instance) == before


def test_accounts_on_file_are_known_by_number_former_name_and_short_name(bring: Bring, instance: Path) -> None:
    folder = instance / "registry/990100-lingdong/edu"
    folder.mkdir(parents=True)
    (folder / "unit.yml").write_text(
        "name: 岭东市教育局\nlevel: prefecture\nkind: department\nformer_names: [岭东市教委]\nshort_names: [市教育局]\n"
    )
    (folder / "weibo.yml").write_text('name: 岭东教育\nplatform_ids: {uid: "7701000001"}\n')
    head = (*HEAD, "UID")
    rows = [["改了名", "微博", "", "7701000001"], ["岭东教育", "微博", "岭东市教委", ""], ["岭东教育", "微信", "市教育局", ""]]
    _, report = bring(csv_bytes([head, *rows]), *REGION)
    assert [(row["outcome"], row["id"]) for row in report["rows"]] == [
        ("merged", "990100-lingdong/edu/weibo"),
        ("merged", "990100-lingdong/edu/weibo"),
        ("filed", "990100-lingdong/edu/wechat"),
    ]
    assert "与登记不同：账号名称" in report["rows"][0]["reason"]


def test_a_sponsor_found_later_is_told_and_not_moved(bring: Bring, instance: Path) -> None:
    bring(csv_bytes(ROWS), *REGION)
    _, report = bring(csv_bytes([HEAD, ["岭东便民", "微信", "岭东市民政局"]]), *REGION)
    assert report["rows"][0]["outcome"] == "merged" and "主办单位是“岭东市民政局”" in report["rows"][0]["reason"]
    assert not (instance / "registry/990100-lingdong/civil-affairs-bureau").exists()


def test_files_that_cannot_be_read_are_neither_overwritten_nor_shadowed(bring: Bring, instance: Path) -> None:
    folder = instance / "registry/990100-lingdong/education-bureau"
    folder.mkdir(parents=True)
    (folder / "unit.yml").write_text("name: [\n")
    code, report = bring(csv_bytes(ROWS), *REGION)
    assert code == 0 and (folder / "unit.yml").read_text() == "name: [\n"
    assert "读不出来" in report["remarks"][0]
    assert report["rows"][0]["id"].startswith("990100-lingdong/education-bureau-")


def test_ids_of_the_archive_are_never_given_again(bring: Bring, instance: Path) -> None:
    folder = instance / "registry/archive/990100-lingdong/education-bureau"
    folder.mkdir(parents=True)
    (folder / "wechat-2020-01-01.yml").write_text(
        "name: 旧号\nid: 990100-lingdong/education-bureau/wechat\nevents: [{kind: cancelled, on: 2020-01-01}]\n"
    )
    _, report = bring(csv_bytes(ROWS), *REGION)
    assert report["rows"][0]["id"] != "990100-lingdong/education-bureau/wechat"


PRIVATE = ["某某甲", "13800000000", "某某乙", "0755-88000001", "11010519491231002X", "secret-word"]


def test_private_columns_never_reach_a_file(bring: Bring, instance: Path) -> None:
    rows = [
        ["填报人：某某丙  填报人手机号：13900000000"],
        ["账号名称", "注册平台", "单位名称", "联系人", "联系电话", "分管领导", "办公电话", "管理员身份证号", "登录密码", "备注"],
        ["岭东教育", "微信", "岭东市教育局", *PRIVATE, "负责人：某某丁"],
        ["", "微信", "岭东市水务局", *PRIVATE, ""],
    ]
    _, report = bring(xlsx_bytes(rows), *REGION, name="台账.xlsx")
    assert report["private_columns_dropped"] == ["联系人", "联系电话", "分管领导", "办公电话", "管理员身份证号", "登录密码"]
    everything = "".join(filings(instance).values()) + str(report["rows"])
    assert not [word for word in [*PRIVATE, "某某丙", "某某丁", "13900000000"] if word in everything]


def test_a_mapping_never_opens_a_private_column(bring: Bring, instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*HEAD, "联系人"], ["岭东教育", "微信", "岭东市教育局", "某某"]]
    assert bring(csv_bytes(rows), *REGION, "--map", "联系人=note")[0] == 2
    assert bring(csv_bytes(rows), *REGION, "--map", "幸运数字=luck")[0] == 2
    assert bring(csv_bytes(rows), *REGION, "--map", "幸运数字")[0] == 2
    assert filings(instance) == {}


def test_a_ledgers_own_name_may_hold_no_personal_data(bring: Bring, instance: Path) -> None:
    assert bring(csv_bytes(ROWS), *REGION, name="张某13800000000.csv")[0] == 3
    assert filings(instance) == {}


def test_dry_run_writes_nothing(bring: Bring, instance: Path) -> None:
    code, report = bring(csv_bytes(ROWS), *REGION, "--dry-run")
    assert code == 0 and report["rows"][0]["outcome"] == "filed" and filings(instance) == {}


def test_surveys_by_quarter(bring: Bring, instance: Path) -> None:
    rows = [[*HEAD, "粉丝量（万）"], ["岭东教育", "微信", "岭东市教育局", "1"]]
    bring(csv_bytes(rows), *REGION)
    bring(csv_bytes(rows), *REGION, "--period", "2026Q3")
    rows[1][3] = "2"
    _, report = bring(csv_bytes([*rows, ["岭东招生", "微博", "岭东市教育局", "3"]]), *REGION)
    assert "已有这个账号，数不同，没有改动" in report["rows"][0]["reason"]
    line = "990100-lingdong/education-bureau/wechat,10000,,\n"
    head = "account_id,followers,reads,push_frequency\n"
    assert filings(instance)["registry/surveys/2026Q3/990100-lingdong.csv"] == head + line
    assert (
        filings(instance)["registry/surveys/2026Q4/990100-lingdong.csv"] == head + line + "990100-lingdong/education-bureau/weibo,30000,,\n"
    )
    assert bring(csv_bytes(rows), *REGION, "--period", "2026-4")[0] == 2


def test_a_failure_midway_leaves_nothing(bring: Bring, instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, made = landing._put, []

    def fail_at_the_third(part: Path, target: Path) -> None:
        made.append(target)
        if len(made) == 3:
            raise OSError(28, "No space left on device")
        put(part, target)

    monkeypatch.setattr(landing, "_put", fail_at_the_third)
    assert bring(csv_bytes(ROWS), *REGION)[0] == 3
    assert filings(instance) == {} and not (instance / "registry/990100-lingdong").exists()


def test_a_file_that_appears_meanwhile_stops_everything(instance: Path) -> None:
    (instance / "registry/b.yml").write_text("mine")
    with pytest.raises(CannotRun, match="文件已存在"):
        landing.land(instance, {"registry/a.yml": "x", "registry/b.yml": "y"}, {"registry/policy.yml": "z"})
    assert not (instance / "registry/a.yml").exists() and (instance / "registry/b.yml").read_text() == "mine"
    assert (instance / "registry/policy.yml").read_text() != "z"


def test_links_out_of_the_instance_are_not_followed(instance: Path, tmp_path: Path, bring: Bring) -> None:
    (tmp_path / "outside").mkdir()
    (instance / "registry/990100-lingdong").symlink_to(tmp_path / "outside")
    assert bring(csv_bytes(ROWS), *REGION)[0] == 3
    assert list((tmp_path / "outside").iterdir()) == []


def test_the_text_report(instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "台账.csv"
    file.write_bytes(csv_bytes([[*HEAD, "电话", "星座"], *[[*row, "", ""] for row in ROWS[1:]], ["", "微信", "", "", ""]]))
    assert govmedia("import", file, "--root", instance, "--as-of", DAY, *REGION) == 1
    assert capsys.readouterr().out.splitlines() == [
        "第 5 行 退回：没有账号名称",
        "涉及个人信息的列没有读入：电话",
        "看不懂的列没有读入：星座（可用 --map 列名=栏目 指明）",
        "备案 3，已在册 0，退回 1；新建单位 2 个（暂定 1 个）。",
    ]


def test_check_runs_over_what_was_filed(bring: Bring, instance: Path) -> None:
    bring(csv_bytes(ROWS), *REGION)
    assert govmedia("check", "--root", instance, "--as-of", DAY, "--format", "json") in (0, 1)
    assert importlib.import_module("govmedia.scripts.import").command.name == "import"


def test_a_column_called_home_page_is_the_link(bring: Bring, instance: Path) -> None:
    rows = [(*HEAD, "主页"), ("岭东审计", "新浪微博", "岭东市审计局", "https://weibo.com/u/9901000032")]
    assert bring(csv_bytes(rows), "--region", "990100-lingdong")[0] == 0
    assert any("https://weibo.com/u/9901000032" in text for text in filings(instance).values())
