"""What the comment for reviewers is made of: one change, the decision about it, and both states of the registry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from govmedia.calculation.decision import Decision
from govmedia.calculation.inspection import Finding
from govmedia.calculation.outlets import Outlet, outlets
from govmedia.calculation.submission import Item
from govmedia.calculation.terms import Speller
from govmedia.gitoutput import ABSENT, Change
from govmedia.loading import paths
from govmedia.loading.drafts import Versions
from govmedia.loading.ledger import Ledger
from govmedia.loading.yamlplain import Data
from govmedia.loading.yamltext import parse
from govmedia.model.manuscript import Manuscript
from govmedia.model.statement import FOLDER


@dataclass(frozen=True)
class Block:
    """A piece of the comment that is shown whole or not at all; `name` tells what is left out where it does not fit."""

    name: str
    text: str


@dataclass(frozen=True)
class View:
    """`base`: the authority before the change; `head`: the registry after it, as much of it as the rules need.

    `void`: statements that do not count, and `unheard`: logins whose reviews do not, each with why. `contents`: of every changed
    file, before and after; None where there is none. `rules`: what each rule demands, by its name. `head_commit`: what was judged.
    """

    decision: Decision
    void: tuple[tuple[str, str], ...]
    base: Ledger
    head: Ledger
    findings: Sequence[Finding]
    changes: Sequence[Change]
    contents: Mapping[str, Versions]
    rules: Mapping[str, str]
    head_commit: str
    unheard: tuple[tuple[str, str], ...] = ()

    @property
    def blocking(self) -> list[Finding]:
        """What must be mended before merging, whoever signs."""
        return [finding for finding in self.findings if finding.blocks]

    @property
    def passes(self) -> bool:
        """Whether the change would be let in as it is."""
        return self.decision.passes and not self.blocking

    @cached_property
    def by_path(self) -> dict[str, Change]:
        """Changes by path, without statements."""
        return {c.path: c for c in self.changes if not c.path.startswith(f"{FOLDER}/")}

    def unjudged(self) -> list[str]:
        """Changed paths that nobody signs: generated files that are what generation gives."""
        signed = {path for judged in self.decision.judged for path in judged.item.files}
        return [path for path in self.by_path if path not in signed]

    def data(self, path: str) -> tuple[Data, Data]:
        """A YAML file's plain data before and after; None where there is none or it cannot be read."""
        if path not in self._parsed:
            before, after = self.contents.get(path, (None, None))
            self._parsed[path] = _data(before, path), _data(after, path)
        return self._parsed[path]

    @cached_property
    def _parsed(self) -> dict[str, tuple[Data, Data]]:
        return {}

    @cached_property
    def moved(self) -> dict[str, str]:
        """Old path by new one of every account file that has moved."""
        accounts = [path for path in self.by_path if paths.is_account_file(path) or paths.is_tombstone(path)]
        left: dict[str, list[str]] = {}
        for path in filter(self.removed, accounts):
            left.setdefault(self._account_id(path, 0), []).append(path)
        fresh = [(path, left.get(self._account_id(path, 1))) for path in filter(self.added, accounts)]
        return {path: olds.pop(0) for path, olds in fresh if olds}

    def _account_id(self, path: str, side: int) -> str:
        """Id of the account that a file is about, as it was or as it would be."""
        record = self.data(path)[side]
        written = record.get("id") if isinstance(record, dict) else None
        return str(written) if written else "/".join(paths.account_home(path))

    def added(self, path: str) -> bool:
        """Whether the file is new."""
        return self.by_path[path].old_blob == ABSENT if path in self.by_path else False

    def removed(self, path: str) -> bool:
        """Whether the file is gone."""
        return self.by_path[path].new_blob == ABSENT if path in self.by_path else False

    @cached_property
    def manuscripts(self) -> dict[str, Manuscript]:
        """Manuscripts after the change by path."""
        return {manuscript.path: manuscript for manuscript in self.head.manuscripts}

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """Where manuscripts are posted, by the place of the account's filing."""
        return outlets(self.head)

    @cached_property
    def speller(self) -> Speller:
        """What people call units, accounts and regions; new names beat old ones."""
        ledgers = (self.base, *([self.head.base] if self.head.base else []), self.head)
        names = {name: text for ledger in ledgers for name, text in self._names(ledger)}
        return Speller(names, {key: field.name for platform in self.head.platforms.values() for key, field in platform.ids.items()})

    def _names(self, ledger: Ledger) -> Iterator[tuple[str, str]]:
        yield from ((region.id, region.name) for region in ledger.regions.values())
        yield from ((unit.id, unit.name) for unit in ledger.units.values())
        for account in ledger.accounts:
            called = f"{account.name}（{self.platform(account.platform)}）"
            yield account.id, called
            yield "/".join(account.home), called

    def platform(self, slug: str) -> str:
        """A platform's name."""
        found = self.head.platforms.get(slug)
        return found.name if found else slug

    def name(self, key: str) -> str:
        """What people call the thing with this id; the id itself where nobody has named it."""
        return self.speller.names.get(key, key)

    def account(self, home: str) -> str:
        """Name and platform of the account that manuscripts name so."""
        platform = self.platform(home.rpartition("/")[2].partition("-")[0])
        return self.speller.names.get(home) or f"没有备案的账号（{platform}）"

    def title(self, item: Item) -> str:
        """What an item is called; a unit that is new by the name it gives itself."""
        return item.title.replace(item.unit, self.name(item.unit)) if item.unit else item.title

    def unit_of(self, path: str) -> str:
        """Name of the unit in whose folder a filing lies."""
        return self.name("/".join(paths.account_home(path)[:2]))


def _data(raw: bytes | None, path: str) -> Data:
    return parse(raw, path).data if raw is not None else None
