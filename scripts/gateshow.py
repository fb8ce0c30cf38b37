"""`govmedia gate show`: what a branch still lacks before it may land. Exit 1 where it may not."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.changeset import proposal
from govmedia.pages.findings import as_text as findings_text
from govmedia.pages.reviewcomment import comment
from govmedia.pages.reviewview import View
from govmedia.pages.verdict import as_json, as_text
from govmedia.scripts.gating import case_of, judge
from govmedia.scripts.options import as_of_option, read_root_option
from govmedia.scripts.reviewing import view_of
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
    """看一次改动还缺谁签：每篇、每道，已由谁签，还可由谁签，连同检查发现。markdown 是给审稿人看的评论，还写明改了什么。"""
    repository = Repository(root)
    tip = repository.commit(head)
    case = case_of(repository, proposal(repository, repository.commit(base), tip), moment)
    if not case.change.changes:
        raise CannotRun("没有要判的改动：--head 与 --base 的内容相同", "先提交，或用 --head、--base 指明分支")
    view = view_of(case, judge(case), tip)
    click.echo(_SHAPES[shape](view), nl=shape != "markdown")
    return int(not view.passes)


def _text(view: View) -> str:
    told = as_text(view.decision, view.base, view.void, len(view.blocking))
    return f"{told}\n检查没有通过：\n{findings_text(view.blocking)}" if view.blocking else told


def _json(view: View) -> str:
    data = {**as_json(view.decision), "passes": view.passes, "findings": [asdict(finding) for finding in view.blocking]}
    return json.dumps(data, ensure_ascii=False, indent=1)


_SHAPES = {"text": _text, "json": _json, "markdown": comment}
