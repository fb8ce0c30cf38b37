"""The report of an import as text and JSON. Pure: a plan in, text out."""

from govmedia.calculation.fates import Fate, Plan
from govmedia.pages.jsontext import json_lines

VERSION = 1
_OUTCOMES = {"filed": "备案", "merged": "已在册", "rejected": "退回", "skipped": "略过"}


def as_json(plan: Plan, dry_run: bool) -> str:
    """`{version, rows: [...]}`; a contract, so keys are only ever added. `sheet` appears where several sheets were read."""
    several = len({fate.sheet for fate in plan.fates}) > 1
    rows = [_row(fate) | ({"sheet": fate.sheet} if several else {}) for fate in plan.fates]
    told = {"private_columns_dropped": plan.private, "unknown_columns": plan.unknown, "remarks": plan.remarks, "dry_run": dry_run}
    return json_lines({"version": VERSION, "rows": rows, **told})


def _row(fate: Fate) -> dict[str, object]:
    return {key: getattr(fate, key) for key in ("row", "outcome", "id", "name", "platform", "unit", "reason")}


def as_text(plan: Plan, dry_run: bool) -> str:
    """Rows that need a look, a line each, then what was left out and the count."""
    several = len({fate.sheet for fate in plan.fates}) > 1
    lines = [_line(fate, several) for fate in plan.fates if fate.reason]
    if plan.private:
        lines.append(f"涉及个人信息的列没有读入：{'、'.join(plan.private)}")
    if plan.unknown:
        lines.append(f"看不懂的列没有读入：{'、'.join(plan.unknown)}（可用 --map 列名=栏目 指明）")
    return "\n".join([*lines, *plan.remarks, _count(plan, dry_run)])


def _line(fate: Fate, several: bool) -> str:
    where = f"{fate.sheet} 第 {fate.row} 行" if several else f"第 {fate.row} 行"
    return f"{where} {_OUTCOMES[fate.outcome]} {fate.name or ''}：{fate.reason}".replace(" ：", "：")


def _count(plan: Plan, dry_run: bool) -> str:
    units = sum(path.endswith("/unit.yml") for path in plan.files)
    provisional = sum("provisional: true" in text for path, text in plan.files.items() if path.endswith("/unit.yml"))
    done = "试运行，没有写入：" if dry_run else ""
    counts = f"备案 {plan.count('filed')}，已在册 {plan.count('merged')}，退回 {plan.count('rejected')}"
    return f"{done}{counts}；新建单位 {units} 个（暂定 {provisional} 个）。"
