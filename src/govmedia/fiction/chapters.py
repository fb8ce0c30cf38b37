"""Chapters of the story: the founding, the filings of the starter, the filings of invented bodies, the starter's own items."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from govmedia.fastimport import Change, Signature
from govmedia.fiction import starterfiles
from govmedia.fiction.bodies import Body
from govmedia.fiction.dice import dice
from govmedia.fiction.filing import Life, unit_text
from govmedia.fiction.staff import COORDINATOR, editor, people, waivers
from govmedia.fiction.versions import Version, versions
from govmedia.loading import paths
from govmedia.loading.ledger import Ledger
from govmedia.model.words import EventKind
from govmedia.when import SHANGHAI, AsOf

_MINUTES = timedelta(minutes=1)


def beginning(root: Path, extra: Mapping[str, str | bytes], bodies: Iterable[Body], end: AsOf, start: datetime) -> Change:
    """The root commit: the norms, with the rows that the invented bodies add to the lists."""
    known = list(bodies)
    found: starterfiles.Files = {**extra, **starterfiles.norms(root)}
    for name, rows in (("people", people(known)), ("waivers", waivers(known, end))):
        path = f"registry/{name}.yml"
        kept = str(found.get(path, ""))
        if not starterfiles.filings(root):
            kept = starterfiles.remarks(kept) + ("" if rows else "[]\n")
        found[path] = kept + rows
    return Change(start, start, COORDINATOR, "建库：口径、平台、行政区划、人员与网站文字", found)


def starter_filings(root: Path, ledger: Ledger, founded: date) -> tuple[dict[str, str], list[Change]]:
    """The starter's filings: the files there were when the registry was founded, and a change for each later version."""
    first: dict[str, str] = {}
    changes: list[Change] = []
    for path, text in starterfiles.filings(root).items():
        if paths.is_unit_file(path) and "\nimported:" not in text:
            first[path] = text
            continue
        known = list(versions(path, text))
        early = [v for v in known if v.day <= founded]
        first.update({v.path: v.text for v in early[-1:]})
        changes += _later(known, len(early), ledger)
    return first, changes


def _later(known: list[Version], early: int, ledger: Ledger) -> Iterator[Change]:
    """A change for each version after the founding; a file that moved leaves its old place."""
    for index in range(early, len(known)):
        version = known[index]
        moved = {known[index - 1].path: None} if index and known[index - 1].path != version.path else {}
        region, unit, stem = paths.account_home(version.path)
        name = ledger.units[f"{region}/{unit}"].name
        event = EventKind[version.event].zh if version.event else "台账导入"
        what = "单位" if paths.is_unit_file(version.path) else f"{version.name}（{ledger.platforms[stem.partition('-')[0]].name}）"
        who = editor(f"{region}/{unit}", name)
        yield filed(version.day, f"备案：{event} {name} {what}", who, {**moved, version.path: version.text}, (version.path,))


def invented_filings(
    invented: list[tuple[Body, list[Life]]], ledger: Ledger, founded: date, seed: int
) -> tuple[dict[str, str], list[Change]]:
    """The same for invented bodies."""
    first = {f"registry/{body.id}/unit.yml": unit_text(body) for body, _ in invented}
    changes: list[Change] = []
    for life in (life for _, accounts in invented for life in accounts):
        known = sum(h.landed <= founded for h in life.happenings)
        if life.entered <= founded:
            first[life.path(known)] = life.text(known)
        changes += _events(life, known, founded, ledger, seed)
    return first, changes


def _events(life: Life, known: int, founded: date, ledger: Ledger, seed: int) -> Iterator[Change]:
    """A change for each event after the founding; the entry of an imported filing, which has none."""
    who, platform = editor(life.body.id, life.body.name), ledger.platforms[life.stem].name
    if not life.happenings and life.entered > founded:
        yield filed(life.entered, f"备案：台账导入 {life.name}（{platform}）", who, {life.path(0): life.text(0)}, (seed, life.id))
    for count in range(known + 1, len(life.happenings) + 1):
        happening = life.happenings[count - 1]
        moved = {life.path(count - 1): None} if count > 1 and life.path(count - 1) != life.path(count) else {}
        title = f"备案：{EventKind[happening.kind].zh} {life.name}（{platform}）"
        yield filed(happening.landed, title, who, {**moved, life.path(count): life.text(count)}, (seed, life.id, count))


def imports(files: dict[str, str], ledger: Ledger, start: datetime) -> Iterator[Change]:
    """The filings there were when the registry was founded, one change for each region."""
    ordered = sorted(files.items(), key=lambda item: _region(item[0]))
    for number, (region, group) in enumerate(groupby(ordered, key=lambda item: _region(item[0]))):
        found = dict(group)
        name = ledger.regions[region].name if region in ledger.regions else region
        who = Signature(f"{name}登记员", f"registrar@{region}.example")
        accounts = sum(not path.endswith("/unit.yml") for path in found)
        merged = start + number * _MINUTES
        yield Change(merged, merged - 8 * _MINUTES, who, f"备案：导入{name}的单位和现有账号 {accounts} 个", found)


def _region(path: str) -> str:
    parts = path.split("/")
    return parts[2] if parts[1] == "archive" else parts[1]


def filed(day: date, title: str, who: Signature, found: starterfiles.Files, names: tuple[object, ...]) -> Change:
    """A filing merged on its day in office hours, an hour or so after it was drafted."""
    rng = dice(0, *names, day)
    merged = datetime.combine(day, time(9, 30), SHANGHAI) + timedelta(seconds=rng.randrange(8 * 3600))
    return Change(merged, merged - timedelta(minutes=rng.randrange(10, 50)), who, title, found)


def starter_items(root: Path, ledger: Ledger, founded: date) -> Iterator[Change]:
    """The starter's own manuscripts in the morning of their day, those written afterwards in the evening; receipts a day later."""
    late = {paths.item_key(path) for path, text in starterfiles.content(root) if "\nbackfilled:" in text}
    for path, text in starterfiles.content(root):
        key = paths.item_key(path)
        if key is None or (day := date.fromisoformat(f"{key[1][:4]}-{key[1][5:10]}")) < founded:
            continue
        hour = time(20, 30) if key in late else time(7, 40)
        merged = datetime.combine(day, hour, SHANGHAI)
        if paths.is_receipt(path):
            merged = datetime.combine(day + timedelta(days=1), time(10), SHANGHAI)
        name = ledger.units[key[0]].name if key[0] in ledger.units else key[0]
        title = f"{'回执' if paths.is_receipt(path) else '稿件'}：{_title(path, text)}"
        yield Change(merged, merged - 20 * _MINUTES, editor(key[0], name), title, {path: text, **starterfiles.pictures(root, path)})


def _title(path: str, text: str) -> str:
    found = next((line for line in text.splitlines() if line.startswith("title: ")), "")
    return found.removeprefix("title: ") or path.rpartition("/")[2].removesuffix(".yml")
