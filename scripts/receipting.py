"""How `receipt` turns what is told into the receipt beside a manuscript: what is checked first, and what is written."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from govmedia.calculation.privacy import private_in
from govmedia.calculation.receipting import Contradiction, is_passing, shown, with_post, with_reason, with_withdrawal
from govmedia.errors import CannotRun
from govmedia.loading import frontmatter, paths
from govmedia.loading.decode import decode_record
from govmedia.loading.landing import land
from govmedia.loading.receiptfile import receipt_text
from govmedia.loading.tree import WorkTree
from govmedia.loading.yamlplain import Data
from govmedia.loading.yamltext import parse
from govmedia.model.manuscript import Manuscript
from govmedia.model.receipt import Post, Receipt, Withdrawal
from govmedia.model.record import Record
from govmedia.scripts.options import meant
from govmedia.when import AsOf

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Told:
    """What was typed: a posting, or with `withdraw` the taking down of the whole text."""

    account: str | None
    at: datetime
    url: str | None
    withdraw: str | None
    backfilled: str | None


def recorded(root: Path, named: Path, told: Told, moment: AsOf) -> str:
    """Write the receipt; what became of it, in Chinese. Raises click.UsageError on what was typed, CannotRun where files say otherwise."""
    path = _path(root, named)
    manuscript = _manuscript(root, path)
    if manuscript.backfilled and not told.withdraw and not told.backfilled:
        told = replace(told, backfilled=manuscript.backfilled.reason)
    _check(path, manuscript, told, moment)
    target = paths.receipt_path(path)
    raw = WorkTree(root).read([target]).get(target)
    before = _receipt(raw, target) if raw is not None else Receipt()
    try:
        after = _with(before, told)
    except Contradiction as error:
        raise CannotRun(f"{target}：{error.message}", error.mend) from None
    if after == before:
        return f"{target} 已有这一条，没有改动。"
    text = receipt_text(target, raw, before, after)
    land(root, {target: text} if raw is None else {}, {} if raw is None else {target: text})
    return _done(target, told, after)


def _path(root: Path, named: Path) -> str:
    """Path of the manuscript in the repository, from wherever it was named."""
    found = next((path for path in meant(root, named) if (root / path).is_file()), None)
    if found is None:
        raise click.UsageError(f"登记库里没有稿件 {named}。写 content/manuscripts/ 下的路径，如 content/manuscripts/…/2026/11-02-liugan.md")
    if not paths.is_manuscript(found):
        raise click.UsageError(f"{found} 不是稿件。稿件是 content/manuscripts/<地区>/<单位>/<年>/ 下的 .md 文件")
    return found


def _manuscript(root: Path, path: str) -> Manuscript:
    read = frontmatter.split(WorkTree(root).read([path]).get(path, b""), path)
    return _read(Manuscript, read.data, path)


def _receipt(raw: bytes, path: str) -> Receipt:
    return _read(Receipt, parse(raw, path).data, path)


def _read(model: type[R], data: Data, path: str) -> R:
    record, faults = decode_record(model, data, path)
    if record is None:
        raise CannotRun(f"{path} 读不出来：{faults[0].message}", f"{faults[0].mend}，改好再登记")
    return record


def _check(path: str, manuscript: Manuscript, told: Told, moment: AsOf) -> None:
    """Raise click.UsageError where what was typed cannot be so."""
    if told.account is None and told.withdraw is None:
        raise click.UsageError("没有写 --account。写发到哪个账号：" + "、".join(manuscript.accounts))
    if told.account is not None and told.account not in manuscript.accounts:
        raise click.UsageError(f"稿件没有写要发到“{told.account}”。稿件写的是：{'、'.join(manuscript.accounts)}")
    if told.withdraw and (told.url or told.backfilled):
        raise click.UsageError("撤稿不写 --url 和 --backfilled。发布和撤稿分两次登记")
    for option, text in (("--withdraw", told.withdraw), ("--backfilled", told.backfilled)):
        if text is not None and (not text.strip() or private_in(text)):
            raise click.UsageError(f"{option} 的原因{'是空的' if not text.strip() else f'里有{private_in(text)}，不得入库'}。只写事由")
    _check_url(told.url)
    _check_time(path, told, moment)


def _check_url(url: str | None) -> None:
    if url is None:
        return
    if not re.fullmatch(r"https?://\S{1,1990}", url):
        raise click.UsageError(f"--url “{url[:80]}”不是链接。应以 https:// 开头，中间没有空格")
    if is_passing(url):
        raise click.UsageError("--url 是后台或预览用的临时链接，别人打不开，还可能带有口令。到发布后的页面上复制链接")


def _check_time(path: str, told: Told, moment: AsOf) -> None:
    """Times to come, and postings from before the text was written, are taken for slips unless it is said why."""
    if told.at > moment.instant:
        raise click.UsageError(f"--at {shown(told.at)} 还没有到（现在是 {shown(moment.instant)}）。核对时间，发布以后再登记")
    day = paths.item_day(path)
    if day and told.at.date() < day and not told.backfilled and not told.withdraw:
        mend = "时间写错了的，改 --at；确是先发后补的，在稿头写 backfilled，或加 --backfilled 写明原因"
        raise click.UsageError(f"--at {shown(told.at)} 早于稿件的日期 {day}。{mend}")


def _with(receipt: Receipt, told: Told) -> Receipt:
    """Raises Contradiction."""
    if told.withdraw:
        return with_withdrawal(receipt, Withdrawal(at=told.at, reason=told.withdraw.strip()))
    post = Post(account=told.account or "", at=told.at, **({"url": told.url} if told.url else {}))
    found = with_post(receipt, post)
    return with_reason(found, told.backfilled.strip()) if told.backfilled else found


def _done(target: str, told: Told, after: Receipt) -> str:
    """What was written, and what to commit."""
    if told.withdraw:
        standing = "、".join(dict.fromkeys(post.account for post in after.posts))
        what = f"撤稿，{shown(told.at)}" + (f"；还没有撤的账号也要撤下：{standing}" if standing else "")
        title = "撤稿"
    else:
        what, title = f"{told.account}，{shown(told.at)} 发布", "回执"
    name = target.rpartition("/")[2].removesuffix(".yml")
    return f"已登记 {target}：{what}\n下一步：git add {target} && git commit -m '{title}：{name}'，再提请合并"
