"""`check` on 5,000 accounts: everything, and after one file has changed; without and with the cache of parsed texts."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from measure import Figures, Trial, measure

from govmedia.fastimport import tell
from govmedia.fiction.story import Plan, history
from govmedia.when import as_of

GOVMEDIA = Path(sys.executable).with_name("govmedia")
ACCOUNTS = 5_000


def run() -> str:
    """A Markdown section."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder))


def _measured(folder: Path) -> str:
    root = _world(folder / "province")
    env = {"GOVMEDIA_CACHE": str(folder / "cache")}
    filing = next(root.glob("registry/*/*/wechat.yml"))

    def forget() -> None:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        _drop_pages()

    def edit() -> None:
        filing.write_text(filing.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")

    whole = [GOVMEDIA, "check", "--root", root, "--as-of", "2026-11-20"]
    one = [*whole, "--changed", "HEAD"]
    rows = {
        "全部，冷": measure(Trial(whole, forget, env), 3),
        "全部，热": measure(Trial(whole, env=env)),
        "改一个文件（--changed HEAD），冷": measure(Trial(one, lambda: (forget(), edit()), env), 3),
        "改一个文件（--changed HEAD），热": measure(Trial(one, edit, env), 7),
    }
    return _section(rows)


def _world(root: Path) -> Path:
    root.mkdir()
    tell(root, history(Plan(ACCOUNTS, days=0, seed=1, as_of=as_of("2026-11-20"))))
    return root


def _drop_pages() -> None:
    """Forget the system's page cache too, where we may (as root on Linux)."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        pass


def _section(rows: dict[str, Figures]) -> str:
    lines = [f"| {name} | {figures.wall:.2f} | {figures.cpu:.2f} | {figures.memory:.0f} |" for name, figures in rows.items()]
    head = ["## （c）检查 5,000 个账号", "", "目标：改一个文件，热，1 秒以内。冷：没有解析缓存，能清时也清系统页缓存。", ""]
    return "\n".join([*head, "| | 秒 | 处理器秒 | 内存 MiB |", "|---|---|---|---|", *lines, ""])
