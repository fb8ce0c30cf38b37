"""What became of every row of an imported ledger."""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["filed", "merged", "rejected", "skipped"]


class Refused(Exception):
    """A row that cannot be taken over. The message is Chinese and says why, and how to mend it."""


@dataclass(frozen=True)
class Fate:
    """One account of one row. A rejected row has nothing but its number and the reason.

    `unit` is the unit's name. filed: new files; merged: on file already, nothing changed; `reason` says in Chinese why,
    and for a filed row what of it was not taken over.
    """

    sheet: str
    row: int
    outcome: Outcome
    id: str | None = None
    name: str | None = None
    platform: str | None = None
    unit: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class PostFate(Fate):
    """One posting of one row. `id` and `platform` are the account's, `name` is the title; `at`: a moment; `path`: the manuscript's."""

    at: str | None = None
    path: str | None = None


@dataclass
class Plan:
    """What an import would do. `files`: new files by path; `grown`: whole new contents of files that may be on file already.

    `private` are headers of columns that were refused, `unknown` those of columns nobody understood.
    """

    fates: list[Fate] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    grown: dict[str, str] = field(default_factory=dict)
    private: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many fates have this outcome."""
        return sum(fate.outcome == outcome for fate in self.fates)
