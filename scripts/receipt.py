"""`govmedia receipt MANUSCRIPT …` and `govmedia receipt import FILE`: where and when a manuscript was posted, or taken down."""

from datetime import datetime
from pathlib import Path

import click

from govmedia.scripts import run
from govmedia.scripts.ledgerfile import file_argument, map_option, shape_option
from govmedia.scripts.options import Instant, as_of_option, root_option
from govmedia.when import AsOf


class Receipts(click.Group):
    """What follows is the manuscript, unless it is the name of a command: the commonest use needs no further word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`MANUSCRIPT …` is short for `add MANUSCRIPT …`."""
        if args and args[0] not in self.commands and not {"-h", "--help"} & set(args):
            args = ["add", *args]
        return super().parse_args(ctx, args)


@click.group("receipt", cls=Receipts, short_help="登记发布回执")
def command() -> None:
    """登记发布回执：稿件在哪个账号、什么时候发布，什么时候撤下。

    “govmedia receipt 稿件 …”就是“govmedia receipt add 稿件 …”。
    """


@command.command("add", short_help="登记一篇稿件的发布或撤稿")
@click.argument("manuscript", metavar="稿件", type=click.Path(path_type=Path))
@click.option("--account", metavar="账号文件名", help="发在本单位哪个账号：账号文件名（不带 .yml）；撤稿时可不写")
@click.option("--at", type=Instant(), required=True, help="平台上的发布时间，如 2026-11-02T09:30；撤稿时是撤下的时间")
@click.option("--url", metavar="链接", help="平台上的链接")
@click.option("--withdraw", metavar="原因", help="登记撤稿：--at 是撤下的时间，各账号都要撤下")
@click.option("--backfilled", metavar="原因", help="补录：先发布、后补稿时写明原因")
@root_option
@as_of_option
def add(
    manuscript: Path,
    account: str | None,
    at: datetime,
    url: str | None,
    withdraw: str | None,
    backfilled: str | None,
    root: Path,
    moment: AsOf,
) -> int:
    """登记一篇稿件（content/manuscripts/ 下的 .md 文件）的发布或撤稿。已经登记的不会改动，与之矛盾的退回。"""
    from govmedia.scripts import receipting

    told = receipting.Told(account, at, url, withdraw, backfilled)
    click.echo(receipting.recorded(root, manuscript, told, moment))
    return 0


@command.command("import", short_help="由平台导出表批量登记")
@file_argument
@click.option("--account", metavar="账号文件名", help="表里是哪个账号的内容：账号编号，或与 --unit 同用时写账号文件名")
@click.option("--unit", metavar="单位编号", help="表里是哪个单位的内容")
@map_option
@click.option("--dry-run", is_flag=True, help="只报告，不写入")
@shape_option
@root_option
@as_of_option
def import_(
    file: Path, account: str | None, unit: str | None, mapped: dict[str, str], dry_run: bool, shape: str, root: Path, moment: AsOf
) -> int:
    """由平台后台导出的内容表（XLSX、CSV）登记回执，按账号和标题对应稿件，逐行报告结果。有退回的行时退出码为 1。

    已登记的回执不会改动，阅读量等数字和个人信息不读入。没有稿件的内容列为“未先审”，须补稿。
    """
    from govmedia.scripts import receiptimport

    asked = receiptimport.Asked(account, unit, mapped, dry_run)
    report, rejected = receiptimport.imported(root, file, asked, moment, shape)
    click.echo(report)
    return int(rejected)


if __name__ == "__main__":
    raise SystemExit(run(command))
