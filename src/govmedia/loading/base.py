"""Load the ledger of a commit: what a change starts from, or what a bare repository holds."""

from collections.abc import Sequence
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.cache import ParseCache, cache_file
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.paths import is_bare
from govmedia.loading.tree import Tree, WorkTree
from govmedia.when import AsOf


def load_standing(roots: Sequence[Path], as_of: AsOf) -> Ledger:
    """The registry as it stands: the files on disk and, of bare repositories, which have none, the tips of their branches."""
    trees: list[Tree] = [tip(root) if is_bare(root) else WorkTree(root) for root in roots]
    return load_trees([(tree, ParseCache(cache_file(root))) for tree, root in zip(trees, roots, strict=True)], as_of)


def tip(root: Path) -> CommitTree:
    """What HEAD holds. Raises CannotRun where there is no commit yet."""
    repository = Repository(root)
    if not repository.has_commits():
        raise CannotRun(f"{root} 里没有提交可看", "先推送一次；已有提交的，检查 HEAD 所指的分支是否存在")
    return CommitTree(repository, repository.commit("HEAD"))


def load_accounts(roots: Sequence[Path], revision: str, as_of: AsOf) -> Ledger:
    """Filings and policy of a revision without units and contents, for what asks no more of it. Raises CannotRun."""
    caches = [ParseCache(cache_file(root / ".git-accounts")) for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(r, r.commit(revision), ("registry/",), ("unit.yml",)) for r in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of)


def load_base(roots: Sequence[Path], revision: str, as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry as the revision holds it, in each root that is a repository. Raises CannotRun.

    `twin`: the ledger of a state near to it, whose equal records are shared.
    """
    caches = twin.reader.caches if twin else [ParseCache(cache_file(root)) for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(repository, repository.commit(revision)) for repository in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of, twin)
