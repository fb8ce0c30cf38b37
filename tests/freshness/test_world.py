"""What keeps the command from judging is said, with exit code 3: never "today", never "stale". And the contract of its output."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from repos import History, git
from telling import HEALTH, SCHOOLS, T, ago, draft, place, receipt, registry

from govmedia.scripts import govmedia, run

ACCOUNTS = (f"{HEALTH}/wechat", f"{HEALTH}/weibo", f"{SCHOOLS}/wechat")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    history = History()
    history.commit(ago(2000), registry(*ACCOUNTS))
    for n in range(20):
        history.commit(ago(210 - n * 10), draft(ago(210 - n * 10), f"n{n}", "wechat", "weibo"))
    history.commit(ago(5), draft(ago(5), "s", unit=SCHOOLS))
    history.commit(ago(5, -60), receipt(place(ago(5), "s", SCHOOLS), ("wechat", ago(5, -30)), backfilled="应急"))
    history.commit(ago(4), draft(ago(4), "u", unit=SCHOOLS))
    return history.build(tmp_path / "库", bare=False)


def refused(capsys: pytest.CaptureFixture[str], *roots: Path) -> str:
    """The words of a refusal."""
    arguments = [part for root in roots for part in ("--root", str(root))]
    code = run(govmedia, ["freshness", "--as-of", T.isoformat(), *arguments])
    said = capsys.readouterr()
    assert (code, said.out) == (3, ""), said
    assert said.err.startswith("无法执行：") and said.err.count("\n") == 1
    return said.err


def test_a_shallow_clone(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(None, "clone", "-q", "--depth=1", f"file://{root}", str(tmp_path / "shallow"))
    assert "--unshallow" in refused(capsys, tmp_path / "shallow")


def test_a_repository_without_commits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "registry").mkdir()
    git(tmp_path, "init", "-q")
    assert "没有提交" in refused(capsys, tmp_path)


def test_a_head_on_a_missing_branch(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "symbolic-ref", "HEAD", "refs/heads/gone")
    assert "分支" in refused(capsys, root)


def test_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Git 库" in refused(capsys, tmp_path)


def test_one_of_two_roots_is_shallow(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(None, "clone", "-q", "--depth=1", f"file://{root}", str(tmp_path / "shallow"))
    assert "浅克隆" in refused(capsys, root, tmp_path / "shallow")


@pytest.mark.parametrize("name", ["HEAD~15", "HEAD~4^{tree}", "HEAD~3:content/manuscripts", "HEAD:content/manuscripts/" + HEALTH])
def test_a_missing_object(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A commit or tree that is gone is said to be gone; it is not an absent manuscript."""
    missing = git(root, "rev-parse", name)
    for pack in list((root / ".git" / "objects" / "pack").glob("*.pack")):
        moved = pack.rename(root / pack.name)
        pack.with_suffix(".idx").unlink()
        with moved.open("rb") as stream:
            subprocess.run(["git", "-C", root, "unpack-objects", "-q"], stdin=stream, check=True)
    (root / ".git" / "objects" / missing[:2] / missing[2:]).unlink()
    assert "fsck" in refused(capsys, root) or "unshallow" in refused(capsys, root)


def test_replaced_commits_replace_nothing(root: Path) -> None:
    """`git replace` and grafts stay on one machine; the judgement must not."""
    before = _json(root)
    git(root, "replace", "HEAD~1", "HEAD~20")
    assert _json(root) == before


def _json(root: Path, *options: str) -> dict[str, object]:
    done = CliRunner().invoke(govmedia, ["freshness", "--root", str(root), "--as-of", T.isoformat(), "--format", "json", *options])
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.output)
    return found


def test_json_contract(root: Path) -> None:
    found = _json(root)
    assert (found["version"], found["as_of"]) == (1, T.isoformat())
    rows = found["accounts"]
    assert isinstance(rows, list) and [r["id"] for r in rows] == sorted(ACCOUNTS)
    school = rows[0]
    assert {k: school[k] for k in ("name", "last", "basis", "gap_days", "state", "attested", "unposted")} == {
        "name": "广州卫健委",
        "last": ago(5, -30).isoformat(),
        "basis": "receipt",
        "gap_days": 5.0,
        "state": "fresh",
        "attested": False,
        "unposted": 1,
    }
    assert rows[1]["gap_days"] == 20.0


def test_gaps(root: Path) -> None:
    rows = _json(root, "--gaps", "365")
    assert rows["gaps"] == {"days": 365, "histogram": [{"day": 10, "count": 38}]}
    assert rows["accounts"][1]["gaps"] == {"count": 19, "median_days": 10.0, "longest_days": 10.0, "at_deadline": 0}  # type: ignore[index]


def test_posts_bunched_at_the_deadline(tmp_path: Path) -> None:
    """卡点: gaps of more than 13 and up to 14 days."""
    history = History()
    history.commit(ago(2000), registry(ACCOUNTS[0]))
    for n, days in enumerate((60, 47, 33, 19.5, 19.4)):
        history.commit(ago(days), draft(ago(days), f"n{n}"))
    root = history.build(tmp_path)
    assert _json(root, "--gaps", "365")["accounts"][0]["gaps"]["at_deadline"] == 2  # type: ignore[index]
    assert _json(root, "--gaps", "365")["gaps"]["histogram"] == [{"day": d, "count": n} for d, n in ((1, 1), (13, 1), (14, 2))]  # type: ignore[index]


@pytest.mark.parametrize("shape", ["text", "summary"])
def test_in_plain_chinese(root: Path, shape: str) -> None:
    options = ["freshness", "--root", str(root), "--as-of", T.isoformat(), "--format", shape, "--gaps", "30"]
    done = CliRunner().invoke(govmedia, options)
    assert done.exit_code == 0
    for word in ("超期未更新 2", "正常 1", "未先审", "已审未发", "没有接收日志作证", "更新间隔"):
        assert word in done.output


def test_same_words_twice(root: Path) -> None:
    assert _json(root, "--gaps", "30") == _json(root, "--gaps", "30")
