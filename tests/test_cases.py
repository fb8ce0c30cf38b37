"""Every case of tests/cases/ is a tiny repository that says itself which faults all rules together find in it.

`# expect: rule, rule` stands at the end of the line of the fault; `expect.txt` holds `path:line: rule` where no comment
can stand; `base/` is what the change starts from; `as_of.txt` is the day, 2026-11-20 without it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govmedia.calculation.inspection import inspect
from govmedia.hooks import RULES
from govmedia.loading.cache import ParseCache
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry, WorkTree
from govmedia.when import as_of

CASES = Path(__file__).parent / "cases"
ALL = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())
MARK = re.compile(r"# expect: ([a-z_, ]+)$", re.MULTILINE)
LINE = re.compile(r"(.+):(\d+): ([a-z_]+)")

Place = tuple[str, int, str]


class CaseTree(WorkTree):
    """A case without what only the test is to see. Nothing is remembered between runs."""

    def entries(self) -> list[Entry]:
        return [e for e in super().entries() if e.path.startswith(("registry/", "content/"))]


def load_case(folder: Path) -> Ledger:
    day_file = folder / "as_of.txt"
    moment = as_of(day_file.read_text(encoding="utf-8").strip() if day_file.is_file() else "2026-11-20")
    ledger = load_trees([(CaseTree(folder), ParseCache(None))], moment)
    if (folder / "base").is_dir():
        ledger.base = load_trees([(CaseTree(folder / "base"), ParseCache(None))], moment)
    return ledger


def expected(folder: Path) -> Iterator[Place]:
    for entry in CaseTree(folder).entries():
        for number, line in enumerate((folder / entry.path).read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for mark in MARK.findall(line):
                yield from ((entry.path, number, rule.strip()) for rule in mark.split(","))
    listed = folder / "expect.txt"
    for line in listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ():
        found = LINE.fullmatch(line)
        assert found, f"expect.txt: {line}"
        yield found[1], int(found[2]), found[3]


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path) -> None:
    findings = inspect(RULES, load_case(folder))
    found = {(f.path, f.line, f.rule): f.message for f in findings}
    wanted = set(expected(folder))
    assert set(found) == wanted, {place: found.get(place, "(not found)") for place in set(found) ^ wanted}
