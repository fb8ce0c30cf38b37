"""The command line speaks Chinese, whatever is typed; usage errors end in 2, defects in one line."""

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from govmedia import scripts
from govmedia.scripts import check, govmedia, run


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["chek"], "没有命令"),
        (["check", "--chnged", "x"], "是不是 --changed"),
        (["check", "--as-of", "明天"], "不是时刻"),
        (["check", "--as-of", "2026-02-30"], "不是历上有的日期"),
        (["check", "--only", "x"], "可用的值是"),
        (["check", "a", "b"], "多余的参数"),
        (["check", "--root", "/nowhere"], "没有这个文件或文件夹"),
        (["check", "--changed"], "选项 --changed 后面要写值"),
        (["import", "没有.xlsx"], "没有这个文件或文件夹"),
        (["explain"], "缺少 规则名"),
        (["receipt", "x.md"], "缺少 --at"),
        (["receipt", "import"], "缺少 文件"),
        (["release", "--unit"], "选项 --unit 后面要写值"),
    ],
)
def test_usage(typed: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(govmedia, typed, name="govmedia") == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Error" not in said and "Usage" not in said


def orders(group: click.Group, before: str = "") -> Iterator[str]:
    """Every command there is, as it is typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{before}{name}"
        if isinstance(command, click.Group):
            yield from orders(command, f"{before}{name} ")


@pytest.mark.parametrize("order", ["", *orders(govmedia)])
def test_help_is_chinese(order: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(govmedia, [*order.split(), "-h"], name="govmedia") == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：")
    assert not {"Options", "Commands", "Usage", "Show this"} & set(said.replace(":", " ").split())
    typed = [re.split(r"\s{2,}", line.strip())[0] for line in said.splitlines()]
    assert not [words for words in typed if words.startswith(("用法", "-")) and re.search("[A-Z]{2}", words)]


def test_nothing_typed_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(govmedia, [], name="govmedia") == 0
    assert "命令" in capsys.readouterr().out


def test_a_defect_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> int:
        raise KeyError("x")

    monkeypatch.setattr(scripts, "run", broken)
    with pytest.raises(SystemExit) as stop:
        scripts.main()
    assert stop.value.code == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_full_disk_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def full() -> None:
        raise OSError(28, "No space left on device", str(Path("x")))

    assert run(full, []) == 3
    said = capsys.readouterr().err
    assert "磁盘满了" in said and "检查磁盘空间" in said


def test_a_path_through_a_file_is_told_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run(govmedia, ["init", str(tmp_path / "file" / "inner")]) == 3
    assert "不是文件夹" in capsys.readouterr().err


def test_without_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "registry").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(govmedia, ["freshness", "--root", str(tmp_path)]) == 3
    assert "没有找到 git 命令" in capsys.readouterr().err


def test_a_verb_run_by_its_file_keeps_its_short_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(check.command, ["--help"]) == 0
    assert run(govmedia, ["check", "-h"], name="govmedia") == 0


@pytest.mark.parametrize(("rule", "told"), [("well_formed", True), ("one_account_per_platform", False)])
def test_explain_says_what_cannot_be_waived(rule: str, told: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(govmedia, ["explain", rule]) == 0
    assert ("不得豁免" in capsys.readouterr().out.splitlines()[0]) is told


GOVMEDIA = Path(sys.executable).with_name("govmedia")
FULL = Path("/dev/full")


def ended(order: list[str], **streams: Any) -> tuple[int, str]:
    """Exit code and complaint of the real command, whose output is buffered as usual."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([GOVMEDIA, *order], env=env, text=True, check=False, **{"stderr": subprocess.PIPE} | streams)
    return done.returncode, done.stderr or ""


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("order", [["--help"], ["--version"], ["explain", "well_formed"]])
def test_a_full_device_is_told_once(order: list[str]) -> None:
    with FULL.open("w") as full:
        code, said = ended(order, stdout=full)
    assert code == 3
    assert said.count("\n") == 1 and "磁盘满了" in said


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_where_nothing_can_be_said_the_code_still_tells() -> None:
    with FULL.open("w") as full:
        assert ended(["nosuch"], stdout=full, stderr=full)[0] == 2
        assert ended(["--help"], stdout=full, stderr=full)[0] == 3


@pytest.mark.parametrize("order", [["--help"], ["explain", "well_formed"]])
def test_a_reader_that_left_gets_no_good_verdict(order: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert ended(order, stdout=writer) == (3, "")
    finally:
        os.close(writer)


@pytest.mark.parametrize(("verb", "room"), [("check", "findings"), ("freshness", "freshness")])
def test_every_format_is_offered(verb: str, room: str) -> None:
    """The verbs name them by hand, so that to read the command line imports nothing."""
    command = govmedia.get_command(click.Context(govmedia), verb)
    assert command is not None
    offered = next(param.type for param in command.params if param.name == "shape")
    assert isinstance(offered, click.Choice)
    assert list(offered.choices) == list(importlib.import_module(f"govmedia.pages.{room}").FORMATS)
