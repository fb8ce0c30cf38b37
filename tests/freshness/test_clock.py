"""Terms to the second, thresholds by jurisdiction, and clocks that lie."""

from datetime import datetime
from itertools import accumulate, combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repos import History
from telling import HEALTH, T, ago, draft, filing, judged, manuscript, place, registry, standing

from govmedia.loading.chain import Chain, believed, in_order, left_out

WECHAT = f"{HEALTH}/wechat"
POLICY = """\
default:
  freshness: {{max_gap_days: 14, due_from_days: 10, zombie_days: 90}}
  filing: {{}}
  opening:
    approval_from: 2019-04-24
    approvers: {{province: province}}
    government_approvers: {{prefecture: province}}
  sample: {{}}
  closing: {{}}
  apps: {{filing_from: 2026-01-25}}
  public: {{}}
regions:
  440100-guangzhou:
    freshness: {freshness}
"""


def posted(when: datetime, **files: str) -> History:
    history = History()
    history.commit(ago(2000), registry(WECHAT) | files)
    history.commit(when, draft(when, "only"))
    return history


@pytest.mark.parametrize(
    ("when", "state"),
    [
        (ago(0), "fresh"),
        (ago(10, -1), "fresh"),
        (ago(10), "due"),
        (ago(14, -1), "due"),
        (ago(14), "due"),
        (ago(14, 1), "stale"),
        (ago(90, -1), "stale"),
        (ago(90), "stale"),
        (ago(90, 1), "zombie"),
    ],
)
def test_terms_to_the_second(tmp_path: Path, when: datetime, state: str) -> None:
    found = standing(posted(when).build(tmp_path))
    assert (found.state, found.last, found.basis, found.attested) == (state, when, "merged", False)


def test_a_date_means_its_end(tmp_path: Path) -> None:
    root = posted(ago(14)).build(tmp_path)
    assert standing(root, as_of=T.replace(hour=9, minute=29)).state == "due"


def test_a_merge_after_the_moment_does_not_count(tmp_path: Path) -> None:
    assert standing(posted(ago(0, -1)).build(tmp_path)).state == "never"


def test_thresholds_of_the_jurisdiction(tmp_path: Path) -> None:
    policy = POLICY.format(freshness="{max_gap_days: 7, due_from_days: 5, zombie_days: 30}")
    root = posted(ago(7, 1), **{"registry/policy.yml": policy}).build(tmp_path)
    assert standing(root).state == "stale"


def test_a_slacker_jurisdiction_widens_what_is_read(tmp_path: Path) -> None:
    policy = POLICY.format(freshness="{max_gap_days: 60, due_from_days: 40, zombie_days: 90}")
    assert standing(posted(ago(59), **{"registry/policy.yml": policy}).build(tmp_path)).state == "due"


NOTICE = "notice: https://www.example.gov.cn/n/1"
LIVES = {
    "opened": ("{kind: opened, on: 2019-05-06}", "zombie"),
    "planned": ("{kind: opened, on: 2026-05-07}", "exempt"),
    "opened on the day": ("{kind: opened, on: 2026-05-06}", "zombie"),
    "announced": (f"{{kind: announced, on: 2026-03-01, {NOTICE}}}", "zombie"),
    "closed with notice": (f"{{kind: suspended, on: 2026-05-06, {NOTICE}}}", "exempt"),
    "closed tomorrow": (f"{{kind: suspended, on: 2026-05-07, {NOTICE}}}", "zombie"),
    "closed without notice": ("{kind: suspended, on: 2026-05-06}", "zombie"),
    "cancelled": ("{kind: cancelled, on: 2026-05-06}", "exempt"),
    "cancelled tomorrow": ("{kind: cancelled, on: 2026-05-07}", "zombie"),
    "lost": ("{kind: lost, on: 2026-03-01}", "zombie"),
}


@pytest.mark.parametrize("life", LIVES)
def test_who_is_under_the_duty(tmp_path: Path, life: str) -> None:
    event, state = LIVES[life]
    events = [event] if "opened" in event else ["{kind: opened, on: 2019-05-06}", event]
    found = standing(posted(ago(100), **{f"registry/{WECHAT}.yml": filing(*events)}).build(tmp_path))
    assert found.state == state
    assert (found.last is None) == (state == "exempt")


def test_closed_accounts_under_the_stricter_policy(tmp_path: Path) -> None:
    closed = filing("{kind: opened, on: 2019-05-06}", f"{{kind: suspended, on: 2026-05-01, {NOTICE}}}")
    files = {"registry/policy.yml": POLICY.format(freshness="{suspended: duty}"), f"registry/{WECHAT}.yml": closed}
    assert standing(posted(ago(100), **files).build(tmp_path)).state == "zombie"


def test_outside_the_rule_is_looked_at_too(tmp_path: Path) -> None:
    outside = filing(scope="outside", scope_reason="人大机关")
    assert standing(posted(ago(100), **{f"registry/{WECHAT}.yml": outside}).build(tmp_path)).state == "zombie"


def test_one_backdated_commit_hides_nothing(tmp_path: Path) -> None:
    """`git log --since` would stop at it and call the account silent."""
    history = posted(ago(13))
    history.commit(ago(3000), draft(ago(9), "backdated", "weibo") | registry(f"{HEALTH}/weibo"))
    history.commit(ago(8), {})
    root = history.build(tmp_path)
    assert standing(root).gap_days == 13
    assert standing(root, account=f"{HEALTH}/weibo").gap_days == 3000
    (found,) = judged(root).disorder
    assert (found.time, found.believed) == (ago(3000), ago(3000))


@pytest.mark.parametrize("after", [0, 1])
def test_a_backdated_commit_does_not_accuse_its_neighbour(tmp_path: Path, after: int) -> None:
    """Nothing else stands around the two; it is the one that went back that is out of order."""
    history = posted(ago(5))
    history.commit(ago(100), draft(ago(100), "backdated", "weibo") | registry(f"{HEALTH}/weibo"))
    for _ in range(after):
        history.commit(ago(3), {})
    root = history.build(tmp_path)
    assert (standing(root).gap_days, standing(root, account=f"{HEALTH}/weibo").gap_days) == (5, 100)


def test_a_forward_dated_commit_rescues_nobody(tmp_path: Path) -> None:
    history = posted(ago(30))
    history.commit(ago(-100), draft(ago(20), "forward", "weibo") | registry(f"{HEALTH}/weibo"))
    history.commit(ago(19), {})
    history.commit(ago(18), {})
    root = history.build(tmp_path)
    assert standing(root, account=f"{HEALTH}/weibo").gap_days == 19
    (found,) = judged(root).disorder
    assert (found.time, found.believed) == (ago(-100), ago(19))


def test_a_forward_dated_last_commit_is_not_yet(tmp_path: Path) -> None:
    history = posted(ago(30))
    history.commit(ago(-100), draft(ago(1), "forward"))
    assert standing(history.build(tmp_path)).gap_days == 30


def test_a_long_run_of_backdated_commits_is_read_through(tmp_path: Path) -> None:
    """Nothing stops at them, however many they are."""
    history = posted(ago(5))
    for n in range(400):
        history.commit(ago(800 + n), {})
    for n in range(500):
        history.commit(ago(4, -n), {})
    found = judged(history.build(tmp_path))
    assert (found.standings[0].gap_days, len(found.disorder)) == (5, 400)


def test_a_backdated_item_is_not_the_newest(tmp_path: Path) -> None:
    """It was merged last, but claims to be old: the older manuscript with the later time is found by path."""
    history = posted(ago(100))
    history.commit(ago(3), {})
    history.commit(ago(500), draft(ago(500), "backdated"))
    history.commit(ago(2), {})
    assert standing(history.build(tmp_path)).gap_days == 100


def test_a_backdated_copy_is_still_a_copy(tmp_path: Path) -> None:
    """It lies among the commits of the window, but claims a time before it, and is met on the way back for its neighbour."""
    history = posted(ago(60), **registry(f"{HEALTH}/weibo"))
    history.commit(ago(12), {})
    history.commit(ago(20), {place(ago(20), "again"): manuscript("only")})
    history.commit(ago(5), {})
    assert standing(history.build(tmp_path)).gap_days == 60


def test_what_liars_put_in_and_took_out_keeps_its_first_time(tmp_path: Path) -> None:
    """Nobody knows when the two commits were made: they are looked into when the text comes back."""
    history, text = posted(ago(100)), manuscript("back")
    for days in (99, 98):
        history.commit(ago(days), {})
    history.commit(ago(400), {place(ago(75), "back"): text})
    history.commit(ago(380), {place(ago(75), "back"): None})
    history.commit(ago(40), {})
    history.commit(ago(5), {place(ago(75), "back"): text})
    assert standing(history.build(tmp_path)).gap_days == 100


@given(st.lists(st.integers(0, 6), max_size=9))
def test_in_order_is_the_longest_run(own: list[int]) -> None:
    found = in_order(own)
    runs = [c for size in range(len(own) + 1) for c in combinations(range(len(own)), size) if _rises([own[i] for i in c])]
    latest = max(runs, key=lambda run: (len(run), [own[i] for i in reversed(run)]))
    assert [own[i] for i in found] == [own[i] for i in latest]
    disorder = left_out(own, found)
    assert sorted([*found, *disorder]) == list(range(len(own)))
    times = believed(own, found, disorder)
    assert Chain([""] * len(own), own, times, disorder).upto == list(accumulate(times, max))
    assert all(t <= o for t, o in zip(times, own, strict=True))
    assert [times[i] for i in found] == [own[i] for i in found]


def _rises(times: list[int]) -> bool:
    return times == sorted(times)


def test_place_is_where_the_drafts_lie() -> None:
    assert place(T, "a") == f"content/manuscripts/{HEALTH}/2026/05-06-a.md"


@pytest.mark.parametrize("path", [f"registry/{HEALTH}/weibo.yml", "registry/policy.yml"])
def test_a_filing_that_does_not_load_is_named(path: str, tmp_path: Path) -> None:
    assert judged(posted(ago(1), **{path: "nmae: [\n"}).build(tmp_path)).unread == (path,)
