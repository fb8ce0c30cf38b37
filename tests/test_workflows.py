"""The workflows: well-formed, pinned, least privileged, and made of commands that anybody can run at a desk."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
BIN = Path(sys.executable).parent

# Looked up once, by hand; a new version is a reviewed line here.
PINS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "peter-evans/create-pull-request": ("5f6978faf089d4d20b00c7766989d076bb2fc7f1", "v8.1.1"),
}
COMMAND = re.compile(r"(?!.*\$\()(make|\.venv/bin/govmedia|govmedia|git -c \S+ \S+ git-credential\" (fetch|push)|install) [^;&|`\n]*")
SIGNAL, EVALUATOR = "gate-signal", "gate"
"""The one workflow that may do nothing, and the one that may run with rights on what others have written."""


def read(workflow: Path) -> dict[str, Any]:
    """A workflow as plain data; every scalar stays text, so that the key `on` is not read as true."""
    data: dict[str, Any] = yaml.load(workflow.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def steps_of(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in read(workflow)["jobs"].values():
        yield from job["steps"]


def commands_of(workflow: Path) -> list[str]:
    """The shell commands of a workflow in their order, as they stand in `run:`; variables (`$GITHUB_STEP_SUMMARY`) unexpanded."""
    return [step["run"].strip() for step in steps_of(workflow) if "run" in step]


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor() -> None:
    run(BIN / "zizmor", "--offline", "--quiet", ".github")


def test_actionlint() -> None:
    run(BIN / "actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", WORKFLOWS), ("dependabot", [ROOT / ".github/dependabot.yml"]), ("github-issue-forms", FORMS)],
)
def test_schema(schema: str, files: list[Path]) -> None:
    run(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
class TestWorkflow:
    def test_actions_are_pinned(self, workflow: Path) -> None:
        used = re.findall(r"uses: *(\S+?)@(\S+)(?: *# *(\S+))?$", workflow.read_text(encoding="utf-8"), re.M)
        assert len(used) == sum("uses" in step for step in steps_of(workflow))
        assert {name: (commit, version) for name, commit, version in used}.items() <= PINS.items()

    def test_commands_run_at_a_desk(self, workflow: Path) -> None:
        if workflow.stem == SIGNAL:
            assert commands_of(workflow) == ["echo 已通知"]
            return
        for command in commands_of(workflow):
            assert COMMAND.fullmatch(command), command
            assert "${{" not in command

    def test_no_privilege_by_default(self, workflow: Path) -> None:
        data = read(workflow)
        assert data["permissions"] == {}
        assert "concurrency" in data
        assert "pull_request_target" not in data["on"]
        assert ("workflow_run" in data["on"]) == (workflow.stem == EVALUATOR)
        for job in data["jobs"].values():
            assert isinstance(job["permissions"], dict)
            assert int(job["timeout-minutes"]) <= 30

    def test_whole_history_without_credentials(self, workflow: Path) -> None:
        checkouts = [step["with"] for step in steps_of(workflow) if step.get("uses", "").startswith("actions/checkout@")]
        assert bool(checkouts) == (workflow.stem != SIGNAL)
        assert all(options == {"fetch-depth": "0", "persist-credentials": "false"} for options in checkouts)


def test_all_expected_workflows_stand() -> None:
    assert [workflow.stem for workflow in WORKFLOWS] == ["check", "draw", "freshness", "gate-signal", "gate", "publish", "test"]
    assert all(commands_of(workflow) for workflow in WORKFLOWS)


class TestGate:
    """The pair that turns reviews into a status: a signal without rights, an evaluator without anything of the author's."""

    signal = read(ROOT / ".github/workflows/gate-signal.yml")
    evaluator = read(ROOT / ".github/workflows/gate.yml")

    def test_the_signal_may_do_nothing(self) -> None:
        (job,) = self.signal["jobs"].values()
        assert job["permissions"] == {}
        assert job["steps"] == [{"run": "echo 已通知"}]
        assert {"submitted", "edited", "dismissed"} <= set(self.signal["on"]["pull_request_review"]["types"])
        assert {"synchronize", "edited"} <= set(self.signal["on"]["pull_request"]["types"])

    def test_the_evaluator_hears_the_signal_and_does_not_depend_on_it(self) -> None:
        assert self.evaluator["on"]["workflow_run"]["workflows"] == [self.signal["name"]]
        assert self.evaluator["on"]["schedule"] == [{"cron": "*/15 * * * *"}]
        assert self.evaluator["on"]["push"] == {"branches": ["main"]}

    def test_the_evaluator_uses_nothing_of_the_event(self) -> None:
        text = (ROOT / ".github/workflows/gate.yml").read_text(encoding="utf-8")
        assert set(re.findall(r"\$\{\{ *(.*?) *\}\}", text)) == {"github.token", "secrets.GOVMEDIA_WITNESS_KEY", "!cancelled()"}
        assert not re.search(r"\b(ref|repository|path):", text) and "cache" not in text and "download-artifact" not in text

    def test_rights_of_the_evaluator(self) -> None:
        (job,) = self.evaluator["jobs"].values()
        assert job["permissions"] == {"contents": "write", "pull-requests": "write", "statuses": "write"}
        assert job["environment"] == "gate"
        assert job["name"] != "先审后发"

    def test_pull_requests_come_as_objects(self) -> None:
        commands = commands_of(ROOT / ".github/workflows/gate.yml")
        fetch, _, status, push = commands[-4:]
        assert '"+refs/pull/*/head:refs/pull/*/head"' in fetch
        assert status.startswith('.venv/bin/govmedia gate status --forge github --repo "$GITHUB_REPOSITORY"')
        assert push.endswith(' push origin "refs/heads/evidence*:refs/heads/evidence*"')
        assert not any(word in command for command in commands for word in ("checkout", "switch", "merge", "worktree"))

    def test_only_what_was_verified_is_published(self) -> None:
        names = [command.split(" --")[0].removeprefix(".venv/bin/") for command in commands_of(ROOT / ".github/workflows/publish.yml")]
        assert names.index("govmedia gate verify") < names.index("govmedia build")
        steps = list(steps_of(ROOT / ".github/workflows/publish.yml"))
        assert not any("if" in step or "continue-on-error" in step for step in steps)


def test_refs_of_the_evaluator(tmp_path: Path) -> None:
    """Its fetch and its push, against a bare repository with a pull request, before there is any evidence and with some."""
    forge, clone = tmp_path / "forge.git", tmp_path / "clone"
    git = ["git", "-c", "user.name=o", "-c", "user.email=o@example.gov.cn"]
    run(*git, "init", "-q", "--bare", "-b", "main", forge)
    run(*git, "clone", "-q", forge, clone)
    for place in ("main", "refs/pull/7/head"):
        run(*git, "-C", clone, "commit", "-q", "--allow-empty", "-m", place)
        run(*git, "-C", clone, "push", "-q", forge, f"HEAD:{place}")
    fetch, push = (shlex.split(command) for command in commands_of(ROOT / ".github/workflows/gate.yml") if command.startswith("git "))
    run("git", "-C", clone, *fetch[1:])
    assert "refs/pull/7/head" in refs(clone)
    run("git", "-C", clone, *push[1:])
    assert refs(forge) == ["refs/heads/main", "refs/pull/7/head"]
    run(*git, "-C", clone, "branch", "evidence")
    run("git", "-C", clone, *push[1:])
    assert "refs/heads/evidence" in refs(forge)


def refs(repository: Path) -> list[str]:
    command = ["git", "-C", repository, "for-each-ref", "--format=%(refname)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_witness_s_key_is_laid_where_only_we_read_it(tmp_path: Path) -> None:
    command = next(c for c in commands_of(ROOT / ".github/workflows/gate.yml") if c.startswith("install "))
    environ = {**os.environ, "RUNNER_TEMP": str(tmp_path), "WITNESS_KEY": "-----BEGIN KEY-----\nAAAA\n-----END KEY-----"}
    subprocess.run(["bash", "-e", "-c", command], env=environ, check=True)
    assert (tmp_path / "witness").read_text() == environ["WITNESS_KEY"] + "\n"
    assert (tmp_path / "witness").stat().st_mode & 0o777 == 0o600
