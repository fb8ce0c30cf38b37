"""The Ledger: everything a registry declares, loaded once from one or several trees, as of one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.filings import Filings
from govmedia.loading.garbage import long_lived
from govmedia.loading.reader import Reader
from govmedia.loading.tree import Entry
from govmedia.model.account import Account
from govmedia.model.manuscript import Manuscript
from govmedia.model.office import Clause, Debt, Kind, Person, Source, Waiver
from govmedia.model.policy import Policy
from govmedia.model.receipt import Receipt
from govmedia.model.unit import Unit
from govmedia.model.wordlist import Links, Row


@dataclass(eq=False, kw_only=True)
class Ledger(Filings):
    """All records as of one moment. Look-ups only; what follows from them is calculated elsewhere.

    `base` is the ledger a change starts from, for the rules about change. `found` is what the rules run so far have found,
    paths by rule, for the rules that look back on the others; `unwaivable` names the rules that allow no exception.
    `policy` and `words` are those in force, `policy_file` and `word_files` those on file here. A ledger is compared and
    remembered by identity.
    """

    entries: list[Entry]
    policy_file: Policy
    units: dict[str, Unit]
    people: dict[str, Person]
    kinds: list[Kind]
    clauses: dict[str, Clause]
    sources: list[Source]
    word_files: dict[str, list[Row]]
    words: list[Row]
    links: Links
    waivers: list[Waiver]
    baseline: list[Debt]
    reader: Reader
    base: "Ledger | None" = None
    found: dict[str, list[str]] | None = None
    unwaivable: frozenset[str] = frozenset()

    @cached_property
    def present(self) -> frozenset[str]:
        """Every path there is, whether or not its file loads."""
        return frozenset(entry.path for entry in self.entries)

    @cached_property
    def by_id(self) -> dict[str, Account]:
        """Accounts by id; where two files claim one id, the first by path."""
        found: dict[str, Account] = {}
        for account in self.accounts:
            found.setdefault(account.id, account)
        return found

    @cached_property
    def accounts_of(self) -> dict[str, list[Account]]:
        """Accounts by sponsoring unit's id, tombstones included."""
        found: dict[str, list[Account]] = {}
        for account in self.accounts:
            found.setdefault(account.unit, []).append(account)
        return found

    @cached_property
    def manuscripts(self) -> list[Manuscript]:
        """Every manuscript whose front matter loads, with its text, sorted by path. Read on first use: there may be many."""
        with long_lived():
            return list(self.reader.manuscripts(e.path for e in self.entries if e.kind == "file" and paths.is_manuscript(e.path)))

    @cached_property
    def receipts(self) -> list[Receipt]:
        """Every receipt that loads, sorted by path. Read on first use."""
        with long_lived():
            return list(self.reader.receipts(e.path for e in self.entries if e.kind == "file" and paths.is_receipt(e.path)))

    def judge_by(self, base: "Ledger") -> None:
        """Take policy, platforms, kinds, sources and words from the state a change starts from: none is judged by its own rules.

        Called before anything is looked up.
        """
        self.base = base
        self.policy, self.platforms, self.kinds = base.policy, base.platforms, base.kinds
        self.sources, self.words, self.links = base.sources, base.words, base.links

    def place(self, fault: Fault) -> tuple[int, int]:
        """Line and column, from 1, of a fault."""
        if fault.line:
            return fault.line, fault.col
        return self.reader.place(fault.path, fault.keys)

    def digest(self, path: str) -> str:
        """Changes whenever the text of a file does that a record was read from."""
        return self.reader.digest(path)

    def files(self, prefix: str) -> list[str]:
        """Paths of plain files below a prefix, sorted."""
        return [e.path for e in self.entries if e.kind == "file" and e.path.startswith(prefix)]

    def read(self, wanted: Iterable[str]) -> dict[str, bytes]:
        """Raw contents, for the few that need more than the records."""
        return self.reader.read(wanted)
