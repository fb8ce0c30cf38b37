"""Writing the data pages into a site, by several processes if asked."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.frame import Frame
from govmedia.pages.manifest import Manifest, Row, code_digest, row_of
from govmedia.pages.page import Page
from govmedia.pages.workers import in_processes


@dataclass(frozen=True, slots=True)
class Job:
    """What all workers share: frames by depth, where to write, and the last build's pages."""

    frames: Mapping[int, Frame]
    site: Path
    previous: Manifest
    code: str = field(default_factory=code_digest)


def write_pages(pages: Sequence[Page], job: Job, processes: int = 1) -> dict[str, Row]:
    """Write every page (or link it, if it would come out as before) and give the manifest's rows, in the order of `pages`."""
    _refuse_twins(pages)
    stripes = [pages[start::processes] for start in range(processes)]
    written = in_processes(lambda stripe: _write_all(stripe, job), stripes)
    rows = {file: row for part in written for file, row in part.items()}
    return {page.file: rows[page.file] for page in pages}


def _refuse_twins(pages: Sequence[Page]) -> None:
    seen: dict[str, str] = {}
    for page in pages:
        if page.path in seen:
            raise CannotRun(f"两个页面的地址都是 {page.path}：“{seen[page.path]}”和“{page.title}”", "请检查登记文件的路径是否重复。")
        seen[page.path] = page.title


def _write_all(pages: Sequence[Page], job: Job) -> dict[str, Row]:
    made: set[str] = set()
    return {page.file: _write(page, job, made) for page in pages}


def _write(page: Page, job: Job, made: set[str]) -> Row:
    frame = job.frames[page.depth]
    key = blake2b(f"{job.code}\0{frame.digest}\0{page.title}\0{page.key}".encode(), digest_size=16).hexdigest()
    target = f"{job.site}/{page.file}"
    folder = os.path.dirname(target)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    linked = job.previous.link(page.file, key, target)
    if linked:
        return linked
    with open(target, "wb") as file:
        file.write(frame.fill(title=page.title, content=page.render(), path=page.path))
    return row_of(key, target)
