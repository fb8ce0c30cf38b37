"""The real theme around pages of data: what a reader's browser gets."""

import json
import re
import subprocess
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import pytest

from govmedia.errors import CannotRun
from govmedia.pages.audience import Audience
from govmedia.pages.page import Page
from govmedia.pages.writing import Work
from govmedia.scripts.build import make
from govmedia.when import SHANGHAI, at

ROOT = Path(__file__).parents[2]
PATHS = ["a/", "a/b.html", "a/b/c/", "a/b/c/d/", "a/b/c/d/e.html", "a/b/c/d/e/"]


def works(site: object) -> list[Work]:
    return [partial(page, path) for path in PATHS]


def page(path: str) -> Page:
    return Page(path, f"页面 {path}", "1", lambda: f"<h1>{path}</h1>govmedia-slot-title")


def build(root: Path, out: Path) -> None:
    """Build the site of a repository as `govmedia build` does."""
    make((root,), at(datetime(2026, 11, 22, tzinfo=SHANGHAI)), out, Audience.public)


def files_of(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govmedia.pages.tree.works_of", works)
        build(ROOT, out)
    return out


@pytest.mark.parametrize("path", PATHS)
def test_every_relative_address_leads_to_a_file(site: Path, path: str) -> None:
    html = (site / (path if path.endswith(".html") else f"{path}index.html")).read_text()
    links: list[str] = re.findall(r'(?:href|src)="([^"#:]+)"', html)
    assert len(links) > 5
    for link in links:
        target = site / urljoin(f"http://x/{path}", link).removeprefix("http://x/")
        assert (target / "index.html" if target.is_dir() else target).is_file(), link


def test_title_address_and_policy(site: Path) -> None:
    html = (site / "a/b.html").read_text()
    assert "<title>页面 a/b.html - 政务新媒体公开目录</title>" in html
    assert '<link rel="canonical" href="https://zwxmt.example.gov.cn/a/b.html">' in html
    assert "<h1>a/b.html</h1>govmedia-slot-title" in html and html.count("govmedia-slot") == 1
    assert "unsafe-inline" not in html and "'sha256-" in html and "generator" not in html


def test_frames_leave_no_trace(site: Path) -> None:
    assert not list(site.rglob("*govmedia-frame*"))
    for name in ("sitemap.xml", "search/search_index.json", "404.html", "about/index.html", "index.html"):
        assert "govmedia-frame" not in (site / name).read_text() and "govmedia-slot" not in (site / name).read_text()


def test_sitemap_names_prose_and_data(site: Path) -> None:
    urls = re.findall("<loc>https://zwxmt.example.gov.cn/(.*?)</loc>", (site / "sitemap.xml").read_text())
    assert urls == sorted({"", "about/", "verify/", "matrix/", *PATHS} | set(urls)) and not list(site.glob("*.gz"))


def test_nothing_comes_from_another_host(site: Path) -> None:
    for file in site.rglob("*.html"):
        assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!zwxmt\.example\.gov\.cn/)[^"]*"', file.read_text()), file


def test_prose_is_searched_in_chinese_words(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text())
    assert index["config"]["lang"] == ["en", "zh"]
    assert any("备案\u200b" in entry["text"] for entry in index["docs"])


def small(root: Path, *, site_url: str = "https://x.example/", text: str = "# 首页\n") -> None:
    """A repository with one article."""
    (root / "content").mkdir()
    (root / "content/index.md").write_text(text)
    hook = ROOT / "scripts/mkdocs_hooks.py"
    (root / "mkdocs.yml").write_text(
        f"site_name: x\nsite_url: '{site_url}'\ndocs_dir: content\ntheme: material\nplugins: []\nhooks: [{hook}]\n"
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"site_url": ""}, "没有填写 site_url"), ({"text": "<script>x</script>\n"}, "里有脚本"), ({"text": "[坏](no.md)\n"}, "no.md")],
)
def test_faults_in_prose_are_told_and_publish_nothing(tmp_path: Path, wrong: dict[str, str], message: str) -> None:
    with pytest.raises(CannotRun, match=message):
        small(tmp_path, **wrong)
        build(tmp_path, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_mkdocs_own_command_shows_no_traceback(tmp_path: Path) -> None:
    small(tmp_path, text="<script>x</script>\n")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 3 and "里有脚本" in done.stderr and "Traceback" not in done.stderr


def test_an_article_in_the_place_of_data_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govmedia.pages.tree.works_of", works)
    small(tmp_path)
    (tmp_path / "content/a.md").write_text("# 文章\n")
    with pytest.raises(CannotRun, match="占用了数据页面的地址 a/"):
        build(tmp_path, tmp_path / "site")
