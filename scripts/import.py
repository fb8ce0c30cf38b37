"""`govmedia import FILE`: a ledger becomes filings; what became of every row is told. Exit 1 where rows were rejected."""

import re
from hashlib import sha256
from pathlib import Path

import click

from govmedia.calculation.importing import Wishes, plan_import
from govmedia.calculation.privacy import private_in
from govmedia.errors import CannotRun
from govmedia.loading.columns import load_columns
from govmedia.loading.landing import land
from govmedia.loading.load import load
from govmedia.loading.sheets import read_book
from govmedia.pages.fates import as_json, as_text
from govmedia.scripts import run
from govmedia.scripts.ledgerfile import check_mapped, file_argument, file_bytes, map_option, shape_option
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf


def _period(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[0-9]{4}Q[1-4]", value):
        raise click.BadParameter(f"“{value}”不是季度，应写成 2026Q4 的样子")
    return value


@click.command("import", short_help="由台账导入备案")
@file_argument
@root_option
@as_of_option
@click.option("--region", metavar="短名", help="台账没有写地区时用，如 440100-guangzhou")
@map_option
@click.option("--period", metavar="2026Q4", callback=_period, help="粉丝量等计入哪个季度的摸查，默认判断时点所在季度")
@click.option("--dry-run", is_flag=True, help="只报告，不写入")
@shape_option
def command(
    file: Path, root: Path, moment: AsOf, region: str | None, mapped: dict[str, str], period: str | None, dry_run: bool, shape: str
) -> int:
    """由台账（XLSX、CSV）导入备案，逐行报告结果。已有的备案不会改动，个人信息不会读入；有退回的行时退出码为 1。"""
    ledger = load([root], moment)
    columns = load_columns(ledger)
    check_mapped(mapped, columns)
    quarter = period or f"{moment.day.year}Q{(moment.day.month + 2) // 3}"
    raw = file_bytes(file)
    wishes = Wishes(_named(file), quarter, region, mapped, sha256=sha256(raw).hexdigest())
    plan = plan_import(read_book(raw, file.stem), ledger, columns, wishes)
    if not dry_run:
        land(root, plan.files, plan.grown)
    click.echo(as_json(plan, dry_run) if shape == "json" else as_text(plan, dry_run))
    return int(plan.count("rejected") > 0)


def _named(file: Path) -> str:
    """The ledger's name for the record. Raises CannotRun where it holds personal data or cannot be written down."""
    if kind := private_in(file.stem):
        raise CannotRun(f"台账的文件名里有{kind}，会随备案入库", "改掉文件名再导入")
    if not file.name.isprintable() or file.name.encode(errors="replace") != file.name.encode(errors="surrogateescape"):
        raise CannotRun("台账的文件名含控制字符或不是 UTF-8", "改掉文件名再导入")
    return file.name[-200:]


if __name__ == "__main__":
    raise SystemExit(run(command))
