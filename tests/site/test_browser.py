"""What readers do, in a real browser. No console errors, no request to another host, nothing that assistive technology trips over."""

from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from site_world import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

PUBLIC = (
    "",
    "?q=卫健",
    "regions/",
    "regions/990100-lingdong.html",
    "units/990100-lingdong/health.html",
    "accounts/990100-lingdong/health/wechat.html",
    "accounts/990100-lingdong/market-supervision/weibo.html",
    "matrix/",
    "matrix/990100-lingdong.html",
    "statistics/",
    "verify/?q=健庚岭东",
    "rules/",
    "rules/well_formed.html",
    "clauses/",
    "threats/",
    "about/",
)
INTERNAL = (
    "board/",
    "board/990100-lingdong.html",
    "findings/",
    "waivers/",
    "my/",
    "units/990100-lingdong/health.html",
    "accounts/990100-lingdong/traffic-police/wechat.html",
)


def hits(page: Page) -> list[str]:
    return page.locator(".gm-hits li").all_inner_texts()


def search(page: Page, words: str) -> list[str]:
    page.locator("[data-search][data-ready]").wait_for()
    page.fill("#gm-q", words)
    return hits(page)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("卫生健", "健康岭东"),  # from the middle of the sponsor's name
        ("生态环", "岭东生态环境"),
        ("公积", "岭东公积金"),
        ("卫健局", "健康岭东"),  # short name of the sponsor
        ("卫计", "健康岭东"),  # former name
        ("食药", "岭东食药监"),
        ("贴吧", "岭东司法"),  # platform
        ("jkld", "健康岭东"),
        ("ＪＫＬＤ", "健康岭东"),  # full-width letters
        ("发布 微博", "岭东发布"),  # two words
    ],
)
def test_search_finds_words_from_the_middle(page: Page, hosts: dict[str, str], words: str, expected: str) -> None:
    page.goto(hosts["public"])
    assert any(expected in hit for hit in search(page, words)), hits(page)


def test_search_tells_the_count_and_shows_fifty_at_a_time(page: Page, hosts: dict[str, str]) -> None:
    page.goto(hosts["public"])
    shown = search(page, "岭东")
    total = int(page.locator("#gm-count").inner_text().removeprefix("查到 ").removesuffix(" 个账号"))
    assert len(shown) == 50 < total
    page.get_by_role("button", name="再显示 50 个").click()
    assert len(hits(page)) == total
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.gm-hits li')[50]")
    assert search(page, "不存在的名字") == [] and "没有查到" in page.locator("#gm-count").inner_text()


def test_filters_narrow_and_the_address_remembers(page: Page, hosts: dict[str, str]) -> None:
    page.goto(hosts["public"])
    search(page, "")
    page.select_option("#gm-state", "cancelled")
    assert len(hits(page)) == 7 and all("注销" in hit for hit in hits(page))
    page.select_option("#gm-platform", "weibo")
    page.select_option("#gm-region", "990100-lingdong")
    found = hits(page)
    assert len(found) == 2
    page.goto(page.url)
    page.locator(".gm-hits").wait_for()
    assert hits(page) == found
    page.select_option("#gm-state", "")
    page.select_option("#gm-platform", "")
    page.select_option("#gm-region", "990122-zhujian")
    assert {"竹涧县" in hit or "松溪镇" in hit for hit in hits(page)} == {True}


def test_a_deep_link_searches_and_a_hit_opens_by_keyboard(page: Page, hosts: dict[str, str]) -> None:
    page.goto(hosts["public"] + "?q=夜间不存在")
    page.goto(hosts["public"] + "?q=岭东应急")
    page.locator(".gm-hits").wait_for()
    assert page.url.endswith("?q=%E5%B2%AD%E4%B8%9C%E5%BA%94%E6%80%A5") and not page.locator("#__search").is_checked()
    page.locator(".gm-hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/**")
    assert "岭东应急" in page.locator("h1").inner_text()


def test_without_scripts_regions_lead_to_every_account(browser: Browser, hosts: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(hosts["public"])
    page.click("text=岭东市 >> nth=0")
    page.click("main >> text=岭东市卫生健康局")
    page.click("main >> text=健康岭东 >> nth=0")
    assert "健康岭东" in page.locator("h1").inner_text()
    context.close()


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("健康岭东", "good", "登记在册"),
        (" 健康 岭东 ", "good", "登记在册"),
        ("gh_99010000000d", "good", "岭东市卫生健康局"),
        ("https://weibo.com/u/9901000013", "good", "新浪微博"),
        ("m.weibo.cn/profile/9901000013?from=share", "good", "健康岭东"),
        ("990100-lingdong/health/wechat", "good", "微信公众号"),
        ("岭东食药监", "bad", "2021-08-31 注销"),
        ("岭东卫健", "warn", "曾用名"),
        ("岭东便民", "warn", "尚未核实"),
        ("健庚岭东", "bad", "相似"),
        ("健康岭东服务号", "bad", "相似"),
        ("嶺東发布", "bad", "相似"),
        ("gh_99010000000e0", "bad", "相似"),
        ("完全无关的账号", "none", "没有登记"),
        ("https://weibo.com/u/1234567890", "none", "没有登记"),
        ("https://v.douyin.com/abc/", "none", "短网址"),
        ('<img src=x onerror="alert(1)">', "none", "没有登记"),
    ],
)
def test_verify_answers(page: Page, hosts: dict[str, str], typed: str, kind: str, words: str) -> None:
    page.goto(hosts["public"] + "verify/")
    page.locator("[data-verify][data-ready]").wait_for()
    page.fill("#gm-v", typed)
    page.keyboard.press("Enter")
    answer = page.locator("#gm-answer")
    assert page.locator("[data-verdict]").first.get_attribute("data-verdict") == kind, answer.inner_text()
    assert words in answer.inner_text()


def test_matrix_heads_stay_in_sight_and_cells_lead_on(page: Page, hosts: dict[str, str]) -> None:
    page.set_viewport_size({"width": NARROW, "height": 740})
    page.goto(hosts["public"] + "matrix/990100-lingdong.html")
    box = page.locator(".gm-sticky")
    corner = box.locator("thead th").first
    before = corner.bounding_box()
    box.evaluate("element => element.scrollTo(600, 500)")
    assert corner.bounding_box() == before
    row = box.locator("tbody tr:not(.gm-group) th").nth(12)
    assert round(row.bounding_box()["x"]) == round(before["x"])  # type: ignore[index]
    cell = box.locator("a.gm-sign").first
    assert "微信公众号" in (cell.get_attribute("aria-label") or "") and "在用" in (cell.get_attribute("aria-label") or "")
    page.goto(hosts["public"] + "matrix/" + (cell.get_attribute("href") or ""))
    assert page.locator("h1 .gm-state").count() == 1


def kinds() -> list[tuple[str, str]]:
    return [*(("public", path) for path in PUBLIC), *(("internal", path) for path in INTERNAL)]


@pytest.mark.parametrize(("audience", "path"), kinds())
def test_every_kind_of_page_fits_and_is_accessible(page: Page, hosts: dict[str, str], audience: str, path: str) -> None:
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(hosts[audience] + path)
        page.locator(":is([data-search], [data-verify]):not([data-ready])").wait_for(state="detached")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        report: Any = Axe().run(page)
        assert not [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in report["violations"]]
