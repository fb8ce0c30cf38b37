"""`govmedia build`: the site of a registry, put in the place of the old one at once."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govmedia.loading.paths import is_bare
from govmedia.loading.walks import walks
from govmedia.pages.audience import Audience
from govmedia.scripts import keep, run
from govmedia.scripts.options import Moment, roots_option
from govmedia.when import AsOf

if TYPE_CHECKING:
    from govmedia.pages.site import Site

audience_option = click.option(
    "--audience", type=click.Choice([a.value for a in Audience]), default="public", show_default=True, help="public 公开版；internal 内部版"
)
moment_option = click.option(
    "--as-of", "moment", type=Moment(), help="判断时点：日期（指当日 24 时）或时刻；默认取 SOURCE_DATE_EPOCH，没有则取最近一次提交的时间"
)


@click.command("build", short_help="生成目录网站")
@roots_option
@moment_option
@click.option("--out", type=click.Path(path_type=Path), help="输出目录，默认登记库下的 site/，内部版 build/internal/")
@audience_option
def command(roots: tuple[Path, ...], moment: AsOf | None, out: Path | None, audience: str) -> int:
    """生成目录网站。生成中断时，旧站保持原样。"""
    target = out or _inside(roots[0], "site" if audience == Audience.public else "build/internal")
    site = keep(make(roots, moment, target, Audience(audience)))
    click.echo(told(site, target))
    return 0


def make(roots: tuple[Path, ...], moment: AsOf | None, out: Path, audience: Audience) -> "Site":
    """Build, and what it was made of."""
    with walks(roots) as trees:
        from govmedia.pages.build import Press, build_site
        from govmedia.scripts.prosefiles import config_of
        from govmedia.scripts.sitedata import default_moment, site_of

        with config_of(roots) as config:
            press = Press(config, Path(__file__).with_name("mkdocs_hooks.py"), _run_mkdocs, audience)
            return build_site(lambda: site_of(roots, moment or default_moment(roots[0]), audience, trees), press, out)


def told(site: "Site", out: Path) -> str:
    """A line about it."""
    broken = len({fault.path for fault in site.ledger.faults})
    faults = f"有 {broken} 个文件读不出来，未列入，用 govmedia check 查看。" if broken else ""
    counts = f"{len(site.accounts)} 个账号，{len(site.units)} 个单位，截至 {site.ledger.as_of.day}"
    return f"已生成 {out}：{counts}。{faults}{site.no_history}"


def _inside(root: Path, folder: str) -> Path:
    if is_bare(root):
        raise click.UsageError("裸库里不放网站，用 --out 写明输出目录")
    return root / folder


def _run_mkdocs(*arguments: object) -> None:
    from govmedia.pages.mkdocsrun import run_mkdocs

    run_mkdocs(*arguments)  # type: ignore[arg-type]


if __name__ == "__main__":
    raise SystemExit(run(command))
