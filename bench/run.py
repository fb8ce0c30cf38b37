"""Run the measured comparisons and write bench/RESULTS.md. `python bench/run.py [NAME ...]` prints only those named."""

import compileall
import importlib
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

SECTIONS = ("build", "freshness", "check", "start", "gate")
RESULTS = Path(__file__).with_name("RESULTS.md")
TOOLS = ("govmedia", "mkdocs", "mkdocs-material", "hugo", "pydantic", "GitPython", "mkdocs-git-revision-date-localized-plugin")


def main(names: list[str]) -> None:
    """All sections into the file, or some onto the screen."""
    for room in ("src", "hooks", "scripts"):  # where Python may not keep bytecode, every start would compile anew
        compileall.compile_dir(Path(__file__).parents[1] / room, quiet=1)
    sections = [importlib.import_module(name).run() for name in names or SECTIONS]
    text = "\n".join([_machine(), *sections])
    if names:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8", newline="\n")
        print(f"已写入 {RESULTS.name}")


def _machine() -> str:
    memory = next(line.split()[1] for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    cpus = len(os.sched_getaffinity(0))
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    lines = [
        "# 测得的数",
        "",
        "由 `make bench` 写成。绝对值随机器和当时的负载变化；看同一次运行里的比值。",
        "时间是挂钟秒的中位数；内存另跑一次量，因为量它要占时间。",
        "",
        f"机器：{cpus} 核，{int(memory) // 1048576} GiB，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，git {git}。",
        "版本：" + "，".join(f"{name} {version(name)}" for name in TOOLS) + "。",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
