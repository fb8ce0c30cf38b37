"""`govmedia check`: run the rules, show the findings. Exit 1 where something binding is not waived."""

from pathlib import Path

import click

from govmedia.calculation.inspection import inspect, news
from govmedia.hooks import RULES
from govmedia.pages.findings import FORMATS
from govmedia.scripts import keep, run
from govmedia.scripts.options import as_of_option, roots_option
from govmedia.scripts.standing import standing
from govmedia.when import AsOf

_NAMES = click.Choice([rule.name for rule in RULES])


@click.command("check", short_help="按规则检查")
@roots_option
@as_of_option
@click.option("--changed", "base", metavar="提交", help="只看相对这个提交新出现的问题")
@click.option("--only", type=_NAMES, multiple=True, metavar="规则名", help="只看这些规则")
@click.option("--skip", type=_NAMES, multiple=True, metavar="规则名", help="不看这些规则")
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="输出格式")
def command(roots: tuple[Path, ...], moment: AsOf, base: str | None, only: tuple[str, ...], skip: tuple[str, ...], shape: str) -> int:
    """按规则检查登记库。须改正的问题未豁免时退出码为 1。"""
    ledger = keep(standing(roots, moment))
    if base:
        from govmedia.loading.base import load_base

        ledger.judge_by(load_base(roots, base, ledger.as_of, twin=ledger))
    # All rules run, whichever are asked for: some judge what the others find.
    found = news(RULES, ledger) if base else inspect(RULES, ledger)
    findings = [f for f in found if (not only or f.rule in only) and f.rule not in skip]
    click.echo(FORMATS[shape](findings))
    return int(any(f.blocks for f in findings))


if __name__ == "__main__":
    raise SystemExit(run(command))
