"""The filings of the starter as they stood on earlier days: their own dated events tell when each line arrived."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govmedia.loading import paths

_EVENT = re.compile(r"^  - \{kind: (\w+), on: (\d{4}-\d\d-\d\d)")
_FILED = re.compile(r"filed_on: (\d{4}-\d\d-\d\d)")
_WAS = re.compile(r"was: ([^,}]+)")
_IMPORTED = re.compile(r"^imported: .*on: (\d{4}-\d\d-\d\d)", re.MULTILINE)
_NAME = re.compile(r"^name: \S+", re.MULTILINE)


@dataclass(frozen=True)
class Version:
    """A file from a day on: where it lay, what it said, and the event that made it so (empty for the first)."""

    day: date
    path: str
    text: str
    event: str

    @property
    def name(self) -> str:
        """The account's name then."""
        return self.text.partition("name: ")[2].split()[0]


def versions(path: str, text: str) -> Iterator[Version]:
    """Every version of a filing, oldest first; one without events has a single one, from its import on."""
    lines = text.split("\n")
    landings = {index: _landed(line) for index, line in enumerate(lines) if _EVENT.match(line)}
    if not landings:
        found = _IMPORTED.search(text)
        yield Version(date.fromisoformat(found[1]) if found else date.min, path, text, "")
        return
    for day in sorted(set(landings.values())):
        left_out = {index for index, landed in landings.items() if landed > day}
        kept = [line for index, line in enumerate(lines) if index not in left_out]
        kinds = [_EVENT.match(lines[i])[1] for i, landed in landings.items() if landed == day]  # type: ignore[index]
        later = [lines[index] for index in sorted(left_out)]
        yield Version(day, _place(path, later), _named("\n".join(kept), later), kinds[0])


def _landed(line: str) -> date:
    """The day on which an event reached the registry: its filing, else the event itself."""
    found = _FILED.search(line) or re.search(r"on: (\d{4}-\d\d-\d\d)", line)
    assert found
    return date.fromisoformat(found[1])


def _place(path: str, later: list[str]) -> str:
    """A tombstone lay among the living until it was cancelled."""
    if paths.is_tombstone(path) and any("kind: cancelled" in line for line in later):
        return "registry/" + "/".join(paths.account_home(path)) + ".yml"
    return path


def _named(text: str, later: list[str]) -> str:
    """With the name it had before the first renaming still to come."""
    was = next((found[1] for line in later if "kind: renamed" in line and (found := _WAS.search(line))), None)
    return _NAME.sub(f"name: {was}", text, count=1) if was else text
