"""Doing one thing to several parts at once by forked processes, which see everything the parent has loaded without copying it."""

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1


def in_processes(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """`work` of each part, in their order: the first here, each other in a child. A child's exception is raised here."""
    fork = multiprocessing.get_context("fork")
    running = []
    for part in parts[1:]:
        receiver, sender = fork.Pipe(duplex=False)
        child = fork.Process(target=_work, args=(work, part, sender, os.getpid()))
        child.start()
        sender.close()
        running.append((child, receiver))
    try:
        results = [work(part) for part in parts[:1]]
        results += [_result(receiver) for _, receiver in running]
    except BaseException:
        for child, _ in running:
            child.kill()
        raise
    finally:
        for child, _ in running:
            child.join()
    return results


def _work(work: Callable[[Part], Result], part: Part, sender: Connection, parent: int) -> None:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:  # Linux: no worker outlives a killed build
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    try:
        sender.send((work(part), None))
    except Exception as error:
        sender.send((None, error))


def _result(receiver: Connection) -> Any:
    try:
        result, error = receiver.recv()
    except EOFError:
        raise ChildProcessError("生成页面的子进程被系统结束，可能是内存不足") from None
    if error is not None:
        raise error
    return result
