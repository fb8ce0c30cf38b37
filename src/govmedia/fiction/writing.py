"""Texts of invented manuscripts and receipts."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from random import Random

from govmedia.calculation.releases import digest
from govmedia.fiction.topics import BY_FIELD, COMMON, Topic

_COMMON_WEIGHTS = (8, 14, 8, 10, 6, 8, 5, 6, 2, 6, 2)
_ENDINGS = {"image": "jpg", "infographic": "png", "video": "mp4"}
_TITLES = {"xiaohongshu": 20, "toutiao": 30}
"""Characters that the strictest platforms allow a title."""
_SHORT_TITLES = {
    "leadership": "会议消息",
    "policy": "新政策来了",
    "original": "工作动态",
    "service": "便民提醒",
    "reprint": "国家新举措",
    "emergency": "应急提醒",
}
REPRINT = "{unit: 中国政府网, url: https://www.gov.cn/example/reprint.htm, title: 便民服务新举措（演示）}"


def topic(field: str, rng: Random) -> Topic:
    """Half of the items are about the body's own line of work."""
    own = BY_FIELD.get(field, ())
    if own and rng.random() < 0.5:
        return rng.choice(own)
    return rng.choices(COMMON, _COMMON_WEIGHTS)[0]


def manuscript(subject: Topic, stems: Sequence[str], place: str, unit: str, day: datetime, rng: Random) -> tuple[str, str]:
    """Title and whole text of a manuscript."""
    facts = {"place": place, "unit": unit, "n": rng.randrange(3, 13), "m": rng.randrange(20, 400), "day": f"{day.month}月{day.day}日"}
    title = subject.title.format(**facts)
    source = REPRINT if subject.kind == "reprint" else "original"
    head = f"title: {title}\nclass: {subject.kind}\naccounts: [{', '.join(stems)}]\nsource: {source}\nform: {subject.form}"
    head += "\nai_generated: false"
    first = subject.first.format(**facts)
    body = f"{first}\n\n{subject.second.format(**facts)}\n\n（{unit}，{facts['day']}）\n"
    if subject.form in _ENDINGS:
        head += _media(subject, title, unit, day)
    if subject.kind == "leadership" and unit.endswith("省人民政府"):
        head += _release(unit, title, body, day)
    return title, f"---\n{head}\n---\n{body}{_sections(stems, title, subject.kind, first)}"


def _sections(stems: Sequence[str], title: str, kind: str, text: str) -> str:
    """A section with a short title for each account that the title is too long for."""
    narrow = [stem for stem in stems if len(title) > _TITLES.get(stem, len(title))]
    return "".join(f"\n## @{stem} {_SHORT_TITLES[kind]}\n\n{text}\n" for stem in narrow)


def _release(unit: str, title: str, text: str, day: datetime) -> str:
    """The unified release, which the provincial government's own text is."""
    url = f"https://www.nanling.example/{day:%Y%m%d}.htm"
    return f"\nrelease: {{issuer: {unit}办公厅, title: {title}, url: {url}, sha256: {digest(text)}}}"


def _media(subject: Topic, title: str, unit: str, day: datetime) -> str:
    """Its picture or film, which lies in the province's invented library."""
    url = f"https://media.nanling.example/{day:%Y%m%d}/{subject.slug}.{_ENDINGS[subject.form]}"
    digest = sha256(f"{url} {unit}".encode()).hexdigest()
    return f"\nmedia:\n  - {{url: {url}, sha256: {digest}, rights: 自有版权, source: {unit}, alt: {title}（演示用的虚构画面）}}"


def receipt(stems: Sequence[str], at: datetime, extra: str = "") -> str:
    """A receipt: the accounts posted one after the other, minute by minute."""
    rows = "".join(f"  - {{account: {stem}, at: {at.isoformat()}}}\n" for stem in stems)
    return f"posts:\n{rows}{extra}"
