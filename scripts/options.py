"""Options that several verbs share, and the one place that reads the clock."""

from datetime import datetime
from pathlib import Path

import click

from govmedia.errors import CannotRun
from govmedia.loading.paths import is_bare
from govmedia.when import SHANGHAI, AsOf, as_of, at, parse_instant


class Moment(click.ParamType[AsOf]):
    """A date (its 24:00) or an instant."""

    name = "日期或时刻"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> AsOf:
        """AsOf, or a usage error with the Chinese reason."""
        if isinstance(value, AsOf):
            return value
        try:
            return as_of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Instant(click.ParamType[datetime]):
    """A moment to the minute."""

    name = "时刻"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or a usage error with the Chinese reason."""
        try:
            return value if isinstance(value, datetime) else parse_instant(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def now() -> AsOf:
    """This moment: the only reading of the clock."""
    return at(datetime.now(SHANGHAI).replace(microsecond=0))


def here() -> Path:
    """The repository stood in: a bare one, or the nearest folder upwards that holds registry/ or content/. Raises CannotRun."""
    start = Path.cwd()
    if is_bare(start):
        return start
    for folder in (start, *start.parents):
        if (folder / "registry").is_dir() or (folder / "content" / "manuscripts").is_dir():
            return folder
    raise CannotRun("这里和上级文件夹都没有 registry/", "进入登记库再运行，或用 --root 指明；新建用 govmedia init")


def meant(root: Path, named: Path) -> list[str]:
    """The paths in a repository that a name may stand for: seen from where one stands, then from the repository's top."""
    home = root.resolve()
    places = [place.resolve() for place in (Path.cwd() / named, root / named)]
    return [place.relative_to(home).as_posix() for place in places if place.is_relative_to(home)]


as_of_option = click.option("--as-of", "moment", type=Moment(), default=now, help="判断时点：日期（指当日 24 时）或时刻；默认现在")
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


def _with_work_tree(_: click.Context, __: click.Parameter, value: Path) -> Path:
    if is_bare(value):
        raise click.BadParameter(f"{value} 是裸库，没有可以写文件的工作目录。用 git clone 取一份，在那里运行")
    return value


root_option = click.option("--root", type=_FOLDER, default=here, callback=_with_work_tree, help="登记库，默认所在的库")
read_root_option = click.option("--root", type=_FOLDER, default=here, help="登记库，默认所在的库；裸库以 HEAD 所指的提交为准")
roots_option = click.option(
    "--root",
    "roots",
    type=_FOLDER,
    multiple=True,
    default=lambda: (here(),),
    help="登记库，可写几次（登记库与稿件库分开时）；裸库以 HEAD 所指的提交为准",
)
