"""Writing pages and files into a site, one after the other as they come, so that they never stand in memory together."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, Row, code_digest, row_of
from govmedia.pages.page import File, Page
from govmedia.pages.workers import Helper, Turn

_BLOCK = 100

Work = Callable[[], Page | list[File]]
"""Makes one page, or some files, when it is its turn."""


@dataclass(frozen=True, slots=True)
class Job:
    """The frames, where to write, and the last build's pages."""

    frames: Frames
    site: Path
    previous: Manifest
    code: str = field(default_factory=code_digest)


def write_all(works: Callable[[], Iterable[Work]], job: Job, processes: int = 1) -> dict[str, Row]:
    """Make and write everything; the manifest's rows of the pages, sorted by file. Of two processes each takes the next block of work.

    Blocks, since touching a record copies the page of memory it lies on, and records that are listed together lie together.
    """
    if processes == 1:
        return dict(sorted(_write_each(works(), job).items()))
    turn = Turn()
    with Helper(lambda: _write_each(_blocks(works(), turn), job)) as helper:
        own = _write_each(_blocks(works(), turn), job)
        others = helper.result()
    for file in own.keys() & others.keys():
        raise _twins(file)
    return dict(sorted([*own.items(), *others.items()]))


def _blocks(works: Iterable[Work], turn: Turn) -> Iterator[Work]:
    """The works of the blocks whose turn this process has taken."""
    mine = turn.take()
    for number, work in enumerate(works):
        if number // _BLOCK > mine:
            mine = turn.take()
        if number // _BLOCK == mine:
            yield work


def _twins(file: str) -> CannotRun:
    return CannotRun(f"两个页面的地址都是 {file}", "请检查登记文件的路径是否重复")


def _write_each(works: Iterable[Work], job: Job) -> dict[str, Row]:
    made: set[str] = set()
    rows: dict[str, Row] = {}
    for work in works:
        found = work()
        if isinstance(found, list):
            for file in found:
                Path(_place(file.file, job, made)).write_bytes(file.content)
        elif found.file in rows:
            raise _twins(found.file)
        else:
            rows[found.file] = _write(found, job, _place(found.file, job, made))
    return rows


def _place(file: str, job: Job, made: set[str]) -> str:
    """Where a file goes; its folder is there afterwards."""
    target = f"{job.site}/{file}"
    folder = os.path.dirname(target)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    return target


def _write(page: Page, job: Job, target: str) -> Row:
    frame = job.frames.of(page.path)
    key = blake2b(f"{job.code}\0{frame.digest}\0{page.title}\0{page.key}".encode(), digest_size=16).hexdigest()
    linked = job.previous.link(page.file, key, target)
    if linked:
        return linked
    with open(target, "wb", buffering=0) as file:
        file.write(frame.fill(title=page.title, content=page.render(), path=page.path))
    return row_of(key, target)
