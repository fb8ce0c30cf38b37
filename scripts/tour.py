"""`govmedia tour`: the stops of the first ten minutes, walked through without a browser. Exit 1 where one was not as it should be."""

import tempfile
from pathlib import Path

import click

from govmedia.scripts import run
from govmedia.scripts.options import as_of_option
from govmedia.when import AsOf


@click.command("tour", short_help="导览：逐站演示")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, exists=True, file_okay=False))
@as_of_option
def command(folder: Path, moment: AsOf) -> int:
    """在演示库（govmedia demo 生成的文件夹）上逐站演示。改动都做在临时克隆里，库本身不动。"""
    from govmedia.scripts.touring import Tour
    from govmedia.scripts.tourstops import STOPS

    click.echo("导览。以 / 开头的是网址，前面加上 govmedia serve 报出的地址，如 http://127.0.0.1:8000")
    failed = []
    with tempfile.TemporaryDirectory(prefix="govmedia-tour-") as scratch:
        tour = Tour(folder, moment, Path(scratch))
        for number, walk in enumerate(STOPS, 1):
            stop = walk(tour)
            click.echo(f"\n{number:2} {stop.title}\n   ▸ {stop.command}")
            click.echo("".join(f"     {line}\n" for line in stop.seen) + f"   {'✓ 如上所示' if stop.ok else '✗ 与预期不符'}")
            failed += [] if stop.ok else [str(number)]
    click.echo(f"\n共 {len(STOPS)} 站，" + (f"与预期不符：第 {'、'.join(failed)} 站。" if failed else "站站如期。"))
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(run(command))
