"""稿件旁的文件是真正的图片，不超过 2 MB

What
----
稿件同名文件夹里只放 JPEG、PNG、GIF、WebP 图片，内容与扩展名相符，一张不超过 2 MB。

Why
---
改了扩展名的文件会带进不该有的东西；视频和大图放进 Git 库，人人都要下载，历史里再也删不掉。

Good
----
content/manuscripts/990100-lingdong/health/2026/11-12-smoke-free/poster.png

Bad
---
# 其实是视频
content/manuscripts/990100-lingdong/health/2026/11-12-smoke-free/poster.jpg

Mend
----
用看图软件另存为 JPEG 或 PNG，缩到 2 MB 以内；视频放在素材库，在 media 写 url 和 sha256。
"""

from collections.abc import Iterator

from govmedia.calculation.pictures import LARGEST, TYPES, Picture, pictures
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for path, picture in pictures(ledger).items():
        if trouble := _trouble(path, picture):
            yield Fault(path, (), trouble, "另存为 2 MB 以内的 JPEG 或 PNG；视频和大图放在素材库，在 media 写 url 和 sha256", 1, 1)


def _trouble(path: str, picture: Picture) -> str:
    ending = path.rpartition(".")[2].lower()
    if ending not in TYPES:
        return f"扩展名是 .{ending}，这里只放 {'、'.join(TYPES)} 图片"
    if picture.kind != TYPES[ending]:
        return f"扩展名是 .{ending}，内容{f'是 {picture.kind}' if picture.kind else '不是图片'}"
    return f"有 {picture.size / 1e6:.1f} MB，超过 {LARGEST // 1_000_000} MB" if picture.size > LARGEST else ""


RULE = Rule(name="pictures_fit_to_publish", clause="90-3.5.8", binding=True, check=check)
