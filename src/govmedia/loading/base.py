"""Load the ledger of a commit: what a change starts from."""

from collections.abc import Sequence
from pathlib import Path

from govmedia.history import Repository
from govmedia.loading.cache import ParseCache, cache_file
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Filings, Ledger
from govmedia.loading.load import load_filings, load_trees
from govmedia.loading.tree import Tree
from govmedia.when import AsOf


def filings_at(commits: Sequence[tuple[Repository, str]], as_of: AsOf) -> Filings:
    """The filings that these commits hold together. Raises CannotRun."""
    caches = [ParseCache(cache_file(repository.root / ".git-accounts")) for repository, _ in commits]
    trees: list[Tree] = [CommitTree(repository, commit, ("registry/",), ("unit.yml",)) for repository, commit in commits]
    return load_filings(list(zip(trees, caches, strict=True)), as_of)


def load_base(roots: Sequence[Path], revision: str, as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry as the revision holds it, in each root that is a repository. Raises CannotRun.

    `twin`: the ledger of a state near to it, whose equal records are shared.
    """
    caches = twin.reader.caches if twin else [ParseCache(cache_file(root)) for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(repository, repository.commit(revision)) for repository in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of, twin)
