"""What counts as an update: a manuscript that a merge brought to the branch, new in path and in text."""

from datetime import timedelta
from pathlib import Path

import pytest
from repos import History, git
from telling import HEALTH, SCHOOLS, T, ago, draft, judged, manuscript, place, registry, standing

WECHAT = f"{HEALTH}/wechat"


def last(root: Path, account: str = WECHAT) -> float | None:
    """Days since the last update."""
    return standing(root, account=account).gap_days


# Within the stretch that is read, before it (looked up by path), and across its edge.
depths = pytest.mark.parametrize(("old", "middle", "new"), [(9, 6, 3), (300, 200, 100), (300, 200, 3), (300, 5, 3)])


def begun(old: float) -> History:
    history = History()
    history.commit(ago(2000), registry(WECHAT, f"{HEALTH}/weibo", f"{SCHOOLS}/wechat"))
    history.commit(ago(old), draft(ago(old), "first"))
    return history


@depths
def test_a_merge_brings(tmp_path: Path, old: float, middle: float, new: float) -> None:
    """The time is that of the merge on the branch; the branch's own commits and their times do not matter."""
    history = begun(old)
    side = history.commit(ago(old - 1), draft(ago(old), "second"), parents=[2], branch="side")
    side = history.commit(ago(old - 2), {}, parents=[side], branch="side")
    history.commit(ago(middle), draft(ago(old), "second"), parents=[2, side])
    assert last(history.build(tmp_path)) == middle


@depths
def test_an_octopus_brings(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    sides = [history.commit(ago(middle), draft(ago(middle), f"s{n}", "weibo"), parents=[2], branch=f"s{n}") for n in range(3)]
    together = {path: text for n in range(3) for path, text in draft(ago(middle), f"s{n}", "weibo").items()}
    history.commit(ago(new), together, parents=[2, *sides])
    root = history.build(tmp_path)
    assert (last(root), last(root, f"{HEALTH}/weibo")) == (old, new)


@depths
def test_other_branches_bring_nothing(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(new), draft(ago(new), "never-merged"), parents=[2], branch="draft")
    assert last(history.build(tmp_path)) == old


@depths
def test_an_edit_long_after_brings_nothing(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(middle), draft(ago(old), "first", text="改一"))
    history.commit(ago(new), draft(ago(old), "first", text="改二"))
    assert last(history.build(tmp_path)) == old


@depths
def test_a_revert_takes_the_update_back(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(middle), draft(ago(middle), "second"))
    history.commit(ago(new), {place(ago(middle), "second"): None})
    assert last(history.build(tmp_path)) == old


@depths
def test_a_revert_of_a_revert_keeps_the_first_time(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(middle), {place(ago(old), "first"): None})
    history.commit(ago(new), draft(ago(old), "first"))
    assert last(history.build(tmp_path)) == old


@depths
def test_a_new_text_in_an_old_place_is_new(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(middle), {place(ago(old), "first"): None})
    history.commit(ago(new), draft(ago(old), "first", text="另写一篇"))
    history.commit(ago(new, -60), draft(ago(old), "first", text="另写一篇，又改一字"))
    assert last(history.build(tmp_path)) == new


@depths
def test_renames_keep_the_time_of_the_origin(tmp_path: Path, old: float, middle: float, new: float) -> None:
    """Through several renames, and into another unit's folder (机构改革)."""
    history = begun(old)
    text = manuscript("first")
    history.commit(ago(middle), {place(ago(old), "first"): None, place(ago(middle), "second"): text})
    history.commit(ago(new), {place(ago(middle), "second"): None, place(ago(new), "third"): text})
    history.commit(ago(new, -60), {place(ago(new), "third"): None, place(ago(new), "fourth", SCHOOLS): text})
    root = history.build(tmp_path)
    assert (last(root), last(root, f"{SCHOOLS}/wechat")) == (None, old)


@depths
def test_a_copy_in_the_unit_brings_nothing(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(new), {place(ago(new), "again"): manuscript("first")})
    assert last(history.build(tmp_path)) == old


@depths
def test_two_units_may_print_one_text(tmp_path: Path, old: float, middle: float, new: float) -> None:
    """What another unit printed first is news here: nobody is called silent for having said the same."""
    history = begun(old)
    history.commit(ago(new), {place(ago(new), "first", SCHOOLS): manuscript("first")})
    root = history.build(tmp_path)
    assert (last(root), last(root, f"{SCHOOLS}/wechat")) == (old, new)


@depths
def test_deletion(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(new), {place(ago(old), "first"): None})
    assert standing(history.build(tmp_path)).state == "never"


@depths
def test_an_account_named_later_has_the_old_time(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(new), draft(ago(old), "first", "wechat", "weibo"))
    assert last(history.build(tmp_path), f"{HEALTH}/weibo") == old


@depths
def test_the_path_may_lie_about_the_day(tmp_path: Path, old: float, middle: float, new: float) -> None:
    """The date in a path is where to look first, and nothing more."""
    history = begun(old)
    history.commit(ago(middle), draft(ago(1), "from-the-future"))
    history.commit(ago(new), draft(ago(1500), "from-the-past"))
    assert last(history.build(tmp_path)) == new


@depths
def test_chinese_names(tmp_path: Path, old: float, middle: float, new: float) -> None:
    history = begun(old)
    history.commit(ago(middle), draft(ago(middle), "流感疫苗接种指引"))
    assert last(history.build(tmp_path)) == middle


def test_many_commits_between(tmp_path: Path) -> None:
    """The search by path, through commits that bring nothing and manuscripts of others."""
    history = begun(400)
    for n in range(900):
        history.commit(ago(399.9 - n * 0.4), draft(ago(399.9 - n * 0.4), f"n{n}", unit=SCHOOLS) if n % 3 else {})
    assert last(history.build(tmp_path)) == 400


@pytest.mark.parametrize("bare", [True, False])
def test_a_detached_head_is_judged(tmp_path: Path, bare: bool) -> None:
    history = begun(300)
    history.commit(ago(2), draft(ago(2), "second"))
    root = history.build(tmp_path / "r", bare=bare)
    if bare:
        (root / "HEAD").write_text(git(root, "rev-parse", "main^") + "\n")
    else:
        git(root, "checkout", "-q", "--detach", "main^")
    assert last(root) == 300


def test_a_registry_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    history = History()
    files = registry(WECHAT) | draft(ago(300), "first")
    history.commit(ago(300), {f"省/库/{path}": text for path, text in files.items()})
    history.commit(ago(3), {f"省/库/{path}": text for path, text in draft(ago(3), "second", "weibo").items()})
    root = history.build(tmp_path, bare=False)
    assert last(root / "省" / "库") == 300


def test_registry_and_manuscripts_in_two_repositories(tmp_path: Path) -> None:
    filings, texts = History(), History()
    filings.commit(ago(2000), registry(WECHAT, f"{HEALTH}/weibo"))
    texts.commit(ago(30), draft(ago(30), "first", "wechat", "weibo"))
    texts.commit(ago(1), draft(ago(1), "second"))
    roots = filings.build(tmp_path / "a"), texts.build(tmp_path / "b")
    for order in (roots, roots[::-1]):
        assert (standing(*order).gap_days, standing(*order, account=f"{HEALTH}/weibo").gap_days) == (1, 30)


def test_only_what_was_merged_by_then(tmp_path: Path) -> None:
    history = begun(300)
    history.commit(ago(20), draft(ago(20), "second"))
    root = history.build(tmp_path)
    assert standing(root, as_of=ago(20)).gap_days == 0
    assert standing(root, as_of=ago(20, 1)).gap_days == 280


def test_an_account_that_moved_house_keeps_what_it_posted(tmp_path: Path) -> None:
    """An account whose file moved to another unit (机构改革) still has the updates of its birthplace."""
    history = begun(5)
    moved = registry(f"{SCHOOLS}/weixin")[f"registry/{SCHOOLS}/weixin.yml"]
    history.commit(ago(4), {f"registry/{WECHAT}.yml": None, f"registry/{SCHOOLS}/weixin.yml": f"id: {WECHAT}\n{moved}"})
    assert last(history.build(tmp_path)) == 5


def test_unreadable_front_matter_names_nobody_and_is_told(tmp_path: Path) -> None:
    history = begun(30)
    history.commit(ago(1), {place(ago(1), "broken"): "---\naccounts: [wechat\n---\n"})
    found = judged(history.build(tmp_path))
    assert found.unread == (place(ago(1), "broken"),)
    assert next(s for s in found.standings if s.account.id == WECHAT).gap_days == 30


def test_the_moment_is_the_given_one(tmp_path: Path) -> None:
    root = begun(30).build(tmp_path)
    assert standing(root, as_of=T + timedelta(days=1)).gap_days == 31
