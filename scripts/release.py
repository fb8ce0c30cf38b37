"""`govmedia release`: after a merge, what to post on each account, ready to copy."""

from pathlib import Path

import click

from govmedia.scripts import run
from govmedia.scripts.options import as_of_option, root_option
from govmedia.when import AsOf


@click.command("release", short_help="生成各账号待发布的内容")
@click.argument("paths", nargs=-1, metavar="[稿件]...", type=click.Path(path_type=Path))
@root_option
@as_of_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹，默认登记库下的 build/release/；整个替换")
@click.option("--unit", metavar="单位编号", help="只要这个单位待发布的稿件")
@click.option("--since", metavar="提交", help="只要这个提交以后合并或改过的稿件，已发布的也列出")
def command(paths: tuple[Path, ...], root: Path, moment: AsOf, out: Path | None, unit: str | None, since: str | None) -> int:
    """把已合并的稿件变成各账号可直接复制的内容：标题、正文、图片、来源和标识，放在一个文件夹里，打开其中的 index.html 即可。

    只认已提交的内容（HEAD）。不写稿件、--unit、--since 时，列出全部还没有发布回执的稿件。
    没到发布时间的、已撤稿的不生成内容。
    """
    from govmedia.scripts import releasing

    if sum((bool(paths), unit is not None, since is not None)) > 1:
        raise click.UsageError("稿件、--unit、--since 只能写一种。分几次运行，用 --out 放到不同的文件夹")
    click.echo(releasing.released(root, moment, out or root / "build/release", releasing.Choice(paths, unit, since)))
    return 0


if __name__ == "__main__":
    raise SystemExit(run(command))
