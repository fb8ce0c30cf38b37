"""`govmedia freshness`: who has posted in time, from the history of the branch. A report: exit 0 whatever it says."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from govmedia.history import Repository
from govmedia.loading.arrivals import Arrivals
from govmedia.loading.garbage import long_lived
from govmedia.scripts import keep, run
from govmedia.scripts.options import as_of_option, roots_option
from govmedia.when import AsOf


@click.command("freshness", short_help="更新情况：谁超期未更新")
@roots_option
@as_of_option
@click.option("--format", "shape", type=click.Choice(["text", "json", "summary"]), default="text", show_default=True, help="输出格式")
@click.option("--gaps", "gaps_over", type=click.IntRange(1, 36500), metavar="天数", help="另列最近若干天的更新间隔和卡点")
def command(roots: tuple[Path, ...], moment: AsOf, shape: str, gaps_over: int | None) -> None:
    """按提交历史统计各账号的更新情况：以 HEAD 为准，合并、回执和账号事项都只算到判断时点。"""
    with ExitStack() as stack:
        sources = keep([stack.enter_context(Arrivals(Repository(root))) for root in roots])
        click.echo(_told(sources, moment, shape, gaps_over or 0))


def _told(sources: Sequence[Arrivals], moment: AsOf, shape: str, gaps_over: int) -> str:
    # Git is at work by now; what the judgement needs is imported meanwhile.
    from govmedia.calculation.standings import report
    from govmedia.loading.commitfilings import filings_at
    from govmedia.pages.freshness import FORMATS

    filings = filings_at([(source.repository, source.head) for source in sources], moment)
    with long_lived():
        return FORMATS[shape](keep(report(filings, sources, gaps_over)))


if __name__ == "__main__":
    raise SystemExit(run(command))
