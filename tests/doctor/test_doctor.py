"""`gate doctor` from end to end: a fake forge, a registry on disk, the words and the exit code."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forges.fakeforge import REPO, FakeForge
from forges.fakegitea import FakeGitea
from forges.fakegitee import FakeGitee
from forges.fakegithub import FakeGitHub
from forges.fakegitlab import FakeGitLab
from forges.fakeserver import TOKEN

from govmedia.forges.facts import Protection
from govmedia.loading.load import load
from govmedia.scripts import gatedoctor, run
from govmedia.scripts.gatedoctor import command
from govmedia.when import as_of

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """The starter on GitHub, guarded by its own generated ruleset, everybody known there."""
    monkeypatch.setenv("GOVMEDIA_FORGE_TOKEN", TOKEN)
    with FakeGitHub(page_size=50) as fake:
        assert isinstance(fake, FakeGitHub)
        fake.rulesets[1] = json.loads((ROOT / ".github/ruleset.json").read_text("utf-8"))
        people = load([ROOT], as_of(DAY)).people.values()
        fake.access = {
            p.logins["github"]: "read" if set(p.stages) <= {"draft", "first"} else "write" for p in people if "github" in p.logins
        }
        yield fake
    assert fake.violations == []


def doctor(fake: FakeForge, *more: str) -> int:
    return run(command, ["--root", str(ROOT), "--as-of", DAY, "--repo", REPO, "--api", fake.api, *more])


def told(fake: FakeForge, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any]:
    code = doctor(fake, "--format", "json", *more)
    return code, json.loads(capsys.readouterr().out)


def test_what_is_generated_guards(github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    """The ruleset as imported leaves one weakness, which is said."""
    code, data = told(github, capsys)
    assert code == 0 and data["enforced"]
    assert [hole["name"] for hole in data["holes"]] == ["status_from_actions"]
    assert data.keys() == {"version", "forge", "repo", "branch", "enforced", "note", "holes"}


def test_nothing_guards(github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    github.rulesets.clear()
    assert doctor(github) == 1
    said = capsys.readouterr().out
    assert "审签没有生效" in said.splitlines()[0]
    assert "审签不生效｜direct_push" in said and "审签不生效｜gate_not_required" in said and "注意｜force_push" in said
    assert said.index("审签不生效｜gate_not_required") < said.index("注意｜")
    assert said.count("改法：") == said.count("｜")


def test_the_free_plan_on_a_closed_repository(github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    github.closed, github.plan = True, "free"
    code, data = told(github, capsys)
    assert code == 1
    assert data["holes"][0]["name"] == "closed_on_free_plan" and data["holes"][0]["unenforced"]


def test_without_rights_it_is_not_called_sound(github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    github.administers = False
    code, data = told(github, capsys)
    assert code == 0
    (hole,) = [hole for hole in data["holes"] if hole["name"] == "partly_unreadable"]
    assert {"谁可以绕过规则", "机器人能否批准"} <= set(hole["places"])
    github.fail(403, path="/rules/branches/", times=5)
    code, data = told(github, capsys)
    assert code == 1 and data["holes"][0]["name"] == "unreadable"


@pytest.mark.parametrize(
    ("forge", "kind"), [("gitea", FakeGitea), ("forgejo", lambda: FakeGitea(kind="forgejo")), ("gitlab", FakeGitLab), ("gitee", FakeGitee)]
)
def test_untried_forges_say_so(forge: str, kind: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GOVMEDIA_FORGE_TOKEN", TOKEN)
    with kind() as fake:
        assert doctor(fake, "--forge", forge) == 1
        assert "未在真实服务器上试过" in capsys.readouterr().out
        code, data = told(fake, capsys, "--forge", forge, "--hooked")
        assert code == 0 and data["enforced"] and "未在真实服务器上试过" in data["note"]
    assert fake.violations == []


def test_a_hook_is_not_believed_where_there_can_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hosted:
        def protection(self, _: object) -> Protection:
            return Protection("github", "main", server_hook=False)

    monkeypatch.setattr(gatedoctor, "connect", lambda *_: Hosted())
    assert run(command, ["--root", str(ROOT), "--repo", REPO, "--hooked"]) == 1


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (["--repo", "x"], 3, "--repo 写成"),
        ([], 2, "缺少"),
        (["--repo", REPO, "--forge", "svn"], 2, "可用的值是"),
        (["--repo", REPO, "--forge", "gitea"], 3, "--api"),
        (["--repo", REPO, "--api", "http://forge.example.gov.cn"], 3, "https"),
        (["--repo", REPO, "--api", "http://127.0.0.1:1"], 3, "连不上"),
    ],
)
def test_usage(typed: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, ["--root", str(ROOT), *typed]) == code
    said = capsys.readouterr().err
    assert words in said and "Traceback" not in said


def test_the_token_shows_nowhere(github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    github.fail(401, body=f'{{"message": "bad token {TOKEN}"}}'.encode())
    assert doctor(github) == 3
    said = capsys.readouterr()
    assert TOKEN not in said.out + said.err and "令牌" in said.err
