"""`check --changed`: a change is judged by the policy, platforms and kinds that stood before it."""

import re
import subprocess
from pathlib import Path

import pytest

from govmedia.scripts import govmedia, run

SHIPPED = Path(__file__).parents[2] / "registry"
UNIT = "registry/990100-lingdong/education"
FILES = {
    "registry/990100-lingdong/government-office/unit.yml": "name: 岭东市人民政府办公室\nlevel: prefecture\nkind: department\nin_charge: 秘书长\n",
    "registry/990000-nanling/government-office/unit.yml": "name: 南岭省人民政府办公厅\nlevel: province\nkind: department\nin_charge: 秘书长\n",
    f"{UNIT}/unit.yml": "name: 岭东市教育局\nlevel: prefecture\nkind: department\nin_charge: 分管副局长\n",
    f"{UNIT}/wechat.yml": "name: 岭东教育\nevents: [{kind: opened, on: 2018-05-06, reason: 局长办公会决定}]\n",
}


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    for name in ("policy", "platforms", "kinds"):
        (tmp_path / f"registry/{name}.yml").write_bytes((SHIPPED / f"{name}.yml").read_bytes())
    who = ["-c", "user.name=x", "-c", "user.email=x@example.cn"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "备案"]):
        subprocess.run(["git", "-C", tmp_path, *who, *command], check=True)
    return tmp_path


def replaced(root: Path, name: str, old: str, new: str) -> None:
    file = root / f"registry/{name}.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def judged(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(govmedia, ["check", "--root", str(root), "--changed", "HEAD", "--as-of", "2026-11-20"])
    return code, capsys.readouterr().out


def test_a_policy_does_not_help_its_own_change(registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced(registry, "policy", "approval_from: 2019-04-24", "approval_from: 2027-04-24")
    (registry / UNIT / "weibo.yml").write_text("name: 岭东教育\nevents: [{kind: opened, on: 2026-11-02}]\n", encoding="utf-8")
    code, said = judged(registry, capsys)
    assert code == 1 and "opening_approved" in said


def test_a_platform_does_not_help_its_own_change(registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced(registry, "platforms", "- slug: weibo", "- {slug: weixin2, name: 公众号二, group: weixin2, class: account}\n- slug: weibo")
    (registry / UNIT / "weixin2.yml").write_text("name: 岭东教育\nevents: [{kind: opened, on: 2018-05-06, reason: x}]\n", encoding="utf-8")
    code, said = judged(registry, capsys)
    assert code == 1 and "platform_known" in said


def test_a_kind_does_not_help_its_own_change(registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced(registry, "kinds", "- {kind: code", '- {kind: any, name: 任意, approvers: unit, paths: ["**"]}\n- {kind: code')
    (registry / "registry/notes.txt").write_text("x", encoding="utf-8")
    code, said = judged(registry, capsys)
    assert code == 1 and "every_path_has_a_kind" in said


def test_a_policy_alone_may_change(registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced(registry, "policy", "max_gap_days: 14", "max_gap_days: 10")
    assert judged(registry, capsys)[0] == 0


LEDGER = "账号名称,平台,单位名称,开设时间\n岭东教育,微博,岭东市教育局,2015-03-24\n岭东招考,抖音,岭东市教育局,\n"


def test_an_old_ledger_may_be_imported_but_not_pretended(
    registry: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Old openings come in with their ledger's digest; the same filings without it, as if typed by hand, do not."""
    ledger = tmp_path_factory.mktemp("office") / "台账.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    importing = [
        "import",
        str(ledger),
        "--root",
        str(registry),
        "--region",
        "990100-lingdong",
        "--as-of",
        "2026-11-20",
    ]
    assert run(govmedia, importing) == 0
    capsys.readouterr()
    code, said = judged(registry, capsys)
    assert code == 0, said
    filed = [file for stem in ("weibo", "douyin") for file in (registry / UNIT).glob(f"{stem}*.yml")]
    assert len(filed) == 2
    for file in filed:
        file.write_text(re.sub(", sha256: [0-9a-f]{64}", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    code, said = judged(registry, capsys)
    assert code == 1 and said.count("old_opening_proven") == 2


def test_an_old_opening_date_needs_more_than_a_reason(registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filing = registry / UNIT / "weibo.yml"
    filing.write_text("name: 岭东教育\nevents: [{kind: opened, on: 2015-03-24, reason: 局长办公会决定}]\n", encoding="utf-8")
    code, said = judged(registry, capsys)
    assert code == 1 and "old_opening_proven" in said
    filing.write_text("name: 岭东教育\nevents: [{kind: opened, on: 2015-03-24, proof: 平台后台注册时间截图}]\n", encoding="utf-8")
    assert judged(registry, capsys)[0] == 0
