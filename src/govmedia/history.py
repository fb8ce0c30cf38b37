"""The one room that runs Git: fixed argument lists through GitPython's command interface, answers as bytes.

Never GitPython's object walking, and never a user's text where Git could read it as an option.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# GitPython refuses to be imported where there is no git; we want to say so in our own words.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

from git.cmd import Git
from git.exc import GitCommandNotFound

from govmedia.errors import CannotRun
from govmedia.gitoutput import MARK, Change, Failed, Listed, Object, Objects, Stream, by_commit, changes, last_line, listing, objects

_ENV = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_FLUSH": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "LC_ALL": "C.UTF-8",
}
# A repository's own configuration must not make Git run anything.
_SAFE = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.quotePath=false", "log.showSignature=false")
# Many objects, each asked for once, share few deltas: keeping those at hand takes twice the time.
_ONCE = "core.deltaBaseCacheLimit=512k"
_PATIENCE_S = 60
"""For a merge: histories can be made on which Git's merging never ends."""
_AT_ONCE = 500
"""Paths in one command line, which the system bounds."""
DIFF = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
"""Options of every comparison of trees: machine-readable, whole ids, and a rename is a deletion and an addition."""

# --sparse: a commit that touched none of the folders answers too, or the others would be counted in its place.
_EACH = ("--sparse", "--first-parent", "-m", "-r", "--root", *DIFF, f"--format={MARK}%H")


class UnknownCommit(CannotRun):
    """A revision that names no commit."""


class Repository:
    """A Git repository, seen from `root` (its top, a folder in it, or a bare one).

    `prefix`: where `root` lies in it, empty or a folder with a `/` at its end.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        facts = ("--is-inside-work-tree", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
        try:
            tree, bare, shallow, *prefix = self.text("rev-parse", *facts).split("\n")
        except Failed as error:
            raise CannotRun(f"{root} 不在 Git 库里", "在登记库里运行，或先 git init 并提交") from error
        self.bare = bare == "true" and tree != "true"
        self.shallow = shallow == "true"
        self.prefix = "" if self.bare else "\n".join(prefix)

    def run(self, *args: str, stdin: bytes | None = None, setting: str | None = None) -> bytes:
        """What a Git command prints. Raises CannotRun with Git's last line where it fails."""
        with self.stream(*args, stdin=stdin, setting=setting) as stream:
            return stream.read()

    def feed(self, chunks: Iterable[bytes], *args: str) -> bytes:
        """What a Git command prints that reads these chunks; they never stand in memory together. Raises CannotRun."""
        with Stream(self._start(args, _file(chunks)), args[0]) as stream:
            return stream.read()

    def text(self, *args: str) -> str:
        """What a Git command prints, as text without the last line break."""
        return self.run(*args).decode("utf-8", "replace").rstrip("\n")

    def stream(self, *args: str, stdin: bytes | None = None, setting: str | None = None) -> Stream:
        """A running Git command. `setting`: a further setting for it, `key=value`."""
        return Stream(self._start(args, None if stdin is None else _file([stdin]), setting), args[0])

    def _start(self, args: tuple[str, ...], stdin: Any, setting: str | None = None) -> Any:
        settings = (*_SAFE, f"safe.directory={self.root.resolve()}", *([setting] if setting else []))
        return _execute(self.root, ["git", *(part for each in settings for part in ("-c", each)), *args], stdin)

    def commit(self, revision: str) -> str:
        """Full id of the commit that a revision names. Raises CannotRun where it names none."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except Failed:
            raise UnknownCommit(f"库里没有提交“{revision}”", "检查分支名或提交号；CI 里须取完整历史（fetch-depth: 0）") from None

    def head(self) -> str | None:
        """Full id of HEAD's commit; None where HEAD names none yet."""
        try:
            return self.commit("HEAD")
        except UnknownCommit:
            return None

    def branch(self) -> str:
        """Full name of the branch that HEAD is on. Raises CannotRun where it is on none."""
        try:
            return self.text("symbolic-ref", "HEAD")
        except Failed:
            raise CannotRun(f"{self.root} 的 HEAD 不在分支上", "先运行 git symbolic-ref HEAD refs/heads/main（主干的名字）") from None

    @property
    def folder(self) -> Path:
        """Where Git keeps the repository itself."""
        return Path(self.text("rev-parse", "--absolute-git-dir"))

    def chain(self, revision: str) -> tuple[list[int], list[str]]:
        """Committer times (Unix seconds) and ids of the commits on the first-parent chain, newest first."""
        words = self.text("rev-list", "--first-parent", "--timestamp", "--end-of-options", revision, "--").split()
        return list(map(int, words[::2])), words[1::2]

    def backwards(self, commit: str, folders: Iterable[str]) -> Stream:
        """What each commit of the first-parent chain changed below these folders, newest first, for `by_commit`."""
        return self.stream("log", *_EACH, "--end-of-options", commit, "--", *folders)

    def brought(self, commits: Iterable[str], folders: Iterable[str]) -> Iterator[tuple[str, list[Change]]]:
        """What each of these commits changed against its first parent below these folders, in the order given."""
        wanted = "".join(f"{commit}\n" for commit in commits).encode()
        if not wanted:
            return
        with self.stream("log", "--no-walk=unsorted", "--stdin", *_EACH, "--", *folders, stdin=wanted) as stream:
            yield from by_commit(stream.fields())

    def listed(self, commit: str, paths: Iterable[str] = (), *, sizes: bool = False) -> list[Listed]:
        """The files of a commit, or those at and below these paths, in Git's order. Raises CannotRun."""
        asked, order = list(paths), ("ls-tree", "-r", "-z", *(["--long"] if sizes else []), "--end-of-options", commit)
        parts = [asked[start : start + _AT_ONCE] for start in range(0, len(asked), _AT_ONCE)] or [[]]
        return [each for part in parts for each in listing(self.run(*order, *part))]

    def diff(self, base: str, head: str) -> list[Change]:
        """Every path that differs between two commits' trees."""
        return list(changes(self.run("diff-tree", "-r", *DIFF, "--end-of-options", base, head, "--").split(b"\0")))

    def merged_tree(self, one: str, other: str) -> str | None:
        """Id of the tree that Git makes of merging two commits; None where they conflict. Raises CannotRun."""
        tree, clean = self.merged(one, other)
        return tree if clean else None

    def merged(self, one: str, other: str) -> tuple[str, bool]:
        """Id of the tree that Git makes of merging two commits, and whether without conflict: else it holds Git's marks of it."""
        order = ("merge-tree", "--write-tree", "--no-messages", "--end-of-options", one, other)
        try:
            status, out, error = self._extended(*order, patience=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            mend = "历史里交叉的合并太多：从主干另开一个分支，重新提交这次的改动"
            raise CannotRun("Git 算这次合并算得太久", mend) from None
        if status not in (0, 1):
            raise CannotRun(f"Git 命令 merge-tree 失败：{last_line(error)}", "检查库是否完整（git fsck）；需要 Git 2.38 或更高版本")
        return out.split(b"\n")[0].decode("ascii"), status == 0

    def told(self, *args: str) -> tuple[bool, str]:
        """Whether a command succeeded, and what it said on standard error: of a push, the server's words."""
        status, _, error = self._extended(*args)
        return status == 0, error.decode("utf-8", "replace")

    def _extended(self, *args: str, patience: int | None = None) -> tuple[int, bytes, bytes]:
        kept = self._start(args, None)  # GitPython ends the process when nobody holds this
        try:
            out, error = kept.proc.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            kept.proc.kill()
            raise
        return kept.proc.returncode, out, error

    def objects(self) -> Objects:
        """Objects asked for a few at a time, through one process that is the caller's to close."""
        return Objects(self._start(("cat-file", "--batch"), subprocess.PIPE))

    def find(self, names: Iterable[str]) -> list[Object | None]:
        """What lies at each `<commit>:<path>`, or has each id; None where there is no such thing."""
        wanted = "".join(f"{name}\n" for name in names).encode()
        return list(objects(self.run("cat-file", "--batch", "--buffer", stdin=wanted, setting=_ONCE))) if wanted else []

    def small(self, ids: Iterable[str], limit: int) -> dict[str, bytes]:
        """Contents by id of those blobs that have no more bytes than this; a large one is not even read."""
        asked = sorted(set(ids))
        wanted = "".join(f"{blob}\n" for blob in asked).encode()
        told = self.run("cat-file", "--batch-check=%(objectsize)", stdin=wanted).split(b"\n") if asked else []
        fit = [blob for blob, size in zip(asked, told, strict=False) if size.isdigit() and int(size) <= limit]
        return dict(zip(fit, self.blobs(fit), strict=True))

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """Contents of blobs, in the order asked. Raises CannotRun where one is missing."""
        wanted = list(ids)
        for blob, found in zip(wanted, self.find(wanted), strict=True):
            if found is None:
                raise lacking(blob)
            yield found.content


def create(root: Path) -> Repository:
    """A new, empty repository in a folder that is there, on the branch `main`. Raises CannotRun."""
    command = ["git", "init", "--quiet", "--template=", "--initial-branch=main", "."]
    try:
        with Stream(_execute(root, command), "init") as stream:
            stream.read()
    except Failed as error:
        raise CannotRun(f"建不了 Git 库：{error.message}", "检查文件夹的权限") from error
    return Repository(root)


def _execute(root: Path, command: list[str], stdin: Any = None) -> Any:
    try:
        return Git(os.fspath(root)).execute(command, env=_ENV, istream=stdin, as_process=True)
    except GitCommandNotFound:
        raise CannotRun("没有找到 git 命令", "先安装 Git") from None


def lacking(name: str) -> CannotRun:
    """An object that the repository should hold and does not."""
    return CannotRun(f"库里缺少对象 {name}", "取完整历史后再运行（git fetch --unshallow）")


def _file(chunks: Iterable[bytes]) -> Any:
    """A readable end that holds all of the chunks; a temporary file, since a pipe could fill up and stand still."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  Git closes its end; ours goes with the last reference
    file.writelines(chunks)
    file.seek(0)
    return file
