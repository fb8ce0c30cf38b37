"""The real list of posts, read from where it lies (`GOVMEDIA_DATA`, default ../shared/data beside the repository)."""

import csv
import io
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from post_world import csv_bytes, govmedia, lay, manuscript, receipts

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GOVMEDIA_DATA") or ROOT.parent / "shared" / "data")
pytestmark = pytest.mark.skipif(not (DATA / "wechat_posts.csv").is_file(), reason=f"没有真实数据文件夹 {DATA}，用 GOVMEDIA_DATA 指明")
DAY = "2021-06-20"
UNREVIEWED = "海南发布"


def test_every_post_of_the_list_finds_its_manuscript(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has no titles, so each post is given one; all but one account's have manuscripts."""
    root = tmp_path / "root"
    (root / "registry").mkdir(parents=True)
    for name in ("platforms", "regions", "columns", "policy"):
        shutil.copy(ROOT / "registry" / f"{name}.yml", root / "registry")
    assert govmedia("import", DATA / "wechat_accounts.csv", "--root", root, "--as-of", DAY) == 0
    homes = {f.read_text(encoding="utf-8").splitlines()[0].removeprefix("name: ").strip('"'): f for f in root.rglob("wechat*.yml")}
    posts = list(csv.DictReader(io.StringIO((DATA / "wechat_posts.csv").read_text(encoding="utf-8"))))
    texts: dict[str, str] = {}
    for number, post in enumerate(posts):
        home = homes.get(post["account_name"])
        if home and post["account_name"] != UNREVIEWED:
            unit = home.parent.relative_to(root / "registry").as_posix()
            path = f"content/manuscripts/{unit}/{post['post_time'][:4]}/{post['post_time'][5:10]}-n{number}.md"
            texts[path] = manuscript(f"第{number}号通知", home.stem)
    lay(root, texts)
    rows = [("account_name", "biz", "title", "post_time", "article_url")]
    rows += [(p["account_name"], p["biz"], f"第 {n} 号通知！", p["post_time"], p["article_url"]) for n, p in enumerate(posts)]
    (tmp_path / "posts.csv").write_bytes(csv_bytes(rows))
    capsys.readouterr()
    assert govmedia("receipt", "import", tmp_path / "posts.csv", "--root", root, "--as-of", DAY) == 1
    report = capsys.readouterr().out
    counts = Counter(post["account_name"] == UNREVIEWED for post in posts)
    assert f"退回 {counts[True]}（其中未先审 {counts[True]}）" in report.splitlines()[-2]
    assert len(receipts(root)) == len(texts) > 2000
    assert govmedia("receipt", "import", tmp_path / "posts.csv", "--root", root, "--as-of", DAY) == 1
    assert f"登记 0，已登记 {len(texts)}" in capsys.readouterr().out.splitlines()[-1]
