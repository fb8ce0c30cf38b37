"""Load the ledger of a commit: what a change starts from."""

from collections.abc import Sequence
from pathlib import Path

from govmedia.history import Repository
from govmedia.loading.cache import ParseCache, cache_file
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.when import AsOf


def load_base(roots: Sequence[Path], revision: str, as_of: AsOf) -> Ledger:
    """The registry as the revision holds it, in each root that is a repository. Raises CannotRun."""
    trees = []
    for root in roots:
        repository = Repository(root)
        commit = repository.commit(revision)
        trees.append((CommitTree(repository, commit), ParseCache(cache_file(root / ".git-objects"))))
    return load_trees([(tree, cache) for tree, cache in trees], as_of)
