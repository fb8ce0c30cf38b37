"""Whatever stands in the cells: every row gets a fate or is no row, every file that would be written loads, nothing raises."""

import json
import unicodedata
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govmedia.calculation.amounts import amount, day
from govmedia.calculation.fates import Plan
from govmedia.calculation.platformnames import PlatformNames
from govmedia.calculation.privacy import private_in
from govmedia.calculation.slugs import free_slug, pinyin_slug, unit_slug
from govmedia.errors import CannotRun
from govmedia.loading.ledger import Ledger
from govmedia.loading.paths import SLUG
from govmedia.loading.yamltext import parse
from govmedia.pages.fates import as_json, as_text

WORDS = [
    "岭东教育",
    "微信",
    "微博\n抖音",
    "岭东市教育局",
    "无",
    "12万",
    "2024/5/6",
    "45418",
    "岭东市",
    "南岭/岭东市/云堤区",
    "朝阳",
    "weibo.com/u/7701000001",
    "合计",
]
WORDS += [
    "gh_0123456789ab",
    "13800000000",
    "=1+1",
    "'=1",
    "#REF!",
    "\u202e",
    "{a: b}",
    "甲、乙",
    "否",
    "非政府系统:军队",
    "，",
    "/",
    "关停",
    "1e9",
    "\x00",
]
HEADERS = [
    "账号名称",
    "注册平台",
    "单位名称",
    "地区",
    "账号链接",
    "账号ID",
    "粉丝量(万)",
    "开设时间",
    "注销时间",
    "备注",
    "状态",
    "是否认证",
    "认证主体",
    "主管单位",
    "层级",
]
HEADERS += [
    "主体类型",
    "联系电话",
    "审批单位",
    "批文",
    "登记编号",
    "登记文件",
    "主办单位编号",
    "主办单位登记",
    "账号经历",
    "功能定位",
    "运维单位",
    "合同到期",
    "没见过",
]
cells = st.sampled_from(WORDS) | st.text(max_size=12) | st.lists(st.sampled_from(WORDS), max_size=3).map("\n".join)
tables = st.lists(st.sampled_from(HEADERS), min_size=3, max_size=12, unique=True).flatmap(
    lambda head: st.tuples(st.just([*head, "账号名称", "注册平台"]), st.lists(st.lists(cells, max_size=14), max_size=6))
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.sampled_from([None, "990100-lingdong"]))
def test_any_cells(plan: Callable[..., Plan], table: tuple[list[str], list[list[str]]], region: str | None) -> None:
    head, rows = table
    try:
        told = plan([head, *rows], region=region)
    except CannotRun as error:
        assert error.message and error.mend
        return
    assert json.loads(as_json(told, False))["version"] == 1 and as_text(told, True)
    assert all((fate.id is None) == (fate.outcome == "rejected") for fate in told.fates)
    assert all(fate.reason for fate in told.fates if fate.outcome == "rejected")
    for path, text in told.files.items():
        assert not parse(text.encode(), path).faults
        assert private_in(text.replace("7701000001", "")) is None or "weibo" in text
    assert len({path.lower() for path in told.files}) == len(told.files)


@given(st.text() | st.text("卫健教育局委公安市①龘Aé "))
def test_slugs(text: str) -> None:
    for slug in (unit_slug(text), pinyin_slug(text)):
        assert slug == "" or SLUG.fullmatch(slug)
    assert SLUG.fullmatch(free_slug(pinyin_slug(text), lambda s: len(s) < 20, text))
    assert len(pinyin_slug(text)) <= 40


@given(st.text() | st.text("0123456789年月日/-.万亿,约+一 "))
def test_amounts_and_days(text: str) -> None:
    number = amount(text)
    assert number is None or number >= 0
    assert day(text) is None or 1990 <= day(text).year < 2100  # type: ignore[union-attr]


@given(st.text())
def test_platforms(empty: Ledger, text: str) -> None:
    names = PlatformNames(empty.platforms.values())
    found = names.find(text)
    assert found is None or unicodedata.normalize("NFKC", text)
    assert len(names.like(text)) <= 3
    for platform in empty.platforms.values():
        assert set(names.ids_in_cell(platform, text, "账号ID")) <= set(platform.ids)
