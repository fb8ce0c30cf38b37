"""Freshness of 5,000 accounts over 100,000 merges in four years, against reading the whole log and against a log per account."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from measure import Figures, Trial, in_turn
from mkdocs_git_revision_date_localized_plugin.util import Util
from postings import END, Size, tell
from wholelog import judge

GOVMEDIA = Path(sys.executable).with_name("govmedia")
WHOLE = Path(__file__).with_name("wholelog.py")
SAMPLE = 50
TERMS = ((90 * 86400, "zombie"), (14 * 86400, "stale"))


def run() -> str:
    """A Markdown section."""
    size = Size()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "province"
        tell(root, size)
        wanted = judge(str(root), int(END.timestamp()))
        wrong = _wrong(_answer(root), wanted)
        bare = _measured(root, Path(folder) / "cache", 3)
        subprocess.run(["git", "-C", root, "commit-graph", "write", "--reachable"], check=True, stderr=subprocess.DEVNULL)
        graphed = _measured(root, Path(folder) / "cache", 3)
        return _section(size, wrong, bare, graphed, _log_each(root, wanted), _plugin(root))


def _command(root: Path) -> list[str | Path]:
    return [GOVMEDIA, "freshness", "--root", root, "--as-of", END.isoformat(), "--format", "json"]


def _answer(root: Path) -> list[dict[str, str]]:
    done = subprocess.run(_command(root), env={**os.environ, "GOVMEDIA_CACHE": "off"}, capture_output=True, check=True)
    accounts: list[dict[str, str]] = json.loads(done.stdout)["accounts"]
    return accounts


def _wrong(accounts: list[dict[str, str]], wanted: dict[str, int]) -> int:
    """How many accounts have another `last` or another state than the whole log gives them."""
    return sum(
        (row["last"] and int(datetime.fromisoformat(row["last"]).timestamp()), row["state"]) != _right(wanted.get(row["id"]))
        for row in accounts
    )


def _right(last: int | None) -> tuple[int | None, str]:
    if last is None:
        return None, "never"
    gap = int(END.timestamp()) - last
    return last, next((state for term, state in TERMS if gap > term), "due" if gap >= 10 * 86400 else "fresh")


def _measured(root: Path, cache: Path, rounds: int) -> dict[str, Figures]:
    commands = {
        "whole": Trial([sys.executable, WHOLE, root]),
        "cold": Trial(_command(root), env={"GOVMEDIA_CACHE": "off"}),
        "start": Trial([GOVMEDIA, "freshness", "--help"]),
        "chain": Trial(["git", "-C", root, "rev-list", "--first-parent", "--timestamp", "HEAD"]),
        "listing": Trial(["git", "-C", root, "ls-tree", "-r", "-z", "HEAD", "content/manuscripts/"]),
        "warm": Trial(_command(root), env={"GOVMEDIA_CACHE": str(cache)}),
    }
    return in_turn(commands, rounds)


def _log_each(root: Path, wanted: dict[str, int]) -> float:
    """Seconds for `git log -1` on one account's folder, the mean over a sample."""
    units = [account.rpartition("/")[0] for account in random.Random(1).sample(sorted(wanted), SAMPLE)]
    started = time.perf_counter()
    for unit in units:
        subprocess.run(
            ["git", "-C", root, "log", "-1", "--format=%ct", "--", f"content/manuscripts/{unit}"], check=True, stdout=subprocess.DEVNULL
        )
    return (time.perf_counter() - started) / SAMPLE


def _plugin(root: Path) -> float:
    """Seconds for the plugin's date of creation of one manuscript, the mean over a sample."""
    listing = subprocess.run(
        ["git", "-C", root, "ls-tree", "-r", "--name-only", "HEAD", "content/"], check=True, capture_output=True, text=True
    )
    sample = random.Random(1).sample(listing.stdout.split(), 5)
    util = Util({"enable_git_follow": True}, str(root))
    started = time.perf_counter()
    for path in sample:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
        util.get_git_commit_timestamp(str(root / path), is_first_commit=True)
    return (time.perf_counter() - started) / len(sample)


NAMES = {
    "whole": "整份日志读一遍",
    "cold": "govmedia freshness，无解析缓存",
    "warm": "govmedia freshness，有解析缓存",
    "start": "其中：启动",
    "chain": "其中：`git rev-list`，全部合并的编号和时间",
    "listing": "其中：`git ls-tree`，稿件清单（认出照抄）",
}


def _section(size: Size, wrong: int, bare: dict[str, Figures], graphed: dict[str, Figures], log_each: float, plugin: float) -> str:
    rows = [_row(NAMES[name], figures, bare["whole"]) for name, figures in bare.items()]
    rows += [_row(f"{NAMES[name]}；库里有 commit-graph", figures, graphed["whole"]) for name, figures in graphed.items()]
    rows += [_guess(f"每个账号一次 `git log -1`（抽 {SAMPLE} 个推算）", log_each * size.accounts, bare["whole"])]
    rows += [_guess("mkdocs-git-revision-date-localized，每个账号一篇（抽 5 篇推算）", plugin * size.accounts, bare["whole"])]
    exact = "全部状态和最近更新时间与整份日志算出的一致" if not wrong else f"**{wrong} 个账号与整份日志算出的不一致**"
    head = [
        f"## （b）更新情况：{size.accounts:,} 个账号，{size.years} 年 {size.commits:,} 次合并",
        "",
        f"目标：不超过整份日志一遍的十分之一。{exact}。",
        "",
        "| | 秒 | 处理器秒 | 内存 MiB | 与整份日志之比 | 处理器时间之比 |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, "", "commit-graph 是 Git 自己的索引，`git gc` 会写；新克隆的库没有。", ""])


def _row(name: str, figures: Figures, whole: Figures) -> str:
    shares = f"{figures.wall / whole.wall:.3f} | {figures.cpu / whole.cpu:.3f}"
    return f"| {name} | {figures.wall:.2f} | {figures.cpu:.2f} | {figures.memory:.0f} | {shares} |"


def _guess(name: str, seconds: float, whole: Figures) -> str:
    return f"| {name} | {seconds:,.0f} | | | {seconds / whole.wall:.0f} | |"


if __name__ == "__main__":
    print(run())
