"""`govmedia export FILE`: the directory as a spreadsheet or JSON, by the file's suffix."""

from pathlib import Path

import click

from govmedia.calculation.contacts import Contacts
from govmedia.calculation.exporting import HEADERS, Filter, Line, as_entries, idle_units, lines, unknown
from govmedia.errors import CannotRun, reason
from govmedia.loading.landing import write_whole
from govmedia.loading.ledger import Ledger
from govmedia.loading.sheets import MAX_BYTES, read_book
from govmedia.pages.directorysheet import Table, as_csv, as_xlsx
from govmedia.pages.jsontext import json_lines
from govmedia.scripts import keep, run
from govmedia.scripts.options import as_of_option, roots_option
from govmedia.scripts.standing import standing
from govmedia.when import AsOf

VERSION = 1
SUFFIXES = (".xlsx", ".csv", ".json")


def _target(_: click.Context, __: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"“{value.name}”的扩展名应是 {'、'.join(SUFFIXES)} 之一")
    return value


@click.command("export", short_help="把目录导出为表格")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, dir_okay=False), callback=_target)
@roots_option
@as_of_option
@click.option("--region", "regions", multiple=True, metavar="短名", help="只要这些地区（含下级），代码-拼音或名称")
@click.option("--unit", "units", multiple=True, metavar="单位编号", help="只要这些单位，编号或名称")
@click.option("--platform", "platforms", multiple=True, metavar="短名", help="只要这些平台，短名或名称")
@click.option("--state", "states", multiple=True, metavar="状态", help="只要这些状态，如 running 或 在用")
@click.option("--field", "fields", multiple=True, metavar="领域", help="只要这些领域，如 卫健")
@click.option("--contacts", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="联系表（XLSX、CSV），只并入自用的表格")
def command(
    file: Path,
    roots: tuple[Path, ...],
    moment: AsOf,
    regions: tuple[str, ...],
    units: tuple[str, ...],
    platforms: tuple[str, ...],
    states: tuple[str, ...],
    fields: tuple[str, ...],
    contacts: Path | None,
) -> int:
    """把目录导出为 XLSX、CSV 或 JSON。未经筛选的表格可以原样导回一个空的登记库，没有账号的单位列在最后。"""
    _refuse_spilling(file, roots, contacts)
    ledger = keep(standing(roots, moment))
    wanted = Filter(regions, units, platforms, states, fields)
    for option, word in unknown(wanted, ledger):
        raise click.BadParameter(f"登记库里没有“{word}”", param_hint=option)
    found = lines(ledger, wanted)
    people = Contacts(read_book(contacts.read_bytes()[: MAX_BYTES + 1], contacts.stem)) if contacts else None
    idle = idle_units(ledger) if wanted == Filter() else []
    _write(file, _content(file, ledger, found, idle, people))
    click.echo(f"导出 {len(found)} 个账号到 {file}。" + _left_out(ledger))
    return 0


def _refuse_spilling(file: Path, roots: tuple[Path, ...], contacts: Path | None) -> None:
    """Contacts go into a spreadsheet outside every repository, or nowhere."""
    if contacts is None:
        return
    if file.suffix.lower() == ".json":
        raise click.BadParameter("联系方式只能并入 .xlsx 或 .csv", param_hint="--contacts")
    folders = [root.resolve() for root in roots]
    home = file.resolve().parent
    if any(home.is_relative_to(folder) for folder in folders) or any((folder / ".git").exists() for folder in (home, *home.parents)):
        raise CannotRun("带联系方式的表格不能放在登记库里", "导出到登记库以外的文件夹")


def _content(file: Path, ledger: Ledger, found: list[Line], idle: list[Line], people: Contacts | None) -> bytes:
    suffix = file.suffix.lower()
    if suffix == ".json":
        accounts = list(as_entries(found, ledger))
        return (json_lines({"version": VERSION, "as_of": str(ledger.as_of), "accounts": accounts}) + "\n").encode()
    table = _table(found, people)
    if suffix == ".csv":
        return as_csv([*table, *_table(idle, None)[1:]])
    return as_xlsx({"账号": table} | ({"单位": _table(idle, None)} if idle else {}), ledger.as_of.instant)


def _table(found: list[Line], people: Contacts | None) -> Table:
    head = [*HEADERS, *(people.added_headers() if people else ())]
    rows = [[line.cells.get(header, "") for header in HEADERS] for line in found]
    for row, line in zip(rows, found, strict=True):
        if people:
            told = people.of(line.cells)
            row += [told.get(header, "") for header in people.headers]
    return [head, *rows]


def _left_out(ledger: Ledger) -> str:
    broken = sorted({fault.path for fault in ledger.faults})
    return f"另有 {len(broken)} 个文件读不出来（如 {broken[0]}），没有导出，请运行 govmedia check。" if broken else ""


def _write(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content)
    except OSError as error:
        raise CannotRun(f"写不了 {file}：{reason(error)}", "检查文件夹是否存在、文件是否正被打开") from None


if __name__ == "__main__":
    raise SystemExit(run(command))
