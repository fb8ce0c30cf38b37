"""`govmedia init DIR`: a new registry with everything but filings."""

from importlib.metadata import version
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.scripts import run
from govmedia.scripts.options import now


@click.command("init", short_help="新建一个登记库")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹")
@click.option("--git", "with_git", is_flag=True, help="同时建立 Git 库并提交")
def command(folder: Path, with_git: bool) -> int:
    """在空文件夹里新建一个登记库：口径、平台、区划、条款、网站文字和工作流都备好，没有账号。"""
    from govmedia.loading.load import load
    from govmedia.pages.generated import generated
    from govmedia.pages.instance import instance_files
    from govmedia.scripts.sitedata import rules_by_clause
    from govmedia.starter import starter_root

    if folder.is_dir() and any(item.name != ".git" for item in folder.iterdir()):
        raise CannotRun(f"{folder} 不是空文件夹", "换一个新文件夹；init 不覆盖已有的文件")
    for path, content in instance_files(starter_root(), version("govmedia")):
        _write(folder / path, content)
    for path, text in generated(load([folder], now()), rules_by_clause()).items():
        _write(folder / path, text.encode())
    if with_git:
        _commit(folder)
    click.echo(f"登记库已建在 {folder}\n下一步：cd {folder}，照 README.md 修改站点名称，登记单位（govmedia new unit -h）")
    return 0


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _commit(folder: Path) -> None:
    """The first commit, in the name of the tool: everybody after it must be somebody."""
    from govmedia.history import create

    repository = create(folder)
    repository.run("add", "--all")
    who = ("-c", "user.name=govmedia", "-c", "user.email=govmedia@localhost")
    repository.run(*who, "commit", "--quiet", "--no-gpg-sign", "--message", "Start the registry")


if __name__ == "__main__":
    raise SystemExit(run(command))
