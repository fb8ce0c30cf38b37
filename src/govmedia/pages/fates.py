"""The report of an import: fates in, text out."""

from govmedia.calculation.fates import Fate, Plan, PostFate
from govmedia.calculation.postmatching import UNREVIEWED
from govmedia.pages.jsontext import json_lines

VERSION = 1
_OUTCOMES = {"filed": "备案", "merged": "已在册", "rejected": "退回", "skipped": "略过"}
_POST_OUTCOMES = {**_OUTCOMES, "filed": "登记", "merged": "已登记"}
_KEYS = ("row", "outcome", "id", "name", "platform", "unit", "reason")


def as_json(plan: Plan, dry_run: bool) -> str:
    """`{version, rows: [...]}`; a contract, so keys are only ever added. `sheet` appears where several sheets were read."""
    several = len({fate.sheet for fate in plan.fates}) > 1
    rows = [_row(fate) | ({"sheet": fate.sheet} if several else {}) for fate in plan.fates]
    told = {"private_columns_dropped": plan.private, "unknown_columns": plan.unknown, "remarks": plan.remarks, "dry_run": dry_run}
    return json_lines({"version": VERSION, "rows": rows, **told})


def _row(fate: Fate) -> dict[str, object]:
    keys = (*_KEYS, "at", "path") if isinstance(fate, PostFate) else _KEYS
    return {key: getattr(fate, key) for key in keys}


def as_text(plan: Plan, dry_run: bool) -> str:
    """Rows of a ledger that need a look, a line each, then what was left out and the count."""
    return _text(plan, _OUTCOMES, dry_run, _count(plan))


def posts_as_text(plan: Plan, dry_run: bool) -> str:
    """The same for an export of posts, and what to commit."""
    told = _text(plan, _POST_OUTCOMES, dry_run, _post_count(plan))
    changed = bool(plan.files or plan.grown) and not dry_run
    return told + ("\n下一步：git add content/receipts && git commit -m '回执：由平台导出表登记'，再提请合并" if changed else "")


def _text(plan: Plan, outcomes: dict[str, str], dry_run: bool, count: str) -> str:
    several = len({fate.sheet for fate in plan.fates}) > 1
    lines = [_line(fate, several, outcomes) for fate in plan.fates if fate.reason]
    if plan.private:
        lines.append(f"涉及个人信息的列没有读入：{'、'.join(plan.private)}")
    if plan.unknown:
        lines.append(f"看不懂的列没有读入：{'、'.join(plan.unknown)}（可用 --map 列名=栏目 指明）")
    return "\n".join([*lines, *plan.remarks, f"{'试运行，没有写入：' if dry_run else ''}{count}"])


def _line(fate: Fate, several: bool, outcomes: dict[str, str]) -> str:
    where = f"{fate.sheet} 第 {fate.row} 行" if several else f"第 {fate.row} 行"
    return f"{where} {outcomes[fate.outcome]} {fate.name or ''}：{fate.reason}".replace(" ：", "：")


def _count(plan: Plan) -> str:
    units = sum(path.endswith("/unit.yml") for path in plan.files)
    provisional = sum("provisional: true" in text for path, text in plan.files.items() if path.endswith("/unit.yml"))
    counts = f"备案 {plan.count('filed')}，已在册 {plan.count('merged')}，退回 {plan.count('rejected')}"
    return f"{counts}；新建单位 {units} 个（暂定 {provisional} 个）。"


def _post_count(plan: Plan) -> str:
    unreviewed = sum((fate.reason or "").startswith(UNREVIEWED) for fate in plan.fates)
    rejected = f"退回 {plan.count('rejected')}" + (f"（其中未先审 {unreviewed}）" if unreviewed else "")
    return f"登记 {plan.count('filed')}，已登记 {plan.count('merged')}，{rejected}，略过 {plan.count('skipped')}。"
