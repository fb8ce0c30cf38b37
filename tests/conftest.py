"""What all tests share: the browser, and the promise that a build machine never skips what needs a program beside Python."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a slow example says more of the machine than of the code
settings.load_profile("unhurried")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PROGRAMS = ("browser", "sshd")
"""Markers of tests that need a program which Python cannot bring."""
ON_BUILD_MACHINE = os.environ.get("CI", "").lower() in {"true", "1"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite the snapshots from what the code gives now")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`snapshot(path, text)` demands that the file holds exactly the text; with --bless it writes the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no snapshot yet: pytest {request.node.nodeid} --bless"
        assert text == path.read_bytes().decode(), f"{path.name} differs; if this is meant: pytest {request.node.nodeid} --bless"

    return compare


@pytest.fixture(scope="session", autouse=True)
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept between runs lies in one folder of this session: the files that come with the package are parsed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVMEDIA_CACHE", str(tmp_path_factory.mktemp("remembered")))
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for playwright's `executable_path`; without one the test is skipped."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("找不到 Chromium：以 root 运行 make setup，或自行安装")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI=true, a skipped test marked `browser` or `sshd` is a failure; an expected failure stays one."""
    report = yield
    marked = any(item.get_closest_marker(name) for name in PROGRAMS)
    if ON_BUILD_MACHINE and report.skipped and not hasattr(report, "wasxfail") and marked:
        report.outcome = "failed"
        report.longrepr = f"CI=true，需要浏览器或 sshd 的测试不得跳过（must not be skipped here）：{report.longrepr}"
    return report
