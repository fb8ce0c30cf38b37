"""Changes of authority: which person gains or loses what, and what is let through against the rules until when."""

from collections.abc import Iterator

from govmedia.calculation.alterations import Row, as_mapping, as_rows, gained_and_lost, named_rows
from govmedia.calculation.terms import EMPTY
from govmedia.loading.yamlplain import Data
from govmedia.model.office import Baseline, People, Waivers
from govmedia.model.policy import Thresholds
from govmedia.pages.reviewrecords import altered
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, plain

_TOLD = ("id", "unit", "post", "level", "stages", "gates", "term", "acting", "logins", "keys")
_FORGES = {"git": "自建 Git 服务", "email": "提交用邮箱"}
_LONGEST = 300


def people(path: str, view: View) -> Iterator[Block]:
    """Per person: powers that come and go, rank, term, standing in; and by what the person is known."""
    old, new = (named_rows(side, ("id",)) for side in view.data(path))
    for who in dict.fromkeys((*old, *new)):
        if old.get(who) != new.get(who):
            yield _person(who, old.get(who), new.get(who), view)


def _person(who: str, old: Row | None, new: Row | None, view: View) -> Block:
    row = new or old or {}
    unit = view.name(str(row.get("unit") or ""))
    name = clipped(f"{unit} {row.get('post') or ''}（{who}）", 80)
    act = "新增人员" if old is None else "删去人员" if new is None else "改动人员"
    return Block(name, f"**{act}** {plain(name)}\n\n" + "\n".join(_powers(old or {}, new or {}, view)))


def _powers(old: Row, new: Row, view: View) -> Iterator[str]:
    for key in ("stages", "gates"):
        gained, lost = gained_and_lost(old.get(key), new.get(key))
        said = [f"**{word}** {_told(key, list(each), view)}" for word, each in (("增加", gained), ("失去", lost)) if each]
        if said:
            yield f"- {plain(view.speller.term(People, (key,)))}：{'；'.join(said)}"
    yield from _acting(old, new, view)
    if not new:
        yield "- 以前的登录名和公钥不再算此人的"
        return
    for key in ("unit", "post", "level"):
        if old.get(key) != new.get(key):
            was = f"{_told(key, old.get(key), view)} → " if old else ""
            yield f"- {plain(view.speller.term(People, (key,)))}：{was}{_told(key, new.get(key), view)}"
    if old.get("term") != new.get("term"):
        yield f"- 任期：{f'{_term(old, view)} → ' if old else ''}{_term(new, view)}"
    yield from _known_by(old, new, view)
    if rest := altered(People, _rest(old), _rest(new), view):
        yield f"\n{rest}"


def _term(row: Row, view: View) -> str:
    term = as_mapping(row.get("term"))
    until = f"至 {_told('term', term['until'], view, 'until')}" if term.get("until") else "起，未定止期"
    return f"{_told('term', term.get('from'), view, 'from')} {until}"


def _rest(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in _TOLD}


def _acting(old: Row, new: Row, view: View) -> Iterator[str]:
    before, after = as_rows(old.get("acting")), as_rows(new.get("acting"))
    for word, rows in (("增加", [r for r in after if r not in before]), ("失去", [r for r in before if r not in after])):
        for row in rows:
            whom = _post(str(row.get("for") or ""), view)
            told = {key: _told("acting", row.get(key), view, key) for key in ("from", "until", "basis")}
            yield f"- **{word}** 代理：代 {whom}，{told['from']} 至 {told['until']}，依据 {told['basis']}"


def _post(who: str, view: View) -> str:
    person = view.head.people.get(who) or view.base.people.get(who)
    return plain(f"{view.name(person.unit)} {person.post}") if person else plain(who)


def _known_by(old: Row, new: Row, view: View) -> Iterator[str]:
    """Logins and keys: what is signed with them counts as this person's."""
    before, after = as_mapping(old.get("logins")), as_mapping(new.get("logins"))
    for forge in dict.fromkeys((*before, *after)):
        if before.get(forge) != after.get(forge):
            was, now = (plain(str(side.get(forge) or EMPTY)) for side in (before, after))
            yield f"- 登录名（{plain(_FORGES.get(forge, forge))}）：{f'{was} → ' if old else ''}{now}"
    gained, lost = gained_and_lost(old.get("keys"), new.get("keys"))
    yield from (f"- **增加** 签名公钥 {plain(clipped(key, 90))}" for key in gained)
    yield from (f"- **失去** 签名公钥 {plain(clipped(key, 90))}" for key in lost)


def _told(key: str, value: Data, view: View, inner: str = "") -> str:
    return plain(clipped(view.speller.told(value, People, (key, inner) if inner else (key,)), _LONGEST))


def policy(path: str, view: View) -> Iterator[Block]:
    """Which threshold becomes what, for the whole province and for each region."""
    old, new = (as_mapping(side) for side in view.data(path))
    yield from _thresholds("全省口径", old.get("default"), new.get("default"), view)
    before, after = as_mapping(old.get("regions")), as_mapping(new.get("regions"))
    for region in dict.fromkeys((*before, *after)):
        yield from _thresholds(f"{view.name(region)}口径", before.get(region), after.get(region), view)


def _thresholds(title: str, old: Data, new: Data, view: View) -> Iterator[Block]:
    if told := altered(Thresholds, old, new, view):
        yield Block(title, f"**{plain(title)}**\n\n{told}")


def waivers(path: str, view: View) -> Iterator[Block]:
    """What is let through, for whom, until when; and what no longer is."""
    old, new = (as_rows(side) for side in view.data(path))
    for act, rows in (("放行", [r for r in new if r not in old]), ("不再放行", [r for r in old if r not in new])):
        for row in rows:
            subject = view.name(str(row.get("subject") or ""))
            yield Block(f"豁免 {subject}", f"**{act}** {plain(subject)}\n\n" + "\n".join(_waiver(row, view)))


def _waiver(row: Row, view: View) -> Iterator[str]:
    def told(key: str) -> str:
        return plain(clipped(view.speller.told(row.get(key), Waivers, (key,)), _LONGEST))

    rule = str(row.get("rule") or "")
    yield f"- 不受这条规则约束：{plain(view.rules.get(rule, '没有这条规则'))}（{plain(rule)}）"
    yield f"- 期限：{told('from')} 至 {told('until')}"
    yield f"- 理由：{told('reason')}"
    yield f"- 批准：{told('approved_by')} {told('document')}"


def debts(path: str, view: View) -> Iterator[Block]:
    """Old faults that are put up with: how many more or fewer than before."""
    old, new = (named_rows(side, ("rule", "path")) for side in view.data(path))
    for name in dict.fromkeys((*old, *new)):
        row = new.get(name) or old.get(name) or {}
        was, now = (view.speller.told(side.get(name, {}).get("count"), Baseline, ("count",)) for side in (old, new))
        if was != now:
            rule = str(row.get("rule") or "")
            words = f"{view.rules.get(rule, rule)}：{row.get('path') or ''} 允许 {was} 处 → {now} 处"
            yield Block("存量问题", f"**存量问题** {plain(clipped(words, _LONGEST))}")
