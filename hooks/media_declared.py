"""每件图片、视频都在案，写明权利和来源

What
----
稿件的图片、视频逐件列在稿头 media 里，写明权利、来源和替代文字。
图片放在同名文件夹里（写 file）；视频、音频和大图放在素材库（写 url 和 sha256），不放进本库。
文件夹里没有未列出的文件，正文引用的图片都列出；形式（form）是图片、视频、音频、图解的，至少有一件。
来源写“网络”、权利写“未知”的不算；替代文字要说出画面（只提示）。

Why
---
不得发布违法的图片或视频。没有在案的画面没有人审过；说不清权利的画面会侵权。

Good
----
media:
  - {file: poster.png, rights: 自有版权, source: 岭东市卫生健康局, alt: 六家夜间门诊医院的名称和开诊时间}

Bad
---
media:
  - {file: poster.png, rights: 未知, source: 网络, alt: 图片}

Mend
----
补全 media；不用的文件删去；来历不明的画面换掉。
"""

from collections.abc import Iterator

from govmedia.calculation.addresses import links_in
from govmedia.calculation.pictures import beside
from govmedia.calculation.rule import Rule
from govmedia.calculation.touching import place_in
from govmedia.fault import Fault
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript, Medium
from govmedia.model.words import Form

_SHOWING = {Form.image, Form.video, Form.audio, Form.infographic}
_NOWHERE = {"网络", "互联网", "网图", "来自网络", "来源网络", "未知", "不详", "不明", "无", "百度", "转自网络"}
_EMPTY_ALT = {"图片", "照片", "配图", "图", "图像", "视频", "插图", "海报", "image", "picture"}


def check(ledger: Ledger) -> Iterator[Fault]:
    lying = beside(ledger)
    for manuscript in ledger.manuscripts:
        files = lying.get(manuscript.folder, [])
        if manuscript.media or files or manuscript.form in _SHOWING or "![" in manuscript.body:
            yield from _faults(manuscript, {path.rpartition("/")[2] for path in files})
    folders = {manuscript.folder for manuscript in ledger.manuscripts} if lying else set()
    for folder in sorted(lying.keys() - folders):
        if f"{folder}.md" not in ledger.present:
            yield from (Fault(path, (), "没有对应的稿件", f"补上 {folder}.md，或删去这个文件", 1, 1) for path in lying[folder])


def _faults(manuscript: Manuscript, files: set[str]) -> Iterator[Fault]:
    if manuscript.form in _SHOWING and not manuscript.media:
        yield manuscript.fault(
            "form",
            f"形式是“{manuscript.form.zh}”，没有列出要发的{manuscript.form.zh}",
            "在 media 逐件写明 file 或 url、sha256，以及权利、来源、替代文字",
        )
    for number, medium in enumerate(manuscript.media):
        yield from _medium(manuscript, number, medium, files)
    declared = {medium.file for medium in manuscript.media}
    for name in sorted(files - declared):
        yield Fault(f"{manuscript.folder}/{name}", (), "没有列在稿头 media 里", "列入 media 并写明权利、来源、替代文字，或删去", 1, 1)
    yield from _shown(manuscript, declared | {medium.url for medium in manuscript.media})


def _medium(manuscript: Manuscript, number: int, medium: Medium, files: set[str]) -> Iterator[Fault]:
    if medium.file and (medium.url or medium.sha256):
        yield manuscript.fault(("media", number), "file 与 url、sha256 只写一种", "图片在文件夹里写 file，在素材库写 url 和 sha256")
    elif medium.file and medium.file not in files:
        yield manuscript.fault(("media", number, "file"), f"同名文件夹里没有“{medium.file}”", f"放进 {manuscript.folder}/，或改正文件名")
    elif not medium.file and not (medium.url and medium.sha256):
        yield manuscript.fault(("media", number), "没有写是哪个文件", "写 file，或写 url 和 sha256")
    for key, said in (("rights", medium.rights), ("source", medium.source)):
        if said.strip(" 。") in _NOWHERE:
            yield manuscript.fault(("media", number, key), f"“{said}”说不清来历", "写明权利人和授权凭据；说不清的换掉")
    if medium.alt.strip(" 。").lower() in _EMPTY_ALT or medium.alt == medium.file:
        yield Fault(manuscript.path, ("media", number, "alt"), "替代文字没有说出画面", "写画面里有什么、写了什么字", advisory=True)


def _shown(manuscript: Manuscript, declared: set[str | None]) -> Iterator[Fault]:
    for link in links_in(manuscript.body) if "![" in manuscript.body else ():
        name = link.url.removeprefix(f"{manuscript.folder.rpartition('/')[2]}/")
        if link.picture and link.url not in declared and name not in declared:
            message, mend = f"正文引用的“{link.url[:80]}”没有列在 media 里", "列入 media，或改正文件名"
            yield Fault(manuscript.path, (), message, mend, *place_in(manuscript, link.at))


RULE = Rule(name="media_declared", clause="90-3.5.8", binding=True, check=check)
