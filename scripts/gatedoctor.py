"""`govmedia gate doctor`: which holes are open in the guard of the main branch. Exit 1 where approvals are not enforced."""

import os
from dataclasses import replace
from pathlib import Path

import click

from govmedia.calculation.protection import holes
from govmedia.calculation.seats import in_office
from govmedia.forges.connect import FORGES, UNTRIED, UNTRIED_WORDS, connect
from govmedia.loading.load import load
from govmedia.pages.holes import FORMATS
from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf


@click.command("doctor", short_help="体检：代码平台上审签有没有生效")
@root_option
@as_of_option
@click.option("--forge", type=click.Choice(list(FORGES)), default="github", show_default=True, help="代码平台")
@click.option("--repo", required=True, metavar="所有者/库名", help="平台上的库")
@click.option("--api", metavar="网址", help="接口地址；GitHub、GitLab、Gitee 不写就是公共平台")
@click.option("--hooked", is_flag=True, help="平台的服务器上已用 gate install 装好关口（平台不会告知，以此为准）")
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="输出格式")
def command(root: Path, moment: AsOf, forge: str, repo: str, api: str | None, hooked: bool, shape: str) -> int:
    """体检：读平台上主干的保护设置，逐条说出漏洞和改法。令牌放在环境变量 GOVMEDIA_FORGE_TOKEN 或平台自己的（如 GITHUB_TOKEN）。

    审签没有生效时退出码为 1。
    """
    ledger = load([root], moment)
    people = [p for p in ledger.people.values() if in_office(p, moment.day)]
    protection = connect(forge, repo, api, os.environ).protection({p.logins[forge] for p in people if forge in p.logins})
    if hooked and protection.server_hook is not False:
        protection = replace(protection, server_hook=True)
    found = holes(protection, ledger)
    note = f"{forge} 的接口{UNTRIED_WORDS}：读到的设置请对照页面核实。" if forge in UNTRIED else ""
    click.echo(FORMATS[shape](found, protection, repo, note))
    return int(any(hole.unenforced for hole in found))


if __name__ == "__main__":
    raise SystemExit(run(command))
