"""The freshness report as text, JSON and a summary in plain Chinese. Pure: report in, text out."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from govmedia.calculation.freshness import Standing, counts
from govmedia.calculation.standings import Report
from govmedia.model.words import Freshness, Scope
from govmedia.pages.jsontext import json_lines

VERSION = 1
_SHOWN = (Freshness.zombie, Freshness.stale, Freshness.never, Freshness.due, Freshness.fresh, Freshness.exempt)
_URGENT = _SHOWN[:4]
_BASIS = {"receipt": "发布回执", "merged": "合并", None: "—"}
_MANY = 20
_UNATTESTED = "合并时间由提交者的时钟给出，没有接收日志作证。"
_ATTESTED = "合并时间以服务器的接收日志为准。"


def as_json(report: Report) -> str:
    """`{version, as_of, accounts: [{id, name, last, basis, gap_days, state, …}], …}`; keys are only ever added."""
    document = {
        "version": VERSION,
        "as_of": str(report.as_of),
        "accounts": [_row(s) for s in report.standings],
        "counts": {state.value: n for state, n in counts(report.standings).items()},
        "disorder": [{"commit": d.commit, "time": _iso(d.time), "believed": _iso(d.believed)} for d in report.disorder],
        "overstated": [
            {"path": p.path, "account": p.account, "at": _iso(at), "believed": _iso(believed)} for p, at, believed in report.overstated
        ],
        "unread": list(report.unread),
    }
    if report.gaps_over:
        document["gaps"] = {"days": report.gaps_over, "histogram": [{"day": day, "count": n} for day, n in report.gaps]}
    return json_lines(document)


def _row(standing: Standing) -> dict[str, object]:
    row: dict[str, object] = {
        "id": standing.account.id,
        "name": standing.account.name,
        "last": standing.last and _iso(standing.last),
        "basis": standing.basis,
        "gap_days": standing.gap_days,
        "state": standing.state.value,
        "scope": standing.account.scope.value,
        "attested": standing.attested,
        "unposted": len(standing.unposted),
        "unposted_items": list(standing.unposted),
        "unreviewed_items": list(standing.unreviewed),
    }
    return row | ({"gaps": asdict(standing.gaps)} if standing.gaps else {})


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def as_text(report: Report) -> str:
    """Counts, then a line for each account, the worst first, then what was found on the way."""
    lines = [_headline(report)]
    for state in _SHOWN:
        group = _of(report, state)
        lines += [f"{state.zh}\t{_gap(s)}\t{_last(s)}\t{_BASIS[s.basis]}\t{_name(s)}\t{s.account.id}" for s in group]
    lines += [f"{heading}：{row}" for heading, rows in _remarks(report) for row in rows]
    if report.gaps_over:
        lines += [f"近 {report.gaps_over} 天更新间隔（不足一天按一天计）："]
        lines += [f"{day:>4} 天\t{n}" for day, n in report.gaps]
        lines += [f"卡点\t{s.account.name}\t{_gaps(s)}" for s in _at_deadline(report)]
    return "\n".join([*lines, _testimony(report)])


def as_summary(report: Report) -> str:
    """Markdown for people who do not read JSON: the counts, who must act, what else was seen."""
    lines = ["## 更新情况", "", _headline(report), ""]
    for state in _URGENT:
        if group := _of(report, state):
            lines += [f"### {state.zh}（{len(group)} 个）", "", "| 账号 | 编号 | 最近更新 | 距今 | 依据 |", "|---|---|---|---|---|"]
            rows = [f"| {_cell(_name(s))} | `{s.account.id}` | {_last(s)} | {_gap(s)} | {_BASIS[s.basis]} |" for s in group]
            lines += [*rows, ""]
    for heading, rows in _remarks(report):
        lines += [f"### {heading}（{len(rows)} 条）", "", *(f"- {_cell(row)}" for row in rows[:_MANY]), *_more(rows), ""]
    if report.gaps_over:
        table = [f"| {day} | {n} |" for day, n in report.gaps]
        lines += [f"### 近 {report.gaps_over} 天更新间隔", "", "| 天数 | 次数 |", "|---|---|", *table, ""]
    return "\n".join([*lines, _testimony(report)])


def _testimony(report: Report) -> str:
    """What the times of merges are worth."""
    merged = [s.attested for s in report.standings if s.basis == "merged"]
    if not any(merged):
        return _UNATTESTED
    return _ATTESTED if all(merged) else f"{merged.count(True)} 个账号的{_ATTESTED}其余 {merged.count(False)} 个的{_UNATTESTED}"


def _name(standing: Standing) -> str:
    account = standing.account
    return f"{account.name}（{Scope.outside.zh}）" if account.scope is Scope.outside else account.name


def _headline(report: Report) -> str:
    found = counts(report.standings)
    parts = "，".join(f"{state.zh} {found[state]}" for state in _SHOWN)
    return f"截至 {report.as_of}，共 {len(report.standings)} 个账号：{parts}。"


def _remarks(report: Report) -> list[tuple[str, list[str]]]:
    """What else an official should know: a heading and its lines; headings without lines are left out."""
    found = [
        ("已审未发", [f"{s.account.name}：{path}" for s in report.standings for path in s.unposted]),
        ("未先审", [f"{s.account.name}：{path}" for s in report.standings for path in s.unreviewed]),
        ("时间先后颠倒的提交", [f"{d.commit[:12]} 自称 {_iso(d.time)}，按 {_iso(d.believed)} 计" for d in report.disorder]),
        ("回执早于所称发布时间", [f"{p.path} 自称 {_iso(at)} 发布，按 {_iso(seen)} 计" for p, at, seen in report.overstated]),
        ("读不懂的文件", list(report.unread)),
    ]
    return [(heading, rows) for heading, rows in found if rows]


def _more(rows: Sequence[str]) -> list[str]:
    return [f"- 另有 {len(rows) - _MANY} 条，见 --format json"] if len(rows) > _MANY else []


def _of(report: Report, state: Freshness) -> list[Standing]:
    group = [s for s in report.standings if s.state is state]
    return sorted(group, key=lambda s: (-(s.gap_days or 0), s.account.id))


def _at_deadline(report: Report) -> list[Standing]:
    close = [s for s in report.standings if s.gaps and s.gaps.at_deadline]
    return sorted(close, key=lambda s: (-(s.gaps.at_deadline if s.gaps else 0), s.account.id))


def _gaps(standing: Standing) -> str:
    gaps = standing.gaps
    return f"{gaps.at_deadline}/{gaps.count} 次压在期限前一天内，中位 {gaps.median_days} 天，最长 {gaps.longest_days} 天" if gaps else ""


def _gap(standing: Standing) -> str:
    return "—" if standing.gap_days is None else f"{standing.gap_days:.2f} 天"


def _last(standing: Standing) -> str:
    return "—" if standing.last is None else f"{standing.last:%Y-%m-%d %H:%M}"


def _cell(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in text)


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "summary": as_summary}
