"""The one room that runs Git: fixed argument lists through GitPython's command interface, answers as bytes.

Never GitPython's object walking, and never a user's text where Git could read it as an option.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

# GitPython refuses to be imported where there is no git; we want to say so in our own words.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

from git.cmd import Git
from git.exc import CommandError, GitCommandNotFound

from govmedia.errors import CannotRun
from govmedia.names import shown

_ENV = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "LC_ALL": "C.UTF-8",
}
# A repository's own configuration must not make Git run anything.
_SAFE = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.quotePath=false", "log.showSignature=false")
DIFF = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
"""Options of every comparison of trees: machine-readable, whole ids, and a rename is a deletion and an addition."""

ABSENT = "0" * 40


@dataclass(frozen=True)
class Change:
    """One path between two trees. Modes and blob ids are Git's; an absent side has mode `000000` and ABSENT."""

    path: str
    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str
    status: str


class Repository:
    """A Git repository, seen from `root` (its top, a folder in it, or a bare one)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._git = Git(os.fspath(root))
        try:
            inside = self.text("rev-parse", "--is-inside-work-tree", "--is-bare-repository", "--is-shallow-repository")
        except CannotRun as error:
            if error.__cause__ is None:  # no git at all
                raise
            raise CannotRun(f"{root} 不在 Git 库里", "在登记库里运行，或先 git init 并提交") from error
        tree, bare, shallow = inside.split()
        self.bare = bare == "true" and tree != "true"
        self.shallow = shallow == "true"

    def run(self, *args: str, stdin: bytes | None = None) -> bytes:
        """What a Git command prints. Raises CannotRun with Git's last line where it fails."""
        return self._execute(args, None if stdin is None else _pipe(stdin))

    def _execute(self, args: tuple[str, ...], stdin: Any) -> bytes:
        try:
            found: Any = self._git.execute(self._command(args), env=_ENV, istream=stdin, **_RAW)
        except GitCommandNotFound:
            raise CannotRun("没有找到 git 命令", "先安装 Git") from None
        except CommandError as error:
            raise CannotRun(f"Git 命令 {args[0]} 失败：{_last_line(error.stderr)}", "检查库是否完整（git fsck）") from error
        return bytes(found)

    def feed(self, chunks: Iterable[bytes], *args: str) -> bytes:
        """What a Git command prints that reads these chunks; they never stand in memory together. Raises CannotRun."""
        file = tempfile.TemporaryFile()  # noqa: SIM115  Git closes its end; ours goes with the last reference
        file.writelines(chunks)
        file.seek(0)
        return self._execute(args, file)

    def text(self, *args: str) -> str:
        """What a Git command prints, as text without the last line break."""
        return self.run(*args).decode("utf-8", "replace").rstrip("\n")

    def stream(self, *args: str, stdin: bytes | None = None) -> "Stream":
        """A running Git command whose output is read piece by piece; leaving the `with` block ends it."""
        return Stream(self._start(args, None if stdin is None else _pipe(stdin)), args[0])

    def _start(self, args: tuple[str, ...], stdin: Any) -> Any:
        try:
            return self._git.execute(self._command(args), env=_ENV, istream=stdin, as_process=True, **_RAW)
        except GitCommandNotFound:
            raise CannotRun("没有找到 git 命令", "先安装 Git") from None

    def _command(self, args: tuple[str, ...]) -> list[str]:
        settings = [part for setting in (*_SAFE, f"safe.directory={self.root.resolve()}") for part in ("-c", setting)]
        return ["git", *settings, *args]

    def commit(self, revision: str) -> str:
        """Full id of the commit that a revision names. Raises CannotRun where it names none."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except CannotRun:
            raise CannotRun(f"库里没有提交“{revision}”", "检查分支名或提交号；CI 里须取完整历史（fetch-depth: 0）") from None

    def has_commits(self) -> bool:
        """Whether HEAD names a commit yet."""
        try:
            self.commit("HEAD")
        except CannotRun:
            return False
        return True

    @cached_property
    def prefix(self) -> str:
        """Where `root` lies in the repository: empty, or a folder with a `/` at its end."""
        return "" if self.bare else self.text("rev-parse", "--show-prefix")

    def chain(self, revision: str) -> tuple[list[int], list[str]]:
        """Committer times (Unix seconds) and ids of the commits on the first-parent chain, newest first."""
        words = self.text("rev-list", "--first-parent", "--timestamp", "--end-of-options", revision, "--").split()
        return [int(word) for word in words[::2]], words[1::2]

    def brought(self, commits: Iterable[str], folders: Iterable[str]) -> Iterator[tuple[str, list[Change]]]:
        """What each of these commits changed against its first parent below these folders, in the order given."""
        wanted = "".join(f"{commit}\n" for commit in commits).encode()
        if not wanted:
            return
        # --sparse: a commit that touched none of the folders answers too, or the others would be counted in its place.
        shape = ("--no-walk=unsorted", "--stdin", "--sparse", "--first-parent", "-m", "-r", "--root", *DIFF, f"--format={_MARK}%H")
        with self.stream("log", *shape, "--", *folders, stdin=wanted) as stream:
            yield from _by_commit(stream.fields())

    def objects(self) -> "Objects":
        """Objects asked for one after the other, through one process that is the caller's to close."""
        return Objects(self._start(("cat-file", "--batch"), subprocess.PIPE))

    def diff(self, base: str, head: str) -> list[Change]:
        """Every path that differs between two commits' trees."""
        return list(changes(self.run("diff-tree", "-r", *DIFF, "--end-of-options", base, head, "--").split(b"\0")))

    def merged_tree(self, one: str, other: str) -> str | None:
        """Id of the tree that Git makes of merging two commits; None where they conflict. Raises CannotRun."""
        status, out, error = self._extended("merge-tree", "--write-tree", "--no-messages", "--end-of-options", one, other)
        if status not in (0, 1):
            raise CannotRun(f"Git 命令 merge-tree 失败：{_last_line(error)}", "检查库是否完整（git fsck）；需要 Git 2.38 或更高版本")
        return out.decode("ascii").strip() if status == 0 else None

    def told(self, *args: str) -> tuple[bool, str]:
        """Whether a command succeeded, and what it said on standard error: of a push, the server's words."""
        status, _, error = self._extended(*args)
        return status == 0, error.decode("utf-8", "replace")

    def _extended(self, *args: str) -> tuple[int, bytes, bytes]:
        found: Any = self._git.execute(self._command(args), env=_ENV, with_extended_output=True, with_exceptions=False, **_RAW)
        status, out, error = found
        return status, bytes(out), error if isinstance(error, bytes) else str(error).encode()

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """Contents of blobs, in the order asked, through one process."""
        wanted = "".join(f"{i}\n" for i in ids).encode()
        answer = self.run("cat-file", "--batch", stdin=wanted) if wanted else b""
        at = 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            head = answer[at:end].split()
            if len(head) != 3:
                raise CannotRun(f"库里缺少对象 {head[0].decode()}", "取完整历史后再运行（git fetch --unshallow）")
            size = int(head[2])
            yield answer[end + 1 : end + 1 + size]
            at = end + size + 2


def create(root: Path) -> Repository:
    """A new, empty repository in a folder that is there, on the branch `main`. Raises CannotRun."""
    try:
        Git(os.fspath(root)).execute(["git", "init", "--quiet", "--template=", "--initial-branch=main", "."], env=_ENV, **_RAW)
    except GitCommandNotFound:
        raise CannotRun("没有找到 git 命令", "先安装 Git") from None
    except CommandError as error:
        raise CannotRun(f"建不了 Git 库：{_last_line(error.stderr)}", "检查文件夹的权限") from error
    return Repository(root)


class Stream:
    """NUL-separated output of a running Git command."""

    def __init__(self, process: Any, name: str) -> None:
        self._process, self._name = process, name

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.proc.terminate()
        self._process.proc.stdout.close()
        self._process.proc.stderr.close()
        self._process.proc.wait()

    def fields(self) -> Iterator[bytes]:
        """Every NUL-terminated field, as it comes."""
        rest = b""
        while chunk := self._process.stdout.read1(1 << 16):
            *whole, rest = (rest + chunk).split(b"\0")
            yield from whole
        if rest.strip():
            yield rest
        if self._process.proc.wait():
            raise CannotRun(f"Git 命令 {self._name} 失败：{_last_line(self._process.stderr.read())}", "检查库是否完整（git fsck）")


class Objects:
    """A running `cat-file --batch`: trees and blobs by name, each read when it is asked for."""

    def __init__(self, process: Any) -> None:
        self._kept = process  # GitPython ends the process when nobody holds this
        self._process = process.proc

    def close(self) -> None:
        """End the process."""
        for end in (self._process.stdin, self._process.stdout, self._process.stderr):
            end.close()
        self._process.wait()
        self._kept.proc = None

    def find(self, name: str) -> tuple[str, bytes] | None:
        """Id and contents of `<commit>:<path>` or of an id; None where there is no such thing."""
        self._process.stdin.write(name.encode("utf-8", "surrogatepass") + b"\n")
        self._process.stdin.flush()
        head = self._process.stdout.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        return head[0].decode("ascii"), self._process.stdout.read(int(head[2]) + 1)[:-1]

    def get(self, blob: str) -> bytes:
        """Contents by id. Raises CannotRun where the object is missing."""
        found = self.find(blob)
        if found is None:
            raise CannotRun(f"库里缺少对象 {blob}", "取完整历史后再运行（git fetch --unshallow）")
        return found[1]


_RAW: Any = {"stdout_as_string": False, "strip_newline_in_stdout": False}


def changes(fields: Iterable[bytes]) -> Iterator[Change]:
    """Read `--raw -z` fields: `:old new old-blob new-blob status`, then the path."""
    waiting = iter(fields)
    for field in waiting:
        if not field.startswith(b":"):
            continue
        old_mode, new_mode, old_blob, new_blob, status = field[1:].decode("ascii").split()
        path = shown(next(waiting, b""))
        yield Change(path, old_mode, new_mode, old_blob, new_blob, status)


_MARK = "commit "


def _by_commit(fields: Iterable[bytes]) -> Iterator[tuple[str, list[Change]]]:
    """Group `--raw -z` fields by the commit headers between them."""
    mark = _MARK.encode()
    commit = ""
    waiting: list[bytes] = []
    for field in fields:
        if field.startswith(mark):
            if commit:
                yield commit, list(changes(waiting))
            commit, waiting = field[len(mark) :].decode("ascii"), []
        else:
            waiting.append(field.lstrip(b"\n"))
    if commit:
        yield commit, list(changes(waiting))


def _pipe(data: bytes) -> Any:
    """A readable end that holds all of `data`; a temporary file, since a pipe could fill up and stand still."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  Git closes its end; ours goes with the last reference
    file.write(data)
    file.seek(0)
    return file


def _last_line(text: Any) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    return lines[-1].strip("'") if lines else "没有说明"
