"""Facts added to receipts that people wrote by hand: nothing else changes, and what cannot be added to is left alone."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmedia.calculation.receipting import Contradiction, with_post, with_reason, with_withdrawal
from govmedia.errors import CannotRun
from govmedia.loading.decode import decode_record
from govmedia.loading.receiptfile import receipt_text
from govmedia.loading.yamltext import parse
from govmedia.model.receipt import Post, Receipt, Withdrawal
from govmedia.when import parse_instant

NEW = "{account: douyin, at: 2026-09-29T10:00:00+08:00, url: https://d.example/1}"
DOUYIN = Post(account="douyin", at=parse_instant("2026-09-29T10:00"), url="https://d.example/1")
ONE = "{account: wechat, at: 2026-09-28T17:20:00+08:00}"


def read(text: str) -> Receipt:
    found, faults = decode_record(Receipt, parse(text.encode(), "x").data, "x")
    assert found is not None, faults
    return found


def added(text: str, post: Post = DOUYIN) -> str:
    return receipt_text("x", text.encode(), read(text), with_post(read(text), post))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"posts:\n  - {ONE}\n", f"posts:\n  - {ONE}\n  - {NEW}\n"),
        (f"posts:\n- {ONE}", f"posts:\n- {ONE}\n- {NEW}\n"),
        (f"# 回执\nposts:   # 发布\n    - {ONE}  # 首发\n", f"# 回执\nposts:   # 发布\n    - {ONE}  # 首发\n    - {NEW}\n"),
        (f"posts:\n  - {ONE}\n\n# 补录\nbackfilled: 台风\n", f"posts:\n  - {ONE}\n  - {NEW}\n\n# 补录\nbackfilled: 台风\n"),
        (
            "posts:\n  - account: wechat   # 微信\n    at: 2026-09-28T17:20:00+08:00\nbackfilled: 台风\n",
            f"posts:\n  - account: wechat   # 微信\n    at: 2026-09-28T17:20:00+08:00\n  - {NEW}\nbackfilled: 台风\n",
        ),
        ("posts: []\nbackfilled: 台风\n", f"posts:\n  - {NEW}\nbackfilled: 台风\n"),
        (f"posts: [{ONE}]  # 一行\n", f"posts: [{ONE}, {NEW}]  # 一行\n"),
        ("backfilled: |\n  台风\n  应急\n", f"backfilled: |\n  台风\n  应急\nposts:\n  - {NEW}\n"),
        (f"posts:\r\n  - {ONE}\r\n", f"posts:\r\n  - {ONE}\r\n  - {NEW}\r\n"),
        (f"\ufeffposts:\n  - {ONE}\n", f"posts:\n  - {ONE}\n  - {NEW}\n"),
    ],
)
def test_a_posting_is_added_and_remarks_stay(before: str, after: str) -> None:
    assert added(before) == after


@pytest.mark.parametrize("text", ["{posts: [], backfilled: x}\n", f"posts: [\n  {ONE},  # 一\n]\n", "{}\n"])
def test_what_cannot_be_added_to_is_left_to_the_hand(text: str) -> None:
    with pytest.raises(CannotRun, match=r"请手工写上：\{account: douyin"):
        added(text)


@pytest.mark.parametrize("item", [ONE, "account: wechat\n    at: 2026-09-28T17:20:00+08:00  # 晚了"])
def test_a_link_is_added_to_an_item(item: str) -> None:
    text = f"posts:\n  - {item}\n# 后\nbackfilled: 台风\n"
    found = added(text, Post(account="wechat", at=parse_instant("2026-09-28T17:20"), url="https://w.example/1"))
    assert read(found).posts[0].url == "https://w.example/1"
    assert "# 后\nbackfilled: 台风\n" in found and ("# 晚了" in found) == ("# 晚了" in item)


def test_a_withdrawal_and_a_reason_are_added() -> None:
    text = f"posts:\n  - {ONE}\nwithdrawn: null  # 没有\n"
    after = with_withdrawal(read(text), Withdrawal(at=parse_instant("2026-10-01T10:00"), reason="名单: 有误"))
    after = with_reason(after, "台风")
    found = receipt_text("x", text.encode(), read(text), after)
    assert found == (f'posts:\n  - {ONE}\nwithdrawn: {{at: 2026-10-01T10:00:00+08:00, reason: "名单: 有误"}}  # 没有\nbackfilled: 台风\n')


ACTS = st.one_of(
    st.tuples(
        st.just("post"), st.sampled_from("ab"), st.integers(0, 3), st.sampled_from([None, "https://x.example/1", "https://x.example/2"])
    ),
    st.tuples(st.just("withdraw"), st.integers(0, 4), st.sampled_from(["甲", "乙: #"])),
    st.tuples(st.just("reason"), st.sampled_from(["丙", "'丁'"])),
)
START = parse_instant("2026-09-28T17:20")


def act(receipt: Receipt, what: tuple[Any, ...]) -> Receipt:
    if what[0] == "post":
        link = {"url": what[3]} if what[3] else {}
        return with_post(receipt, Post(account=what[1], at=START + timedelta(hours=what[2]), **link))
    if what[0] == "withdraw":
        return with_withdrawal(receipt, Withdrawal(at=START + timedelta(hours=what[1]), reason=what[2]))
    return with_reason(receipt, what[1])


@given(st.lists(ACTS, max_size=8))
def test_whatever_is_told_in_whatever_order(acts: list[tuple[Any, ...]]) -> None:
    """No fact on file ever changes; the text always says what the record says; telling again changes nothing."""
    receipt, raw = Receipt(), None
    for what in acts:
        try:
            after = act(receipt, what)
        except Contradiction:
            continue
        assert [(p.account, p.at) for p in after.posts][: len(receipt.posts)] == [(p.account, p.at) for p in receipt.posts]
        assert all(new.url == old.url for new, old in zip(after.posts, receipt.posts, strict=False) if old.url)
        assert receipt.withdrawn in (None, after.withdrawn) and receipt.backfilled in (None, after.backfilled)
        if after != receipt:
            raw = receipt_text("x", raw, receipt, after).encode()
        assert raw is None or read(raw.decode()) == after
        assert act(after, what) == after
        receipt = after
