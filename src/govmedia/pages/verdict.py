"""The decision told to people: text for a terminal or a refused push, JSON for machines. Chinese first, never YAML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govmedia.calculation.decision import Decision, Judged, Seat
from govmedia.calculation.opinions import Opinion
from govmedia.loading.ledger import Ledger
from govmedia.names import visible
from govmedia.when import SHANGHAI

VERSION = 1
PASSED, REFUSED = "放行", "不放行"
AFTERWARDS = "govmedia gate sign --base 合并提交^1 --head 合并提交 --as 人员编号 --key 私钥"
"""How an emergency is reviewed in full once it has landed."""


def as_text(decision: Decision, base: Ledger, void: Iterable[tuple[str, str]] = (), findings: int = 0) -> str:
    """Every item with its seats, one line each; what is wrong with the change as a whole first. `findings`: those that block."""
    passes = decision.passes and not findings
    lines = [f"先审后发：{PASSED if passes else REFUSED}", *(f"✗ {problem}。" for problem in decision.problems)]
    for judged in decision.judged:
        lines += _item_lines(judged, base)
    lines += [f"（{path} 不算数：{why}）" for path, why in void]
    if any(not seat.signed for judged in decision.judged for seat in judged.later):
        lines.append(f"应急稿件合并后按时补签：运行 {AFTERWARDS}，把写出的签批合并进主干。")
    return "\n".join(lines)


def headline(decision: Decision, base: Ledger, findings: int = 0) -> str:
    """One line for a status: let in, or what stands against it first."""
    if decision.problems:
        return f"{REFUSED}：{decision.problems[0]}"
    if findings:
        return f"{REFUSED}：检查有 {findings} 处须改正"
    for judged in decision.judged:
        if not judged.passes:
            wrong = [*judged.item.problems, *map(stranger, sorted(judged.item.authors.strangers))]
            wrong += [f"{post_of(o.person, base)}退回" for o in judged.rejections]
            lacking = "、".join(seat.slot.stage.zh for seat in judged.seats if not seat.signed)
            return f"{judged.item.title}：{wrong[0] if wrong else f'还缺 {lacking}'}"
    return PASSED


def _item_lines(judged: Judged, base: Ledger) -> Iterator[str]:
    item = judged.item
    about = f"（{item.class_.zh}）" if item.class_ else ""
    yield f"{'✓' if judged.passes else '✗'} {item.title}{about}"
    yield from (f"    ✗ {problem}。" for problem in item.problems)
    yield from (f"    ✗ {stranger_line(name)}" for name in sorted(item.authors.strangers))
    yield from (f"    ✗ {post_of(o.person, base)}退回：{visible(o.reason) or '没有写原因'}。改好后重新审签。" for o in judged.rejections)
    yield from (f"    {seat_line(seat, base)}" for seat in judged.seats)
    yield from (f"    {seat_line(seat, base, later=True)}" for seat in judged.later)
    yield from (f"    （{post_of(o.person, base)}的意见不算数：{why}）" for o, why in judged.dead)


def overdue_line(commit: str, judged: Judged, base: Ledger) -> str:
    """An emergency item whose full review did not come in time."""
    lacking = "；".join(seat_line(seat, base) for seat in judged.later if not seat.signed)
    order = AFTERWARDS.replace("合并提交", commit[:12])
    return f"{commit} {judged.item.title}：应急稿件没有按时补齐审签。{lacking}。补签：运行 {order}，把写出的签批合并进主干。"


def stranger(name: str) -> str:
    """What is wrong with an author whom nobody knows."""
    return f"不知道“{name}”是谁"


def stranger_line(name: str) -> str:
    """The same with how to mend it."""
    return f"{stranger(name)}：用登记的密钥签名提交，或在 people.yml 登记这个登录名或邮箱。"


def seat_line(seat: Seat, base: Ledger, later: bool = False) -> str:
    """One signature: who gave it, or who may."""
    slot = seat.slot
    gates = f"（{'、'.join(gate.zh for gate in slot.gates)}）" if slot.gates else ""
    if seat.signed:
        at = seat.signed.at.astimezone(SHANGHAI)
        return f"✓ {slot.stage.zh}{gates}：{post_of(seat.signed.person, base)}，{at.month}月{at.day}日 {at:%H:%M} {seat.signed.how}"
    sign = "… 发布后补" if later else "✗ 还缺"
    return f"{sign} {slot.stage.zh}{gates}：{_could(seat, base)}"


def _could(seat: Seat, base: Ledger) -> str:
    if not seat.may_sign:
        return f"没有人能签：先在 registry/people.yml 登记能签{seat.slot.stage.zh}、职务在{seat.slot.level.zh}以上的人"
    return f"可由{'、'.join(post_of(person, base) for person in seat.may_sign)}签"


def post_of(person_id: str, base: Ledger) -> str:
    """The unit's name and the post; of somebody who is not on file, that and the id."""
    person = base.people.get(person_id)
    if person is None:
        return f"没有登记的“{person_id}”"
    unit = base.units.get(person.unit)
    return f"{unit.name if unit else person.unit} {person.post}"


def as_json(decision: Decision) -> dict[str, Any]:
    """`{version, passes, problems, items: [{item, title, class, passes, problems, seats, later, rejections}]}`."""
    return {
        "version": VERSION,
        "passes": decision.passes,
        "problems": list(decision.problems),
        "items": [_item_data(judged) for judged in decision.judged],
    }


def _item_data(judged: Judged) -> Mapping[str, Any]:
    item = judged.item
    return {
        "item": item.key,
        "title": item.title,
        "kind": item.kind,
        "class": item.class_.value if item.class_ else None,
        "passes": judged.passes,
        "problems": [*item.problems, *map(stranger, sorted(item.authors.strangers))],
        "files": dict(sorted(item.files.items())),
        "policy": item.policy,
        "authors": sorted(item.authors.people),
        "seats": [_seat_data(seat) for seat in judged.seats],
        "later": [_seat_data(seat) for seat in judged.later],
        "rejections": [_opinion_data(opinion) for opinion in judged.rejections],
        "void": [{**_opinion_data(opinion), "why": why} for opinion, why in judged.dead],
    }


def _seat_data(seat: Seat) -> Mapping[str, Any]:
    return {
        "stage": seat.slot.stage.value,
        "gates": [gate.value for gate in seat.slot.gates],
        "level": seat.slot.level.value,
        "signed": _opinion_data(seat.signed) if seat.signed else None,
        "may_sign": list(seat.may_sign),
    }


def _opinion_data(opinion: Opinion) -> Mapping[str, Any]:
    return {"person": opinion.person, "at": opinion.at.isoformat(), "how": opinion.how, "reason": opinion.reason, "source": opinion.source}
