"""The page of threats: whatever it points to as a wall is there to be seen."""

import ast
import re
from pathlib import Path

import click
import pytest
import yaml

from govmedia.hooks import RULES
from govmedia.model.policy import SigningPolicy
from govmedia.scripts import govmedia
from govmedia.scripts.gateinstall import SETTINGS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "content/pages/threats.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([^`]+)`", PAGE)))
SCENARIOS = [name for run in re.findall(r"场景((?:“[^”]+”)+)", PAGE) for name in re.findall("“([^”]+)”", run)]


def command(words: list[str]) -> click.Command:
    """The command that is typed so, its options looked at. Raises StopIteration for one that is not there."""
    found: click.Command = govmedia
    context = click.Context(govmedia)
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in found.list_commands(context), words
        inner = found.get_command(context, words.pop(0))
        assert inner is not None
        found = inner
    known = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known, words
    return found


def functions(file: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_exists(named: str) -> None:
    file, _, function = named.partition("::")
    if named.startswith("govmedia "):
        assert not isinstance(command(named.split()[1:]), click.Group)
    elif named.startswith("tests/"):
        assert (ROOT / file).is_file() and (not function or function in functions(ROOT / file))
    elif re.fullmatch("[a-z]+_[a-z_]+", named):
        assert named in {rule.name for rule in RULES}
    elif named.split(".")[0] in ("receive", "gc"):
        assert named in SETTINGS
    elif named in ("witnesses", "code"):
        kinds = yaml.safe_load((ROOT / "registry/kinds.yml").read_text(encoding="utf-8"))
        assert named in {*SigningPolicy.model_fields, *(kind["kind"] for kind in kinds)}
    else:
        assert named == ".gitattributes" or (ROOT / named).exists()


def test_scenarios_exist() -> None:
    names = set(re.findall(r'Scenario\("([^"]+)"', (ROOT / "tests/gate/scenarios.py").read_text(encoding="utf-8")))
    assert len(SCENARIOS) > 20
    assert not set(SCENARIOS) - names


@pytest.mark.parametrize("row", [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line])
def test_every_row_says_what_is_left(row: str) -> None:
    """Three cells, none empty; a wall without a remainder says so with a dash."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == 3 and all(cells)


@pytest.mark.parametrize(
    "subject",
    ["平台管理员", "偷来的签名私钥", "串通", "提交日期", "改写历史", "登录平台后台", "evidence", "令牌", "合并提交没有签名", "退回卡住", "邮件通知", "谁批准系统自己的升级", "已经安装"],
)  # fmt: skip
def test_what_the_page_has_to_speak_of(subject: str) -> None:
    assert subject in PAGE


def test_navigation_shows_it_and_stays_short() -> None:
    entries = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert {"威胁模型": "threats.md"} in entries
    assert len(entries) < 15


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readmes_lead_to_it(readme: str) -> None:
    assert "](content/pages/threats.md)" in (ROOT / readme).read_text(encoding="utf-8")
