"""Publishing a whole tree at once: readers see the old site or the new one, never a mixture, whenever a build is killed.

Beside the site stands a workroom, `.<site>.build/`: the lock, the manifest, what MkDocs made last, and `tree`, the twin of the
site. A build levels the twin with the site, changes in it what has changed, and lets the two change places. Files that are the
same in both are one file with two names, so that a twin costs next to no room.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from govmedia.errors import CannotRun, reason
from govmedia.pages.exchange import exchange
from govmedia.pages.levelling import level, sweep
from govmedia.pages.manifest import Manifest, read_manifest, write_manifest
from govmedia.workers import Helper

_LOCK_WAIT_S = 3.0  # workers of a build that was just killed hold its lock until the kernel has ended them too


@dataclass(slots=True)
class Stage:
    """A folder to build into, the workroom it lies in, and a place to note what every file of the site was made for.

    `previous()` gives the files that lie in the folder already; what is not noted again in the end is removed.
    """

    tree: Path
    room: Path
    previous: Callable[[], Manifest]
    made: Manifest = field(default_factory=Manifest)


@contextmanager
def staged(out: Path) -> Iterator[Stage]:
    """Build into the stage's tree; it takes the place of `out` when the block ends, and vanishes if the block fails.

    Raises CannotRun if another build of `out` is running, or if `out` is something else than a site.
    """
    out = out.resolve()
    _refuse_foreign(out)
    room = out.parent / f".{out.name}.build"
    try:
        room.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(
            f"无法在 {out.parent} 下建立工作目录：{reason(error)}", "请检查该目录的写权限和磁盘空间，或用 --out 换一个位置"
        ) from error
    with _locked(room / "lock", out):
        tree, old = room / "tree", room / "old"
        _recover(out, tree, old)
        with Helper(lambda: _levelled(tree, read_manifest(room / "manifest.json"), out)) as levelling:
            stage = Stage(tree, room, cache(levelling.result))
            yield stage
            sweep(tree, stage.previous().rows.keys() - stage.made.rows.keys())
        write_manifest(room / "manifest.json", stage.made)
        _swap(tree, out, old)


def _levelled(tree: Path, manifest: Manifest, out: Path) -> Manifest:
    """The manifest without the files that are lost."""
    lost = set(level(tree, manifest.rows, out))
    return Manifest(manifest.maker, {file: row for file, row in manifest.rows.items() if file not in lost})


def _refuse_foreign(out: Path) -> None:
    """A typing slip in --out must not replace somebody's documents."""
    if not out.exists():
        return
    if not out.is_dir():
        raise CannotRun(f"输出位置 {out} 是一个文件", "请用 --out 指定一个目录")
    if any(out.iterdir()) and not (out / "404.html").is_file():
        raise CannotRun(f"输出目录 {out} 里有内容，但不是以前生成的站点，不能整体替换", "请用 --out 指定一个新目录或空目录")


@contextmanager
def _locked(path: Path, out: Path) -> Iterator[None]:
    with open(path, "a+", encoding="ascii") as lock:
        deadline = time.monotonic() + _LOCK_WAIT_S
        while not _try_lock(lock.fileno()):
            if time.monotonic() > deadline:
                lock.seek(0)
                holder = lock.read().strip() or "未知"
                raise CannotRun(f"另一个生成任务正在写 {out}（进程号 {holder}）", "请等它结束后再试")
            time.sleep(0.05)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _try_lock(descriptor: int) -> bool:
    # flock, not lockf: forked workers share it, so a killed build's lock is free only when its last worker is gone.
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _recover(out: Path, tree: Path, old: Path) -> None:
    """Put the old site back where a build was killed between the renames of `_swap`; after the second it is the twin."""
    if old.exists() and out.exists():
        shutil.rmtree(tree, ignore_errors=True)
        old.rename(tree)
    elif old.exists():
        old.rename(out)


def _swap(tree: Path, out: Path, old: Path) -> None:
    """`tree` becomes `out`. Where the file system cannot exchange two names there is a moment without `out`, which `_recover` mends."""
    try:
        if not out.exists():
            tree.rename(out)
        elif not exchange(tree, out):
            out.rename(old)
            tree.rename(out)
            old.rename(tree)
    except OSError as error:
        if old.exists() and not out.exists():
            old.rename(out)
        raise CannotRun(f"无法替换 {out}：{reason(error)}", "它可能是挂载点或没有写权限；请用 --out 改为其下的一个子目录") from error
