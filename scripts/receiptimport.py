"""How `receipt import` turns a back office's export into receipts."""

from dataclasses import dataclass
from pathlib import Path

import click

from govmedia.calculation.heads import HeadWords
from govmedia.calculation.outlets import outlets
from govmedia.calculation.postimport import chosen, plan_receipts
from govmedia.loading.columns import load_post_columns
from govmedia.loading.landing import land
from govmedia.loading.load import load
from govmedia.pages.fates import as_json, posts_as_text
from govmedia.scripts.ledgerfile import check_mapped, read_file
from govmedia.when import AsOf


@dataclass(frozen=True)
class Asked:
    """Which account or unit the file is about, columns the user mapped, and whether only to report."""

    account: str | None
    unit: str | None
    mapped: dict[str, str]
    dry_run: bool


def imported(root: Path, file: Path, asked: Asked, moment: AsOf, shape: str) -> tuple[str, bool]:
    """The report, and whether rows were rejected. Raises CannotRun, click.UsageError."""
    ledger = load([root], moment)
    columns = load_post_columns(ledger)
    check_mapped(asked.mapped, columns)
    only = chosen(outlets(ledger).values(), asked.account, asked.unit)
    if not only:
        raise click.UsageError(_nobody(asked))
    plan = plan_receipts(read_file(file), ledger, HeadWords(columns, asked.mapped, "title"), only)
    if not asked.dry_run:
        land(root, plan.files, plan.grown)
    report = as_json(plan, asked.dry_run) if shape == "json" else posts_as_text(plan, asked.dry_run)
    return report, plan.count("rejected") > 0


def _nobody(asked: Asked) -> str:
    if asked.account:
        within = f"单位 {asked.unit} 里" if asked.unit else "登记库里"
        return f"{within}没有账号“{asked.account}”。写账号编号，如 440100-guangzhou/health-commission/wechat，或账号文件名"
    if asked.unit:
        return f"登记库里没有单位“{asked.unit}”的账号。写单位编号，如 440100-guangzhou/health-commission"
    return "登记库里没有账号。先备案账号"
