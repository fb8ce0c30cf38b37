"""图片不带拍摄地点

What
----
稿件旁的图片，元数据（EXIF、XMP）里没有经纬度。

Why
---
手机拍的照片会记下在哪里拍的：当事人的住处、不便公开的场所，公众看不见，下载的人看得见。

Good
----
# 用看图软件另存、没有 GPS 信息的图片
content/manuscripts/990100-lingdong/health/2026/11-12-smoke-free/poster.jpg

Bad
---
# 手机里直接传来的原图，EXIF 里有 GPSLatitude
content/manuscripts/990100-lingdong/health/2026/11-12-smoke-free/photo.jpg

Mend
----
提交以前用看图软件另存或截图，去掉位置信息；已经提交的，按个人信息泄露处置。
"""

from collections.abc import Iterator

from govmedia.calculation.pictures import pictures
from govmedia.calculation.rule import Rule
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger


def check(ledger: Ledger) -> Iterator[Fault]:
    for path, picture in pictures(ledger).items():
        if picture.located:
            yield Fault(path, (), "带有拍摄地点（经纬度）", "提交以前另存一份，去掉位置信息", 1, 1)


RULE = Rule(name="pictures_without_location", clause="pipl-disclosure", binding=True, check=check)
