"""`govmedia receipt`: a fact is written where loading reads it, told twice it changes nothing, a different one is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from post_world import DAY, HEALTH, beside, govmedia, lay, manuscript, place, posts, receipt, receipts

from govmedia.calculation.inspection import inspect
from govmedia.hooks import RULES
from govmedia.loading.load import load
from govmedia.when import as_of

Says = Callable[..., tuple[int, str]]
FLU = place("11-02", "flu")
AT = ("--at", "2026-11-02T09:30")


@pytest.fixture(autouse=True)
def written(root: Path) -> None:
    lay(root, {FLU: manuscript("流感疫苗接种指引", "wechat", "weibo")})


def test_a_posting_is_written_and_what_to_commit_is_told(root: Path, says: Says) -> None:
    code, told = says("receipt", FLU, "--account", "wechat", *AT, "--url", "https://mp.weixin.qq.com/s/x")
    assert code == 0 and f"git add {beside(FLU)}" in told
    assert receipts(root)[beside(FLU)] == (
        "posts:\n  - {account: wechat, at: 2026-11-02T09:30:00+08:00, url: https://mp.weixin.qq.com/s/x}\n"
    )
    found = inspect(RULES, load([root], as_of(DAY)))
    assert not [f for f in found if f.path == beside(FLU)]


def test_options_may_stand_before_the_manuscript_and_add_may_be_said(root: Path, says: Says) -> None:
    assert says("receipt", "--account", "wechat", *AT, FLU)[0] == 0
    assert says("receipt", "add", "--account", "weibo", *AT, FLU)[0] == 0
    assert [account for account, _, _ in posts(root, FLU)] == ["wechat", "weibo"]


def test_a_manuscript_is_found_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir((root / FLU).parent)
    assert govmedia("receipt", Path(FLU).name, "--account", "wechat", *AT, "--as-of", DAY) == 0
    assert posts(root, FLU) == [("wechat", "2026-11-02 09:30", None)]


def test_told_twice_it_changes_nothing(root: Path, says: Says) -> None:
    says("receipt", FLU, "--account", "wechat", *AT)
    before = receipts(root)
    code, told = says("receipt", FLU, "--account", "wechat", "--at", "2026-11-02T09:30:40")
    assert (code, receipts(root)) == (0, before) and "没有改动" in told


def test_a_link_that_was_missing_is_added(root: Path, says: Says) -> None:
    says("receipt", FLU, "--account", "wechat", *AT)
    assert says("receipt", FLU, "--account", "wechat", *AT, "--url", "https://a.example/1")[0] == 0
    assert posts(root, FLU) == [("wechat", "2026-11-02 09:30", "https://a.example/1")]


def test_a_second_posting_needs_links_of_its_own(root: Path, says: Says) -> None:
    says("receipt", FLU, "--account", "wechat", *AT, "--url", "https://a.example/1")
    again = ("receipt", FLU, "--account", "wechat", "--at", "2026-11-05T10:00")
    code, told = says(*again)
    assert code == 3 and "已经登记为 2026-11-02 09:30 发布" in told
    assert says(*again, "--url", "https://a.example/2")[0] == 0
    assert len(posts(root, FLU)) == 2


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--account", "wechat", "--at", "2026-11-02T10:00"), 3, "已经登记为 2026-11-02 09:30 发布"),
        (("--account", "wechat", *AT, "--url", "https://b.example/"), 3, "登记了别的链接"),
        (("--account", "wechat", "--at", "2026-11-02T11:00", "--url", "https://a.example/"), 3, "已经登记为"),
        (("--account", "douyin", *AT), 2, "稿件写的是：wechat、weibo"),
        (AT, 2, "没有写 --account"),
        (("--account", "weibo", "--at", "2026-11-21T10:00"), 2, "还没有到"),
        (("--account", "weibo", "--at", "2026-11-01T23:59"), 2, "先发后补的，在稿头写 backfilled"),
        (("--account", "weibo", "--at", "2026-11-02"), 2, "只有日期没有时刻"),
        (("--account", "weibo", "--at", "昨天"), 2, "不是时刻"),
        (("--account", "weibo", *AT, "--url", "weibo.com/1"), 2, "不是链接"),
        (("--account", "weibo", *AT, "--url", "javascript:alert(1)"), 2, "不是链接"),
        (("--account", "weibo", *AT, "--url", "https://mp.weixin.qq.com/s?tempkey=MTEx"), 2, "临时链接"),
        (("--account", "weibo", *AT, "--url", "https://mp.weixin.qq.com/cgi-bin/appmsg?token=77"), 2, "临时链接"),
        (("--account", "weibo", *AT, "--backfilled", " "), 2, "是空的"),
        (("--account", "weibo", *AT, "--backfilled", "经 13800000000 批准"), 2, "手机号"),
        (("--at", "2026-11-01T08:00", "--withdraw", "有误"), 3, "撤下时间早于账号 wechat 的发布时间"),
        (("--at", "2026-11-03T08:00", "--withdraw", "有误", "--url", "https://a.example/"), 2, "撤稿不写 --url"),
    ],
)
def test_what_cannot_be_so_is_refused(root: Path, says: Says, options: tuple[str, ...], code: int, words: str) -> None:
    says("receipt", FLU, "--account", "wechat", *AT, "--url", "https://a.example/")
    before = receipts(root)
    got, told = says("receipt", FLU, *options)
    assert (got, receipts(root)) == (code, before)
    assert words in told


@pytest.mark.parametrize(
    "named", ["没有.md", "README.md", f"registry/{HEALTH}/wechat.yml", "../outside.md", f"content/manuscripts/{HEALTH}"]
)
def test_what_is_no_manuscript_is_refused(root: Path, says: Says, named: str) -> None:
    lay(root, {"README.md": "x", "../outside.md": "x"})
    code, told = says("receipt", named, "--account", "wechat", *AT)
    assert code == 2 and "content/manuscripts/" in told


def test_a_link_to_elsewhere_is_no_manuscript(root: Path, says: Says, tmp_path: Path) -> None:
    lay(tmp_path, {"secret.md": manuscript("x")})
    (root / place("11-03", "link")).symlink_to(tmp_path / "secret.md")
    assert says("receipt", place("11-03", "link"), "--account", "wechat", *AT)[0] == 2
    assert not receipts(root)


def test_a_broken_manuscript_or_receipt_is_told(root: Path, says: Says) -> None:
    lay(root, {beside(FLU): "posts: [{account: wechat, at: 昨天}]\n"})
    code, told = says("receipt", FLU, "--account", "wechat", *AT)
    assert code == 3 and "读不出来" in told and "昨天" in receipts(root)[beside(FLU)]
    lay(root, {FLU: "没有稿头"})
    assert says("receipt", FLU, "--account", "wechat", *AT)[0] == 3


def test_posted_first_and_filed_afterwards(root: Path, says: Says) -> None:
    code, _ = says("receipt", FLU, "--account", "wechat", "--at", "2026-11-01T20:00", "--backfilled", "防汛应急，值班领导批准先发")
    assert code == 0
    assert receipt(root, FLU).backfilled == "防汛应急，值班领导批准先发"
    assert says("receipt", FLU, "--account", "weibo", *AT, "--backfilled", "别的原因")[0] == 3


def test_the_manuscript_may_say_that_it_was_posted_first(root: Path, says: Says) -> None:
    lay(root, {FLU: manuscript("流感", "wechat", backfilled="{posted: 2026-11-01T20:00:00+08:00, reason: 防汛应急}")})
    assert says("receipt", FLU, "--account", "wechat", "--at", "2026-11-01T20:00")[0] == 0
    assert receipt(root, FLU).backfilled == "防汛应急"


def test_withdrawal(root: Path, says: Says) -> None:
    says("receipt", FLU, "--account", "wechat", *AT)
    down = ("receipt", FLU, "--at", "2026-11-03T08:00", "--withdraw", "名单有误")
    code, told = says(*down)
    assert code == 0 and "也要撤下：wechat" in told
    found = receipt(root, FLU)
    assert found.withdrawn and (found.withdrawn.reason, len(found.posts)) == ("名单有误", 1)
    assert "没有改动" in says(*down)[1]
    assert says("receipt", FLU, "--at", "2026-11-03T08:00", "--withdraw", "别的原因")[0] == 3
    code, told = says("receipt", FLU, "--account", "weibo", "--at", "2026-11-04T08:00")
    assert code == 3 and "另写一篇稿件送审" in told
    assert says("receipt", FLU, "--account", "weibo", "--at", "2026-11-02T08:00")[0] == 0, "posted before it was taken down"


def test_never_posted_and_withdrawn(root: Path, says: Says) -> None:
    assert says("receipt", FLU, "--at", "2026-11-03T08:00", "--withdraw", "活动取消")[0] == 0
    assert receipts(root)[beside(FLU)] == "withdrawn: {at: 2026-11-03T08:00:00+08:00, reason: 活动取消}\n"
