"""What people have said of an item (审签意见), from whatever source, and which of it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from govmedia.calculation.submission import Item
from govmedia.model.words import Gate, ManuscriptClass, Stage, Verdict


@dataclass(frozen=True)
class Opinion:
    """One person's word on one item.

    `files`: the texts it is about, blob ids by path. `class_` and `policy` are what it was given under, None where the source
    cannot tell. `stages` and `gates`: what is signed, None for all that the post answers for. `how`: 平台审核, 签名, 纸质审批表.
    """

    person: str
    item: str
    files: Mapping[str, str]
    verdict: Verdict
    at: datetime
    how: str
    class_: ManuscriptClass | None = None
    policy: str | None = None
    stage: Stage | None = None
    gates: frozenset[Gate] | None = None
    reason: str = ""
    source: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a person stands on an item: approvals in force, or the rejection that came after them."""

    person: str
    approvals: tuple[Opinion, ...] = ()
    rejection: Opinion | None = None

    def signs(self, stage: Stage, gates: Iterable[Gate]) -> bool:
        """Whether the approvals reach to this stage and all these gates; several may do so together."""
        given = [o for o in self.approvals if o.stage in (None, stage)]
        if any(o.gates is None for o in given):
            return True
        return bool(given) and set(gates) <= {gate for o in given for gate in o.gates or ()}

    @property
    def last(self) -> Opinion:
        """The latest approval."""
        return self.approvals[-1]


def standings(item: Item, opinions: Iterable[Opinion], now: datetime) -> tuple[list[Standing], list[tuple[Opinion, str]]]:
    """Where everybody stands, by the order of what they said; and the opinions that do not count, each with why."""
    alive: dict[str, list[Opinion]] = {}
    dead: list[tuple[Opinion, str]] = []
    for opinion in sorted((o for o in opinions if o.item == item.key), key=_order):
        if why := _why_not(opinion, item, now):
            dead.append((opinion, why))
        else:
            alive.setdefault(opinion.person, []).append(opinion)
    return [_standing(person, said) for person, said in sorted(alive.items())], dead


def _order(opinion: Opinion) -> tuple[datetime, bool, str]:
    """By time; of one moment, the refusal last, so that it counts."""
    return opinion.at, opinion.verdict is not Verdict.approve, opinion.source


def _why_not(opinion: Opinion, item: Item, now: datetime) -> str:
    if opinion.at > now:
        return "签署时间在将来"
    if dict(opinion.files) != dict(item.files):
        return "签的不是现在的内容，签后又改过"
    if opinion.verdict is not Verdict.approve:
        return ""
    if opinion.class_ is not None and opinion.class_ is not item.class_:
        return f"签时按“{opinion.class_.zh}”，现在按“{item.class_.zh if item.class_ else '—'}”"
    if opinion.policy is not None and opinion.policy != item.policy:
        return "签时的审签口径已经改了"
    return ""


def _standing(person: str, said: Sequence[Opinion]) -> Standing:
    approvals: list[Opinion] = []
    rejection = None
    for opinion in said:
        if opinion.verdict is Verdict.approve:
            approvals, rejection = [*approvals, opinion], None
        else:
            approvals, rejection = [], opinion if opinion.verdict is Verdict.reject else None
    return Standing(person, tuple(approvals), rejection)
