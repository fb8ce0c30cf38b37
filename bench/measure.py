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
    """Medians over the runs: wall and processor seconds; peak memory in MiB, shared pages counted once (PSS)."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s（处理器 {self.cpu:.2f} s，内存 {self.memory:.0f} MiB）"


Before = Callable[[], object]


def measure(command: Sequence[str | Path], runs: int = 5, before: Before = lambda: None, env: Mapping[str, str] | None = None) -> Figures:
    """Run a command several times, `before` ahead of each. Raises CalledProcessError where it ends in neither 0 nor 1."""
    rows = []
    for _ in range(runs):
        before()
        rows.append(_once(command, env))
    return Figures(*(statistics.median(column) for column in zip(*rows, strict=True)))


def in_turn(commands: Mapping[str, Callable[[], Figures]], rounds: int) -> dict[str, Figures]:
    """Measure several things in turn, A B A B …, so that a machine that drifts drifts for all; medians of the rounds."""
    rows: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, once in commands.items():
            figures = once()
            rows[name].append((figures.wall, figures.cpu, figures.memory))
    return {name: Figures(*(statistics.median(c) for c in zip(*found, strict=True))) for name, found in rows.items()}


def _once(command: Sequence[str | Path], env: Mapping[str, str] | None) -> tuple[float, float, float]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
    watch = _Watch(process.pid)
    errors = process.communicate()[1]
    wall = time.perf_counter() - started
    watch.stop()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors.decode("utf-8", "replace")[-2000:])
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, watch.peak


class _Watch:
    """Looks at a process tree every 20 ms and keeps the largest sum of proportional set sizes."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.peak = max(self.peak, sum(map(_pss, _tree(self._pid))))


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
