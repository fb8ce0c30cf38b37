"""The rules as pages, and the clauses of the law one by one: which rule, page and command serves each, and what is left to people."""

from typing import Any

from govmedia.model.office import Clause
from govmedia.pages.page import Page
from govmedia.pages.site import RulePage, Site, grouped
from govmedia.pages.templates import page_of

_HEADS = {"What": "要求", "Why": "为什么", "Good": "正确的写法", "Bad": "错误的写法", "Mend": "怎样改正"}
_LISTINGS = ("Good", "Bad")

_SERVED: dict[str, tuple[str, str | None, str | None, str]] = {
    "90-1.1": ("矩阵", "matrix/", "govmedia build", "删去一个账号的备案再生成，矩阵里少一格"),
    "90-2.1": ("单位页写明主管单位和依据", "regions/", None, ""),
    "90-2.3": ("首页按领域筛选", "", None, ""),
    "90-3.2.6": ("账号页", "regions/", "govmedia new account", "写错一个键再运行 govmedia check"),
    "90-3.3.1": ("矩阵按单位", "matrix/", None, ""),
    "90-3.3.2": ("矩阵按平台", "matrix/", None, ""),
    "90-3.3.4": ("内部版更新看板", None, "govmedia freshness", "把 --as-of 写成 15 天以后，账号变为超期"),
    "90-3.3.6": ("内部版单位页的已审未发", None, "govmedia release", "正文超出平台字数时运行 govmedia release，指出超出几个字"),
    "90-3.4.6": ("抽签证据", None, "govmedia sample verify", "改动 frame.yml 一个字节，核对时指出哪一处不符"),
    "90-3.5.1": ("审签关口", None, "govmedia gate show", "不签就推，服务器不收；签后改一个字，govmedia gate show 指出签的不是现在的内容"),
    "90-3.5.2": ("审签关口", None, "govmedia gate show", "只签一关（gate sign --gates wording），这一道仍算缺"),
    "90-4.2.3": ("账号页的备案日期", "regions/", "govmedia check", "备案日期写成开设后第五天"),
    "90-4.2.4": ("账号页的经历", "regions/", "govmedia check", "注销不写公告"),
    "90-4.4.1": ("内部版更新看板", None, "govmedia freshness", "把 --as-of 写成 15 天以后，账号变为超期"),
}
"""What serves a clause besides rules: page name, address, command, how to see it fail."""

_NOTHING = ("", None, None, "")


def served(clause: Clause) -> tuple[str, str | None, str | None, str]:
    """Page name, address, command and way to see it fail of a clause that works otherwise than by rules; empty ones else."""
    return _SERVED.get(clause.id, _NOTHING) if clause.status == "works" else _NOTHING


def rule_path(name: str) -> str:
    """Address of a rule's page."""
    return f"rules/{name}.html"


def rules_page(site: Site) -> Page:
    """All rules in the order of the law."""
    rows = [(r.name, rule_path(r.name), r.title, r.clause, r.binding, r.waivable) for r in site.rules]
    return page_of("rules/", "规则", "rules", {"rules": rows})


def rule_page(rule: RulePage, site: Site) -> Page:
    """One rule: its docstring."""
    clause = site.ledger.clauses.get(rule.clause)
    view = {
        "name": rule.name,
        "head": rule.title,
        "clause": _clause_name(clause) if clause else rule.clause,
        "anchor": rule.clause,
        "binding": rule.binding,
        "waivable": rule.waivable,
        "sections": [(key, head, rule.sections.get(key, ""), key in _LISTINGS) for key, head in _HEADS.items()],
    }
    return page_of(rule_path(rule.name), rule.title, "rule", view)


def clauses_page(site: Site) -> Page:
    """逐条对照."""
    rules = grouped((r.clause, (r.name, rule_path(r.name), r.title)) for r in site.rules)
    rows = [_clause(clause, rules.get(clause.id, []), site) for clause in site.ledger.clauses.values()]
    works = sum(row["works"] for row in rows)
    return page_of("clauses/", "逐条对照", "clauses", {"groups": list(grouped((r["instrument"], r) for r in rows).items()), "works": works})


def _clause(clause: Clause, rules: list[tuple[str, str, str]], site: Site) -> dict[str, Any]:
    works = clause.status == "works"
    place, path, command, fail = served(clause)
    return {
        "id": clause.id,
        "instrument": clause.instrument,
        "name": clause.title,
        "text": clause.paraphrase,
        "works": works,
        "rules": rules,
        "place": place,
        "path": "board/" if place == "内部版更新看板" and site.internal else path,
        "command": command,
        "fail": fail,
        "beyond": clause.beyond,
    }


def _clause_name(clause: Clause) -> str:
    return f"{clause.instrument} {clause.title}（{clause.id}）"
