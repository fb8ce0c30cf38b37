"""Whatever stands in the cells of an export: every row has a fate, every receipt written loads, nothing raises, nothing is lost."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_world import FILES, HEALTH, beside, csv_bytes, lay, manuscript, place

from govmedia.calculation.amounts import moment
from govmedia.calculation.heads import HeadWords
from govmedia.calculation.outlets import outlets
from govmedia.calculation.postimport import chosen, plan_receipts
from govmedia.calculation.posttitles import title_key, title_keys
from govmedia.errors import CannotRun
from govmedia.loading.columns import load_post_columns
from govmedia.loading.decode import decode_record
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.loading.sheets import read_book
from govmedia.loading.yamltext import parse
from govmedia.model.receipt import Receipt
from govmedia.pages.fates import as_json, posts_as_text
from govmedia.when import SHANGHAI, as_of

OLD = "posts:\n  - {account: wechat, at: 2026-11-02T09:30:00+08:00}  # 首发\n"
CELLS = [
    "流感",
    "【流感】正文",
    "#流感#",
    "夜间门诊",
    "2026-11-02 09:30",
    "2026-11-02",
    "20261103",
    "46328.4",
    "2026-11-03T09:30:00Z",
    "11-02",
]
CELLS += ["https://a.example/1", "https://a.example/2", "https://a.example/?token=1", "javascript:alert(1)", "健康岭东", "岭东教育", "微博"]
CELLS += ["已发布", "草稿", "13800000000", "=1+1", "'=1", "#REF!", "\u202e", "\x00", "无", "", "合计", "【】", "##", "一" * 5000, '"']
HEADERS = ["标题", "发布时间", "链接", "账号", "平台", "状态", "阅读量", "联系人", "怪列", "", "内容"]
CELL = st.one_of(st.sampled_from(CELLS), st.text(max_size=12))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    flu = place("11-02", "flu")
    texts = {
        flu: manuscript("流感", "wechat", "weibo"),
        beside(flu): OLD,
        place("11-03", "lamp"): manuscript("夜间门诊", "wechat", "douyin"),
    }
    return load([lay(tmp_path_factory.mktemp("fuzz"), FILES | texts)], as_of("2026-11-20"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_row_has_a_fate_and_every_receipt_loads(ledger: Ledger, data: st.DataObject) -> None:
    head = data.draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6))
    rows = data.draw(st.lists(st.lists(CELL, max_size=len(head)), max_size=6))
    only = chosen(outlets(ledger).values(), data.draw(st.sampled_from([None, "wechat", f"{HEALTH}/weibo"])), None)
    try:
        plan = plan_receipts(read_book(csv_bytes([head, *rows]), "表"), ledger, HeadWords(load_post_columns(ledger), {}, "title"), only)
    except CannotRun as error:
        assert error.message and error.mend
        return
    assert len(json.loads(as_json(plan, True))["rows"]) == len(plan.fates) <= len(rows)
    assert posts_as_text(plan, True)
    assert all(fate.reason for fate in plan.fates if fate.outcome in ("rejected", "skipped"))
    for path, text in (plan.files | plan.grown).items():
        found, faults = decode_record(Receipt, parse(text.encode(), path).data, path)
        assert found is not None and not faults
        assert all(post.at <= ledger.as_of.instant and "token=" not in (post.url or "") for post in found.posts)
    assert all("2026-11-02T09:30:00+08:00" in text and "# 首发" in text for text in plan.grown.values())


@given(st.text(max_size=40))
def test_titles(text: str) -> None:
    assert all(key and key == title_key(key) for key in title_keys(text))
    assert title_key(f" 「{text}」！") == title_key(text)


@given(st.one_of(st.text(max_size=30), st.sampled_from(CELLS)))
def test_moments_of_any_text(text: str) -> None:
    found = moment(text)
    assert found is None or (found[0].tzinfo is not None and found[0].year >= 1990)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S"]),
)
def test_moments_as_people_write_them(when: datetime, shape: str) -> None:
    when = when.replace(microsecond=0)
    assert moment(when.strftime(shape)) == (when.replace(tzinfo=SHANGHAI), when.hour + when.minute + when.second > 0)


def test_the_module_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    before = ledger.read([beside(place("11-02", "flu"))])
    rows = [("标题", "发布时间", "链接"), ("流感", "2026-11-02 09:30", "https://a.example/1")]
    plan = plan_receipts(
        read_book(csv_bytes(rows), "表"), ledger, HeadWords(load_post_columns(ledger), {}, "title"), [*outlets(ledger).values()][-2:-1]
    )
    assert plan.grown and ledger.read(before) == before
