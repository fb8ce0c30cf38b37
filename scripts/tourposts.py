"""Stops about publishing: what a merged manuscript becomes for each account, and the receipt that closes the matter."""

from datetime import datetime
from pathlib import Path
from typing import Any

from govmedia.fiction import showcase
from govmedia.history import Repository
from govmedia.loading.paths import receipt_path
from govmedia.scripts.touring import Stop, Tour, land
from govmedia.when import SHANGHAI

_HEALTH = "990100-lingdong/health"
_TEXT = """\
---
title: 夜间门诊本周起开到二十一点
class: service
accounts: [wechat, weibo]
source: original
form: text
ai_generated: false
---
市属**三家医院**的夜间门诊，本周起开到二十一点，[预约办法](https://www.lingdong.example/yemen)不变。

- 市第一医院：内科、儿科；
- 市妇幼保健院：儿科。

<script>alert(1)</script>
"""


def released(tour: Tour) -> Stop:
    """One manuscript, one text to copy for each account: styles in line for WeChat, plain text within the limit for Weibo."""
    root, out = tour.clone("release"), tour.scratch / "release-out"
    path = f"content/manuscripts/{_HEALTH}/{tour.day:%Y/%m-%d}-night-clinic-hours.md"
    land(root, "稿件：夜间门诊本周起开到二十一点", {path: _TEXT})
    code, told = tour.says("release", path, "--root", root, "--as-of", tour.as_of, "--out", out)
    folder = out / path.removeprefix("content/manuscripts/").removesuffix(".md")
    html, text = _read(folder / "wechat/body.html"), _read(folder / "weibo/body.txt")
    ok = code == 0 and 'style="' in html and "<strong>三家医院</strong>" in html and "<script" not in html
    ok = ok and text.startswith("【夜间门诊本周起开到二十一点】") and "<" not in text and (out / "index.html").is_file()
    seen = (told.strip(), f"微信公众号：{html[:110]}…", f"新浪微博：{text.splitlines()[0] if text else '（没有）'}")
    return Stop(
        "统一发布：稿件合并后，各账号的内容可直接复制，脚本一类的东西进不来", f"govmedia release {path} && 打开 index.html", seen, ok
    )


def receipted(tour: Tour) -> Stop:
    """The receipt is filed, and the item is no longer 已审未发."""
    root = tour.clone("receipt")
    before = _account(tour, root)
    path = next(iter(reversed(before.get("unposted_items", []))), "")
    last = datetime.fromtimestamp(int(Repository(root).text("log", "-1", "--format=%ct")), SHANGHAI)
    stem = showcase.UNRELEASED.rpartition("/")[2]
    at = f"{last:%Y-%m-%dT%H:%M}"
    code, told = tour.says("receipt", path, "--account", stem, "--at", at, "--root", root, "--as-of", tour.as_of)
    written = receipt_path(path)
    if code == 0:
        land(root, "回执", {written: _read(root / written)})
    after = _account(tour, root)
    ok = code == 0 and before.get("unposted", 0) > 0 and after.get("unposted") == 0 and after.get("state") == "fresh"
    seen = (f"登记前：已审未发 {before.get('unposted')} 篇", *told.strip().splitlines(), f"登记后：已审未发 {after.get('unposted')} 篇")
    return Stop("发布回执：登记在哪里、什么时候发的，“已审未发”随即消失", f"govmedia receipt {path} --account {stem} --at {at}", seen, ok)


def _account(tour: Tour, root: Path) -> dict[str, Any]:
    report = tour.asked("freshness", "--root", root, "--as-of", tour.as_of)
    accounts: list[dict[str, Any]] = report.get("accounts", [])
    return next((account for account in accounts if account["id"] == showcase.UNRELEASED), {})


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig") if file.is_file() else ""
