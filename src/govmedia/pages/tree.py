"""Filling a tree that holds the prose with everything made from data: pages, files and the sitemap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.contents import HOSTED, works_of
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, Row
from govmedia.pages.page import File, Page
from govmedia.pages.site import Site
from govmedia.pages.sitemap import write_sitemap
from govmedia.pages.writing import Job, Work, write_all


@dataclass(slots=True)
class Stand:
    """What a run of MkDocs leaves besides the prose itself: the frames, the addresses of prose, the site's own address."""

    frames: Frames = field(default_factory=Frames)
    prose: set[str] = field(default_factory=set)
    site_url: str = ""


def write_data(site: Site, stand: Stand, tree: Path, previous: Manifest, processes: int = 1) -> dict[str, Row]:
    """Write all data into the tree; the manifest's rows of the pages. A page kept back that gets no data goes out without."""
    site.site_url = stand.site_url
    site.prepare()
    job = Job(stand.frames, tree, previous)
    rows = write_all(lambda: _checked(site, stand), job, processes)
    empty = [Page(path, "", "", str) for path in sorted(stand.frames.by_path)]
    rows |= write_all(lambda: [partial(_same, page) for page in empty if page.file not in rows], job)
    write_sitemap(tree, stand.site_url, [*stand.prose, *(file.removesuffix("index.html") for file in rows)])
    return rows


def _checked(site: Site, stand: Stand) -> Iterator[Work]:
    return (partial(_check, work, stand) for work in works_of(site))


def _check(work: Work, stand: Stand) -> Page | list[File]:
    """The page, unless an article has taken its address: then nothing, or a refusal."""
    page = work()
    if not isinstance(page, Page) or page.path not in stand.prose or page.path in stand.frames.by_path:
        return page
    if page.path in HOSTED:
        return []
    raise CannotRun(f"content/pages 里的一篇文章占用了数据页面的地址 {page.path}", "请给这篇文章改一个文件名")


def _same(page: Page) -> Page:
    return page
