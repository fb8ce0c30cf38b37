"""What MkDocs (or ProperDocs) does for this site: prose, search index and the empty frames. Data pages are written after it.

The methods are MkDocs' events by their names; scripts/mkdocs_hooks.py hands them on. Nothing here imports MkDocs:
the classes are those of whichever of the two is running.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govmedia.errors import CannotRun
from govmedia.pages.audience import Audience
from govmedia.pages.contents import sections
from govmedia.pages.csp import with_policy
from govmedia.pages.frame import CONTENT, INNER_SLOTS, SECTION_SLOTS, Frame, FrameError, squeezed
from govmedia.pages.manifest import Manifest
from govmedia.pages.site import Site
from govmedia.pages.tree import Stand, write_site

THEME = Path(__file__).parent / "theme"
DEPTHS = range(1, 6)
REQUEST = "govmedia_request"  # where in MkDocs' `extra` a Request is handed over

_FRAME = "govmedia-frame"
_FRONT_MATTER = (
    "---\ntemplate: frame.html\ntitle: govmedia-slot-title\nhide: [navigation, toc]\nsearch: {exclude: true}\n---\n# 正文 {#content}\n"
)


@dataclass(slots=True)
class Request:
    """What `govmedia build` wants of a run of MkDocs: prose and frames only, which it finds in `stand` afterwards."""

    audience: Audience = Audience.public
    stand: Stand = field(default_factory=Stand)


class Shell:
    """One run of MkDocs after another (`mkdocs serve` has many). `site_at` makes the data of the repository that holds mkdocs.yml.

    It is asked only when MkDocs was started by itself, not by govmedia.pages.build.
    """

    def __init__(self, site_at: Callable[[Path], Site]) -> None:
        self._site_at = site_at
        self._request: Request | None = None
        self._stand = Stand()

    def on_config(self, config: Any) -> Any:
        """Our theme before Material's; our own sitemap instead of MkDocs', which carries the day of the build."""
        self._request = config.extra.get(REQUEST)
        self._stand = self._request.stand if self._request else Stand()
        if not config.site_url:
            raise CannotRun("mkdocs.yml 没有填写 site_url", "请填写站点的正式网址，例如 site_url: https://zwxmt.example.gov.cn/")
        self._stand.site_url = config.site_url
        config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates.discard("sitemap.xml")
        if config.nav and self._audience is Audience.internal:
            config.nav.append({"内部": [{name: f"{folder}.md"} for folder, name in sections(Audience.internal).items()]})
        return config

    @property
    def _audience(self) -> Audience:
        return self._request.audience if self._request else Audience.public

    def on_files(self, files: Any, config: Any) -> Any:
        """Add one empty page per depth, and one per section of data, so that the navigation shows where the reader is."""
        self._stand.prose = {"" if file.url in (".", "./") else file.url for file in files.documentation_pages()}
        written = {file.src_uri for file in files.documentation_pages()}
        wanted = [f"{folder}.md" for audience in Audience for folder in sections(audience) if audience in (Audience.public, self._audience)]
        frames = ["/".join([_FRAME] * depth) + ".md" for depth in DEPTHS]
        structure = sys.modules[type(files).__module__]
        for path in [*frames, *(path for path in wanted if path not in written)]:
            files.append(structure.File.generated(config, path, content=_FRONT_MATTER, inclusion=structure.InclusionLevel.NOT_IN_NAV))
        return files

    def on_post_template(self, output: str, template_name: str, config: Any) -> str:
        """404.html has its policy too."""
        return with_policy(output, "") if template_name.endswith(".html") else output

    def on_post_page(self, output: str, page: Any, config: Any) -> str:
        """Keep frames back (an empty answer is not written), let prose go out with its policy."""
        if "<script" in page.content.lower():
            raise CannotRun(f"文章 {page.file.src_uri} 里有脚本，浏览器会按安全策略拒绝执行", "请删去 <script> 部分")
        shared = page.file.src_uri.startswith(_FRAME)
        html = with_policy(squeezed(output) if shared else output, page.content)
        try:
            return "" if self._keep(html, page) else html
        except FrameError as error:
            raise CannotRun(f"{page.file.src_uri}：{error}", "请检查主题模板和文章，不要在文章里写 govmedia-slot 字样") from error

    def _keep(self, html: str, page: Any) -> bool:
        if page.file.src_uri.startswith(_FRAME):
            self._stand.frames.by_depth[page.url.count("/")] = Frame.split(html, INNER_SLOTS)
        elif CONTENT in html:
            self._stand.frames.by_path["" if page.is_homepage else page.url] = Frame.split(html, SECTION_SLOTS)
        else:
            return False
        return True

    def on_post_build(self, config: Any) -> None:
        """Write the data, unless whoever asked for this run does so."""
        if self._request is None:
            site = self._site_at(Path(config.config_file_path).parent)
            write_site(site, self._stand, Path(config.site_dir), Manifest())

    def on_serve(self, server: Any, config: Any, builder: Any) -> Any:
        """`mkdocs serve` builds anew when the registry changes."""
        for folder in ("registry", "content"):
            path = Path(config.config_file_path).parent / folder
            if path.is_dir():
                server.watch(str(path))
        return server

    def on_build_error(self, error: Exception) -> None:
        """Under MkDocs' own command line a fault of the world is a message, too, and no traceback."""
        if self._request is None and isinstance(error, CannotRun):
            print(error, file=sys.stderr)
            raise SystemExit(3)
