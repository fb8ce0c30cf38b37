"""Load the ledger of a commit: what a change starts from."""

from collections.abc import Sequence
from pathlib import Path

from govmedia.history import Repository
from govmedia.loading.cache import ParseCache
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Tree
from govmedia.when import AsOf


def load_accounts(roots: Sequence[Path], revision: str, as_of: AsOf) -> Ledger:
    """Filings and policy of a revision without units and contents, for what asks no more of it. Raises CannotRun."""
    caches = [ParseCache(root / ".git-accounts") for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(r, r.commit(revision), ("registry/",), ("unit.yml",)) for r in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of)


def load_base(roots: Sequence[Path], revision: str, as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry as the revision holds it, in each root that is a repository. Raises CannotRun.

    `twin`: the ledger of a state near to it, whose equal records are shared.
    """
    caches = twin.reader.caches if twin else [ParseCache(root) for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(repository, repository.commit(revision)) for repository in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of, twin)
