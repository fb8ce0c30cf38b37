"""Filings before and after: accounts and units that are new, changed, moved or gone, in the terms of the office."""

from collections.abc import Iterator, Sequence

from govmedia.calculation.alterations import Row, as_mapping
from govmedia.loading import paths
from govmedia.model.account import Account
from govmedia.model.unit import Unit
from govmedia.pages.reviewevents import events_told
from govmedia.pages.reviewothers import untold
from govmedia.pages.reviewrecords import altered, facts
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import plain


def filings(changed: Sequence[str], view: View) -> Iterator[Block]:
    """What is told of the files in units' folders and in the archive. A move is told where it leads from and where it leads to."""
    left = {old: new for new, old in view.moved.items()}
    for path in changed:
        if paths.is_unit_file(path):
            yield _unit(path, view)
        elif not view.removed(path):
            yield _account(path, view.moved.get(path, path), view)
        elif left.get(path) not in changed:
            yield _gone(path, left.get(path), view)


def _unit(path: str, view: View) -> Block:
    old, new = view.data(path)
    name = str(as_mapping(new or old).get("name") or path)
    if view.removed(path):
        return Block(name, f"**删去单位** {plain(name)}")
    title = f"**{'新单位' if view.added(path) else '单位'}** {plain(name)}"
    body = facts(Unit, new, view) if view.added(path) else altered(Unit, old, new, view)
    return Block(name, f"{title}\n\n{body or untold(path, path, view)}")


def _account(path: str, came_from: str, view: View) -> Block:
    """An account's file that is there after the change; `came_from` is where it lay before, most often the same place."""
    old, new = as_mapping(view.data(came_from)[0]), as_mapping(view.data(path)[1])
    name = _called(path, new, view)
    fresh, moved = view.added(path) and came_from == path, came_from != path
    told = events_told(old, new, view)
    body = facts(Account, new, view, ("events",)) if fresh else altered(Account, old, new, view, ("events", "id") if moved else ("events",))
    parts = [f"**{'新账号' if fresh else '账号'}** {plain(name)}", _move(came_from, path, view), body, told]
    return Block(name, "\n\n".join(filter(None, parts if body or told or moved else [*parts, untold(path, path, view)])))


def _move(old: str, new: str, view: View) -> str:
    if old == new:
        return ""
    if paths.is_tombstone(new):
        return "注销后移入档案，以后不再改动。"
    units = [plain(view.unit_of(path)) for path in (old, new)]
    return f"主办单位由 {units[0]} 改为 {units[1]}。" if units[0] != units[1] else "备案文件换了位置，账号编号不变。"


def _gone(path: str, moved_to: str | None, view: View) -> Block:
    name = _called(path, as_mapping(view.data(path)[0]), view)
    if moved_to:
        where = "档案" if paths.is_tombstone(moved_to) else plain(view.unit_of(moved_to))
        return Block(name, f"**移走账号** {plain(name)}\n\n备案文件移到了{where}，账号编号不变。")
    return Block(name, f"**删去账号** {plain(name)}\n\n备案文件被删去，没有移到别处。注销的账号应移入档案，不能删除。")


def _called(path: str, record: Row, view: View) -> str:
    """Name, platform and sponsor of an account."""
    platform = view.platform(paths.account_home(path)[2].partition("-")[0])
    return f"{record.get('name') or path}（{platform}，{view.unit_of(path)}）"
