"""One file at a root: as it lies there, as Git holds it, and whether it was ever another."""

from pathlib import Path

from govmedia.errors import CannotRun, reason
from govmedia.gitoutput import ABSENT, changes
from govmedia.history import DIFF, Repository
from govmedia.loading.paths import is_bare


def repository(root: Path) -> Repository | None:
    """The repository a folder lies in; None where it lies in none, as when files were handed over alone."""
    try:
        return Repository(root)
    except CannotRun:
        return None


def has_commit(repo: Repository, commit: str) -> bool:
    """Whether the repository holds this commit with its tree."""
    try:
        repo.run("cat-file", "-e", f"{commit}^{{tree}}")
    except CannotRun:
        return False
    return True


def committed(repo: Repository, path: str) -> bytes | None:
    """The file as HEAD holds it; None where it does not."""
    if repo.head() is None:
        return None
    return next(repo.blobs(each.id for each in repo.listed("HEAD", [path]) if each.path == path), None)


def lying(root: Path, path: str) -> bytes | None:
    """The file as it lies at a root: on disk or, in a bare repository, as HEAD holds it. None where there is none; raises CannotRun."""
    if is_bare(root):
        return committed(Repository(root), path)
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CannotRun(f"{path} 读不出来（{reason(error)}）", "检查文件权限") from None


def versions(repo: Repository, path: str) -> list[str]:
    """Blob ids of all contents the file had in HEAD's history, each once, newest first."""
    fields = [field.lstrip(b"\n") for field in _log(repo, path, "--format=", *DIFF).split(b"\0")]
    return list(dict.fromkeys(change.new_blob for change in changes(fields) if change.new_blob != ABSENT))


def commits(repo: Repository, path: str) -> list[str]:
    """Ids of the commits in HEAD's history that touched the file, newest first."""
    return _log(repo, path, "--format=%H").decode("ascii").split()


def _log(repo: Repository, path: str, *options: str) -> bytes:
    return repo.run("log", *options, "--end-of-options", "HEAD", "--", path) if repo.head() else b""
