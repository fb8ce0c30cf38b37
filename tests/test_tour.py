"""Every stop of the tour, on a small demo."""

from collections.abc import Callable
from pathlib import Path

import pytest

from govmedia.fastimport import tell
from govmedia.fiction.story import Plan, history
from govmedia.scripts.touring import Stop, Tour
from govmedia.scripts.tourstops import STOPS
from govmedia.when import as_of

END = as_of("2026-11-20")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tour")]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    root, scratch = tmp_path_factory.mktemp("province"), tmp_path_factory.mktemp("scratch")
    tell(root, history(Plan(accounts=180, days=30, seed=1, as_of=END)))
    return Tour(root, END, scratch)


@pytest.mark.parametrize("walk", STOPS, ids=[walk.__name__ for walk in STOPS])
def test_stop(walk: Callable[[Tour], Stop], tour: Tour) -> None:
    stop = walk(tour)
    assert stop.ok, f"{stop.title}\n{stop.command}\n" + "\n".join(stop.seen)
    assert stop.seen and stop.command


def test_demo_is_left_as_it_was(tour: Tour) -> None:
    assert not list(Path(tour.root).glob("registry/inspections/*"))
