"""What reviewers see: the comment on every kind of change, word for word; `pytest --bless` rewrites them."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from comment_cases import CASES, Case
from gate_world import Office, open_office

from govmedia.scripts import govmedia, run
from govmedia.when import SHANGHAI

SNAPSHOTS = Path(__file__).with_name("comments")
PASSING = ("filing-changed", "manuscript-passes", "manuscript-emergency")
NOON = "2026-11-20T12:00:00+08:00"

pytestmark = pytest.mark.xdist_group("comment")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("reviewing")
    office = open_office(folder)
    yield office
    shutil.rmtree(folder)


@pytest.fixture
def office(made: Office) -> Office:
    """The office as it was in the beginning; every statement is of the morning of 20 November 2026."""
    made.undo()
    made.branch("change")
    made.signed, made.opened = 0, datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
    return made


def shown(office: Office, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and the comment, without what differs from run to run."""
    capsys.readouterr()
    code = run(govmedia, ["gate", "show", "--root", str(office.work), "--as-of", NOON, "--format", "markdown"], name="govmedia")
    told = capsys.readouterr().out
    told = re.sub(r"(?<=ssh-ed25519 )[A-Za-z0-9+/&#;~-]+", "AAAA", told)
    return code, re.sub(r"改动 `[0-9a-f]{12}`", "改动 `0123456789ab`", told)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_comment(case: Case, office: Office, capsys: pytest.CaptureFixture[str], snapshot: Callable[[Path, str], None]) -> None:
    case.play(office)
    code, told = shown(office, capsys)
    assert code == int(case.name not in PASSING)
    snapshot(SNAPSHOTS / f"{case.name}.md", told)
