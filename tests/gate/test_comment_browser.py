"""The comments in a real browser, as wide as a phone, after a forge's sanitiser has been over them."""

from collections.abc import Iterator
from pathlib import Path

import nh3
import pytest
from markdown_eyes import TAGS, rendered
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

COMMENTS = sorted(Path(__file__).with_name("comments").glob("*.md"))
ALLOWED = TAGS | {"h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "code", "pre", "em"}
"""What the sanitisers of GitHub, GitLab and Gitea all let through."""
STYLE = """
body { font: 16px/1.5 sans-serif; margin: 0; padding: 12px; overflow-wrap: break-word }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse }
td, th { border: 1px solid; padding: 6px 13px } code { white-space: break-spaces } pre { overflow: auto } pre code { white-space: pre }
"""
"""What matters of a forge's style: wide tables and code scroll for themselves."""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 360, "height": 740})


@pytest.mark.parametrize("file", COMMENTS, ids=lambda file: file.stem)
def test_on_a_phone(file: Path, page: Page) -> None:
    html = rendered(file.read_text(encoding="utf-8"))
    clean = nh3.clean(html, tags=ALLOWED, attributes={"code": {"class"}})
    page.set_content(f"<style>{STYLE}</style>{html}")
    words = page.inner_text("body")
    page.set_content(f"<style>{STYLE}</style>{clean}")
    assert page.inner_text("body") == words, "the sanitiser takes something away"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "it would have to be pushed sideways"
    tables = page.evaluate("[...document.querySelectorAll('table')].map(t => t.scrollWidth - t.clientWidth)")
    assert not [more for more in tables if more > 0], "a table does not fit"
    headings = [heading.inner_text() for heading in page.query_selector_all("h2")]
    assert headings[0] == "先审后发" and headings[-1] == "怎样签"
    assert page.query_selector_all("details") == [] or page.locator("details[open]").count() == 0
    for summary in page.query_selector_all("summary"):
        summary.click()
    assert page.locator("details:not([open])").count() == 0
