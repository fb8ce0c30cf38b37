"""What a forge's refusals mean to whoever runs the gate, and how a text of unknown origin is put on one line."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from govmedia.errors import CannotRun
from govmedia.forges.answers import Question

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
SHOWN = 200
"""Characters of a forge's own words that are repeated."""

_MEANINGS = {
    400: ("请求不被接受", "核对 --repo 和 --api；没写错请报给系统维护人"),
    401: ("令牌不对或已过期", "换一个有效的令牌，放在环境变量里"),
    403: ("令牌权限不够", "给令牌加上这项权限，或请库的管理员来运行"),
    404: ("没有找到", "核对 --repo；令牌看不见的库也答“没有找到”"),
    409: ("与现状冲突", "稍后再试；库是空的就先推送一次"),
    422: ("内容不被接受", "按平台给出的原因改正；仍不行请报给系统维护人"),
    429: ("请求太频繁", "过一会儿再运行"),
}
_BROKEN = ("平台暂时出错", "稍后再试；一直如此就请平台管理员看看")


class Refused(CannotRun):
    """The forge answered with an error. `said`: its own words, on one line, without the token."""

    def __init__(self, message: str, mend: str, status: int = 0, said: str = "") -> None:
        super().__init__(message, mend)
        self.status, self.said = status, said


def refusal(question: Question, status: int, headers: Mapping[str, str], said: str) -> Refused:
    """The refusal in Chinese, with what to do about it."""
    spent = status in (403, 429) and headers.get("x-ratelimit-remaining") == "0"
    what, mend = ("请求次数用完了", _until(headers)) if spent else _MEANINGS.get(status, _BROKEN)
    return Refused(f"{question}：{what}（{status}{f' {said}' if said else ''}）", mend, status, said)


def _until(headers: Mapping[str, str]) -> str:
    """When to come back, counted on the forge's own clock."""
    try:
        sent = parsedate_to_datetime(headers["date"]).timestamp()
        minutes = int(max(0.0, int(headers["x-ratelimit-reset"]) - sent) // 60) + 1
    except (KeyError, ValueError):
        return "一小时后再运行"
    return f"{minutes} 分钟后再运行"


def shorten(text: str, limit: int = SHOWN) -> str:
    """A text on one line, without control and invisible characters, at most so long."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
