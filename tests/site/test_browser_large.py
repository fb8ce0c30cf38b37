"""The home page's search in a large directory: the same answers as from one file, and only what a query needs is fetched."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from large_directory import MANY, PLATFORMS, directory
from playwright.sync_api import Browser, Page, Response, expect
from site_world import DAY, ROOT, served

from govmedia.calculation.wording import fold
from govmedia.pages.audience import Audience
from govmedia.pages.searchshards import as_json, sharded
from govmedia.scripts.build import make

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]


@pytest.fixture(scope="module")
def large() -> dict[str, Any]:
    """The data of 25,000 accounts."""
    return directory(MANY // len(PLATFORMS))


@pytest.fixture(scope="module")
def large_hosts(large: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """`few`: the starter's site built as if it were large; `many`: the same page over 25,000 accounts."""
    out = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govmedia.pages.searchdata.LIMIT", 0)
        make((ROOT,), DAY, out / "few", Audience.public)
    shutil.copytree(out / "few", out / "many")
    for name, content in sharded(large):
        (out / f"many/{name}.json").write_bytes(as_json(content))
    with served({name: out / name for name in ("few", "many")}) as found:
        yield found


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-search][data-ready]").wait_for()


def search(page: Page, words: str) -> list[str]:
    """The hits shown for some words, or for the filters alone."""
    page.evaluate("document.querySelector('#gm-count').textContent = '正在查找'")
    page.fill("#gm-q", f"{words} ")  # a blank more, so that the same words are asked again
    expect(page.locator("#gm-count")).not_to_contain_text("正在查找")
    return page.locator(".gm-hits li").all_inner_texts()


def counted(page: Page) -> int:
    found = re.search(r"查到 (\d+) 个账号", page.locator("#gm-count").inner_text())
    assert found, page.locator("#gm-count").inner_text()
    return int(found[1])


def holds(data: dict[str, Any], *words: str) -> Callable[[list[Any]], bool]:
    """Whether an account holds all words somewhere, by a look at each of its texts."""

    def every(account: list[Any]) -> bool:
        unit = data["units"][account[3]]
        field = data["fields"][account[6]][1] if account[6] >= 0 else ""
        texts = [account[1], account[2], unit[1], unit[2], data["platforms"][account[4]][1], account[7], unit[4], field]
        return all(any(word in fold(text) for text in texts) for word in words)

    return every


QUERIES = (
    "卫生健",
    "公积",
    "卫健局",
    "卫计",
    "贴吧",
    "jkld",
    "ＪＫＬＤ",
    "发布 微博",
    "岭东",
    "健 岭东",
    "不存在的名字",
    "卫",
    "岭东市卫生健康局",
)


def whole_answer(page: Page, words: str) -> tuple[str, list[str]]:
    """What the page says and every hit, however many clicks it takes."""
    search(page, words)
    while page.locator(".gm-more").is_visible():
        before = page.locator(".gm-hits li").count()
        page.click(".gm-more")
        page.locator(".gm-hits li").nth(before).wait_for()
    return page.locator("#gm-count").inner_text(), sorted(page.locator(".gm-hits li").all_inner_texts())


def test_shards_answer_as_one_file_does(page: Page, hosts: dict[str, str], large_hosts: dict[str, str]) -> None:
    answers = []
    for host in (hosts["public"], large_hosts["few"]):
        opened(page, host)
        answers.append({words: whole_answer(page, words) for words in QUERIES})
    assert answers[0] == answers[1]
    assert sum(bool(hits) for _, hits in answers[0].values()) > 10


def test_counts_in_a_large_directory_are_exact(page: Page, large: dict[str, Any], large_hosts: dict[str, str]) -> None:
    opened(page, large_hosts["many"])
    for words in ("卫生", "旧称", "ld", "岭东 之声", "抖音", "抖音 岭西", "第1234所", "气象局第10所", "ONLINE 云溪 税务"):
        shown = search(page, words)
        wanted = sum(map(holds(large, *map(fold, words.split())), large["accounts"]))
        assert counted(page) == wanted > 0, words
        assert len(shown) == min(50, wanted), words


def test_a_long_word_found_everywhere_is_counted_roughly_and_shown_exactly(page: Page, large_hosts: dict[str, str]) -> None:
    opened(page, large_hosts["many"])
    shown = search(page, "生健康")
    assert "查到约 " in page.locator("#gm-count").inner_text()
    assert len(shown) == 50 and all("生健康" in hit for hit in shown)
    page.click(".gm-more")
    expect(page.locator(".gm-hits li")).to_have_count(100)
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.gm-hits li')[50]")


def test_one_character_asks_for_more_unless_a_filter_makes_the_directory_small(
    page: Page, large: dict[str, Any], large_hosts: dict[str, str]
) -> None:
    opened(page, large_hosts["many"])
    assert "请至少输入两个字" in page.locator("[data-search]").inner_text()
    assert search(page, "税") == []
    assert page.locator("#gm-count").inner_text().startswith("账号较多，只输一个字查不了")
    page.select_option("#gm-region", "990300-x")
    search(page, "税")
    inside = [a for a in large["accounts"] if large["units"][a[3]][3] == 3]
    assert counted(page) == sum(map(holds(large, "税"), inside)) > 0


def test_filters_count_without_a_word(page: Page, large: dict[str, Any], large_hosts: dict[str, str]) -> None:
    opened(page, large_hosts["many"])
    page.select_option("#gm-state", "cancelled")
    page.select_option("#gm-platform", "p2")
    search(page, "")
    assert counted(page) == sum(a[4] == 2 and a[5] == 1 for a in large["accounts"])
    page.select_option("#gm-region", "990000-nanling")
    search(page, "")
    inside = sum(a[4] == 2 and a[5] == 1 and large["units"][a[3]][3] >= 0 for a in large["accounts"])
    assert counted(page) == inside
    opened(page, page.url)
    assert counted(page) == inside
    assert all("抖音" in hit and "注销" in hit for hit in page.locator(".gm-hits li").all_inner_texts())


@pytest.mark.parametrize(("words", "most"), [("第1234所", 150_000), ("卫生", 700_000), ("岭东 之声", 700_000)])
def test_only_what_the_query_needs_is_fetched(page: Page, large_hosts: dict[str, str], words: str, most: int) -> None:
    opened(page, large_hosts["many"])
    fetched: list[int] = []

    def note(response: Response) -> None:
        if "/searchdata/" in response.url:
            fetched.append(int(response.header_value("content-length") or 0))

    page.on("response", note)
    search(page, words)
    assert 0 < sum(fetched) < most and max(fetched) < 100_000
    before = len(fetched)
    search(page, words)
    assert len(fetched) == before, "what was fetched is kept"


def test_data_that_cannot_be_fetched_are_told(browser: Browser, large_hosts: dict[str, str]) -> None:
    page = browser.new_page()
    opened(page, large_hosts["many"])
    page.route("**/searchdata/**", lambda route: route.abort())
    assert search(page, "卫生") == []
    assert "没有取到" in page.locator("#gm-count").inner_text()
    page.unroute("**/searchdata/**")
    assert len(search(page, "卫生")) == 50
    page.close()


def test_small_directories_stay_one_file(sites: dict[str, Path]) -> None:
    assert not (sites["public"] / "searchdata").exists()
    assert "请至少输入两个字" not in (sites["public"] / "index.html").read_text()
