"""The command line's own words in Chinese: help pages, and what is wrong with a command as typed."""

import re
from collections.abc import Iterable
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_KINDS = re.compile(r"\b(DIRECTORY|FILE|PATH|INTEGER(?: RANGE)?)$")
_KIND_NAMES = {"DIRECTORY": "文件夹", "FILE": "文件", "PATH": "路径", "INTEGER": "整数", "INTEGER RANGE": "整数"}
"""Kinds of values as click calls them."""
_TEXTS = {"Show this message and exit.": "显示本说明。", "Show the version and exit.": "显示版本。"}


class Help(click.HelpFormatter):
    """Click's help page with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`用法：` before the line."""
        args = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The Chinese word where we know one."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:
        """Options whose help click writes itself."""
        words = [
            (
                _KINDS.sub(lambda kind: _KIND_NAMES[kind[0]], name),
                _TEXTS.get(text, text).replace("[default: ", "[默认：").replace("[required]", "[必填]"),
            )
            for name, text in rows
        ]
        super().write_dl(words, *args, **more)


def complaint(error: click.ClickException) -> str:
    """What is wrong and how to mend it, one or two lines."""
    context = getattr(error, "ctx", None)
    hint = f"\n用 {context.command_path} -h 查看用法。" if context else ""
    return f"用法不对：{_reason(error)}{hint}"


def _reason(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}{_choices(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} 不对：{_value_reason(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要写值" if "requires a" in error.message else f"选项 {error.option_name} 用法不对"
    if error.message.startswith("No such command"):
        return "没有命令 " + error.message.split()[-1].strip("'.")
    if error.message.startswith("Missing command"):
        return "没有写命令"
    if error.message.startswith("Got unexpected extra argument"):
        return f"多余的参数 {error.message.partition('(')[2].rstrip(')')}"
    return error.message


def _name(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "参数")
    return error.param.get_error_hint(error.ctx).replace(" / ", " 或 ").replace("'", "")


def _choices(param: click.Parameter | None) -> str:
    kind = getattr(param, "type", None)
    return f"，可用：{'、'.join(map(str, kind.choices))}" if isinstance(kind, click.Choice) else ""


def _value_reason(error: click.BadParameter) -> str:
    kind = getattr(error.param, "type", None)
    if isinstance(kind, click.Choice):
        return f"可用的值是 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.Path) and error.message.startswith(("File ", "Directory ", "Path ")):
        return "没有这个文件或文件夹，或不能读取"
    if error.message.endswith("is not a valid integer."):
        return "不是整数"
    if "is not in the range" in error.message:
        return f"超出范围（{error.message.rpartition('range ')[2].rstrip('.')}）"
    return error.message
