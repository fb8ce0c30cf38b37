"""`govmedia check`: run the rules, show the findings. Exit 1 where something binding is not waived."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govmedia.loading.walks import walks
from govmedia.scripts import keep, run
from govmedia.scripts.options import as_of_option, roots_option
from govmedia.when import AsOf

if TYPE_CHECKING:
    from govmedia.calculation.inspection import Finding
    from govmedia.loading.load import Trees

_SHAPES = click.Choice(["text", "json", "github", "sarif", "summary"])


def _known(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        return names
    from govmedia.hooks import RULES

    known = [rule.name for rule in RULES]
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"没有规则“{unknown[0]}”。可用的值是 {'、'.join(known)}")
    return names


@click.command("check", short_help="按规则检查")
@roots_option
@as_of_option
@click.option("--changed", "base", metavar="提交", help="只看相对这个提交新出现的问题")
@click.option("--only", multiple=True, callback=_known, metavar="规则名", help="只看这些规则")
@click.option("--skip", multiple=True, callback=_known, metavar="规则名", help="不看这些规则")
@click.option("--format", "shape", type=_SHAPES, default="text", show_default=True, help="输出格式")
def command(roots: tuple[Path, ...], moment: AsOf, base: str | None, only: tuple[str, ...], skip: tuple[str, ...], shape: str) -> int:
    """按规则检查登记库。须改正的问题未豁免时退出码为 1。"""
    with walks(roots) as trees:
        found = _found(roots, moment, base, trees)
    findings = [f for f in found if (not only or f.rule in only) and f.rule not in skip]
    from govmedia.pages.findings import FORMATS

    click.echo(FORMATS[shape](findings))
    return int(any(f.blocks for f in findings))


def _found(roots: tuple[Path, ...], moment: AsOf, base: str | None, trees: "Trees") -> "list[Finding]":
    """Of all rules, whichever are asked for: some judge what the others find."""
    from govmedia.calculation.inspection import inspect, news
    from govmedia.hooks import RULES
    from govmedia.scripts.standing import standing

    ledger = keep(standing(roots, moment, trees))
    if not base:
        return inspect(RULES, ledger)
    from govmedia.loading.base import load_base

    ledger.judge_by(load_base(roots, base, ledger.as_of, twin=ledger))
    return news(RULES, ledger)


if __name__ == "__main__":
    raise SystemExit(run(command))
