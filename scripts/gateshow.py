"""`govmedia gate show`: what a branch still lacks before it may land. Exit 1 where it may not."""

import json
from pathlib import Path

import click

from govmedia.history import Repository
from govmedia.loading.changeset import proposal
from govmedia.pages.verdict import as_json, as_text
from govmedia.scripts.gating import Case, Outcome, case_of, judge
from govmedia.scripts.options import as_of_option, read_root_option
from govmedia.when import AsOf

base_option = click.option("--base", default="main", show_default=True, metavar="提交", help="并入哪里：主干的分支名或提交")
head_option = click.option("--head", default="HEAD", show_default=True, metavar="提交", help="要并入的分支或提交")


@click.command("show", short_help="看一次改动还缺谁签")
@read_root_option
@as_of_option
@base_option
@head_option
@click.option("--format", "shape", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True, help="输出格式")
def command(root: Path, moment: AsOf, base: str, head: str, shape: str) -> int:
    """看一次改动还缺谁签：每篇、每道，已由谁签，还可由谁签。markdown 是给审稿人看的评论，连同改了什么、检查发现。"""
    repository = Repository(root)
    tip = repository.commit(head)
    case = case_of(repository, proposal(repository, repository.commit(base), tip), moment)
    outcome = judge(case)
    if shape == "markdown":
        return _comment(case, outcome, tip)
    if shape == "json":
        click.echo(json.dumps(as_json(outcome.decision), ensure_ascii=False, indent=1))
    else:
        click.echo(as_text(outcome.decision, outcome.base, outcome.void))
    return int(not outcome.decision.passes)


def _comment(case: Case, outcome: Outcome, tip: str) -> int:
    """What reviewers see; its verdict counts the findings, too."""
    from govmedia.pages.reviewcomment import comment
    from govmedia.scripts.reviewing import view_of

    view = view_of(case, outcome, tip)
    click.echo(comment(view), nl=False)
    return int(not view.passes)
