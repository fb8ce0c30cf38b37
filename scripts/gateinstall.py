"""`govmedia gate install REPO.git`: a self-hosted repository refuses what has not been signed."""

import os
import shlex
import sys
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.landing import write_whole

MARK = "govmedia gate receive"
SETTINGS = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.denyDeleteCurrent": "refuse",
    "receive.fsckObjects": "true",
    "transfer.fsckObjects": "true",
    "receive.maxInputSize": "50m",
    "core.logAllRefUpdates": "always",
    "gc.reflogExpire": "never",
    "gc.reflogExpireUnreachable": "never",
}
"""What Git itself refuses before the gate is asked, and that it keeps its own record of every push."""
INTRODUCTION = "govmedia.introduction"
"""Where the commit is kept from which on everything is judged; what came before it is taken on trust."""


@click.command("install", short_help="在自建 Git 库装上审签关口")
@click.argument("folder", metavar="库.git", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--introduction", metavar="提交", help="空库允许作为起点推入的提交号；已有主干的库以现在的主干为起点")
def command(folder: Path, introduction: str | None) -> int:
    """在自建 Git 库装上审签关口：主干只收审签齐全的改动，不许强推、删除，限制大小，检查对象。"""
    repository = Repository(folder)
    if not repository.bare:
        raise CannotRun(f"{folder} 不是裸库", "在服务器上用 git init --bare 或 git clone --bare 建库")
    if repository.text("rev-parse", "--show-object-format") != "sha1":
        raise CannotRun(f"{folder} 是 SHA-256 库，关口还不支持", "用 git init --bare --object-format=sha1 建库")
    guarded, start = repository.branch(), repository.head() or introduction
    if repository.head() is None and repository.text("for-each-ref", "--count=1", "refs/heads"):
        raise CannotRun(f"HEAD 指向的 {guarded} 还没有提交，别的分支却有", "先运行 git symbolic-ref HEAD refs/heads/main（主干的名字）")
    if not start or len(start) != 40 or not set(start) <= set("0123456789abcdef"):
        raise CannotRun("库是空的，没有写明从哪个提交开始", "用 --introduction 写明完整的提交号，再推入这个提交")
    _hook(folder)
    for name, value in (SETTINGS | {INTRODUCTION: start}).items():
        repository.run("config", name, value)
    (folder / "govmedia").mkdir(exist_ok=True)
    click.echo(f"已装上。守住的分支：{guarded}，起点：{start}。以后推到主干的改动，须审签齐全才收。")
    return 0


def _hook(folder: Path) -> None:
    hook = folder / "hooks/pre-receive"
    if hook.exists() and MARK not in hook.read_text(encoding="utf-8", errors="replace"):
        raise CannotRun(f"{hook} 已有别的内容", "把它移开，或在其中自行调用 govmedia gate receive")
    hook.parent.mkdir(exist_ok=True)
    call = f"exec {shlex.quote(sys.executable)} -m govmedia.scripts.gate receive"
    write_whole(hook, f"#!/bin/sh\n# {MARK}：先审后发。由 govmedia gate install 写成。\n{call}\n".encode())
    os.chmod(hook, 0o755)
