"""Doing several things at once by forked processes, which see everything the parent has loaded without copying it."""

import ctypes
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


_PR_SET_PDEATHSIG = 1


class Helper(Generic[Result]):
    """A process that does one piece of work meanwhile; leaving the `with` block ends it in any case."""

    def __init__(self, work: Callable[[], Result]) -> None:
        fork = multiprocessing.get_context("fork")
        gc.freeze()  # a collector that looks at what both processes share would copy it
        self._receiver, sender = fork.Pipe(duplex=False)
        self._process: ForkProcess = fork.Process(target=_work, args=(work, sender, os.getpid()))
        self._process.start()
        sender.close()

    def result(self) -> Result:
        """What the work gives, when it is done. Raises what it raised."""
        try:
            result, error = self._receiver.recv()
        except EOFError:
            raise ChildProcessError("一个子进程被系统结束，可能是内存不足") from None
        if error is not None:
            raise error
        found: Result = result
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._process.kill()
        self._process.join()
        self._receiver.close()


class Turn:
    """A number that several processes take one after the other: 0, 1, 2 …, each once."""

    def __init__(self) -> None:
        self._next = multiprocessing.get_context("fork").Value("l", 0)

    def take(self) -> int:
        """The next number."""
        with self._next.get_lock():
            number: int = self._next.value
            self._next.value += 1
        return number


def taken(items: Iterable[Item], turn: Turn, block: int = 1) -> Iterator[tuple[int, Item]]:
    """The items of the blocks whose turn this process has taken, with their numbers."""
    mine = turn.take()
    for number, item in enumerate(items):
        if number // block > mine:
            mine = turn.take()
        if number // block == mine:
            yield number, item


def shared(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What `work` gives for each item, in their order; a second process takes its turn where there are several."""
    if len(items) < 2 or processors() == 1:
        return [work(item) for item in items]
    turn = Turn()

    def share() -> list[tuple[int, Result]]:
        return [(number, work(item)) for number, item in taken(items, turn)]

    with Helper(share) as helper:
        found = dict(share() + helper.result())
    return [found[number] for number in range(len(items))]


def processors() -> int:
    """How many processes of ours can run at the same time: two at most, for memory."""
    return min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _work(work: Callable[[], Any], sender: Connection, parent: int) -> None:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:  # Linux: no helper outlives a killed build
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    try:
        sender.send((work(), None))
    except Exception as error:
        sender.send((None, error))
