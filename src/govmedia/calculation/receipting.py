"""What may be added to a receipt: new facts, never other ones than those on file. Pure: a receipt in, a receipt out."""

import re
from datetime import datetime
from typing import Any

from govmedia.model.receipt import Post, Receipt, Withdrawal
from govmedia.when import SHANGHAI

_PASSING = re.compile(r"//mp\.weixin\.qq\.com/cgi-bin/|[?&](?:token|tempkey|preview_token)=", re.IGNORECASE)


class Contradiction(Exception):
    """A receipt says otherwise. `message` and `mend` are Chinese, without a final stop."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


def with_post(receipt: Receipt, post: Post) -> Receipt:
    """The receipt with a posting; itself where it tells of it already. Two postings of one account are told apart by their links.

    Raises Contradiction.
    """
    for index, known in enumerate(receipt.posts):
        if known.account == post.account and (found := _compared(known, post)) is not None:
            return receipt if found is known else _changed(receipt, posts=[*receipt.posts[:index], found, *receipt.posts[index + 1 :]])
    if receipt.withdrawn and post.at > receipt.withdrawn.at:
        raise Contradiction(f"稿件已于 {shown(receipt.withdrawn.at)} 撤下", "撤下以后再发的，另写一篇稿件送审")
    return _changed(receipt, posts=[*receipt.posts, post])


def _compared(known: Post, post: Post) -> Post | None:
    """The known posting, completed by the new one where both are the same; None where they are two."""
    if same_minute(known.at, post.at):
        if known.url and post.url and known.url != post.url:
            raise Contradiction(f"账号 {known.account} {shown(known.at)} 的发布已经登记了别的链接", "核对链接；登记错了的，改回执文件")
        return known if known.url or not post.url else Post(account=known.account, at=known.at, url=post.url)
    if known.url and post.url and known.url != post.url:
        return None
    mend = "核对时间，登记错了的改回执文件；确是又发了一次的，两次都写上链接"
    raise Contradiction(f"账号 {known.account} 已经登记为 {shown(known.at)} 发布", mend)


def with_withdrawal(receipt: Receipt, withdrawal: Withdrawal) -> Receipt:
    """The receipt with the taking down of the text. Raises Contradiction."""
    known = receipt.withdrawn
    if known:
        if same_minute(known.at, withdrawal.at) and known.reason == withdrawal.reason:
            return receipt
        raise Contradiction(f"已经登记为 {shown(known.at)} 撤下，原因是“{known.reason}”", "登记错了的，改回执文件")
    late = [post for post in receipt.posts if post.at > withdrawal.at]
    if late:
        raise Contradiction(f"撤下时间早于账号 {late[0].account} 的发布时间 {shown(late[0].at)}", "核对两个时间")
    return _changed(receipt, withdrawn=withdrawal)


def with_reason(receipt: Receipt, reason: str) -> Receipt:
    """The receipt of an item posted first and filed afterwards (补录). Raises Contradiction."""
    if receipt.backfilled and receipt.backfilled != reason:
        raise Contradiction(f"补录原因已经登记为“{receipt.backfilled}”", "登记错了的，改回执文件")
    return receipt if receipt.backfilled else _changed(receipt, backfilled=reason)


def is_passing(url: str) -> bool:
    """Whether a link is one of the back office or of a preview: nobody else can open it, and it may hold a key."""
    return _PASSING.search(url) is not None


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two moments are the same to the minute, which is how finely people and back offices write them."""
    return int(one.timestamp()) // 60 == int(other.timestamp()) // 60


def shown(moment: datetime) -> str:
    """`2026-05-06 09:30`, in Shanghai."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _changed(receipt: Receipt, **facts: Any) -> Receipt:
    given = {key: getattr(receipt, key) for key in receipt.model_fields_set}
    return Receipt(**{**given, **facts})
