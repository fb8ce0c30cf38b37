"""Mutate good files at random and load them: nothing may raise. `python tests/hostile/fuzz.py SECONDS [SEED]`.

A finding is printed with its seed, and the bytes are written to the current folder, so that it can become a case.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from govmedia.calculation.inspection import Finding, inspect
from govmedia.calculation.rule import Rule
from govmedia.errors import CannotRun
from govmedia.hooks import RULES
from govmedia.loading import frontmatter
from govmedia.loading.cache import ParseCache
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry
from govmedia.loading.yamltext import locate, parse
from govmedia.pages.findings import FORMATS
from govmedia.when import as_of

ROOT = Path(__file__).parents[2]
TOKENS = [
    *(bytes([b]) for b in b"\0\t\n\r !\"#%&'*,-:<>?@[]`{|}~\x7f\x80\xff"),
    *(t.encode() for t in ("---\n", "...\n", "- ", "? ", ": ", "&a ", "*a", "!!x ", "<<: ", "{", "[", "：", "\u200b", "\u202e", "\ufeff", "null", "2026-02-30")),
    *(t.encode() for t in ("registry/", "../", "9" * 40, "广", "\U0001f600", "\n  ", "\\", "%YAML 1.1\n", "|\n", ">-\n", '"', "''")),
]  # fmt: skip


class Memory:
    """A tree that lives in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        return [Entry(path, "file") for path in sorted(self.files)]

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return {path: self.files[path] for path in paths if path in self.files}

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: path for path in paths if path in self.files}


def mutated(dice: random.Random, raw: bytes, others: list[bytes]) -> bytes:
    """A few random edits: insert, delete, repeat, overwrite, splice with another file."""
    for _ in range(dice.randint(1, 6)):
        raw = _edited(dice, raw, dice.choice(others))
    return raw


def _edited(dice: random.Random, raw: bytes, other: bytes) -> bytes:
    at = dice.randint(0, len(raw))
    to = min(len(raw), at + dice.randint(0, 30))
    edits: list[Callable[[], bytes]] = [
        lambda: raw[:at] + dice.choice(TOKENS) + raw[at:],
        lambda: raw[:at] + raw[to:],
        lambda: raw[:at] + raw[at:to] * dice.randint(2, 40) + raw[to:],
        lambda: raw[:at] + dice.randbytes(to - at) + raw[to:],
        lambda: raw[:at] + other[dice.randint(0, len(other)) :],
    ]
    return dice.choice(edits)()


def starter() -> dict[str, bytes]:
    """The registry and content of this repository, without the tables that take long to read."""
    files = [f for folder in ("registry", "content") for f in (ROOT / folder).rglob("*") if f.is_file()]
    return {f.relative_to(ROOT).as_posix(): f.read_bytes() for f in files if f.name not in ("regions.yml", "clauses.yml")}


def once(dice: random.Random, good: dict[str, bytes], rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Mutate one to three files of the world and judge all of it. Returns the findings; raises what should never be raised."""
    files = dict(good)
    texts = list(good.values())
    for path in dice.sample(sorted(files), dice.randint(1, 3)):
        raw = files[path] = mutated(dice, files[path], texts)
        parse(raw, path)
        frontmatter.split(raw, path)
        locate(raw, ("events", 0, "kind"))
    try:
        ledger = load_trees([(Memory(files), ParseCache(None))], as_of("2026-11-20"))
    except CannotRun:
        return []
    findings = inspect(rules, ledger)
    for shape in FORMATS.values():
        shape(findings)
    return findings


def main(seconds: float, seed: int) -> int:
    """Rounds until the time is over; the number of rounds and of rounds with findings is printed."""
    good, end, rounds, faulty = starter(), time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        try:
            faulty += bool(once(random.Random(seed + rounds), good))
        except Exception:
            print(f"seed {seed + rounds}", file=sys.stderr)
            raise
        rounds += 1
    print(f"{rounds} rounds, {faulty} with findings, no exception")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()))
