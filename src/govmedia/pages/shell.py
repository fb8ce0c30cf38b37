"""What MkDocs (or ProperDocs) does for this site: prose, search index and the empty frames. Data pages are written after it.

The functions are MkDocs' events by their names; scripts/mkdocs_hooks.py hands them on. Nothing here imports MkDocs:
the classes are those of whichever of the two is running.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govmedia.errors import CannotRun
from govmedia.pages.contents import pages_of
from govmedia.pages.csp import with_policy
from govmedia.pages.frame import CONTENT, HOME_SLOTS, INNER_SLOTS, Frame
from govmedia.pages.manifest import Manifest, Row
from govmedia.pages.page import Page
from govmedia.pages.sitemap import write_sitemap
from govmedia.pages.writing import Job, write_pages

THEME = Path(__file__).parent / "theme"
DEPTHS = range(1, 6)
REQUEST = "govmedia_request"  # where in MkDocs' `extra` a Request is handed over

_FRAME = "govmedia-frame"
_FRONT_MATTER = (
    "---\ntemplate: frame.html\ntitle: govmedia-slot-title\nhide: [navigation, toc]\nsearch: {exclude: true}\n---\n# 正文 {#content}\n"
)


@dataclass(frozen=True, slots=True)
class Request:
    """How `govmedia build` asks for data pages, and where it finds what was written; MkDocs by itself asks for nothing."""

    previous: Manifest = field(default_factory=lambda: Manifest(Path()))
    processes: int = 1
    rows: dict[str, Row] = field(default_factory=dict)


@dataclass(slots=True)
class Shell:
    """What one run of MkDocs leaves for the data pages: frames by depth (0 is the home page), and the addresses of prose."""

    frames: dict[int, Frame] = field(default_factory=dict)
    prose: set[str] = field(default_factory=set)
    alone: bool = True  # MkDocs was started by itself, not by govmedia.pages.build

    def on_config(self, config: Any) -> Any:
        """Our theme before Material's; our own sitemap instead of MkDocs', which carries the day of the build."""
        self.alone = REQUEST not in config.extra
        if not config.site_url:
            raise CannotRun("mkdocs.yml 没有填写 site_url", "请填写站点的正式网址，例如 site_url: https://zwxmt.example.gov.cn/。")
        config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_files(self, files: Any, config: Any) -> Any:
        """Add one empty page per depth."""
        self.frames.clear()
        self.prose = {"" if file.url in (".", "./") else file.url for file in files.documentation_pages()}
        structure = sys.modules[type(files).__module__]
        for depth in DEPTHS:
            path = "/".join([_FRAME] * depth) + ".md"
            frame = structure.File.generated(config, path, content=_FRONT_MATTER, inclusion=structure.InclusionLevel.NOT_IN_NAV)
            files.append(frame)
        return files

    def on_post_template(self, output: str, template_name: str, config: Any) -> str:
        """404.html has its policy too."""
        return with_policy(output, "") if template_name.endswith(".html") else output

    def on_post_page(self, output: str, page: Any, config: Any) -> str:
        """Keep frames back (an empty answer is not written), let prose go out with its policy."""
        if "<script" in page.content.lower():
            raise CannotRun(f"文章 {page.file.src_uri} 里有脚本，浏览器会按安全策略拒绝执行", "请删去 <script> 部分。")
        html = with_policy(output, page.content)
        if page.file.src_uri.startswith(_FRAME):
            self.frames[page.url.count("/")] = Frame.split(html, INNER_SLOTS)
            return ""
        if page.is_homepage and CONTENT in html:
            self.frames[0] = Frame.split(html, HOME_SLOTS)
            return ""
        return html

    def on_post_build(self, config: Any) -> None:
        """Write the data pages and the sitemap."""
        request = config.extra.get(REQUEST) or Request()
        pages = self._with_home(pages_of(config))
        self._refuse_taken(pages)
        job = Job(self.frames, Path(config.site_dir), request.previous)
        request.rows.update(write_pages(pages, job, request.processes))
        write_sitemap(job.site, config.site_url, [*self.prose, *(page.path for page in pages)])

    def on_build_error(self, error: Exception) -> None:
        """Under MkDocs' own command line a fault of the world is a message, too, and no traceback."""
        if self.alone and isinstance(error, CannotRun):
            print(error, file=sys.stderr)
            raise SystemExit(3)

    def _with_home(self, pages: Iterable[Page]) -> list[Page]:
        """A home page kept back as a frame goes out in any case, without data if there are none."""
        found = list(pages)
        if 0 in self.frames and not any(page.path == "" for page in found):
            found.append(Page("", "", "", str))
        return found

    def _refuse_taken(self, pages: Sequence[Page]) -> None:
        kept_back = {""} if 0 in self.frames else set()
        for page in pages:
            if page.path in self.prose - kept_back:
                raise CannotRun(f"content/pages 里的一篇文章占用了数据页面的地址 {page.path}", "请给这篇文章改一个文件名。")
