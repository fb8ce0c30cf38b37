"""Writing the data pages into a site, one after the other as they come, so that they never stand in memory together."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, Row, code_digest, row_of
from govmedia.pages.page import Page


@dataclass(frozen=True, slots=True)
class Job:
    """The frames, where to write, and the last build's pages."""

    frames: Frames
    site: Path
    previous: Manifest
    code: str = field(default_factory=code_digest)


def write_pages(pages: Iterable[Page], job: Job) -> dict[str, Row]:
    """Write every page (or link it, if it would come out as before) and give the manifest's rows, in the order of `pages`."""
    made: set[str] = set()
    rows: dict[str, Row] = {}
    for page in pages:
        if page.file in rows:
            raise CannotRun(f"两个页面的地址都是 {page.path}，后一个是“{page.title}”", "请检查登记文件的路径是否重复。")
        rows[page.file] = _write(page, job, made)
    return rows


def _write(page: Page, job: Job, made: set[str]) -> Row:
    frame = job.frames.of(page.path)
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
