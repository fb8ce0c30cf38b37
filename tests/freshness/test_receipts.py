"""Where a unit keeps receipts, the posting counts and the merge does not: 已审未发, 未先审, withdrawal, receipts that claim too much."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from repos import History
from telling import HEALTH, SCHOOLS, ago, draft, judged, place, receipt, registry, standing

WECHAT, WEIBO = f"{HEALTH}/wechat", f"{HEALTH}/weibo"
Post = tuple[str, datetime]


def told(*items: tuple[float, str, Sequence[Post]], **keys: str) -> History:
    """One manuscript for both accounts, and its receipt half an hour later, for each row: days ago, name, posts."""
    history = History()
    history.commit(ago(2000), registry(WECHAT, WEIBO, f"{SCHOOLS}/wechat"))
    for days, name, posts in items:
        history.commit(ago(days), draft(ago(days), name, "wechat", "weibo"))
        if posts:
            history.commit(ago(days, -1800), receipt(place(ago(days), name), *posts, **keys))
    return history


@pytest.mark.parametrize("days", [4, 40, 400])
def test_the_receipt_counts(tmp_path: Path, days: float) -> None:
    root = told((1500, "b", [("weibo", ago(1500, -600))]), (days, "a", [("wechat", ago(days, -600))])).build(tmp_path)
    found = standing(root)
    assert (found.last, found.basis, found.unposted) == (ago(days, -600), "receipt", ())
    other = standing(root, account=WEIBO)
    assert (other.last, other.unposted) == (ago(1500, -600), (place(ago(days), "a"),))


def test_units_without_receipts_go_by_the_merge(tmp_path: Path) -> None:
    history = told((9, "a", [("wechat", ago(9, -60))]))
    history.commit(ago(7), draft(ago(7), "c", unit=SCHOOLS))
    found = standing(history.build(tmp_path), account=f"{SCHOOLS}/wechat")
    assert (found.gap_days, found.basis) == (7, "merged")


@pytest.mark.parametrize(("age", "counts"), [(ago(3, -1), True), (ago(3), True), (ago(3, 1), False)])
def test_days_of_grace(tmp_path: Path, age: datetime, counts: bool) -> None:
    """Merged and not posted counts for three days of 24 hours, then it is 已审未发."""
    history = told((9, "a", [("wechat", ago(9, -60))]))
    history.commit(age, draft(age, "b"))
    found = standing(history.build(tmp_path))
    assert (found.last, found.basis) == ((age, "merged") if counts else (ago(9, -60), "receipt"))
    assert found.unposted == (() if counts else (place(age, "b"),))


def test_unposted_since_the_last_posting(tmp_path: Path) -> None:
    items = [(days, f"n{days}", [("wechat", ago(days, -60))] if days == 60 else []) for days in (80, 60, 50, 20, 5)]
    root = told(*items).build(tmp_path)
    assert standing(root).unposted == tuple(sorted(place(ago(d), f"n{d}") for d in (50, 20, 5)))
    never = standing(root, account=WEIBO)
    assert (never.state, len(never.unposted)) == ("never", 5)


@pytest.mark.parametrize(("when", "last"), [(ago(1), 30), (ago(-1), 5)])
def test_withdrawal(tmp_path: Path, when: datetime, last: float) -> None:
    """What was taken down counts no more, from the moment it was."""
    history = told((30, "a", [("wechat", ago(30))]))
    history.commit(ago(5), draft(ago(5), "b"))
    taken = {"withdrawn": f"{{at: {when.isoformat()}, reason: 有误}}"}
    history.commit(ago(1), receipt(place(ago(5), "b"), ("wechat", ago(5)), **taken))
    found = standing(history.build(tmp_path))
    assert (found.gap_days, found.unposted) == (last, ())


def test_a_posting_after_the_moment_does_not_count(tmp_path: Path) -> None:
    history = told((20, "a", [("wechat", ago(20, -60))]), (10, "b", [("wechat", ago(-5))]))
    found = standing(history.build(tmp_path))
    assert (found.gap_days, found.unposted) == (20.0, (place(ago(10), "b"),))


@pytest.mark.parametrize("days", [30, 300])
@pytest.mark.parametrize("edited", [False, True])
def test_a_receipt_is_not_believed_beyond_its_merge(tmp_path: Path, days: float, edited: bool) -> None:
    """A receipt merged a month ago cannot know of a posting the day before yesterday; editing it later does not help."""
    history = told((days, "a", [("wechat", ago(2))]))
    if edited:
        history.commit(ago(1), receipt(place(ago(days), "a"), ("wechat", ago(2)), ("weibo", ago(1, 60))))
    root = history.build(tmp_path)
    assert standing(root).last == ago(days, -1800)
    ((posting, claimed, believed),) = judged(root).overstated
    assert (posting.account, claimed, believed) == ("wechat", ago(2), ago(days, -1800))


def test_a_posting_added_to_an_old_receipt_is_believed(tmp_path: Path) -> None:
    history = told((300, "a", [("wechat", ago(299))]))
    history.commit(ago(299, -60), receipt(place(ago(300), "a"), ("wechat", ago(299))))
    history.commit(ago(2), receipt(place(ago(300), "a"), ("wechat", ago(299)), ("weibo", ago(2, 60))))
    root = history.build(tmp_path)
    assert standing(root, account=WEIBO).last == ago(2, 60)


def test_posted_before_review(tmp_path: Path) -> None:
    """补录: posted first, filed later with the reason. It counts by receipt and is listed as 未先审."""
    history = told((20, "a", [("wechat", ago(20))]))
    late = place(ago(8), "b")
    history.commit(ago(6), draft(ago(8), "b") | receipt(late, ("wechat", ago(8)), backfilled="防汛应急"))
    found = standing(history.build(tmp_path))
    assert (found.gap_days, found.basis) == (8, "receipt")
    assert found.unreviewed == (late.replace("manuscripts", "receipts").replace(".md", ".yml"),)


def test_a_broken_receipt_posts_nothing_and_is_told(tmp_path: Path) -> None:
    history = told((20, "a", [("wechat", ago(20))]))
    path = next(iter(receipt(place(ago(5), "b"))))
    history.commit(ago(5), {path: "posts: [{account: wechat, at: 昨天}]\n"})
    found = judged(history.build(tmp_path))
    assert found.unread == (path,)


def test_receipts_in_another_repository_than_manuscripts(tmp_path: Path) -> None:
    texts, posts = told((9, "a", []), (30, "b", [])), History()
    posts.commit(ago(8), receipt(place(ago(9), "a"), ("wechat", ago(9, -60))))
    roots = texts.build(tmp_path / "a"), posts.build(tmp_path / "b")
    found = standing(*roots)
    assert (found.last, found.basis, found.unposted) == (ago(9, -60), "receipt", ())
