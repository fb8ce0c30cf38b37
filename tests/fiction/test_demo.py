"""The fictional province: the same story from the same seed, whole, sound, and with everything in it that can happen."""

import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from govmedia.calculation.inspection import inspect
from govmedia.calculation.life import state_on
from govmedia.fastimport import tell
from govmedia.fiction import showcase
from govmedia.fiction.story import Plan, files, history
from govmedia.history import Repository
from govmedia.hooks import RULES
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.model.words import State
from govmedia.scripts import govmedia, run
from govmedia.when import as_of

END = as_of("2026-11-20")
PLAN = Plan(accounts=300, days=60, seed=3, as_of=END)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("province")
    tell(root, history(PLAN))
    return root


@pytest.fixture(scope="module")
def ledger(province: Path) -> Ledger:
    return load([province], END)


def git(root: Path, *args: str) -> list[str]:
    return subprocess.run(["git", "-C", root, *args], capture_output=True, text=True, check=True).stdout.splitlines()


def test_same_seed_same_commit(province: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    for root, seed in ((again, 3), (other, 4)):
        root.mkdir()
        tell(root, history(Plan(accounts=300, days=60, seed=seed, as_of=END)))
    first = Repository(province).commit("HEAD")
    assert Repository(again).commit("HEAD") == first
    assert Repository(other).commit("HEAD") != first


def test_as_many_accounts_as_wanted(ledger: Ledger) -> None:
    assert len(ledger.accounts) == PLAN.accounts
    platforms = Counter(account.platform for account in ledger.accounts)
    assert 0.55 < platforms["wechat"] / PLAN.accounts < 0.75


def test_every_state_is_there(ledger: Ledger) -> None:
    assert {state_on(account, END.day) for account in ledger.accounts} == set(State)
    starter = [account for account in ledger.accounts if account.region == "990100-lingdong"]
    assert {state_on(account, END.day) for account in starter} == set(State)


def test_nothing_binding_is_found(ledger: Ledger) -> None:
    assert [finding for finding in inspect(RULES, ledger) if finding.blocks] == []


def test_repository_is_sound(province: Path) -> None:
    assert git(province, "fsck", "--strict", "--full") == []
    assert git(province, "status", "--porcelain") == []
    assert git(province, "for-each-ref", "--format=%(refname)") == ["refs/heads/main"]


def test_one_commit_lies_about_its_time(province: Path) -> None:
    times = [int(line) for line in git(province, "log", "--first-parent", "--reverse", "--format=%ct", "main")]
    assert sum(later < earlier for earlier, later in pairwise(times)) == 1
    assert max(times) <= END.instant.timestamp()


def test_merges_are_made_by_the_forge_at_shanghai_time(province: Path) -> None:
    lines = git(province, "log", "--first-parent", "--merges", "--format=%cn %ci|%an", "main")
    assert len(lines) > 1000
    assert all(line.startswith("合并平台 ") and "+0800|" in line for line in lines)
    assert any(line.endswith("岭东市卫生健康局编辑") for line in lines)


def test_files_without_history_are_those_of_the_repository(province: Path) -> None:
    tracked = set(git(province, "-c", "core.quotePath=false", "ls-files"))
    assert set(files(PLAN)) == tracked


def test_large_province() -> None:
    found = files(Plan(accounts=3000, days=0, seed=1, as_of=END))
    assert not any(path.startswith("content/manuscripts/") for path in found)
    assert sum(path.startswith(("registry/9", "registry/archive/")) and not path.endswith("/unit.yml") for path in found) == 3000


def test_showcases_stand_in_the_registry(ledger: Ledger) -> None:
    assert showcase.PACES.keys() <= ledger.by_id.keys()


def test_verb_refuses_a_folder_that_is_not_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(govmedia, ["demo", str(tmp_path), "--accounts", "10"]) == 3
    assert "不是空文件夹" in capsys.readouterr().err
