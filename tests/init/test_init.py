"""`init`: an instance that checks, builds and schedules without this checkout's files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

BIN = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "registry-of-an-office"
    done = run(BIN / "govmedia", "init", folder, "--git", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    return folder


def test_checks_clean_and_is_committed(instance: Path) -> None:
    assert run("git", "status", "--porcelain", cwd=instance).stdout == ""
    assert len(run("git", "log", "--format=%H", cwd=instance).stdout.split()) == 1
    checked = run(BIN / "govmedia", "check", cwd=instance)
    assert checked.returncode == 0, checked.stdout
    generated = run(BIN / "govmedia", "generate", "--check", cwd=instance)
    assert generated.returncode == 0, generated.stdout


def test_carries_no_filings_people_or_invented_bodies(instance: Path) -> None:
    assert not [p for p in (instance / "registry").iterdir() if p.is_dir() and p.name not in ("schema", "words")]
    assert not (instance / "content/manuscripts").exists()
    for name in ("people", "waivers", "baseline"):
        assert yaml.safe_load((instance / f"registry/{name}.yml").read_text("utf-8")) == []
    for file in (instance / "registry").glob("*.yml"):
        assert file.name == "regions.yml" or not re.search("虚构|fictional: true", file.read_text("utf-8")), file
    regions = yaml.load((instance / "registry/regions.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert {"440100", "659012"} <= {r["code"] for r in regions}
    assert all("fictional" in r for r in regions if r["code"].startswith("99"))


def test_workflows_need_nothing_of_this_checkout(instance: Path) -> None:
    workflows = sorted((instance / ".github/workflows").glob("*.yml"))
    assert [w.stem for w in workflows] == ["check", "draw", "freshness", "gate-signal", "gate", "publish"]
    for file in [*workflows, instance / ".pre-commit-config.yaml"]:
        assert not re.search(r"\bmake [a-z]", file.read_text("utf-8")), file
    commands = [
        step["run"]
        for w in workflows
        for job in yaml.load(w.read_text("utf-8"), yaml.BaseLoader)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    allowed = r'(govmedia|python -m pip|git -c "credential.helper=!gh auth git-credential" (fetch|push)|install|echo) '
    assert all(re.match(allowed, command) for command in commands)
    done = run(BIN / "actionlint", "-shellcheck=", "-pyflakes=", *workflows, cwd=instance)
    assert done.returncode == 0, done.stdout


def test_prose_builds_by_mkdocs_alone(instance: Path, tmp_path: Path) -> None:
    done = run(BIN / "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site", cwd=instance)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_refuses_a_folder_with_something_in_it(instance: Path, tmp_path: Path) -> None:
    done = run(BIN / "govmedia", "init", instance, cwd=tmp_path)
    assert done.returncode == 3
    assert "不是空文件夹" in done.stderr
    file = tmp_path / "file"
    file.write_text("")
    assert run(BIN / "govmedia", "init", file, cwd=tmp_path).returncode == 2


def test_fills_an_empty_clone(tmp_path: Path) -> None:
    run("git", "init", "-q", tmp_path, cwd=tmp_path)
    assert run(BIN / "govmedia", "init", tmp_path, cwd=tmp_path).returncode == 0
    assert (tmp_path / "mkdocs.yml").is_file()
