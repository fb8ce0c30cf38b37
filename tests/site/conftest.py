"""Built sites that several tests look at, and the browser they look with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from site_world import DAY, FILES, ROOT, WIDE, commit, served, write

from govmedia.pages.audience import Audience
from govmedia.scripts.build import make


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny registry, committed."""
    root = write(tmp_path_factory.mktemp("tiny") / "root", FILES)
    commit(root)
    return root


@pytest.fixture(scope="session")
def tiny_sites(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tiny registry's site for each audience."""
    out = tmp_path_factory.mktemp("tiny-sites")
    for audience in Audience:
        make((tiny,), DAY, out / audience, audience)
    return {audience.value: out / audience for audience in Audience}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The starter prefecture's site for each audience."""
    out = tmp_path_factory.mktemp("sites")
    for audience in Audience:
        make((ROOT,), DAY, out / audience, audience)
    return {audience.value: out / audience for audience in Audience}


@pytest.fixture(scope="session")
def hosts(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Address of each audience's site."""
    with served(sites) as found:
        yield found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test on console errors and on requests to another host."""
    found = browser.new_page(viewport={"width": WIDE, "height": 900})
    trouble: list[str] = []
    found.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    found.on("pageerror", lambda error: trouble.append(str(error)))
    found.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None)
    yield found
    found.close()
    assert not trouble
