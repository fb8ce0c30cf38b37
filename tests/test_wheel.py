"""The wheel: carries all that it needs, owns no other top-level name, and works without the checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES = {"src/govmedia/": "govmedia/", "hooks/": "govmedia/hooks/", "scripts/": "govmedia/scripts/"}
STRANGER = 'raise ImportError("this package belongs to somebody else")\n'

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def source_files() -> list[str]:
    """What is tracked or about to be, relative to the root."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that leftovers of earlier builds cannot slip in."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in source_files():
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-index", "--no-deps", "--no-build-isolation", "-w", out, ".", cwd=source)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, the dependencies of this one, and two strangers called `hooks` and `scripts`; its bin folder."""
    home = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    python = home / "bin/python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    for name in ("hooks", "scripts"):
        (site / name).mkdir()
        (site / name / "__init__.py").write_text(STRANGER, encoding="utf-8")
    # A .pth line adds the folder but does not run the .pth files in it: the editable checkout stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", "--force-reinstall", wheel, cwd=home)
    return home / "bin"


def test_wheel_owns_one_name(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"govmedia"}


def test_wheel_carries_every_file_of_the_rooms(wheel: Path) -> None:
    carried = set(ZipFile(wheel).namelist())
    wanted = {target + name.removeprefix(place) for name in source_files() for place, target in PLACES.items() if name.startswith(place)}
    assert not wanted - carried


def test_wheel_carries_the_starter_without_filings(wheel: Path) -> None:
    prefix = "govmedia/starter_files/"
    carried = {name.removeprefix(prefix) for name in ZipFile(wheel).namelist() if name.startswith(prefix)}
    wanted = {name for name in source_files() if re.match(r"content/pages/|registry/[a-z]+\.yml$", name)}
    assert not wanted - carried
    assert not {name for name in carried if name.startswith("registry/") and name[len("registry/")].isdigit()}
    assert not {name for name in carried if name.startswith("content/") and not name.startswith("content/pages/")}


def test_installed_beside_strangers(installed: Path, tmp_path: Path) -> None:
    code = "import govmedia.hooks, govmedia.scripts; from govmedia.starter import starter_root; print(starter_root().name)"
    assert run(installed / "python", "-c", code, cwd=tmp_path).strip() == "starter_files"


def test_installed_verbs(installed: Path, tmp_path: Path) -> None:
    office, site = tmp_path / "office", tmp_path / "site"
    run(installed / "govmedia", "init", office, cwd=tmp_path)
    run("git", "init", "-q", "-b", "main", office, cwd=tmp_path)
    run("git", "add", ".", cwd=office)
    who = ("-c", "user.name=office", "-c", "user.email=office@example.gov.cn")
    run("git", *who, "commit", "-q", "--allow-empty", "-m", "Start", cwd=office)
    run(installed / "govmedia", "check", cwd=office)
    run(installed / "govmedia", "build", "--out", site, cwd=office, PATH=f"{installed}:{os.environ['PATH']}")
    assert (site / "index.html").is_file()
