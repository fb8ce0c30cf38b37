"""Receipts as the verbs write them are what freshness, the unit's page and the account's page go by."""

import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from post_world import FILES, HEALTH, csv_bytes, govmedia, lay, manuscript, place
from release_world import git

from govmedia.pages.audience import Audience
from govmedia.pages.items import items_by_home
from govmedia.pages.units import unit_page
from govmedia.scripts.sitedata import site_of
from govmedia.when import SHANGHAI, as_of

DAY = as_of("2026-11-20")
OLD, NEW = place("11-02", "old"), place("11-12", "new")


def merge(root: Path, when: datetime) -> None:
    """All that lies there as one commit at a time."""
    git(root, "add", "--all")
    stamp = {"GIT_AUTHOR_DATE": when.isoformat(), "GIT_COMMITTER_DATE": when.isoformat(), "PATH": "/usr/bin:/bin", "HOME": str(root)}
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", "-C", root, *who, "commit", "-q", "-m", "合并"], env=stamp, check=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A unit that keeps receipts: one item posted, one approved eight days ago and not posted."""
    root = lay(tmp_path / "root", FILES | {OLD: manuscript("发过的")})
    git(root, "init", "-q", "-b", "main", "--template=")
    merge(root, datetime(2026, 11, 2, 9, tzinfo=SHANGHAI))
    assert govmedia("receipt", OLD, "--account", "wechat", "--at", "2026-11-02T10:00", "--root", root, "--as-of", "2026-11-20") == 0
    merge(root, datetime(2026, 11, 2, 11, tzinfo=SHANGHAI))
    lay(root, {NEW: manuscript("审过的", "wechat")})
    merge(root, datetime(2026, 11, 12, 9, tzinfo=SHANGHAI))
    return root


def told(root: Path) -> tuple[str, float | None, bool]:
    """State and gap of the account, and whether its unit's internal page has something 已审未发."""
    site = site_of([root], DAY, Audience.internal)
    standing = site.standings[f"{HEALTH}/wechat"]
    page = unit_page(site.ledger.units[HEALTH], site).render()
    return standing.state.value, standing.gap_days, f'已审未发 <span class="gm-id">{NEW}' in page


def test_approved_and_not_posted_until_the_receipt_says_so(kept: Path) -> None:
    assert told(kept) == ("stale", 18.58, True)
    assert govmedia("receipt", NEW, "--account", "wechat", "--at", "2026-11-15T00:00", "--root", kept, "--as-of", "2026-11-20") == 0
    assert told(kept)[2], "what is not merged does not count"
    merge(kept, datetime(2026, 11, 15, 9, tzinfo=SHANGHAI))
    assert told(kept) == ("fresh", 6.0, False)


def test_the_same_from_an_export(kept: Path, tmp_path: Path) -> None:
    rows = [
        ("标题", "发布时间", "链接"),
        ("审过的", "2026-11-15 00:30:00", "https://mp.weixin.qq.com/s/1"),
        ("发过的", "2026-11-02 10:00", ""),
    ]
    (tmp_path / "x.csv").write_bytes(csv_bytes(rows))
    assert govmedia("receipt", "import", tmp_path / "x.csv", "--account", f"{HEALTH}/wechat", "--root", kept, "--as-of", "2026-11-20") == 0
    merge(kept, datetime(2026, 11, 15, 9, tzinfo=SHANGHAI))
    assert told(kept) == ("fresh", 5.98, False)
    site = site_of([kept], DAY, Audience.public)
    posted = {item.manuscript.title: (item.at, item.url) for item in items_by_home(site.ledger)[f"{HEALTH}/wechat"]}
    assert posted["审过的"] == (datetime(2026, 11, 15, 0, 30, tzinfo=SHANGHAI), "https://mp.weixin.qq.com/s/1")


def test_a_withdrawal_closes_the_matter_without_counting(kept: Path) -> None:
    down = ("--at", "2026-11-14T09:00", "--withdraw", "活动取消")
    assert govmedia("receipt", NEW, *down, "--root", kept, "--as-of", "2026-11-20") == 0
    merge(kept, datetime(2026, 11, 14, 10, tzinfo=SHANGHAI))
    assert told(kept) == ("stale", 18.58, False)


def test_posted_first_is_listed_as_unreviewed(kept: Path) -> None:
    early = ("--at", "2026-11-11T20:00", "--backfilled", "防汛应急")
    assert govmedia("receipt", NEW, "--account", "wechat", *early, "--root", kept, "--as-of", "2026-11-20") == 0
    merge(kept, datetime(2026, 11, 12, 10, tzinfo=SHANGHAI))
    standing = site_of([kept], DAY, Audience.internal).standings[f"{HEALTH}/wechat"]
    assert standing.last == datetime(2026, 11, 12, 10, tzinfo=SHANGHAI) - timedelta(hours=14)
    assert standing.unreviewed == (NEW.replace("manuscripts", "receipts").replace(".md", ".yml"),)
