"""What the verbs that read a spreadsheet share: the file, its columns, the form of the report."""

from pathlib import Path

import click

from govmedia.calculation.heads import PRIVATE, HeadWords
from govmedia.errors import CannotRun, reason
from govmedia.loading.sheets import MAX_BYTES, read_book
from govmedia.model.columns import Columns
from govmedia.model.sheet import Book


def _mapped(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.rpartition("=")[::2] for value in values)
    if not all(pairs) or not all(pairs.values()):
        raise click.BadParameter("应写成 列名=栏目 的样子，如 --map 号名=name")
    return pairs


file_argument = click.argument("file", metavar="文件", type=click.Path(path_type=Path, exists=True, dir_okay=False))
map_option = click.option("--map", "mapped", metavar="列=栏目", multiple=True, callback=_mapped, help="某列当作哪个栏目，可写几次")
shape_option = click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")


def file_bytes(file: Path) -> bytes:
    """The file, or a little more of it than any reader accepts. Raises CannotRun."""
    try:
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotRun(f"表格读不出来：{reason(error)}", "检查文件名和权限") from None


def read_file(file: Path) -> Book:
    """The sheets of an XLSX or CSV file. Raises CannotRun."""
    return read_book(file_bytes(file), file.stem)


def check_mapped(mapped: dict[str, str], columns: Columns) -> None:
    """Raises click.BadParameter where a column is private or there is no such field."""
    for header, field in mapped.items():
        if HeadWords(columns, {}).meaning(header) == PRIVATE:
            raise click.BadParameter(f"“{header}”涉及个人信息，不能读入", param_hint="--map")
        if field not in columns.fields:
            raise click.BadParameter(f"没有栏目“{field}”。可用的栏目：{'、'.join(columns.fields)}", param_hint="--map")
