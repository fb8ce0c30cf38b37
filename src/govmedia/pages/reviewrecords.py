"""Records before and after a change as small tables that a phone can show: what is new, what is gone, what is another now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govmedia.calculation.alterations import Alteration, Row, alterations, as_mapping, gained_and_lost, named_rows
from govmedia.calculation.terms import Model
from govmedia.fault import Keys
from govmedia.loading.yamlplain import Data
from govmedia.model.columns import Columns
from govmedia.model.office import Baseline, Clauses, Kinds, People, Sources, Waivers
from govmedia.model.platform import Platforms
from govmedia.model.policy import Policy
from govmedia.model.receipt import Receipt
from govmedia.model.region import Regions
from govmedia.model.wordlist import Links, Rows
from govmedia.pages.reviewothers import difference
from govmedia.pages.reviewview import Block, View
from govmedia.pages.safemark import clipped, details, plain, table

LONGEST = 600
"""Characters of a value in a table."""


class Sheet(NamedTuple):
    """One file of registry/: its model, what it is called, and the keys that name its rows; without keys it is one record."""

    model: Model
    title: str
    keys: tuple[str, ...] = ()


_SHEETS = {
    "people": Sheet(People, "人员与权限", ("id",)),
    "kinds": Sheet(Kinds, "改动的种类", ("kind",)),
    "platforms": Sheet(Platforms, "平台表", ("slug",)),
    "regions": Sheet(Regions, "行政区划表", ("code",)),
    "clauses": Sheet(Clauses, "条款表", ("id",)),
    "sources": Sheet(Sources, "稿源单位", ("unit",)),
    "waivers": Sheet(Waivers, "豁免", ("rule", "subject")),
    "baseline": Sheet(Baseline, "存量问题", ("rule", "path")),
    "policy": Sheet(Policy, "口径"),
    "columns": Sheet(Columns, "台账栏目"),
    "words/links": Sheet(Links, "可以链接的域名"),
}
_TITLES = ("name", "title", "post", "unit", "message")
"""Keys under which a row says what it is called, the first that it has."""


def sheet_of(path: str) -> Sheet | None:
    """What kind of record a file is; None for one that is no record told here."""
    name = path.removeprefix("registry/").removesuffix(".yml")
    if path.startswith("content/receipts/"):
        return Sheet(Receipt, "发布回执")
    if not path.startswith("registry/") or not path.endswith(".yml"):
        return None
    if name.startswith("words/") and name not in _SHEETS:
        return Sheet(Rows, "词表", ("id",))
    return _SHEETS.get(name)


def told(path: str, sheet: Sheet, view: View) -> Iterator[Block]:
    """A record file's change: of a list each row that differs, else what differs in the one record."""
    old, new = view.data(path)
    if not sheet.keys:
        if text := facts(sheet.model, new, view) if old is None else altered(sheet.model, old, new, view):
            yield Block(sheet.title, f"**{sheet.title}**\n\n{text}")
        return
    before, after = named_rows(old, sheet.keys), named_rows(new, sheet.keys)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        raw = details("逐行对照", difference(*view.contents.get(path, (None, None))))
        yield Block(sheet.title, f"**{sheet.title}** 各行的先后次序有变，排在前面的先算。\n\n{raw}")
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield row_block(sheet, name, before.get(name), after.get(name), view)


def row_block(sheet: Sheet, name: str, old: Row | None, new: Row | None, view: View) -> Block:
    """One row of a list: new, gone, or changed."""
    title = f"{sheet.title}：{_row_title(name, new or old or {}, view)}"
    act = "新增" if old is None else "删去" if new is None else "改动"
    body = facts(sheet.model, new or old or {}, view) if old is None or new is None else altered(sheet.model, old, new, view)
    return Block(title, f"**{act}** {plain(title)}\n\n{body}")


def _row_title(name: str, row: Row, view: View) -> str:
    called = next((str(row[key]) for key in _TITLES if isinstance(row.get(key), str)), "")
    return clipped(f"{view.name(called)}（{name}）" if called and called != name else view.name(name), 80)


def facts(model: Model, record: Data, view: View, without: Sequence[str] = ()) -> str:
    """All that a new record says, as a table."""
    found = alterations(None, _without(record, without))
    rows = [(plain(view.speller.way(model, each.keys)), _cell(model, each.keys, each.new, view)) for each in found]
    return table(("项目", "内容"), rows) if rows else ""


def altered(model: Model, old: Data, new: Data, view: View, without: Sequence[str] = ()) -> str:
    """What differs between two states of a record, as a table; "" where nothing does."""
    rows = [_row(model, each, view) for each in alterations(_without(old, without), _without(new, without))]
    return table(("项目", "原来", "改为"), rows) if rows else ""


def _without(record: Data, keys: Sequence[str]) -> Data:
    return {key: value for key, value in as_mapping(record).items() if key not in keys}


def _row(model: Model, each: Alteration, view: View) -> tuple[str, str, str]:
    now = _cell(model, each.keys, each.new, view) + _more(model, each, view)
    return plain(view.speller.way(model, each.keys)), _cell(model, each.keys, each.old, view), now


def _cell(model: Model, keys: Keys, value: Data, view: View) -> str:
    return plain(clipped(view.speller.told(value, model, keys), LONGEST))


def _more(model: Model, each: Alteration, view: View) -> str:
    """Of a list of words, those that came and those that went."""
    if not (isinstance(each.old, list) and isinstance(each.new, list)):
        return ""
    words = zip(("增加", "去掉"), gained_and_lost(each.old, each.new), strict=True)
    said = [f"{act} {view.speller.told(list(found), model, each.keys)}" for act, found in words if found]
    return f"<br>（{plain(clipped('；'.join(said), LONGEST))}）" if said else ""
