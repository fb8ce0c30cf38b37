"""The folder that a clerk opens after a merge: one page over everything, and a folder per item and account."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from govmedia.calculation.receipting import shown
from govmedia.calculation.releasing import Due, Turn
from govmedia.loading.ledger import Ledger
from govmedia.model.manuscript import Manuscript
from govmedia.pages.csp import with_disk_policy
from govmedia.pages.packages import Package
from govmedia.pages.page import File
from govmedia.pages.templates import page_of

INDEX, LIST = "index.html", "release.json"
VERSION = 1
_BOM = "\ufeff"
"""Marks a file as UTF-8 for programs that would otherwise take it for the system's old encoding."""

_HELD = {
    Turn.embargoed: "{outlet}：未到发布时间，{at} 以后才能发",
    Turn.posted: "{outlet}：已于 {at} 发布",
    Turn.withdrawn: "{outlet}：已于 {at} 撤稿，不能发",
    Turn.closed: "{outlet}：账号{why}，不能发",
    Turn.unread: "{outlet}：回执读不出来，不知道是否已撤稿，先运行 govmedia check 改好",
}


def held(due: Due) -> str:
    """Why nothing is to be posted, in Chinese."""
    outlet = f"{due.outlet.medium}“{due.outlet.name}”"
    return _HELD[due.turn].format(outlet=outlet, at=shown(due.at) if due.at else "", why=due.why)


def release_files(dues: Sequence[Due], packages: Sequence[Package], ledger: Ledger, commit: str) -> Iterator[File]:
    """Every file of the folder. `dues` are in the order to be shown, `packages` those of them that may go out."""
    for package in packages:
        yield from _package_files(package)
    by_due = {(p.due.manuscript.path, p.due.outlet.home): p for p in packages}
    listed = {"version": VERSION, "as_of": str(ledger.as_of), "commit": commit, "items": [_listed(due, by_due) for due in dues]}
    yield File(LIST, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode())
    groups = groupby(dues, lambda due: due.manuscript)
    items = [_item(manuscript, list(mine), by_due, ledger) for manuscript, mine in groups]
    view = {"items": items, "as_of": shown(ledger.as_of.instant), "commit": commit[:12]}
    page = page_of("release/", "统一发布", "release", view).render()
    yield File(INDEX, with_disk_policy(page.lstrip()).encode())


def _package_files(package: Package) -> Iterator[File]:
    texts = {"title.txt": package.title, "body.html": package.html, "body.txt": package.text, "about.txt": _about(package)}
    for name, text in texts.items():
        if text:
            yield File(f"{package.folder}/{name}", f"{_BOM}{text.rstrip()}\n".encode())
    for picture in package.pictures:
        yield File(f"{package.folder}/{picture.name}", picture.content)


def _about(package: Package) -> str:
    """Everything but the body, for those who have no browser at hand."""
    due = package.due
    rows = [("账号", f"{due.outlet.medium}“{due.outlet.name}”"), ("稿件", due.manuscript.path), ("标题", package.title)]
    rows += [("原文链接", package.link), ("封面", package.cover)]
    rows += [(f"图片 {p.name}", p.alt or "没有替代文字") for p in package.pictures]
    rows += [("素材", f"{url} {alt} {hash_}".strip()) for url, hash_, alt in package.elsewhere]
    rows += [("须先改正", told) for told in package.problems] + [("注意", told) for told in package.reminders]
    return "\n".join(f"{name}：{text}" for name, text in rows if text)


Packages = dict[tuple[str, str], Package]


def _listed(due: Due, packages: Packages) -> dict[str, Any]:
    found = packages.get((due.manuscript.path, due.outlet.home))
    return {
        "path": due.manuscript.path,
        "title": due.manuscript.title,
        "account": due.outlet.id,
        "state": due.turn.value,
        "at": due.at.isoformat() if due.at else None,
        "folder": found.folder if found else None,
        "problems": found.problems if found else [],
    }


def _item(manuscript: Manuscript, dues: list[Due], packages: Packages, ledger: Ledger) -> dict[str, Any]:
    unit = ledger.units.get(manuscript.unit)
    anchor = manuscript.folder.removeprefix("content/manuscripts/").replace("/", ".")
    ready = [(due, packages[key]) for due in dues if (key := (due.manuscript.path, due.outlet.home)) in packages]
    return {
        "anchor": anchor,
        "title": manuscript.title,
        "unit": unit.name if unit else manuscript.unit,
        "kind": f"{manuscript.class_.zh}，{manuscript.form.zh}",
        "path": manuscript.path,
        "held": [held(due) for due in dues if (due.manuscript.path, due.outlet.home) not in packages],
        "packages": [_shown(due, found, f"{anchor}.{due.outlet.stem}") for due, found in ready],
    }


def _shown(due: Due, package: Package, anchor: str) -> dict[str, Any]:
    return {
        "id": anchor,
        "name": due.outlet.name,
        "medium": due.outlet.medium,
        "posted": f"已于 {shown(due.at)} 发布过" if due.turn is Turn.posted and due.at else "",
        "folder": package.folder,
        "place": f"./{quote(package.folder)}",
        "title": package.title,
        "title_count": package.title_count,
        "text": package.text,
        "text_count": package.text_count,
        "html": package.html,
        "link": package.link,
        "pictures": package.pictures,
        "cover": package.cover,
        "elsewhere": package.elsewhere,
        "problems": package.problems,
        "reminders": package.reminders,
    }
