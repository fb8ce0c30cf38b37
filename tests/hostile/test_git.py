"""Hostile Git states: a revision or repository that cannot be used says so in its own words and ends in 3, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.loading.base import load_base
from govmedia.scripts import govmedia, run
from govmedia.when import as_of

ENV = {
    **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
    **{f"GIT_{who}_{what}": "x@example.cn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
CHECK = Path(__file__).parents[2] / "scripts/check.py"
ACCOUNT = Path("registry/990100-lingdong/health-commission/wechat.yml")


def git(root: Path, *args: str) -> str:
    return subprocess.run(["git", "-C", root, *args], check=True, env=ENV, capture_output=True, text=True).stdout.strip()


def repository(root: Path) -> Path:
    (root / ACCOUNT).parent.mkdir(parents=True)
    (root / ACCOUNT).write_text("naem: 岭东卫健\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "备案")
    return root


def command(*args: str | Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, CHECK, *args], capture_output=True, text=True, env=ENV)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def absent(root: Path) -> list[str]:
    return ["--changed", "nowhere"]


def an_option(root: Path) -> list[str]:
    return ["--changed", "--output=stolen"]


def a_file(root: Path) -> list[str]:
    return ["--changed", "HEAD:" + ACCOUNT.as_posix()]


def with_line_break(root: Path) -> list[str]:
    return ["--changed", "HEAD\nmain"]


def empty_name(root: Path) -> list[str]:
    return ["--changed", "HEAD~99"]


def no_repository(root: Path) -> list[str]:
    (root / ".git").rename(root / "gone")
    return ["--changed", "HEAD"]


def git_is_a_file(root: Path) -> list[str]:
    (root / ".git").rename(root / "gone")
    (root / ".git").write_text("gitdir: /nowhere\n")
    return ["--changed", "HEAD"]


def broken_head(root: Path) -> list[str]:
    (root / ".git/HEAD").write_text("rubbish\n")
    return ["--changed", "HEAD"]


def unborn(root: Path) -> list[str]:
    (root / ".git/HEAD").write_text("ref: refs/heads/unborn\n")
    return ["--changed", "HEAD"]


def missing_blob(root: Path) -> list[str]:
    blob = git(root, "rev-parse", f"HEAD:{ACCOUNT.as_posix()}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (root / ACCOUNT).write_text("nmea: 岭东卫健\n")
    return ["--changed", "HEAD"]


def missing_tree(root: Path) -> list[str]:
    tree = git(root, "rev-parse", "HEAD^{tree}")
    (root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    return ["--changed", "HEAD"]


def corrupt_blob(root: Path) -> list[str]:
    blob = git(root, "rev-parse", f"HEAD:{ACCOUNT.as_posix()}")
    file = root / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"rubbish")
    (root / ACCOUNT).write_text("nmea: 岭东卫健\n")
    return ["--changed", "HEAD"]


NO_COMMIT = "库里没有提交"
STATES: list[tuple[Callable[[Path], list[str]], str]] = [
    *((state, NO_COMMIT) for state in (absent, an_option, a_file, with_line_break, empty_name, unborn)),
    *((state, "不在 Git 库里") for state in (no_repository, git_is_a_file, broken_head)),
    *((state, "对象") for state in (missing_blob, corrupt_blob)),
    (missing_tree, "失败"),
]


@pytest.mark.parametrize(("state", "words"), STATES, ids=lambda value: getattr(value, "__name__", ""))
def test_state(state: Callable[[Path], list[str]], words: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "库")
    options = state(root)
    code, said = command("--root", root, *options)
    assert code == 3, said
    assert words in said
    assert not Path("stolen").exists()


def test_links_and_submodules_of_a_commit_are_refused(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / ACCOUNT.with_name("weibo.yml")).symlink_to("wechat.yml")
    git(root, "add", "-A")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},{ACCOUNT.with_name('sub')}")
    git(root, "commit", "-q", "-m", "x")
    found = {fault.message for fault in load_base([root], "HEAD", as_of("2026-11-20")).faults}
    assert {"是符号链接", "是 Git 子模块"} <= found


def test_a_repository_cannot_make_git_run_anything(tmp_path: Path) -> None:
    root = repository(tmp_path)
    trap = f"touch {tmp_path / 'trapped'}"
    for key in ("core.fsmonitor", "diff.external", "core.pager", "gpg.program", "core.sshCommand", "diff.x.textconv"):
        git(root, "config", key, trap)
    git(root, "config", "log.showSignature", "true")
    (root / ".gitattributes").write_text("*.yml diff=x\n")
    command("--root", root, "--changed", "HEAD")
    assert not (tmp_path / "trapped").exists()


def test_no_registry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(govmedia, ["check", "--root", str(tmp_path)]) == 3
    assert "govmedia init" in capsys.readouterr().err
