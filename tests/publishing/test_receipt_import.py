"""`govmedia receipt import`: the forms in which back offices export what was posted, and what becomes of every row."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from post_world import HEALTH, SCHOOLS, beside, csv_bytes, filing, govmedia, lay, manuscript, place, posts, receipts, xlsx_bytes

from govmedia.loading.columns import load_columns, load_post_columns
from govmedia.loading.load import load
from govmedia.when import as_of

Bring = Callable[..., tuple[int, dict[str, Any]]]
FLU, LAMP = place("11-02", "flu"), place("11-03", "lamp")
WECHAT = ("--account", f"{HEALTH}/wechat")
HEAD = ("标题", "发布时间", "链接")


@pytest.fixture(autouse=True)
def written(root: Path) -> None:
    lay(
        root,
        {
            FLU: manuscript("流感疫苗接种指引（2026年版）", "wechat", "weibo", "douyin"),
            LAMP: manuscript("“夜间门诊”开了！", "wechat", "weibo", "douyin"),
            place("11-04", "lunch", SCHOOLS): manuscript("学校午餐", "wechat"),
        },
    )


def fates(report: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["outcome"]) for row in report["rows"]]


def reasons(report: dict[str, Any]) -> str:
    return "\n".join(str(row["reason"]) for row in report["rows"])


def test_wechat_content_analysis(bring: Bring, root: Path) -> None:
    """The workbook of 内容分析 · 已通知内容: a title row, days as numbers, a channel's numbers that are not ours to keep."""
    head = ["内容标题", "发表时间", "总阅读人数", "总阅读次数", "总分享人数", "送达人数", "送达阅读率", "阅读完成率", "内容url"]
    rows = [
        ["2026-11-01 至 2026-11-10 已通知内容"],
        head,
        ["流感疫苗接种指引(2026年版)", 20261102, 9471, 1633, 7, 2112, 0.0374, 0.6889, "http://mp.weixin.qq.com/s?__biz=MzA4&mid=1#rd"],
        ["“夜间门诊”开了!", "20261103", 9472, 1634, 7, 2112, 0.0374, 0.6889, "http://mp.weixin.qq.com/s?__biz=MzA4&mid=2#rd"],
        ["合计", None, 18943, 3267],
    ]
    code, report = bring(xlsx_bytes(("sheet1", rows)), *WECHAT, name="内容分析.xlsx")
    assert (code, fates(report)) == (0, [(3, "filed"), (4, "filed")])
    assert posts(root, FLU) == [("wechat", "2026-11-02 00:00", "http://mp.weixin.qq.com/s?__biz=MzA4&mid=1#rd")]
    assert "只有日期" in reasons(report) and report["unknown_columns"] == []
    assert not [text for text in receipts(root).values() if "947" in text or "2112" in text]


def test_wechat_channels_name_an_item_several_times(bring: Bring, root: Path) -> None:
    """The other workbook tells each item once per channel, beside two more tables."""
    head = ["日期", "阅读次数", "", "传播渠道", "发表日期", "内容标题", "阅读次数", "阅读次数占比"]
    rows = [["数据概况", "", "", "传播渠道"], head]
    rows += [["2026/11/02", 5, "", c, "2026/11/02", "流感疫苗接种指引（2026年版）", 3, 0.5] for c in ("公众号消息", "朋友圈", "聊天会话")]
    code, report = bring(xlsx_bytes(("Sheet1", rows)), *WECHAT, name="total.xlsx")
    assert (code, fates(report)) == (0, [(3, "filed"), (4, "merged"), (5, "merged")])
    assert "与第 3 行是同一次发布" in reasons(report)
    assert len(posts(root, FLU)) == 1


def test_weibo_in_gb18030_with_whole_texts(bring: Bring, root: Path) -> None:
    rows = [
        ["微博管理中心 数据导出", "", "", ""],
        ["微博内容", "发布时间", "微博链接", "阅读数", "转发数"],
        [
            "#健康岭东#【流感疫苗接种指引（2026年版）】秋冬季是流感高发期。详询 0990-2345678",
            "2026-11-02 17:35:09",
            "https://weibo.com/9901000013/flu",
            "1.2万",
            5,
        ],
        ["【“夜间门诊”开了！】今晚起。", "2026/11/3 8:05", "https://weibo.com/9901000013/lamp", "800", 1],
        ["转发微博", "2026-11-03 12:00:00", "https://weibo.com/9901000013/zf", "1", 0],
    ]
    code, report = bring(csv_bytes(rows, "gb18030"), "--unit", HEALTH)
    assert (code, fates(report)) == (1, [(3, "filed"), (4, "filed"), (5, "rejected")])
    assert posts(root, FLU) == [("weibo", "2026-11-02 17:35", "https://weibo.com/9901000013/flu")]
    assert report["rows"][0]["name"] == "（含电话号码，不照录）"


def test_douyin_with_topics_states_and_times_of_excel(bring: Bring, root: Path) -> None:
    head = ["作品名称", "发布时间", "体裁", "审核状态", "播放量", "完播率", "5s完播率", "主页访问量", "粉丝增量"]
    rows = [
        head,
        ["流感疫苗接种指引（2026年版） #流感 #健康岭东", datetime(2026, 11, 2, 18, 0, 5), "视频", "审核通过", 99, 0.2, 0.4, 1, 1],
        ["“夜间门诊”开了！#夜间门诊", "2026年11月03日 18:30", "视频", "审核不通过", 0, 0, 0, 0, 0],
        ["花絮", datetime(2026, 11, 4), "视频", "仅自己可见", 0, 0, 0, 0, 0],
    ]
    code, report = bring(xlsx_bytes(("作品列表", rows)), "--account", "douyin", "--unit", HEALTH, name="作品.xlsx")
    assert (code, fates(report)) == (0, [(2, "filed"), (3, "skipped"), (4, "skipped")])
    assert posts(root, FLU) == [("douyin", "2026-11-02 18:00", None)] and beside(LAMP) not in receipts(root)


def test_channels_and_toutiao(bring: Bring, root: Path) -> None:
    lay(root, {f"registry/{HEALTH}/channels.yml": filing("健康岭东视频"), f"registry/{HEALTH}/toutiao.yml": filing("健康岭东头条")})
    lay(root, {FLU: manuscript("流感疫苗接种指引（2026年版）", "channels", "toutiao")})
    head = "视频描述,视频ID,发布时间,完播率,平均播放时长,播放量,推荐,喜欢,评论量,分享量,关注量,转发聊天和朋友圈,设为铃声"
    text = f"{head}\n流感疫苗接种指引（2026年版）,export/1,2026/11/02,20%,12秒,99,3,8,2,4,1,4,0\n"
    assert bring(b"\xef\xbb\xbf" + text.encode(), "--account", f"{HEALTH}/channels")[0] == 0
    rows = [
        ["标题", "类型", "发布时间", "展现量", "阅读(播放)量", "点击率", "收益(元)"],
        ["流感疫苗接种指引（2026年版）", "文章", "46328.395833", 1, 1, 1, 0],
    ]
    code, report = bring(xlsx_bytes(("作品数据", rows)), "--account", f"{HEALTH}/toutiao", name="头条.xlsx")
    assert code == 0 and not report["unknown_columns"]
    assert [(account, at) for account, at, _ in posts(root, FLU)] == [("channels", "2026-11-02 00:00"), ("toutiao", "2026-11-02 09:30")]


def test_several_accounts_in_one_sheet(bring: Bring, root: Path) -> None:
    rows = [
        ("公众号名称", "biz", *HEAD),
        ("健康岭东", "MzA4MDM1Njg3NQ==", "流感疫苗接种指引（2026年版）", "2026-11-02 09:30", "https://mp.weixin.qq.com/s/1"),
        ("岭东教育", "", "学校午餐", "2026-11-04 10:00", "https://mp.weixin.qq.com/s/2"),
        ("外地发布", "", "学校午餐", "2026-11-04 10:00", ""),
    ]
    code, report = bring(csv_bytes(rows))
    assert (code, fates(report)) == (1, [(2, "filed"), (3, "filed"), (4, "rejected")])
    assert "没有账号“外地发布”" in reasons(report)
    assert [row["id"] for row in report["rows"][:2]] == [f"{HEALTH}/wechat", f"{SCHOOLS}/wechat"]
    _, report = bring(csv_bytes(rows), *WECHAT)
    assert fates(report) == [(2, "merged"), (3, "skipped"), (4, "rejected")], "a strange name is taken for the account that was named"
    _, report = bring(csv_bytes(rows), "--unit", SCHOOLS)
    assert [outcome for _, outcome in fates(report)][:2] == ["skipped", "merged"]


def test_a_former_name_is_known(bring: Bring, root: Path) -> None:
    events = "events:\n  - {kind: opened, on: 2019-05-06}\n  - {kind: renamed, on: 2021-03-02, was: 岭东卫健}\n"
    lay(root, {f"registry/{HEALTH}/wechat.yml": "name: 健康岭东\n" + events})
    code, _ = bring(csv_bytes([("公众号", *HEAD), ("岭东卫健", "“夜间门诊”开了！", "2026-11-03 09:30", "")]))
    assert code == 0 and posts(root, LAMP) == [("wechat", "2026-11-03 09:30", None)]


def test_an_account_that_cannot_be_told_is_said(bring: Bring) -> None:
    _, report = bring(csv_bytes([HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", "")]), "--unit", HEALTH)
    assert fates(report) == [(2, "rejected")] and "看不出是哪个账号的" in reasons(report)
    rows = [(*HEAD, "平台"), ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", "", "微博")]
    assert fates(bring(csv_bytes(rows), "--unit", HEALTH)[1]) == [(2, "filed")]


def test_items_without_a_manuscript_are_unreviewed(bring: Bring, root: Path) -> None:
    code, report = bring(csv_bytes([HEAD, ("临时通知", "2026-11-02 09:30", "https://mp.weixin.qq.com/s/9")]), *WECHAT)
    assert code == 1 and not receipts(root)
    (row,) = report["rows"]
    assert row["reason"].startswith("未先审") and "稿头的 backfilled" in row["reason"]
    assert (row["id"], row["at"], row["path"]) == (f"{HEALTH}/wechat", "2026-11-02T09:30:00+08:00", None)
    assert list(row) == ["row", "outcome", "id", "name", "platform", "unit", "reason", "at", "path"]


def test_items_reviewed_afterwards_are_filed_with_the_reason(bring: Bring, root: Path) -> None:
    lay(
        root, {place("11-05", "late"): manuscript("台风来了", "wechat", backfilled="{posted: 2026-11-04T20:00:00+08:00, reason: 防汛应急}")}
    )
    code, _ = bring(csv_bytes([HEAD, ("台风来了", "2026-11-04 20:00", "")]), *WECHAT)
    assert code == 0
    assert receipts(root)[beside(place("11-05", "late"))].endswith("backfilled: 防汛应急\n")


def test_the_title_of_an_accounts_own_text_is_known(bring: Bring, root: Path) -> None:
    lay(root, {FLU: manuscript("长长的题目", "wechat", "weibo", body="正文。\n\n## @weibo 短标题\n短。")})
    rows = [HEAD, ("【短标题】短。", "2026-11-02 09:30", "")]
    assert bring(csv_bytes(rows), "--account", f"{HEALTH}/weibo")[0] == 0
    assert bring(csv_bytes(rows), *WECHAT)[0] == 1


def test_a_manuscript_for_another_account_does_not_count(bring: Bring) -> None:
    _, report = bring(csv_bytes([HEAD, ("学校午餐", "2026-11-04 09:30", "")]), *WECHAT)
    assert reasons(report).startswith("未先审")


@pytest.mark.parametrize(
    ("days", "posted", "outcome", "words"),
    [
        (("11-02", "11-09"), "2026-11-03 09:00", "filed", ""),
        (("11-02", "11-09"), "2026-11-09 09:00", "filed", ""),
        (("11-02", "11-04"), "2026-11-03 09:00", "rejected", "分不清"),
        (("10-01", "10-08"), "2026-11-09 09:00", "rejected", "分不清"),
        (("10-01",), "2026-10-15 23:59", "filed", ""),
        (("10-01",), "2026-10-16 00:01", "rejected", "像是另一篇"),
        (("11-05",), "2026-11-04 23:00", "rejected", "先发后补"),
    ],
)
def test_the_nearest_of_several_under_one_title(
    bring: Bring, root: Path, days: tuple[str, ...], posted: str, outcome: str, words: str
) -> None:
    lay(root, {place(day, f"weekly-{i}"): manuscript("一周天气", "wechat") for i, day in enumerate(days)})
    _, report = bring(csv_bytes([HEAD, ("一周天气", posted, "")]), *WECHAT)
    assert fates(report) == [(2, outcome)] and words in reasons(report)
    if outcome == "filed":
        assert posted[5:10] in report["rows"][0]["path"] or posted[5:7] == "10" or "11-02" in report["rows"][0]["path"]


def test_nothing_on_file_is_overwritten(bring: Bring, root: Path) -> None:
    mine = "posts:\n  - {account: wechat, at: 2026-11-02T09:30:00+08:00}  # 值班编辑登记\nbackfilled: 台风\n"
    lay(root, {beside(FLU): mine, beside(LAMP): "posts:\n  - {account: wechat, at: 2026-11-03T09:00:00+08:00, url: https://a.example/}\n"})
    rows = [
        HEAD,
        ("流感疫苗接种指引（2026年版）", "2026-11-02 11:00", "https://mp.weixin.qq.com/s/1"),
        ("“夜间门诊”开了！", "2026-11-03 09:00", "https://b.example/"),
        ("“夜间门诊”开了！", "2026-11-09 09:00", "https://c.example/"),
        ("改了标题的夜间门诊", "2026-11-08 09:00", "https://a.example/"),
    ]
    before = receipts(root)
    _, report = bring(csv_bytes(rows), *WECHAT)
    assert fates(report) == [(2, "rejected"), (3, "merged"), (4, "rejected"), (5, "merged")]
    assert receipts(root) == before
    assert "链接不同，没有改动" in reasons(report) and "回执写的是 2026-11-03 09:00，没有改动" in reasons(report)


def test_a_link_and_another_account_are_added_to_what_is_on_file(bring: Bring, root: Path) -> None:
    lay(root, {beside(FLU): "# 回执\nposts:\n  - {account: wechat, at: 2026-11-02T09:30:00+08:00}  # 首发\n"})
    bring(csv_bytes([HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", "https://mp.weixin.qq.com/s/1")]), *WECHAT)
    bring(csv_bytes([HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 10:30", "")]), "--account", f"{HEALTH}/weibo")
    assert receipts(root)[beside(FLU)] == (
        "# 回执\nposts:\n  - {account: wechat, at: 2026-11-02T09:30:00+08:00, url: https://mp.weixin.qq.com/s/1}  # 首发\n"
        "  - {account: weibo, at: 2026-11-02T10:30:00+08:00}\n"
    )


def test_imported_twice_changes_nothing(bring: Bring, root: Path) -> None:
    raw = csv_bytes(
        [HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", ""), ("“夜间门诊”开了！", "20261103", "https://a.example/")]
    )
    bring(raw, *WECHAT)
    before = receipts(root)
    code, report = bring(raw, *WECHAT)
    assert (code, receipts(root)) == (0, before) and {row["outcome"] for row in report["rows"]} == {"merged"}


def test_a_dry_run_writes_nothing(bring: Bring, root: Path) -> None:
    code, report = bring(csv_bytes([HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", "")]), *WECHAT, "--dry-run")
    assert code == 0 and report["dry_run"] and fates(report) == [(2, "filed")]
    assert not receipts(root)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "2026-11-02 09:30", "https://a.example/"), "没有标题"),
        (("流感疫苗接种指引（2026年版）", "", ""), "没有发布时间"),
        (("流感疫苗接种指引（2026年版）", "11-02 09:30", ""), "年份要写全"),
        (("流感疫苗接种指引（2026年版）", "2026-11-02 25:30", ""), "看不懂"),
        (("流感疫苗接种指引（2026年版）", "2026-12-02 09:30", ""), "还没有到"),
        (("流感疫苗接种指引（2026年版）", "#REF!", ""), "公式的错误值"),
        (("流感疫苗接种\u202e指引", "2026-11-02 09:30", ""), "控制字符 U+202E"),
    ],
)
def test_rows_that_are_no_posting(bring: Bring, root: Path, row: tuple[str, ...], words: str) -> None:
    code, report = bring(csv_bytes([HEAD, row]), *WECHAT)
    assert code == 1 and words in reasons(report) and not receipts(root)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "见首页", "https://mp.weixin.qq.com/s?tempkey=x", "https://a.example/ b"])
def test_links_that_are_none_are_left_out(bring: Bring, root: Path, link: str) -> None:
    code, report = bring(csv_bytes([HEAD, ("“夜间门诊”开了！", "2026-11-03 09:30", link)]), *WECHAT)
    assert code == 0 and posts(root, LAMP) == [("wechat", "2026-11-03 09:30", None)]
    assert "链接" in reasons(report)


def test_private_columns_and_numbers_are_never_written(bring: Bring, root: Path) -> None:
    rows = [
        (*HEAD, "联系人电话", "小编", "阅读量", "心情"),
        ("“夜间门诊”开了！", "2026-11-03 09:30", "", "13800000000", "张某", "947123", "愉快"),
    ]
    _, report = bring(csv_bytes(rows), *WECHAT)
    assert report["private_columns_dropped"] == ["联系人电话", "小编"] and report["unknown_columns"] == ["心情"]
    assert not [text for text in receipts(root).values() for word in ("138", "张某", "947", "愉快") if word in text]


def test_columns_of_other_names_are_mapped(bring: Bring, root: Path) -> None:
    rows = [("啥", "啥时候", "小编"), ("“夜间门诊”开了！", "2026-11-03 09:30", "张某")]
    assert bring(csv_bytes(rows), *WECHAT, "--map", "啥=title", "--map", "啥时候=at")[0] == 0
    assert len(posts(root, LAMP)) == 1
    assert bring(csv_bytes(rows), *WECHAT, "--map", "小编=title")[0] == 2
    assert bring(csv_bytes(rows), *WECHAT, "--map", "啥=reads")[0] == 2


def test_files_that_are_no_export(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for raw, words in (
        (b"", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (csv_bytes([("甲", "乙"), ("1", "2")]), "“标题”一类的列"),
    ):
        file = tmp_path / "x.csv"
        file.write_bytes(raw)
        assert govmedia("receipt", "import", file, "--root", root, *WECHAT) == 3
        assert words in capsys.readouterr().err


def test_a_workbook_with_an_entity_bomb_is_refused(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = zipfile.ZipFile(io.BytesIO(xlsx_bytes(("表", [HEAD, ("“夜间门诊”开了！", "2026-11-03 09:30", "")]))))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as evil:
        for name in good.namelist():
            raw = good.read(name)
            evil.writestr(name, bomb + raw.partition(b"?>")[2] if "sheet1" in name else raw)
    assert govmedia("receipt", "import", tmp_path / "x.xlsx", "--root", root, *WECHAT) == 3
    assert "恶意" in capsys.readouterr().err and not receipts(root)


@pytest.mark.parametrize(("options", "words"), [(("--account", "x/y/z"), "没有账号“x/y/z”"), (("--unit", "x/y"), "没有单位“x/y”的账号")])
def test_unknown_accounts_are_said(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, str], words: str
) -> None:
    (tmp_path / "x.csv").write_bytes(csv_bytes([HEAD]))
    assert govmedia("receipt", "import", tmp_path / "x.csv", "--root", root, *options) == 2
    assert words in capsys.readouterr().err


def test_a_receipt_that_does_not_load_is_left_alone(bring: Bring, root: Path) -> None:
    lay(root, {beside(FLU): "posts: [{account: wechat, at: 昨天}]\n", beside(LAMP): "{posts: [], backfilled: x}\n"})
    before = receipts(root)
    rows = [HEAD, ("流感疫苗接种指引（2026年版）", "2026-11-02 09:30", ""), ("“夜间门诊”开了！", "2026-11-03 09:30", "")]
    code, report = bring(csv_bytes(rows), *WECHAT)
    assert (code, fates(report), receipts(root)) == (1, [(2, "rejected"), (3, "rejected")], before)
    assert "读不出来" in reasons(report) and "请手工写上" in reasons(report)


def test_manuscripts_kept_without_filings(bring: Bring, root: Path) -> None:
    for file in (root / "registry").rglob("*.yml"):
        file.unlink()
    rows = [HEAD, ("“夜间门诊”开了！", "2026-11-03 09:30", "https://mp.weixin.qq.com/s/1")]
    assert bring(csv_bytes(rows), *WECHAT)[0] == 0 and len(posts(root, LAMP)) == 1


def test_the_text_report_says_what_to_commit(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(csv_bytes([HEAD, ("“夜间门诊”开了！", "2026-11-03 09:30", ""), ("另一篇", "2026-11-03 09:30", "")]))
    assert govmedia("receipt", "import", file, "--root", root, *WECHAT, "--as-of", "2026-11-20") == 1
    told = capsys.readouterr().out
    assert "登记 1，已登记 0，退回 1（其中未先审 1），略过 0。" in told and "git add content/receipts" in told


def test_header_words_stand_for_one_thing_only_and_come_from_the_package_where_missing(root: Path) -> None:
    shipped = load_post_columns(load([root], as_of("2026-11-20")))
    words = [word for field in shipped.fields.values() for word in field] + shipped.ignored
    assert len(words) == len(set(words)) and {"title", "at", "url", "account", "platform", "status"} == shipped.fields.keys()
    lay(root, {"registry/columns.yml": "fields: {name: [名]}\nprivate: [暗号]\n"})
    ledger = load([root], as_of("2026-11-20"))
    assert load_columns(ledger).posts == {}
    assert load_post_columns(ledger).fields == shipped.fields and load_post_columns(ledger).private == ["暗号"]
