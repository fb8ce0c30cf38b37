"""`govmedia check`: run the rules, show the findings. Exit 1 where something binding is not waived."""

from collections.abc import Sequence
from pathlib import Path

import click
from govmedia.hooks import RULES
from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, roots_option

from govmedia.calculation.inspection import Finding, changed, inspect
from govmedia.calculation.rule import Rule
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load
from govmedia.pages.findings import FORMATS
from govmedia.when import AsOf

_NAMES = click.Choice([rule.name for rule in RULES])


@click.command("check", short_help="按规则检查")
@roots_option
@as_of_option
@click.option("--changed", "base", metavar="BASE", help="只看相对这个提交新出现的问题")
@click.option("--only", type=_NAMES, multiple=True, help="只用这些规则")
@click.option("--skip", type=_NAMES, multiple=True, help="不用这些规则")
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="输出格式")
def command(roots: tuple[Path, ...], moment: AsOf, base: str | None, only: tuple[str, ...], skip: tuple[str, ...], shape: str) -> int:
    """按规则检查登记库。须改正的问题未豁免时退出码为 1。"""
    rules = [r for r in RULES if (not only or r.name in only) and r.name not in skip]
    ledger = load(roots, moment)
    findings = _news(rules, ledger, roots, base) if base else inspect(rules, ledger)
    click.echo(FORMATS[shape](findings))
    return int(any(f.blocks for f in findings))


def _news(rules: Sequence[Rule], ledger: Ledger, roots: Sequence[Path], base: str) -> list[Finding]:
    """Findings of the work tree minus those of the base commit. Rules that find nothing now need not run on the base."""
    from govmedia.loading.base import load_base

    ledger.base = load_base(roots, base, ledger.as_of, twin=ledger)
    findings = inspect(rules, ledger)
    firing = {finding.rule for finding in findings}
    return changed(findings, inspect([rule for rule in rules if rule.name in firing], ledger.base))


if __name__ == "__main__":
    raise SystemExit(run(command))
