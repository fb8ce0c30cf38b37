"""The head of the comment: let in or not and why, then item by item who has signed, who is missing, who refused."""

from collections.abc import Iterator, Sequence

from govmedia.calculation.decision import Judged, Seat, missing
from govmedia.calculation.opinions import Opinion
from govmedia.calculation.raising import raising
from govmedia.calculation.submission import MANUSCRIPT, Item
from govmedia.loading.drafts import manuscript_of
from govmedia.model.words import Gate
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, plain, table
from govmedia.pages.verdict import AFTERWARDS, PASSED, REFUSED, post_of, seat_line, stranger_line

_NAMED = 3
"""Items that the verdict names; the others are counted."""
_LONGEST = 80


def verdict(view: View) -> str:
    """One line: let in, or what is in the way."""
    if view.passes:
        later = any(not seat.signed for judged in view.decision.judged for seat in judged.later)
        told = f"应急稿件合并后须按时补齐审签：运行 `{AFTERWARDS}`，把写出的签批合并进主干。" if later else ""
        return f"**{PASSED}**：审签齐全，检查通过。{told}"
    problems = len(view.decision.problems)
    reasons = [*([f"整个改动有 {problems} 处问题"] if problems else []), *_lacking(view), *_refused(view)]
    reasons += [f"检查有 {len(view.blocking)} 处须改正"] if view.blocking else []
    return f"**{REFUSED}**：{plain('；'.join(reasons))}。"


def _lacking(view: View) -> Iterator[str]:
    found = missing(view.decision)
    titles = {judged.item.key: _title(judged, view) for judged in view.decision.judged}
    for key, seats in list(found.items())[:_NAMED]:
        yield f"{titles[key]}还缺{'、'.join(_lack(seat, view) for seat in seats)}"
    if len(found) > _NAMED:
        yield f"另有 {len(found) - _NAMED} 项没有签齐"


def _title(judged: Judged, view: View) -> str:
    return f"“{clipped(view.title(judged.item), _LONGEST)}”"


def _lack(seat: Seat, view: View) -> str:
    posts = [post_of(person, view.base) for person in seat.may_sign]
    who = "、".join(posts[:2]) + (f"等 {len(posts)} 人" if len(posts) > 2 else "")
    return f"{seat.slot.stage.zh}（{who or '没有人能签'}）"


def _refused(view: View) -> Iterator[str]:
    for judged in view.decision.judged:
        title = _title(judged, view)
        if judged.rejections:
            yield f"{title}被退回"
        if judged.item.problems or judged.item.authors.strangers:
            yield f"{title}有问题"


def items(view: View) -> Iterator[Block]:
    """Where every item stands; those that lack something first."""
    for judged in sorted(view.decision.judged, key=lambda judged: judged.passes):
        yield Block(view.title(judged.item), "\n".join(_standing(judged, view)))


def _standing(judged: Judged, view: View) -> Iterator[str]:
    item = judged.item
    about = f"（{item.class_.zh}）" if item.class_ else ""
    yield f"### {'✓' if judged.passes else '✗'} {plain(clipped(view.title(item), _LONGEST) + about)}\n"
    yield from (f"- {plain(why)}" for why in _why_raised(item, view))
    yield from (f"- ✗ {plain(problem)}。" for problem in item.problems)
    yield from (f"- ✗ {plain(stranger_line(name))}" for name in sorted(item.authors.strangers))
    yield from (f"- ✗ {_rejection(opinion, view)}" for opinion in judged.rejections)
    yield from (f"- {plain(seat_line(seat, view.base))}" for seat in judged.seats)
    yield from (f"- {plain(seat_line(seat, view.base, later=True))}" for seat in judged.later)
    yield from (f"- 不算数：{_said(opinion, view)}——{plain(why)}" for opinion, why in judged.dead)
    if item.kind == MANUSCRIPT and item.class_:
        yield f"\n{_gates([*judged.seats, *judged.later], view)}"


def _rejection(opinion: Opinion, view: View) -> str:
    reason = clipped(opinion.reason, 300) or "没有写原因"
    return f"{plain(f'{post_of(opinion.person, view.base)}退回：{reason}')}。改好后重新审签。"


def _said(opinion: Opinion, view: View) -> str:
    return plain(f"{post_of(opinion.person, view.base)}的“{opinion.verdict.zh}”")


def _why_raised(item: Item, view: View) -> Iterator[str]:
    """Why the class is another than its author wrote."""
    (before, _), (after, text) = (manuscript_of(raw, item.key) for raw in view.contents.get(item.key, (None, None)))
    if after is not None and item.class_ is not None and after.class_ is not item.class_:
        rows = [row.message for row in raising(after, text, view.base.words) if row.raises is item.class_]
        was = ["改稿不能把类别改轻"] if before is not None and before.class_ is item.class_ else []
        yield f"按“{item.class_.zh}”审，不按拟稿人写的“{after.class_.zh}”：{'；'.join([*was, *rows])}"


def _gates(seats: Sequence[Seat], view: View) -> str:
    """五关: who answers for each."""
    return table(("关", "由谁负责"), [(gate.zh, _answering(gate, seats, view)) for gate in Gate])


def _answering(gate: Gate, seats: Sequence[Seat], view: View) -> str:
    told = dict.fromkeys(_answer(seat, view) for seat in seats if gate in seat.slot.gates)
    return plain("；".join(told)) if told else "✗ 口径没有规定由谁负责"


def _answer(seat: Seat, view: View) -> str:
    return f"✓ {post_of(seat.signed.person, view.base)}" if seat.signed else f"还缺{seat.slot.stage.zh}"
