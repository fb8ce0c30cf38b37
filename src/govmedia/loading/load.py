"""Load a Ledger: which file becomes which record."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import RootModel

from govmedia.loading import paths
from govmedia.loading.cache import ParseCache
from govmedia.loading.filings import accounts_in, good_files
from govmedia.loading.garbage import long_lived
from govmedia.loading.ledger import Ledger
from govmedia.loading.norms import norm, platforms, regions, shipped
from govmedia.loading.reader import Reader
from govmedia.loading.tree import Tree, WorkTree
from govmedia.model.columns import Columns
from govmedia.model.office import Baseline, Clauses, Kinds, People, Sources, Waivers
from govmedia.model.policy import Policy
from govmedia.model.unit import Unit
from govmedia.model.wordlist import Links, Row, Rows
from govmedia.starter import starter_root
from govmedia.when import AsOf

T = TypeVar("T")
Trees = Mapping[Path, Tree]
NO_TREES: Trees = MappingProxyType({})


def load(roots: Sequence[Path], as_of: AsOf, trees: Trees = NO_TREES) -> Ledger:
    """The registry as it lies on disk; of some roots there may be a tree at hand. Raises CannotRun where there is none."""
    return load_trees([(trees.get(root) or WorkTree(root), ParseCache(root)) for root in roots], as_of)


def load_trees(trees: list[tuple[Tree, ParseCache]], as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry of any trees. Files with faults are left out; their faults are in `ledger.faults`.

    `twin` is a ledger of nearly the same files, whose records are shared where they are the same.
    """
    with long_lived():
        reader = Reader(trees, twin.reader if twin else None)
        ledger = _assemble(reader, good_files(reader), as_of)
        reader.save()
        return ledger


def _assemble(reader: Reader, files: list[str], as_of: AsOf) -> Ledger:
    reader.table(Columns, "registry/columns.yml")  # only the importer uses it; its faults are shown like those of any file
    return Ledger(
        as_of=as_of,
        entries=reader.entries,
        policy=(policy := norm(reader, Policy, "policy")),
        policy_file=policy,
        platforms=platforms(reader),
        regions=regions(reader),
        units={u.id: u for u in _units(reader, files)},
        accounts=accounts_in(reader, files),
        people={p.id: p for p in _rows(reader.table(People, "registry/people.yml"))},
        kinds=norm(reader, Kinds, "kinds").root,
        clauses={c.id: c for c in norm(reader, Clauses, "clauses").root},
        sources=_rows(reader.table(Sources, "registry/sources.yml")),
        word_files=(word_files := _word_files(reader, files)),
        words=[row for rows in word_files.values() for row in rows],
        links=norm(reader, Links, "words/links"),
        waivers=_rows(reader.table(Waivers, "registry/waivers.yml")),
        baseline=_rows(reader.table(Baseline, "registry/baseline.yml")),
        faults=reader.faults,
        reader=reader,
    )


def _word_files(reader: Reader, files: list[str]) -> dict[str, list[Row]]:
    """Rows by file: the instance's own; for a broken one, or one it does not have, the shipped one of its name."""
    root = starter_root()
    starters = [file.relative_to(root).as_posix() for file in sorted(root.glob("registry/words/*.yml"))]
    starters = [path for path in starters if paths.is_word_file(path)]
    own = {path: reader.table(Rows, path) for path in files if paths.is_word_file(path)}
    asked = {
        path: table or (shipped(Rows, path) if path in starters else None)
        for path, table in sorted((dict.fromkeys(starters) | own).items())
    }
    return {path: table.root for path, table in asked.items() if table is not None}


def _rows(table: RootModel[list[T]] | None) -> list[T]:
    return list(table.root) if table is not None else []


def _units(reader: Reader, files: list[str]) -> list[Unit]:
    units = reader.records(Unit, filter(paths.is_unit_file, files))
    return [unit.at(*unit.path.split("/")[1:3]) for unit in units]
