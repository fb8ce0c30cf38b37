"""Load a Ledger: which file becomes which record."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import RootModel

from govmedia.errors import CannotRun
from govmedia.fault import Fault
from govmedia.loading import paths
from govmedia.loading.cache import ParseCache
from govmedia.loading.garbage import long_lived
from govmedia.loading.ledger import Filings, Ledger
from govmedia.loading.reader import P, Reader
from govmedia.loading.tree import Entry, Tree, WorkTree
from govmedia.model.account import Account
from govmedia.model.columns import Columns
from govmedia.model.office import Baseline, Clauses, Kinds, People, Sources, Waivers
from govmedia.model.platform import Platform, Platforms
from govmedia.model.policy import Policy
from govmedia.model.region import Region, Regions
from govmedia.model.unit import Unit
from govmedia.model.wordlist import Links, Row, Rows
from govmedia.starter import starter_root
from govmedia.when import AsOf

T = TypeVar("T")


def load(roots: Sequence[Path], as_of: AsOf) -> Ledger:
    """The registry as it lies on disk. Raises CannotRun where there is none."""
    return load_trees([(WorkTree(root), ParseCache(root)) for root in roots], as_of)


def load_trees(trees: list[tuple[Tree, ParseCache]], as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry of any trees. Files with faults are left out; their faults are in `ledger.faults`.

    `twin` is a ledger of nearly the same files, whose records are shared where they are the same.
    """
    with long_lived():
        reader = Reader(trees, twin.reader if twin else None)
        ledger = _assemble(reader, _good_files(reader), as_of)
        reader.save()
        return ledger


def load_filings(trees: list[tuple[Tree, ParseCache]], as_of: AsOf) -> Filings:
    """The accounts of any trees and what freshness judges them by, for what asks no more."""
    with long_lived():
        reader = Reader(trees)
        files = _good_files(reader)
        policy = _norm(reader, Policy, "policy")
        filings = Filings(
            as_of=as_of,
            policy=policy,
            platforms=_platforms(reader),
            regions=_regions(reader) if policy.regions else {},
            accounts=_accounts(reader, files),
            faults=reader.faults,
        )
        reader.save()
        return filings


def _good_files(reader: Reader) -> list[str]:
    """Paths of plain files with a proper name, sorted. Raises CannotRun where there is no registry at all."""
    if not any(e.path.startswith(("registry/", "content/")) for e in reader.entries):
        raise CannotRun("这里没有 registry/ 文件夹", "进入登记库再运行，或用 --root 指明；新建用 govmedia init")
    bad = {e.path: fault for e in reader.entries if (fault := _bad_entry(e))}
    reader.faults.extend(bad.values())
    return [e.path for e in reader.entries if e.kind == "file" and e.path not in bad]


def _assemble(reader: Reader, files: list[str], as_of: AsOf) -> Ledger:
    regions = _regions(reader)
    reader.table(Columns, "registry/columns.yml")  # only the importer uses it; its faults are shown like those of any file
    return Ledger(
        as_of=as_of,
        entries=reader.entries,
        policy=_norm(reader, Policy, "policy"),
        platforms=_platforms(reader),
        regions=regions,
        units={u.id: u for u in _units(reader, files)},
        accounts=_accounts(reader, files),
        people={p.id: p for p in _rows(reader.table(People, "registry/people.yml"))},
        kinds=_norm(reader, Kinds, "kinds").root,
        clauses={c.id: c for c in _norm(reader, Clauses, "clauses").root},
        sources=_rows(reader.table(Sources, "registry/sources.yml")),
        word_files=(word_files := _word_files(reader, files)),
        words=[row for rows in word_files.values() for row in rows],
        links=_norm(reader, Links, "words/links"),
        waivers=_rows(reader.table(Waivers, "registry/waivers.yml")),
        baseline=_rows(reader.table(Baseline, "registry/baseline.yml")),
        faults=reader.faults,
        reader=reader,
    )


def _platforms(reader: Reader) -> dict[str, Platform]:
    return {p.slug: p for p in _norm(reader, Platforms, "platforms").root}


def _regions(reader: Reader) -> dict[str, Region]:
    return {r.id: r for r in _norm(reader, Regions, "regions").root}


def _norm(reader: Reader, model: type[P], name: str) -> P:
    """A file that every judgement needs: the instance's own or, absent or broken, the one shipped with the system."""
    path = f"registry/{name}.yml"
    if (own := reader.table(model, path)) is not None:
        return own
    if (shipped := _shipped(model, path)) is not None:
        return shipped
    raise CannotRun(f"随附的 {path} 读不出来", "重新安装 govmedia")


def _shipped(model: type[P], path: str) -> P | None:
    """A file of the starter; None where it is broken, as while somebody works on the starter itself."""
    root = starter_root()
    shipped = Reader([(_Only(root, path), ParseCache(root / path))])
    found = shipped.table(model, path)
    shipped.save()
    return found


def _word_files(reader: Reader, files: list[str]) -> dict[str, list[Row]]:
    """Rows by file: the instance's own, for a broken one the shipped one of its name; all shipped ones where it has none at all."""
    root = starter_root()
    shipped = [file.relative_to(root).as_posix() for file in sorted(root.glob("registry/words/*.yml"))]
    shipped = [path for path in shipped if paths.is_word_file(path)]
    own = {path: reader.table(Rows, path) for path in files if paths.is_word_file(path)}
    asked = {path: table or (_shipped(Rows, path) if path in shipped else None) for path, table in (own or dict.fromkeys(shipped)).items()}
    return {path: table.root for path, table in asked.items() if table is not None}


class _Only(WorkTree):
    """One file of a folder as a tree, so that the shipped norms are read the same way as the instance's."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root)
        self.path = path

    def entries(self) -> list[Entry]:
        """That file."""
        return [Entry(self.path, "file")]


def _rows(table: RootModel[list[T]] | None) -> list[T]:
    return list(table.root) if table is not None else []


def _units(reader: Reader, files: list[str]) -> list[Unit]:
    units = reader.records(Unit, filter(paths.is_unit_file, files))
    return [unit.at(*unit.path.split("/")[1:3]) for unit in units]


def _accounts(reader: Reader, files: list[str]) -> list[Account]:
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
