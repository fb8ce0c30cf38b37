"""What a row says of one account, as the keys of a filing. Every value is text, as it would stand in the file."""

import re
from collections.abc import Iterable
from typing import Any

from govmedia.calculation.amounts import day, is_month
from govmedia.calculation.cells import Cells
from govmedia.calculation.platformnames import Known, PlatformNames, is_rounded
from govmedia.calculation.privacy import private_in
from govmedia.calculation.splitting import Part, id_texts, link_texts, links, numbers
from govmedia.calculation.wording import fold
from govmedia.model.words import AccountType, Function, Interaction, Word

Facts = dict[str, Any]
_YES, _NO = (
    {"是", "已认证", "认证", "有", "√", "✓", "✔", "y", "yes", "true", "1", "已"},
    {"否", "未认证", "未", "没有认证", "n", "no", "false", "0"},
)
_RUNNING = re.compile(r"(?:正常|在用|运行|运营|活跃|使用|启用|开通|更新|有效|存续).*|是|1")
_INTERACTION = {
    "留言": "comments",
    "评论": "comments",
    "自动回复": "autoreply",
    "菜单": "menu",
    "信箱": "mailbox",
    "私信": "message",
    "热线": "hotline",
}
_FUNCTION = {
    "发布": "publish",
    "传播": "spread",
    "互动": "interact",
    "引导": "guide",
    "办事": "service",
    "服务": "service",
    "宣传": "spread",
}
_DATED = {"opened_on": "opened", "suspended_on": "suspended", "cancelled_on": "cancelled"}


class Findings:
    """Facts gathered from a row, remarks to the reader, and words kept in the filing's note."""

    def __init__(self) -> None:
        self.facts: Facts = {}
        self.remarks: list[str] = []
        self.notes: list[str] = []


def gather(cells: Cells, part: Part, platforms: PlatformNames) -> Findings:
    """Everything a row says of one of its accounts, save its unit and its figures."""
    found = Findings()
    found.facts["name"] = part.name
    _take_type(cells, part.known, found)
    _take_links(cells, part, platforms, found)
    _take_ids(cells, part, platforms, found)
    _take_verified(cells, found)
    _take_words(cells, found)
    _take_operator(cells, found)
    _take_events(cells, found)
    _take_note(cells, found)
    return found


def _take_type(cells: Cells, known: Known, found: Findings) -> None:
    said = cells.get("type")
    types = {"订阅": AccountType.subscription, "服务": AccountType.service}
    type_ = known.type or next((t for word, t in types.items() if word in said and known.platform.types), None)
    if type_:
        found.facts["type"] = type_.value


def _take_links(cells: Cells, part: Part, platforms: PlatformNames, found: Findings) -> None:
    texts = link_texts(cells)
    mine = links(part, texts) or _by_pattern(part, texts, platforms, found)
    urls = [_with_scheme(link) for link in mine]
    good = [url for url in urls if re.fullmatch(r"https?://\S+\.\S+", url) and (platforms.of_url(url) or not private_in(url))]
    if len(good) < len(urls):
        found.remarks.append("链接一格不是网址，或带有个人信息，未采用")
    fitting = [url for url in good if platforms.of_url(url) == part.known.platform] or good[:1]
    if fitting:
        found.facts["url"] = fitting[0]
        _compare(fitting[0], part, platforms, found)
    if len(good) > 1:
        found.remarks.append(f"有 {len(good)} 个链接，取了 {fitting[0]}")


def _by_pattern(part: Part, texts: Iterable[str], platforms: PlatformNames, found: Findings) -> list[str]:
    """In a row of several accounts, the links whose addresses tell the platform."""
    every = [_with_scheme(link) for text in texts for link in re.split(r"[\s;；|｜、，]+", text) if link]
    mine = [link for link in every if platforms.of_url(link) == part.known.platform]
    if part.count > 1 and every and len(mine) != 1:
        found.remarks.append("链接分不清属于哪个账号，未采用")
    return mine if len(mine) == 1 else []


def _with_scheme(link: str) -> str:
    return link if re.match(r"https?://", link) or "." not in link else f"https://{link.removeprefix('//')}"


def _compare(url: str, part: Part, platforms: PlatformNames, found: Findings) -> None:
    shown = platforms.of_url(url)
    if shown and shown != part.known.platform:
        found.remarks.append(f"链接像是{shown.name}的主页，请核对")
    elif ids := platforms.ids_in_url(part.known.platform, url):
        found.facts["platform_ids"] = ids


def _take_ids(cells: Cells, part: Part, platforms: PlatformNames, found: Findings) -> None:
    for heading, text in id_texts(cells):
        mine = numbers(part, text)
        trouble = _id_trouble(mine)
        ids = {} if trouble or mine is None else platforms.ids_in_cell(part.known.platform, mine, heading.header)
        if ids:
            found.facts.setdefault("platform_ids", {}).update({k: v for k, v in ids.items() if k not in found.facts["platform_ids"]})
        else:
            found.remarks.append(f"“{heading.header}”一格{trouble or '不合该平台编号的写法'}，未采用")


def _id_trouble(text: str | None) -> str:
    if text is None:
        return "分不清属于哪个账号"
    if is_rounded(text):
        return "被表格软件改成了科学计数，末几位已丢失"
    kind = private_in(text)
    return f"是{kind}" if kind else ""


def _take_verified(cells: Cells, found: Findings) -> None:
    said, subject = cells.line("verified"), cells.line("verified_as")
    kind = said if said and fold(said) not in _YES | _NO else None
    if subject:
        found.facts["verified"] = {"as": subject} | ({"kind": kind} if kind else {})
    elif said:
        no = fold(said) in _NO
        found.notes.append("台账填“未认证”" if no else f"台账填“{'已认证' if fold(said) in _YES else said}”，认证主体待补")


def _take_words(cells: Cells, found: Findings) -> None:
    found.facts |= {key: text for key in ("field", "national_filing_no", "cac_filing_no") if (text := cells.line(key))}
    for key, kind, words in (("functions", Function, _FUNCTION), ("interaction", Interaction, _INTERACTION)):
        if listed := _words(cells.get(key), kind, words):
            found.facts[key] = listed


def _words(text: str, kind: type[Word], words: dict[str, str]) -> list[str]:
    """Keys of the vocabulary that the text names, in the vocabulary's order."""
    named = {words[word] for word in words if word in text} | {word.value for word in kind if word.zh in text}
    return [word.value for word in kind if word.value in named]


def _take_operator(cells: Cells, found: Findings) -> None:
    if name := cells.line("operator"):
        until = _day(cells, "contract_until", found)
        found.facts["operator"] = {"name": name} | ({"contract_until": until} if until else {})


def _take_events(cells: Cells, found: Findings) -> None:
    """Events that the ledger dates. A state without a date is kept as a word, since an event would have to be invented."""
    events = [{"kind": kind, "on": on} for field, kind in _DATED.items() if (on := _day(cells, field, found))]
    if filed := _day(cells, "filed_on", found):
        for event in events[:1]:
            event["filed_on"] = filed
    if events:
        found.facts["events"] = sorted(events, key=lambda event: event["on"])
    status = cells.line("status")
    if status and not _RUNNING.fullmatch(status) and not any(event["kind"] != "opened" for event in events):
        found.notes.append(f"台账状态：{status}")
        found.remarks.append(f"状态“{status}”没有日期，请补相应事项")


def _day(cells: Cells, field: str, found: Findings) -> str | None:
    for heading, text in cells.all(field):
        if on := day(text, cells.sheet.date1904):
            return on.isoformat()
        found.remarks.append(f"“{heading.header}”的“{text[:30]}”{'只到月份' if is_month(text) else '不是日期'}，未采用")
        if is_month(text):
            found.notes.append(f"{heading.header}：{text}")
    return None


def _take_note(cells: Cells, found: Findings) -> None:
    for heading, text in cells.all("note"):
        if kind := private_in(text):
            found.remarks.append(f"“{heading.header}”一格里有{kind}，整格未采用")
        elif text not in ("政府系统",) and not text.startswith("非政府系统"):
            found.notes.append(text)
