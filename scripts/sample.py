"""`govmedia sample freeze|draw|verify QUARTER`: the quarterly draw, which is made once and can be computed again by anybody."""

import re
import secrets
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, read_root_option, root_option
from govmedia.when import AsOf


class QuarterType(click.ParamType[str]):
    """A quarter such as 2026Q4."""

    name = "季度"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself, or a usage error."""
        if not re.fullmatch(r"[0-9]{4}Q[1-4]", str(value)):
            self.fail(f"“{value}”不是季度，应写成 2026Q4 的样子", param, ctx)
        return str(value)


class DigitsType(click.ParamType[str]):
    """The digits of the draw."""

    name = "数字"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself, or a usage error."""
        if not re.fullmatch(r"[0-9]{6,64}", str(value)):
            self.fail(f"“{value}”不可用，应是 6 至 64 位数字（0-9），如现场摇出的 482915", param, ctx)
        return str(value)


quarter_argument = click.argument("quarter", type=QuarterType(), metavar="季度")


@click.group("sample", short_help="季度抽查：冻结名单、抽签、核对")
def command() -> None:
    """季度抽查：先冻结名单并提交，再现场产生数字抽签；任何人都能核对。"""


@command.command("freeze", short_help="冻结名单")
@click.argument("quarter", type=QuarterType(), metavar="[季度]", required=False)
@root_option
@as_of_option
def freeze(quarter: str | None, root: Path, moment: AsOf) -> int:
    """以当前提交为准冻结一个季度（默认冻结日所在季度）的抽查名单，连同随机盐写入 registry/inspections/。每季度只能冻结一次。"""
    from govmedia.calculation.sampleframe import quarter_of
    from govmedia.loading.inspections import frame_path
    from govmedia.pages.drawfiles import frame_table, frame_text
    from govmedia.scripts import sampling

    quarter = quarter or quarter_of(moment.day)
    frame = sampling.frozen(root, quarter, moment, secrets.token_hex(32))
    sampling.write_once(root, frame_path(quarter), frame_text(frame), "名单已经冻结，不能再冻结")
    click.echo(f"{quarter} 抽查名单已冻结，以提交 {frame.commit[:12]} 和 {frame.frozen_on} 24 时的状态为准（未提交的改动不算）")
    click.echo(frame_table(frame))
    click.echo(
        f"摘要 {frame.digest}\n下一步：提交并合并 {frame_path(quarter)}，再现场产生数字，运行 govmedia sample draw {quarter} --digits 数字"
    )
    return 0


@command.command("draw", short_help="抽签")
@quarter_argument
@click.option("--digits", type=DigitsType(), required=True, metavar="数字", help="现场当众产生的数字，6 位以上")
@click.option("--place", metavar="地点", help="抽签地点")
@click.option("--witness", "witnesses", multiple=True, metavar="职务", help="见证人的职务（不写姓名），可写几次")
@root_option
@as_of_option
def draw(quarter: str, digits: str, place: str | None, witnesses: tuple[str, ...], root: Path, moment: AsOf) -> int:
    """用现场产生的数字抽签，写入 registry/inspections/。名单须已提交；每季度只能抽一次，抽过不再重抽。"""
    from govmedia.calculation.draw import draw_of
    from govmedia.loading.inspections import draw_path
    from govmedia.pages.drawfiles import draw_table, draw_text
    from govmedia.scripts import sampling

    sampling.refuse_existing(root, draw_path(quarter), "已经抽过签，不能重抽")
    frame = sampling.committed_frame(root, quarter)
    if moment.day < frame.frozen_on:
        raise CannotRun(f"抽签日期 {moment.day} 早于名单冻结日 {frame.frozen_on}", "检查 --as-of")
    result = draw_of(frame, digits, drawn_on=moment.day.isoformat(), place=place, witnesses=list(witnesses))
    sampling.write_once(root, draw_path(quarter), draw_text(result), "已经抽过签，不能重抽")
    click.echo(f"{quarter} 抽签完成\n{draw_table(frame, result)}\n种子 {result.seed}")
    click.echo(f"下一步：提交 {draw_path(quarter)}；任何人都可以运行 govmedia sample verify {quarter} 核对")
    return 0


@command.command("verify", short_help="核对")
@quarter_argument
@read_root_option
def verify(quarter: str, root: Path) -> int:
    """重新计算名单和抽签结果，逐一指出不符之处。有不符时退出码为 1。"""
    from govmedia.scripts import sampling

    report = sampling.audit(root, quarter)
    for line in report.faults:
        click.echo(f"不符：{line}")
    for line in report.notes:
        click.echo(f"说明：{line}")
    if report.table:
        click.echo(report.table)
    click.echo(f"{quarter}：{report.verdict}")
    return int(bool(report.faults))


if __name__ == "__main__":
    raise SystemExit(run(command))
