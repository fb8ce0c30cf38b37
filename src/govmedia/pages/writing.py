"""Writing pages and files into a tree, one after the other as they come, so that they never stand in memory together."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from govmedia.errors import CannotRun
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, Row, row_of
from govmedia.pages.page import File, Page
from govmedia.pages.rolls import Lines, Rolls
from govmedia.workers import Helper, Turn, taken

_BLOCK = 100
"""Works that a process takes at once: touching a record copies the page of memory it lies on, and neighbours lie together."""

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

Work = Callable[[], Page | list[File]]
"""Makes one page, or some files, when it is its turn."""


@dataclass(frozen=True, slots=True)
class Job:
    """The frames, where to write, what lies there already, and the rolls that pages have lines in."""

    frames: Frames
    tree: str
    previous: Manifest = field(default_factory=Manifest)
    rolls: Rolls = field(default_factory=Rolls)


@dataclass(frozen=True, slots=True)
class Written:
    """Rows by file and lines by name of page; None for those that are as they were."""

    rows: dict[str, Row | None] = field(default_factory=dict)
    lines: dict[str, Lines | None] = field(default_factory=dict)


def write_all(works: Callable[[], Iterable[Work]], job: Job, processes: int = 1) -> Written:
    """Make and write everything. Of two processes each takes the next block of work."""
    if processes == 1:
        return _write_each(works(), job)
    turn = Turn()

    def share() -> Written:
        return _write_each((work for _, work in taken(works(), turn, _BLOCK)), job)

    with Helper(share) as helper:
        own, others = share(), helper.result()
    for file in own.rows.keys() & others.rows.keys():
        raise _twins(file)
    return Written(own.rows | others.rows, own.lines | others.lines)


def _twins(file: str) -> CannotRun:
    return CannotRun(f"两个页面的地址都是 {file}", "请检查登记文件的路径是否重复")


def _write_each(works: Iterable[Work], job: Job) -> Written:
    written = Written()
    for work in works:
        found = work()
        for made in found if isinstance(found, list) else [found]:
            if made.file in written.rows:
                raise _twins(made.file)
            written.rows[made.file] = _write_file(made, job) if isinstance(made, File) else _write_page(made, job, written.lines)
    return written


def _write_file(file: File, job: Job) -> Row | None:
    key = blake2b(file.content, digest_size=16).hexdigest()
    return None if job.previous.has(file.file, key) else _put(file.content, f"{job.tree}/{file.file}", key)


def _write_page(page: Page, job: Job, lines: dict[str, Lines | None]) -> Row | None:
    own = job.frames.by_path.get(page.path)
    key = f"{page.key}{own.digest}" if own else page.key
    kept = job.previous.has(page.file, key)
    if page.name:
        lines[page.name] = None if kept and job.rolls.has(page.name) else page.lines()
    if kept:
        return None
    content = job.frames.of(page.path).fill(title=page.title, content=page.render(), path=page.path)
    return _put(content, f"{job.tree}/{page.file}", key)


def _put(content: bytes, target: str, key: str) -> Row:
    """Always a new file: what an old one of that name holds may be under another name in the published site."""
    handle = _new(target)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        return row_of(key, os.fstat(handle))
    finally:
        os.close(handle)


def _new(target: str) -> int:
    """A handle of a file that was not there before; its folder is made where there is none."""
    try:
        return os.open(target, _CREATE, 0o666)
    except FileExistsError:
        os.unlink(target)
    except FileNotFoundError:
        _make(os.path.dirname(target))
    return os.open(target, _CREATE, 0o666)


def _make(folder: str) -> None:
    """Mostly one that lacks only itself; another process may have made it just now."""
    try:
        os.mkdir(folder)
    except (FileNotFoundError, FileExistsError):
        os.makedirs(folder, exist_ok=True)
