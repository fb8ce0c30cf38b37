"""Filings alone, with what they are judged by: for freshness, which asks no more of a registry."""

from dataclasses import dataclass, field
from functools import cached_property

from govmedia.errors import CannotRun
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.cache import ParseCache
from govmedia.loading.garbage import long_lived
from govmedia.loading.norms import norm, platforms, regions
from govmedia.loading.reader import Reader
from govmedia.loading.tree import Entry, Tree
from govmedia.model.account import Account
from govmedia.model.platform import Platform
from govmedia.model.policy import Policy, Thresholds
from govmedia.model.region import Region
from govmedia.model.words import PlatformClass
from govmedia.when import AsOf


@dataclass(eq=False, kw_only=True)
class Filings:
    """The accounts as of one moment, and the norms that thresholds follow from. Look-ups only.

    `accounts` holds live filings and tombstones, sorted by path. `faults` are those of files that could not be loaded.
    `regions` may be left empty where the policy makes no difference between them.
    """

    as_of: AsOf
    policy: Policy
    platforms: dict[str, Platform]
    regions: dict[str, Region]
    accounts: list[Account]
    faults: list[Fault]
    _thresholds: dict[str, Thresholds] = field(default_factory=dict)
    _chains: dict[str, list[Region]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, Region]:
        """Regions by six-digit code."""
        return {region.code: region for region in self.regions.values()}

    @cached_property
    def apps(self) -> frozenset[str]:
        """Slugs of the platforms whose accounts are applications (APP、小程序、快应用)."""
        return frozenset(slug for slug, platform in self.platforms.items() if platform.class_ is PlatformClass.app)

    def chain(self, region: str) -> list[Region]:
        """The region and all above it, highest first; empty for an unknown one."""
        if region not in self._chains:
            self._chains[region] = self._chain(region)
        return self._chains[region]

    def _chain(self, region: str) -> list[Region]:
        found: list[Region] = []
        here = self.regions.get(region)
        while here is not None and here not in found:
            found.append(here)
            here = self.by_code.get(here.parent) if here.parent else None
        return found[::-1]

    def thresholds(self, region: str) -> Thresholds:
        """Policy in force for a region (口径)."""
        if region not in self._thresholds:
            self._thresholds[region] = self.policy.within(r.id for r in self.chain(region))
        return self._thresholds[region]


def load_filings(trees: list[tuple[Tree, ParseCache]], as_of: AsOf) -> Filings:
    """The accounts of any trees and what they are judged by, for what asks no more."""
    with long_lived():
        reader = Reader(trees)
        files = good_files(reader)
        policy = norm(reader, Policy, "policy")
        filings = Filings(
            as_of=as_of,
            policy=policy,
            platforms=platforms(reader),
            regions=regions(reader) if policy.regions else {},
            accounts=accounts_in(reader, files),
            faults=reader.faults,
        )
        reader.save()
        return filings


def good_files(reader: Reader) -> list[str]:
    """Paths of plain files with a proper name, sorted. Raises CannotRun where there is no registry at all."""
    if not any(e.path.startswith(("registry/", "content/")) for e in reader.entries):
        raise CannotRun("这里没有 registry/ 文件夹", "进入登记库再运行，或用 --root 指明；新建用 govmedia init")
    bad = {e.path: fault for e in reader.entries if (fault := _bad_entry(e))}
    reader.faults.extend(bad.values())
    return [e.path for e in reader.entries if e.kind == "file" and e.path not in bad]


def accounts_in(reader: Reader, files: list[str]) -> list[Account]:
    """Filings and tombstones among these files, by path."""
    accounts = reader.records(Account, (f for f in files if paths.is_account_file(f) or paths.is_tombstone(f)))
    return [a.at(paths.account_home(a.path), paths.is_tombstone(a.path)) for a in accounts]


def _bad_entry(entry: Entry) -> Fault | None:
    """Faults of a path itself, below registry/ and content/ only: the rest of a repository is its owner's affair."""
    if not entry.path.startswith(("registry/", "content/")):
        return None
    message, mend = _entry_words(entry)
    return Fault(entry.path, (), message, mend, 1, 1) if message else None


def _entry_words(entry: Entry) -> tuple[str, str]:
    if entry.kind == "symlink":
        return "是符号链接", "换成真正的文件"
    if entry.kind == "submodule":
        return "是 Git 子模块", "把内容放进本库"
    if entry.kind == "special":
        return "不是普通文件", "删去，只保留普通文件"
    if "\\x" in entry.path:
        return "文件名含控制字符或不是 UTF-8", "改用小写字母、数字和连字符"
    if entry.path.startswith("registry/") and entry.path.endswith(".yaml"):
        return "扩展名是 .yaml，不会被读取", "改为 .yml"
    return "", ""
