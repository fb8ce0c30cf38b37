"""What people at a desk, and whoever sets up a server, are told: signatures of no effect, checks, nothing to do, a branch unguarded."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from gate_world import EDUCATION, Office, git, manuscript
from scenarios import OLD, TEXT

from govmedia import history
from govmedia.calculation.assignment import seatings
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.scripts import govmedia, run

pytestmark = pytest.mark.usefixtures("fresh")


def told(*args: object) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(govmedia, [str(arg) for arg in args], name="govmedia")
    return code, out.getvalue()


def sign(office: Office, who: str, *options: object) -> tuple[int, str]:
    return told("gate", "sign", "--root", office.work, "--as", who, "--key", office.keys / who, *options)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("editor", "环节里没有复审"),
        ("teacher", "不是管这件事的单位的人"),
        ("retired", "不在任期内"),
        ("lawyer", "不负责"),
    ],
)
def test_a_signature_of_no_effect_is_told_at_once(office: Office, who: str, why: str) -> None:
    office.commit({TEXT: manuscript()}, "engineer")
    code, said = sign(office, who)
    assert code == 0 and "不起作用" in said and why in said


def test_a_signature_that_counts_is_not_talked_down(office: Office) -> None:
    office.commit({TEXT: manuscript()})
    assert "不起作用" not in sign(office, "section")[1]


def test_where_nothing_waits_the_way_to_sign_afterwards_is_told(office: Office) -> None:
    code, said = sign(office, "section")
    assert code == 3 and "没有要签的内容" in said and "--base 合并提交^1 --head 合并提交" in said


@pytest.mark.parametrize("shape", ["text", "json", "markdown"])
def test_what_the_checks_refuse_is_refused_in_every_form(office: Office, shape: str) -> None:
    office.commit({TEXT: manuscript(text="全网最低价，欢迎选购。")})
    office.sign("section")
    office.sign("deputy")
    code, said = told("gate", "show", "--root", office.work, "--format", shape)
    assert code == 1
    assert "最低价" in said
    assert json.loads(said)["passes"] is False if shape == "json" else "不放行" in said


def test_no_change_is_no_good_verdict(office: Office) -> None:
    code, said = told("gate", "show", "--root", office.work)
    assert code == 3 and "没有要判的改动" in said


def test_who_is_seated_leaves_the_rest_to_those_who_can(office: Office) -> None:
    """One person could give either signature, of which others can give only the second: he is counted for the first."""
    assert list(seatings([["a"], ["a"]])) == [[None, "a"], ["a", None]]
    office.commit({"registry/kinds.yml": (office.work / "registry/kinds.yml").read_text("utf-8") + "# 改过\n"})
    office.sign("coordinator")
    _, said = told("gate", "show", "--root", office.work)
    assert "没有人能签" not in said and "还缺 终审" in said


def test_a_release_is_held_against_those_of_other_units(office: Office) -> None:
    """The gate loads a unit's own texts, and of a unified release all who quote it."""
    url = "https://www.gov.cn/release.htm"
    release = "{{issuer: 省政府办公厅, title: 通稿, url: {url}, sha256: {digest}}}"
    other = f"content/manuscripts/{EDUCATION}/2026/11-19-release.md"
    git(office.work, "checkout", "-q", "main")
    office.commit({other: manuscript("通稿", text="原文。", release=release.format(url=url, digest="1" * 64))}, "engineer")
    office.branch("change")
    office.commit({TEXT: manuscript("通稿", text="原文。", release=release.format(url=url, digest="2" * 64))})
    _, said = told("gate", "show", "--root", office.work)
    assert f"{other} 登记的 sha256 不同" in said


def test_a_merge_that_never_ends_is_given_up(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_PATIENCE_S", 0)
    with pytest.raises(CannotRun, match="算得太久"):
        Repository(office.work).merged("main", "change")


def test_more_paths_than_a_command_line_holds(office: Office) -> None:
    names = [f"registry/no-such-folder/{'x' * 100}-{number}" for number in range(30_000)]
    assert [each.path for each in Repository(office.work).listed("HEAD", [*names, OLD])] == [OLD]


@pytest.mark.parametrize(
    ("options", "reason"), [(("--object-format=sha256",), "SHA-256"), (("--initial-branch=other",), "还没有提交，别的分支却有")]
)
def test_a_server_that_could_not_be_guarded_is_refused(office: Office, tmp_path: Path, options: tuple[str, ...], reason: str) -> None:
    bare = tmp_path / "bare.git"
    git(tmp_path, "init", "-q", "--bare", *options, str(bare))
    if "other" in options[0]:
        git(office.work, "push", "-q", str(bare), "main")
    code, said = told("gate", "install", bare, "--introduction", "0" * 40)
    assert code == 3 and reason in said


def test_a_first_push_to_a_branch_nobody_guards(office: Office, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    git(tmp_path, "init", "-q", "--bare", "--initial-branch=master", str(bare))
    start = git(office.work, "rev-parse", "main").stdout.strip()
    assert "refs/heads/master" in told("gate", "install", bare, "--introduction", start)[1]
    landed, said = office.push(remote=str(bare))
    assert not landed and "没有关口守着" in said
