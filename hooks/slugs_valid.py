"""文件夹和文件名合乎写法

What
----
文件夹和文件名只用小写字母、数字和单个连字符：地区是“六位代码-拼音”，账号是“平台代号[-短名].yml”，归档的再加“-注销日期”，
稿件和回执是“<年>/<月>-<日>-短名”。不许有只差大小写的两个路径。

Why
---
路径就是账号编号，也是网址。大小写、空格、中文在不同电脑上会变样；写法不对的稿件和回执会被当作没有。

Good
----
content/manuscripts/990100-lingdong/health/2026/11-02-flu.md

Bad
---
content/manuscripts/990100-lingdong/health/2026/11月2日 流感.md

Mend
----
用 git mv 改名；已有的账号改了位置的，写 id: 原编号。
"""

import re
from collections.abc import Iterator

from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger

_S = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_HOME = rf"\d{{6}}-{_S}/{_S}"
_FILING = re.compile(rf"registry/{_HOME}/{_S}\.yml")
_TOMBSTONE = re.compile(rf"registry/archive/{_HOME}/{_S}-\d{{4}}-{_DAY}\.yml")
_ITEM = re.compile(rf"content/(?:manuscripts/{_HOME}/\d{{4}}/{_DAY}-{_S}\.md|receipts/{_HOME}/\d{{4}}/{_DAY}-{_S}\.yml)")


def check(ledger: Ledger) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in ledger.entries:
        path = entry.path
        if not path.startswith(("registry/", "content/")):
            continue
        if wanted := _form(path):
            yield Fault(path, (), "文件夹或文件名不合写法", f"只用小写字母、数字和单个连字符，写成 {wanted}", 1, 1)
        first = seen.setdefault(path.casefold(), path)
        if first != path:
            yield Fault(path, (), f"与 {first} 只差大小写", "改成不同的名字，或只留一个", 1, 1)


def _form(path: str) -> str:
    """The form that the path should have; empty where it has it or none is prescribed."""
    if paths.is_account_file(path) or paths.is_unit_file(path):
        return "" if _FILING.fullmatch(path) else "registry/<六位代码-拼音>/<单位>/<平台代号[-短名]>.yml"
    if paths.is_tombstone(path):
        return "" if _TOMBSTONE.fullmatch(path) else "registry/archive/<六位代码-拼音>/<单位>/<平台代号[-短名]>-<注销日期>.yml"
    if path.startswith("content/receipts/") or (path.startswith("content/manuscripts/") and path.endswith(".md")):
        return "" if _ITEM.fullmatch(path) else "content/<manuscripts 或 receipts>/<地区>/<单位>/<年>/<月>-<日>-<短名>"
    return ""


RULE = Rule(name="slugs_valid", clause="house-region", binding=True, check=check, waivable=False)
