"""The filings that commits hold, for freshness. By itself, so that who reads a work tree does without Git."""

from collections.abc import Sequence

from govmedia.history import Repository
from govmedia.loading.cache import ParseCache
from govmedia.loading.committree import CommitTree
from govmedia.loading.filings import Filings, load_filings
from govmedia.loading.tree import Tree
from govmedia.when import AsOf


def filings_at(commits: Sequence[tuple[Repository, str]], as_of: AsOf) -> Filings:
    """The filings that these commits hold together. Raises CannotRun."""
    caches = [ParseCache(repository.root / ".git-accounts") for repository, _ in commits]
    trees: list[Tree] = [CommitTree(repository, commit, ("registry/",), _no_unit) for repository, commit in commits]
    return load_filings(list(zip(trees, caches, strict=True)), as_of)


def _no_unit(path: str) -> bool:
    return not path.endswith("/unit.yml")
