"""Process start: what a user waits for before anything happens. Target: under 0.5 s."""

import sys
from pathlib import Path

from measure import Trial, measure

GOVMEDIA = Path(sys.executable).with_name("govmedia")
COMMANDS = (("--version",), ("--help",), ("check", "--help"), ("freshness", "--help"), ("build", "--help"))


def run() -> str:
    """A Markdown section."""
    rows = [f"| `govmedia {' '.join(args)}` | {measure(Trial([GOVMEDIA, *args])).wall:.2f} |" for args in COMMANDS]
    empty = measure(Trial([sys.executable, "-c", "pass"]))
    head = ["## （d）启动", "", "目标：0.5 秒以内。", "", "| 命令 | 秒（中位数） |", "|---|---|"]
    return "\n".join([*head, f"| 空的 Python | {empty.wall:.2f} |", *rows, ""])
