"""Pages for officials only: findings, waivers, and the way to one's own unit."""

from collections import Counter

from govmedia.pages.page import Page
from govmedia.pages.rulepages import rule_path
from govmedia.pages.site import Site, grouped, unit_path
from govmedia.pages.templates import page_of


def findings_page(site: Site) -> Page:
    """All findings, file by file, what must be mended first."""
    groups = grouped((f.path, (f.line, f.message, f.mend, f.rule, rule_path(f.rule), f.blocks, f.waived)) for f in site.findings)
    view = {
        "groups": sorted(groups.items(), key=lambda g: (not any(row[5] for row in g[1]), g[0])),
        "must": sum(f.blocks for f in site.findings),
        "waived": sum(bool(f.waived) for f in site.findings),
        "total": len(site.findings),
        "by_rule": Counter(f.rule for f in site.findings if not f.waived).most_common(),
    }
    return page_of("findings/", "检查发现", "findings", view)


def waivers_page(site: Site) -> Page:
    """Waivers, those that end soonest first, and old debt by rule."""
    day = site.ledger.as_of.day
    rows = sorted(site.ledger.waivers, key=lambda w: (w.until, w.rule, w.subject))
    titles = {r.name: r.title for r in site.rules}
    waivers = [
        (titles.get(w.rule, w.rule), rule_path(w.rule), w.subject, w.reason, w.document, f"{w.from_} 至 {w.until}", w.until < day)
        for w in rows
    ]
    debts = [(debt.rule, debt.path, debt.count) for debt in site.ledger.baseline]
    return page_of("waivers/", "豁免", "waivers", {"waivers": waivers, "debts": debts})


def my_page(site: Site) -> Page:
    """Units to choose one's own from; its page holds what there is to do."""
    rows = []
    for unit in site.units:
        accounts = site.accounts_of.get(unit.id, [])
        files = [unit.path, *(a.path for a in accounts)]
        todo = sum(f.blocks for path in files for f in site.findings_of.get(path, ()))
        late = sum(site.standings[a.id].state in ("stale", "zombie", "never") for a in accounts if a.id in site.standings)
        rows.append((unit.name, unit_path(unit.id), site.crumbs(unit.region), len(accounts), todo, late))
    return page_of("my/", "我的单位", "my", {"rows": rows})
