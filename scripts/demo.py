"""`govmedia demo`: a whole fictional province as a real Git repository with merge history."""

from importlib.metadata import version
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.scripts import run
from govmedia.scripts.options import as_of_option
from govmedia.when import AsOf


@click.command("demo", short_help="生成虚构一省的演示库")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, file_okay=False))
@click.option("--accounts", type=click.IntRange(1, 20000), default=400, show_default=True, help="账号总数（含随附的岭东市）")
@click.option("--days", type=click.IntRange(1, 3650), default=120, show_default=True, help="稿件历史的天数")
@click.option("--seed", type=int, default=1, show_default=True, help="种子：种子和时点相同，提交号也相同")
@as_of_option
def command(folder: Path, accounts: int, days: int, seed: int, moment: AsOf) -> None:
    """在文件夹里生成虚构的南岭省：单位、账号、稿件、回执，连同几年的合并历史。判断时点就是故事的结尾。"""
    from govmedia.fastimport import Change, append, tell
    from govmedia.fiction.staff import COORDINATOR
    from govmedia.fiction.story import Plan, history
    from govmedia.loading.load import load
    from govmedia.pages.generated import generated
    from govmedia.pages.instance import instance_files
    from govmedia.scripts.sitedata import rules_by_clause
    from govmedia.starter import starter_root

    if folder.exists() and any(folder.iterdir()):
        raise CannotRun(f"{folder} 不是空文件夹", "换一个空文件夹，或先删去它")
    folder.mkdir(parents=True, exist_ok=True)
    around = {path: raw for path, raw in instance_files(starter_root(), version("govmedia")) if not path.startswith("registry/")}
    changes = history(Plan(accounts, days, seed, moment, extra=around))
    repository = tell(folder, changes)
    last = max(change.merged for change in changes)
    lists = generated(load([folder], moment), rules_by_clause())
    append(repository, [Change(last, last, COORDINATOR, "生成审批人名单和编辑器提示", lists)])
    click.echo(f"已生成 {folder}：合并 {len(changes)} 次，最后提交 {repository.commit('HEAD')[:12]}。")


if __name__ == "__main__":
    raise SystemExit(run(command))
