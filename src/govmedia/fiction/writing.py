"""Texts of invented manuscripts and receipts."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from govmedia.fiction.topics import BY_FIELD, COMMON, Topic

_COMMON_WEIGHTS = (8, 14, 8, 10, 6, 8, 5, 6, 2, 6, 2)
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
    body = f"{subject.first.format(**facts)}\n\n{subject.second.format(**facts)}\n\n（{unit}，{facts['day']}）"
    return title, f"---\n{head}\nai_generated: false\n---\n{body}\n"


def receipt(stems: Sequence[str], at: datetime, extra: str = "") -> str:
    """A receipt: the accounts posted one after the other, minute by minute."""
    rows = "".join(f"  - {{account: {stem}, at: {at.isoformat()}}}\n" for stem in stems)
    return f"posts:\n{rows}{extra}"
