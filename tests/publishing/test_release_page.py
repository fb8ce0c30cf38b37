"""The page a clerk opens from the disk, in a real browser: it fits a phone, assistive technology reads it, copying works."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from post_world import govmedia, manuscript, place
from release_world import AS_OF, BODY, FLU, MEDIA, TEXTS, png, repository

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]
LONG = place("11-20", "long")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with pictures, a text over its limits, one that must wait, and one that a machine helped to write."""
    root = tmp_path_factory.mktemp("page") / "root"
    texts = TEXTS | {LONG: manuscript("很长的题目" * 14, "wechat", "weibo", body=BODY + "字" * 2000, media=MEDIA)}
    pictures = {f"{path.removesuffix('.md')}/poster.png": png(64, 32) for path in (FLU, LONG)}
    repository(root, texts, pictures)
    assert govmedia("release", "--root", root, "--as-of", AS_OF, "--out", root.parent / "out") == 0
    return root.parent / "out"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page as it is opened from the disk; console errors and requests elsewhere fail the test."""
    found = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    trouble: list[str] = []
    found.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    found.on("pageerror", lambda error: trouble.append(str(error)))
    found.on("request", lambda r: trouble.append(r.url) if not r.url.startswith((f"file://{folder}", "data:")) else None)
    found.goto(f"file://{folder}/index.html")
    yield found
    found.context.close()
    assert not trouble


@pytest.mark.parametrize("width", [1280, 360])
def test_it_fits_and_shows_what_will_be_posted(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.frame_locator(f'iframe[src*="{FLU.rpartition("/")[2].removesuffix(".md")}"]')
    assert "秋冬季是流感高发期，接种疫苗" in shown.locator("section").inner_text()
    assert shown.locator("img").evaluate("img => img.naturalWidth") == 64
    assert shown.locator("h2").evaluate("e => getComputedStyle(e).color") == "rgb(18, 54, 97)"
    assert page.locator("ul.pictures img").first.evaluate("img => img.naturalWidth") == 64
    assert "超出" in page.locator(".bad").first.inner_text() and "未到发布时间" in page.locator(".note", has_text="未到").inner_text()


def test_copied_with_styles_and_as_text(page: Page) -> None:
    item = page.locator("section", has=page.get_by_role("heading", name="流感疫苗接种指引"))
    item.get_by_role("button", name="复制带样式的正文").click()
    assert "已复制" in page.locator("#said").inner_text()
    desk = page.context.new_page()
    desk.goto("data:text/html,<div id=rich contenteditable>.</div><textarea id=text></textarea>")
    desk.click("#rich")
    desk.keyboard.press("Control+V")
    pasted = desk.inner_html("#rich")
    assert "font-weight: bold" in pasted or "<h2" in pasted
    assert "margin: 0 0 1.2em" in pasted and "https://mp.weixin.qq.com/s/abc" in pasted and "<script" not in pasted
    page.bring_to_front()
    item.get_by_role("button", name="复制 正文").first.click()
    desk.bring_to_front()
    desk.click("#text")
    desk.keyboard.press("Control+V")
    assert desk.input_value("#text").startswith("【流感疫苗接种指引】秋冬季")


def test_where_copying_fails_the_words_are_selected(page: Page) -> None:
    page.evaluate("document.execCommand = () => false")
    button = page.get_by_role("button", name="复制 标题").first
    button.click()
    assert button.inner_text() == "请按 Ctrl+C 复制"
    assert page.evaluate("document.activeElement.id").endswith("-title")
    assert page.evaluate("getSelection().toString() || document.activeElement.value")


def test_its_policy_lets_no_other_script_run(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"file://{folder}/index.html")
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }")
    assert page.evaluate("window.ran") is None and "Content Security Policy" in refused[0]
    page.close()


def test_without_scripts_everything_can_still_be_read(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{folder}/index.html")
    assert page.get_by_label("正文", exact=True).first.input_value().startswith("【")
    context.close()


class Quiet(SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_assistive_technology_reads_it(browser: Browser, folder: Path) -> None:
    """Over HTTP: from the disk, the tool may not look into the frames."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.wait_for_load_state("networkidle")
        report: Any = Axe().run(page)
        assert not [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in report["violations"]]
    page.close()
    server.shutdown()
    server.server_close()
