"""Measure whole commands from outside: wall and processor time, and the peak memory of the whole process tree.

Machines are shared and noisy: quote medians, and ratios of figures taken in turn within one run.
"""

import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """Wall and processor seconds; peak memory of the process tree in MiB, shared pages counted once (PSS)."""

    wall: float
    cpu: float
    memory: float


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Trial:
    """A command, what goes before and after each run of it, and what its environment has besides ours."""

    command: Sequence[str | Path]
    before: Callable[[], object] = _nothing
    env: Mapping[str, str] | None = None
    after: Callable[[], object] = _nothing

    def run(self, watched: bool = False) -> Figures:
        """Once; memory is 0 unless somebody watches, which costs time. Raises CalledProcessError where it ends in neither 0 nor 1."""
        self.before()
        os.sync()  # or this run would pay for what the one before has left to write
        figures = self._run(watched)
        self.after()
        return figures

    def _run(self, watched: bool) -> Figures:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(self.env or {})})
        watch = _Watch(process.pid) if watched else None
        errors = process.communicate()[1]
        wall = time.perf_counter() - started
        if process.returncode not in (0, 1):
            raise subprocess.CalledProcessError(process.returncode, self.command, stderr=errors.decode("utf-8", "replace")[-2000:])
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Figures(wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, watch.stop() if watch else 0.0)


def measure(trial: Trial, runs: int = 5) -> Figures:
    """Measure one thing by itself."""
    return in_turn({"": trial}, runs)[""]


def in_turn(trials: Mapping[str, Trial], rounds: int) -> dict[str, Figures]:
    """Measure several things in turn, A B A B …, so that a machine that drifts drifts for all; medians of the rounds.

    One round more goes first: it fills the caches, and memory is watched in it alone.
    """
    memory = {name: trial.run(watched=True).memory for name, trial in trials.items()}
    rows = [{name: trial.run() for name, trial in trials.items()} for _ in range(rounds)]
    return {
        name: Figures(*(statistics.median(getattr(row[name], part) for row in rows) for part in ("wall", "cpu")), memory[name])
        for name in trials
    }


class _Watch:
    """Looks at a process tree every 20 ms and keeps the largest sum of proportional set sizes."""

    def __init__(self, pid: int) -> None:
        self._peak = 0.0
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """End the watch; the peak."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self._peak = max(self._peak, sum(map(_pss, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            found += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
        except OSError:
            continue
    return found


def _pss(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
