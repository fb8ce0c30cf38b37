"""The command line. One verb per file, listed here; a verb's libraries are imported only when it is called."""

import importlib
import os
import sys
from contextlib import suppress
from typing import TypeVar

import click

from govmedia.errors import CannotRun, reason
from govmedia.scripts.usage import Help, complaint

T = TypeVar("T")

VERBS = {
    "init": "新建一个登记库",
    "new": "生成账号、单位或稿件的样表",
    "import": "把台账导入为备案",
    "export": "把目录导出为表格",
    "check": "按规则检查",
    "explain": "说明一条规则",
    "gate": "先审后发：审签关口",
    "freshness": "更新情况：谁超期未更新",
    "release": "生成各账号待发布的内容，可直接复制",
    "receipt": "登记发布回执，或由平台导出表批量登记",
    "sample": "季度抽查：冻结名单、抽签、核对",
    "build": "生成公开或内部目录网站",
    "serve": "在本机查看目录网站",
    "generate": "生成编辑器提示、审批人名单等文件",
    "demo": "写出一个虚构的省",
    "tour": "导览：逐站演示",
}
# What Git leaves in the environment of its hooks would point every command at the wrong repository.
_PASSED_ON = ("GIT_PYTHON_REFRESH", "GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_kept: list[object] = []


class Verbs(click.Group):
    """Finds a verb's command in the file of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a newcomer's first day."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """None for an unknown verb; click then says so."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"govmedia.scripts.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list from VERBS, so that help imports nothing."""
        with formatter.section("命令"):
            formatter.write_dl(list(VERBS.items()))


click.Context.formatter_class = Help


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="govmedia", message="%(version)s")
def govmedia() -> None:
    """政务新媒体登记、审核与公开目录（粤办函〔2019〕90号）。"""


def run(command: click.Command, arguments: list[str] | None = None, name: str | None = None) -> int:
    """Run a command and turn what can go wrong in the world into one Chinese line and an exit code. 2 usage, 3 could not run."""
    for variable in [v for v in os.environ if v.startswith("GIT_") and v not in _PASSED_ON]:
        del os.environ[variable]
    try:
        result = command.main(arguments, prog_name=name, standalone_mode=False, help_option_names=["-h", "--help"])
        return result if isinstance(result, int) else 0
    except SystemExit as stop:
        if stop.code != 1:
            raise
        return 3  # click ends so where nobody reads on: a verdict that could not be told is none, and never a good one
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        _complain("已中断。")
        return 130
    except click.exceptions.NoArgsIsHelpError as help_page:
        click.echo(help_page.message)
        return 0
    except click.ClickException as error:
        _complain(complaint(error))
        return 2
    except CannotRun as error:
        _complain(f"无法执行：{error.message.rstrip('。')}。{error.mend.rstrip('。')}。")
        return 3
    except OSError as error:
        _complain(_refused(error))
        return 3


def main() -> None:
    """Entry point of `govmedia`. A defect of ours ends in one line too; GOVMEDIA_DEBUG=1 shows where it is."""
    try:
        _leave(run(govmedia, name="govmedia"))
    except Exception as error:
        if os.environ.get("GOVMEDIA_DEBUG"):
            raise
        told = f"程序出错：{type(error).__name__}: {error}。"
        _complain(f"{told}这是 govmedia 的缺陷，请报给系统维护人（GOVMEDIA_DEBUG=1 可看详情）。")
        raise SystemExit(3) from None


def keep(thing: T) -> T:
    """The thing, which lives as long as the process: see `_leave`. For a verb's largest, a second before its end."""
    _kept.append(thing)
    return thing


def _refused(error: OSError) -> str:
    return f"无法执行：{reason(error)}：{error.filename or ''}。检查磁盘空间和权限。"


def _complain(text: str) -> None:
    """On the other stream, which may itself be closed or full: the exit code still tells."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True)


def _leave(code: int) -> None:
    """End the process at once: to free ten thousand records one by one that vanish anyway takes longer than many a command."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):  # nobody reads on, or it is closed already
            continue
        except OSError as error:
            if not code:
                _complain(_refused(error))
            code = code or 3
    os._exit(code)
