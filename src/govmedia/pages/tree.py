"""Filling a tree with everything made from data, and what else a site holds: pages, files, prose, rolls and the sitemap."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.pages.accountrows import account_rolls
from govmedia.pages.contents import HOSTED, works_of
from govmedia.pages.frame import Frames
from govmedia.pages.manifest import Manifest, code_digest
from govmedia.pages.page import File, Page
from govmedia.pages.rolls import Rolls
from govmedia.pages.site import Site
from govmedia.pages.sitemap import sitemap_files
from govmedia.pages.writing import Job, Work, Written, write_all


@dataclass(slots=True)
class Stand:
    """What a run of MkDocs leaves besides the prose itself: the frames, the addresses of prose, the site's own address.

    `code`: what the pages are made with, see `code_digest`.
    """

    frames: Frames = field(default_factory=Frames)
    prose: set[str] = field(default_factory=set)
    site_url: str = ""
    code: str = field(default_factory=code_digest)


def write_site(site: Site, stand: Stand, tree: Path, previous: Manifest, processes: int = 1, prose: Path | None = None) -> Manifest:
    """Write all data, and the prose that lies in a folder of its own, over what lies in the tree already; what lies there then."""
    site.site_url = stand.site_url
    site.prepare()
    maker = blake2b(f"{stand.code}{stand.frames.digest}".encode(), digest_size=16).hexdigest()
    previous = previous.by(maker)
    rolls = account_rolls(site)
    old = {roll.file: (tree / roll.file).read_bytes() for roll in rolls if roll.file in previous.rows}
    job = Job(stand.frames, str(tree), previous, Rolls(rolls, old))
    written = write_all(lambda: _checked(site, stand), job, processes)
    rows = written.rows | write_all(lambda: _rest(written, job, stand), job).rows
    rows |= write_all(lambda: _prose(prose, rows) if prose else (), job).rows
    return Manifest(maker, {file: row or previous.rows[file] for file, row in sorted(rows.items())})


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


def _rest(written: Written, job: Job, stand: Stand) -> Iterator[Work]:
    """What shows once all data are written. A page that MkDocs kept back and that got no data goes out without."""
    yield partial(job.rolls.files, written.lines)
    empty = [Page(path, "", "", str) for path in sorted(stand.frames.by_path)]
    pages = [page for page in empty if page.file not in written.rows]
    yield from (partial(_same, page) for page in pages)
    files = [*(file for file in written.rows if file.endswith(".html")), *(page.file for page in pages)]
    yield lambda: sitemap_files(stand.site_url, [*stand.prose, *(file.removesuffix("index.html") for file in files)])


def _same(page: Page) -> Page:
    return page


def _prose(folder: Path, data: Container[str]) -> Iterator[Work]:
    """What MkDocs wrote, unless data have the same name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (file := path.relative_to(folder).as_posix()) not in data:
            yield partial(_copy, path, file)


def _copy(path: Path, file: str) -> list[File]:
    return [File(file, path.read_bytes())]
