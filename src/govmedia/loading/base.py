"""Load the ledger of a commit: what a change starts from, or what a bare repository holds."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading import paths
from govmedia.loading.cache import ParseCache
from govmedia.loading.committree import CommitTree
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.paths import is_bare
from govmedia.loading.tree import Tree, WorkTree
from govmedia.model.statement import FOLDER
from govmedia.when import AsOf


def load_standing(roots: Sequence[Path], as_of: AsOf) -> Ledger:
    """The registry as it stands: the files on disk and, of bare repositories, which have none, the tips of their branches."""
    trees: list[Tree] = [tip(root) if is_bare(root) else WorkTree(root) for root in roots]
    return load_trees([(tree, ParseCache(root)) for tree, root in zip(trees, roots, strict=True)], as_of)


def tip(root: Path) -> CommitTree:
    """What HEAD holds. Raises CannotRun where there is no commit yet."""
    repository = Repository(root)
    head = repository.head()
    if head is None:
        raise CannotRun(f"{root} 里没有提交可看", "先推送一次；已有提交的，检查 HEAD 所指的分支是否存在")
    return CommitTree(repository, head)


def load_authority(repository: Repository, revision: str, as_of: AsOf) -> Ledger:
    """Who may do what, as a revision says: policy, people, kinds, words and units, without filings and contents. Raises CannotRun."""
    tree = CommitTree(repository, repository.commit(revision), ("registry/",), grants)
    return load_trees([(tree, ParseCache(repository.root / ".git-authority"))], as_of)


def grants(path: str) -> bool:
    """Whether a file of registry/ says who may do what."""
    if not path.startswith("registry/"):
        return False
    return path.count("/") == 1 or path.endswith("/unit.yml") or path.startswith("registry/words/")


def load_base(roots: Sequence[Path], revision: str, as_of: AsOf, twin: Ledger | None = None) -> Ledger:
    """The registry as the revision holds it, in each root that is a repository. Raises CannotRun.

    `twin`: the ledger of a state near to it, whose equal records are shared.
    """
    caches = twin.reader.caches if twin else [ParseCache(root) for root in roots]
    repositories = [Repository(root) for root in roots]
    trees: list[Tree] = [CommitTree(repository, repository.commit(revision)) for repository in repositories]
    return load_trees(list(zip(trees, caches, strict=True)), as_of, twin)


_CONTENT = ("content/manuscripts/", "content/receipts/", f"{FOLDER}/")


def load_change(repository: Repository, base: str, head: str, changed: Collection[str], as_of: AsOf) -> Ledger:
    """The ledger of a commit, judged by the one it starts from. Raises CannotRun.

    `changed`: the paths that differ. Where they are manuscripts, receipts and statements only, no more is loaded than these
    can be judged by: a bureau's daily text must not wait for the filings of a whole province.
    """
    narrow = all(path.startswith(_CONTENT) for path in changed)
    folders = _around(changed) if narrow else []
    cache = ParseCache(repository.root / ".git-items" if narrow else repository.root)
    ledger = load_trees([(CommitTree(repository, head, folders), cache)], as_of)
    if folders and (more := sorted(_elsewhere(ledger, changed) - set(folders))):
        folders += more
        ledger = load_trees([(CommitTree(repository, head, folders), cache)], as_of)
    ledger.judge_by(load_trees([(CommitTree(repository, base, folders), cache)], as_of, ledger))
    return ledger


def _elsewhere(ledger: Ledger, changed: Collection[str]) -> set[str]:
    """What changed manuscripts can only be judged beside: the text that one corrects; of a unified release all who quote it."""
    found = set()
    for manuscript in (m for m in ledger.manuscripts if m.path in changed):
        of = manuscript.correction.of if manuscript.correction else ""
        found |= {of} if paths.is_manuscript(of) and of.isprintable() and ".." not in of.split("/") else set()
        found |= {_CONTENT[0]} if manuscript.release else set()
    return found


def _around(changed: Iterable[str]) -> list[str]:
    """The files themselves, an item's text beside its receipt, the unit's filings, and what holds for all."""
    items = {key for path in changed if (key := paths.item_key(path))}
    units = {unit for unit, _ in items} | {"/".join(p.split("/")[2:4]) for p in changed if p.startswith(_CONTENT[:2])}
    found = {*changed, *(f"registry/{name}.yml" for name in paths.SINGLE), "registry/words/", *(f"registry/{unit}/" for unit in units)}
    for unit, name in items:
        found |= {f"content/manuscripts/{unit}/{name}.md", f"content/manuscripts/{unit}/{name}/", f"content/receipts/{unit}/{name}.yml"}
    return sorted(found)
