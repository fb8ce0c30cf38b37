"""What two processes do together is what one would have done."""

import os
from itertools import count

import pytest

from govmedia import workers
from govmedia.errors import CannotRun
from govmedia.workers import Turn, shared, taken


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, whatever the machine has."""
    monkeypatch.setattr(workers, "processors", lambda: 2)


@pytest.mark.parametrize("size", [0, 1, 3, 7, 100])
def test_results_stand_in_the_order_of_the_items(size: int) -> None:
    assert shared(str, range(size)) == [str(item) for item in range(size)]


def test_both_take_part() -> None:
    """Each waits until the other has begun, so that neither can do it all."""
    begun = os.pipe(), os.pipe()
    mine = os.getpid()

    def work(item: int) -> int:
        own, other = begun if os.getpid() == mine else begun[::-1]
        os.write(own[1], b"x")
        if item < 2:
            os.read(other[0], 1)
        return os.getpid()

    assert len(set(shared(work, range(6)))) == 2


def test_a_single_one_stays_here() -> None:
    assert shared(lambda _: os.getpid(), range(1)) == [os.getpid()]


def test_a_fault_in_either_process_is_raised() -> None:
    def work(item: int) -> int:
        if item == 5:
            raise CannotRun("坏", "修")
        return item

    with pytest.raises(CannotRun, match="坏"):
        shared(work, range(10))


def test_every_block_is_taken_once_by_one() -> None:
    turn = Turn()
    first, second = taken(count(), turn, 3), taken(range(12), turn, 3)
    assert [next(first) for _ in range(3)] == [(0, 0), (1, 1), (2, 2)]
    assert [number for number, _ in second] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
