"""`new`: scaffolds that pass `check`, explain every key, never overwrite, and say in Chinese what may be written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govmedia.model.account import Account
from govmedia.model.manuscript import Manuscript
from govmedia.model.unit import Unit

GOVMEDIA = Path(sys.executable).parent / "govmedia"
OFFICE, HEALTH = "440100-guangzhou/government-office", "440100-guangzhou/health-commission"
DUTIES = "--in-charge 分管副主任 --full-time 2 --security 甲〔2020〕1号 --secrecy 甲〔2020〕2号 --emergency 甲〔2020〕3号 --duty"
APPROVAL = f"--opened 2026-11-01 --approved-by {OFFICE} --document 穗府办函〔2026〕12号 --approved-on 2026-10-20 --filed-on 2026-11-02"
UNITS = (
    f"unit 440000-guangdong/government-office --name 广东省人民政府办公厅 --level province --kind department {DUTIES}",
    f"unit {OFFICE} --name 广州市人民政府办公厅 --level prefecture --kind department {DUTIES}",
    f"unit {HEALTH} --name 广州市卫生健康委员会 --level prefecture --kind department {DUTIES}",
    f"unit {HEALTH}-office --name 宣传处 --level prefecture --kind internal --parent-unit {HEALTH} {DUTIES}",
    f"unit 440100-guangzhou/tax --name 广州市税务局 --level prefecture --kind department --line vertical --supervised-by {OFFICE}"
    f" --supervision-basis 属地共管 {DUTIES}",
)
ACCOUNTS = (
    f"account {HEALTH}/wechat --name 广州卫健委 {APPROVAL} --type service --platform-id gh=gh_0123456789ab --field 卫健"
    " --verified-as 广州市卫生健康委员会 --verified-on 2026-11-01 --functions publish,service --interaction comments、menu"
    " --operator 某公司 --contract-until 2029-12-31 --secrecy-agreement --next-review 2027-11-01",
    f"account {HEALTH}/weibo --name 广州卫健委 {APPROVAL}",
    f"account {OFFICE}/wechat --name 中国广州发布 --opened 2015-03-24 --proof 平台后台注册时间截图 --represents-government",
)
MANUSCRIPTS = (
    f"manuscript {HEALTH} --title 秋冬季流感疫苗接种指引 --class service --accounts wechat,weibo --as-of 2026-11-20",
    f"manuscript {HEALTH} --title 转载一则 --class reprint --accounts wechat --slug second --source-unit 新华社"
    " --source-url https://www.news.cn/1 --as-of 2026-11-20",
)


def new(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([GOVMEDIA, "new", *line.split()], cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    subprocess.run([GOVMEDIA, "init", root], check=True, capture_output=True)
    for line in (*UNITS, *ACCOUNTS, *MANUSCRIPTS):
        done = new(root, line)
        assert done.returncode == 0, done.stderr
        assert (root / done.stdout.split()[1]).is_file()
    return root


def test_scaffolds_pass_check(filled: Path) -> None:
    done = subprocess.run([GOVMEDIA, "check", "--as-of", "2026-11-22"], cwd=filled, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_an_older_opening_carries_its_proof(filled: Path) -> None:
    text = (filled / f"registry/{OFFICE}/wechat.yml").read_text(encoding="utf-8")
    assert "{kind: opened, on: 2015-03-24, proof: 平台后台注册时间截图}" in text


@pytest.mark.parametrize(
    ("model", "path", "but"),
    [
        (Unit, f"registry/{HEALTH}/unit.yml", {"provisional", "imported", "abolished_on", "merged_into"}),
        (Account, f"registry/{HEALTH}/weibo.yml", {"id", "imported"}),
        (Manuscript, f"content/manuscripts/{HEALTH}/2026/11-20-second.md", set()),
    ],
)
def test_every_key_has_its_chinese_term(filled: Path, model: type[Account], path: str, but: set[str]) -> None:
    text = (filled / path).read_text("utf-8")
    for name, field in model.model_fields.items():
        key = field.alias or name
        lines = [line for line in text.splitlines() if line.removeprefix("# ").startswith(f"{key}:")]
        assert len(lines) == (key not in but), key
        assert all(line.endswith(f"# {field.description}") for line in lines)


def test_default_slug_is_pinyin(filled: Path) -> None:
    assert (filled / f"content/manuscripts/{HEALTH}/2026/11-20-qiudongjiliuganyimiaojiezhongzhiyin.md").is_file()


@pytest.mark.parametrize("line", [UNITS[0], ACCOUNTS[0], MANUSCRIPTS[0]])
def test_never_overwrites(filled: Path, line: str) -> None:
    before = {p: p.read_bytes() for p in filled.rglob("*.*") if p.is_file()}
    assert new(filled, line).returncode == 3
    assert {p: p.read_bytes() for p in filled.rglob("*.*") if p.is_file()} == before


def test_an_archived_id_is_not_given_again(filled: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(filled, root)
    tomb = root / f"registry/archive/{HEALTH}/weibo-2026-11-10.yml"
    tomb.parent.mkdir(parents=True)
    os.rename(root / f"registry/{HEALTH}/weibo.yml", tomb)
    assert "已经用过" in new(root, ACCOUNTS[1]).stderr


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("unit 440100-guangzho/x --name 甲 --level county --kind department", "近似值：440100-guangzhou"),
        ("unit ../../x --name 甲 --level county --kind department", "单位编号“../../x”不对"),
        ("unit 440100-guangzhou/X --name 甲 --level county --kind department", "小写字母"),
        ("unit 440100-guangzhou/x --name 甲 --level city --kind department", "national、province、prefecture、county、township"),
        ("unit 440100-guangzhou/x --level county --kind department", "缺少 --name"),
        ("unit 440100-guangzhou/x --name 甲 --level county --kind department --part-time 1", "--full-time"),
        ("unit 440100-guangzhou/x --name 甲 --level county --kind department --parent-unit 440100-guangzhou/no", "没有登记单位"),
        (f"account {HEALTH}/facebook --name 甲 --opened 2026-01-01", "weibo（新浪微博）"),
        (f"account {HEALTH}/../wechat --name 甲 --opened 2026-01-01", "不对"),
        (f"account {HEALTH}/wechat-b --name 甲 --opened 2026-13-01", "不是历上有的日期"),
        (f"account {HEALTH}/wechat-b --name 甲 --opened 2026-01-01 --document 甲〔2026〕1号", "要写就一起写"),
        (f"account {HEALTH}/wechat-b --name 甲 --opened 2026-01-01 --functions fly", "publish（发布）"),
        (f"account {HEALTH}/wechat-b --name 甲 --opened 2026-01-01 --platform-id uid=1", "gh、biz、wechat_id"),
        (f"account {HEALTH}/wechat-b --name 甲 --opened 2026-01-01 --url ftp://x", "url"),
        ("account 440100-guangzhou/health/wechat --name 甲 --opened 2026-01-01", f"、{HEALTH}、"),
        (f"manuscript {HEALTH} --title 甲 --class service --accounts kuaishou", "wechat（广州卫健委）"),
        (f"manuscript {HEALTH} --title ！！ --class service --accounts wechat", "--slug"),
        (f"manuscript {HEALTH} --title 甲 --class reprint --accounts wechat", "转载稿件要写明来源"),
        (f"manuscript {HEALTH} --title 甲 --class reprint --accounts wechat --source-unit 新华社", "url"),
    ],
)
def test_usage_errors_say_what_may_be_written(filled: Path, line: str, expected: str) -> None:
    done = new(filled, line)
    assert done.returncode == 2, done.stdout
    assert expected in done.stderr
    assert not (filled / "registry/440100-guangzhou/x").exists()


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("unit 440100-guangzhou/private --name 某局 --level prefecture --kind department --in-charge 张三13800138000", "--in-charge"),
        ("unit 440100-guangzhou/private --name 某局440101199001011233号 --level prefecture --kind department", "--name"),
        (f"account {HEALTH}/douyin --name 甲 {APPROVAL} --operator 某公司-138-0013-8000", "--operator"),
    ],
)
def test_personal_data_is_never_written(filled: Path, line: str, option: str) -> None:
    done = new(filled, line)
    assert done.returncode == 2
    assert f"{option} 里有" in done.stderr and "不得入库" in done.stderr
    assert (
        not (filled / "registry" / line.split()[1] / "unit.yml").exists() and not (filled / "registry" / f"{line.split()[1]}.yml").exists()
    )
