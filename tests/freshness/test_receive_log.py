"""Where the server kept a log of what it let in, the log decides when a text came, whatever the commit says."""

import json
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repos import History
from telling import HEALTH, ago, draft, judged, registry, standing

from govmedia.errors import CannotRun
from govmedia.loading.chain import anchored, between, in_order
from govmedia.loading.receivelog import FILE

WECHAT = f"{HEALTH}/wechat"


def bare(folder: Path, claimed: datetime, *pushes: datetime) -> Path:
    """A server's repository: filings that lay there before the log began, and a post that claims a time, pushed at others."""
    history = History()
    history.commit(ago(2000), registry(WECHAT))
    history.commit(claimed, draft(claimed, "post"))
    work = history.build(folder)
    server = folder / "server.git"
    subprocess.run(["git", "clone", "-q", "--bare", work, server], check=True)
    first, second = _git(server, "rev-list", "--reverse", "HEAD").split()
    log(server, [row(when, first, second, _git(server, "symbolic-ref", "HEAD").strip()) for when in pushes])
    return server


def _git(root: Path, *args: str) -> str:
    return subprocess.run(["git", "-C", root, *args], check=True, capture_output=True, text=True).stdout


def row(when: datetime, old: str, new: str, ref: str) -> str:
    return json.dumps({"at": when.isoformat(), "ref": ref, "old": old, "new": new, "commits": [new]})


def log(server: Path, lines: Sequence[str]) -> None:
    (server / FILE).parent.mkdir(exist_ok=True)
    (server / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@pytest.mark.parametrize("claimed", [ago(1), ago(20), ago(100)])
def test_the_log_decides(tmp_path: Path, claimed: datetime) -> None:
    found = standing(bare(tmp_path, claimed, ago(20)))
    assert (found.state, found.last, found.attested) == ("stale", ago(20), True)
    assert judged(tmp_path / "server.git").disorder == ()


def test_a_push_that_failed_at_the_last_moment_and_came_again(tmp_path: Path) -> None:
    assert standing(bare(tmp_path, ago(20), ago(20), ago(19))).last == ago(19)


def test_without_a_line_of_it_the_commit_is_asked(tmp_path: Path) -> None:
    found = standing(bare(tmp_path, ago(20)))
    assert (found.last, found.attested) == (ago(20), False)


def test_the_first_push_attests_nothing(tmp_path: Path) -> None:
    """A server that was given a whole history knows when it was given it, not when each text was merged."""
    server = bare(tmp_path, ago(20))
    log(server, [row(ago(1), "0" * 40, _git(server, "rev-parse", "HEAD").strip(), "refs/heads/main")])
    assert (standing(server).last, standing(server).attested) == (ago(20), False)


def test_a_broken_line_and_another_branch_tell_nothing(tmp_path: Path) -> None:
    server = bare(tmp_path, ago(20), ago(18))
    good = (server / FILE).read_text().strip()
    log(server, [good.replace(good[7:17], f"{ago(3):%Y-%m-%d}").replace("refs/heads/", "refs/heads/other-"), good, '{"at": "2026-'])
    assert standing(server).last == ago(18)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "5",
        '{"at": null, "ref": "refs/heads/main", "old": "", "new": "", "commits": []}',
        '{"at": "yesterday"}',
    ],
)
def test_an_altered_line_is_told(tmp_path: Path, line: str) -> None:
    """To pass it over would let the commit's own time count, which may be later."""
    server = bare(tmp_path, ago(1), ago(18))
    log(server, [line])
    with pytest.raises(CannotRun, match="接收日志"):
        standing(server)


@pytest.mark.parametrize("key", ["at", "old", "new"])
@pytest.mark.parametrize("value", [None, 5, [], {}, "x", "0001-01-01T00:00:00+14:00"])
def test_any_key_altered(tmp_path: Path, key: str, value: object) -> None:
    server = bare(tmp_path, ago(20), ago(18))
    changed = json.loads((server / FILE).read_text()) | {key: value}
    log(server, [json.dumps(changed)])
    with pytest.raises(CannotRun, match="接收日志"):
        standing(server)


@pytest.mark.parametrize("line", ["[" * 200_000, "\x00", '{"at": "2026-', "\xff"])
def test_what_is_no_line_at_all(tmp_path: Path, line: str) -> None:
    server = bare(tmp_path, ago(20), ago(18))
    log(server, [line, (server / FILE).read_text().strip(), line])
    assert standing(server).last == ago(18)


def test_a_time_without_offset_is_shanghais(tmp_path: Path) -> None:
    server = bare(tmp_path, ago(20), ago(18))
    log(server, [(server / FILE).read_text().strip().replace("+08:00", "")])
    assert standing(server).last == ago(18)


def test_from_any_folder_of_the_repository(tmp_path: Path) -> None:
    assert standing(bare(tmp_path, ago(1), ago(18)) / "objects").last == ago(18)


def test_what_is_there_but_no_file(tmp_path: Path) -> None:
    server = bare(tmp_path, ago(20))
    (server / FILE).unlink()
    (server / FILE).mkdir()
    with pytest.raises(IsADirectoryError):
        standing(server)


def test_a_head_on_no_branch(tmp_path: Path) -> None:
    server = bare(tmp_path, ago(20), ago(18))
    _git(server, "update-ref", "--no-deref", "HEAD", _git(server, "rev-parse", "HEAD").strip())
    with pytest.raises(CannotRun, match="HEAD 不在分支上"):
        standing(server)


TIMES = st.lists(st.integers(0, 60), min_size=1, max_size=20)


@given(TIMES, st.data())
def test_what_is_certain_stays_and_the_rest_fits_between(own: list[int], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(own) - 1), unique=True).map(sorted))
    anchors = anchored({place: own[place] for place in places})
    kept = between(own, anchors)
    assert set(anchors) <= set(kept)
    assert [own[index] for index in kept] == sorted(own[index] for index in kept)
    assert kept == sorted(set(kept))
    assert anchors or kept == in_order(own)
