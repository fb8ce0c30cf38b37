"""`govmedia gate show`: what a branch still lacks before it may land. Exit 1 where it may not."""

import json
from pathlib import Path

import click

from govmedia.history import Repository
from govmedia.loading.changeset import proposal
from govmedia.pages.verdict import as_json, as_text
from govmedia.scripts.gating import case_of, judge
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf

base_option = click.option("--base", default="main", show_default=True, metavar="BASE", help="并入哪里：主干的分支名或提交")
head_option = click.option("--head", default="HEAD", show_default=True, metavar="HEAD", help="要并入的分支或提交")


@click.command("show", short_help="看一次改动还缺谁签")
@root_option
@as_of_option
@base_option
@head_option
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
def command(root: Path, moment: AsOf, base: str, head: str, shape: str) -> int:
    """看一次改动还缺谁签：每篇、每道，已由谁签，还可由谁签。"""
    repository = Repository(root)
    change = proposal(repository, repository.commit(base), repository.commit(head))
    outcome = judge(case_of(repository, change, moment))
    if shape == "json":
        click.echo(json.dumps(as_json(outcome.decision), ensure_ascii=False, indent=1))
    else:
        click.echo(as_text(outcome.decision, outcome.base, outcome.void))
    return int(not outcome.decision.passes)
