"""Filling a tree that holds the prose with everything made from data: pages, files and the sitemap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.contents import HOSTED, files_of, pages_of
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, Row
from govmedia.pages.page import Page
from govmedia.pages.site import Site
from govmedia.pages.sitemap import write_sitemap
from govmedia.pages.writing import Job, write_pages


@dataclass(slots=True)
class Stand:
    """What a run of MkDocs leaves besides the prose itself: the frames, the addresses of prose, the site's own address."""

    frames: Frames = field(default_factory=Frames)
    prose: set[str] = field(default_factory=set)
    site_url: str = ""


def write_data(site: Site, stand: Stand, tree: Path, previous: Manifest) -> dict[str, Row]:
    """Write all data into the tree; the manifest's rows of the pages."""
    site.site_url = stand.site_url
    rows = write_pages(_checked(pages_of(site), stand), Job(stand.frames, tree, previous))
    for path, content in files_of(site):
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    write_sitemap(tree, stand.site_url, [*stand.prose, *(file.removesuffix("index.html") for file in rows)])
    return rows


def _checked(pages: Iterable[Page], stand: Stand) -> Iterator[Page]:
    """The pages, and an empty one for each kept-back article without data; refuses an address that an article has taken."""
    filled = set()
    for page in pages:
        if page.path in stand.prose and page.path not in stand.frames.by_path:
            if page.path in HOSTED:
                continue
            raise CannotRun(f"content/pages 里的一篇文章占用了数据页面的地址 {page.path}", "请给这篇文章改一个文件名。")
        filled.add(page.path)
        yield page
    for path in sorted(stand.frames.by_path.keys() - filled):
        yield Page(path, "", "", str)
