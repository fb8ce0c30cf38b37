"""`govmedia gate sign`: a signed statement about the items of a branch, by the SSH key that people.yml knows."""

from pathlib import Path

import click

from govmedia.calculation.decision import why_idle
from govmedia.model.words import Verdict
from govmedia.scripts.gateshow import base_option, head_option
from govmedia.scripts.options import as_of_option, root_option
from govmedia.scripts.signing import about, asked, gates_named, keep, known, one_line, sealed, signing_options
from govmedia.when import AsOf


@click.command("sign", short_help="签署或退回（SSH 密钥）")
@root_option
@as_of_option
@base_option
@head_option
@click.option("--as", "person", required=True, metavar="人员编号", help="people.yml 里的编号")
@signing_options
@click.option("--revoke", is_flag=True, help="撤回以前的意见")
def command(
    root: Path,
    moment: AsOf,
    base: str,
    head: str,
    person: str,
    key: Path,
    stage: str | None,
    gates: str | None,
    reject: str | None,
    wanted: tuple[str, ...],
    revoke: bool,
) -> int:
    """签署或退回一个分支带来的稿件、备案等。写出签批文件，提交并推送后生效；内容再改，签批即失效。"""
    reason = one_line("--reject", reject)
    items, authority = asked(root, base, head, moment, wanted)
    known(authority, person)
    verdict = Verdict.reject if reason else Verdict.revoke if revoke else Verdict.approve
    files: dict[str, str] = {}
    for item in items:
        statement = about(item, person, verdict, moment, stage=stage, gates=gates_named(gates), reason=reason)
        files |= sealed(statement, person, key, authority)
        click.echo(f"{verdict.zh}：{item.title}")
        if verdict is Verdict.approve and (why := why_idle(person, item, authority, moment)):
            click.echo(f"注意：这份签批不起作用：{why}。", err=True)
    keep(root, files)
    return 0
