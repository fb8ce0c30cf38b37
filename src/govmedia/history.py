"""The one room that runs Git: fixed argument lists through GitPython's command interface, answers as bytes.

Never GitPython's object walking, and never a user's text where Git could read it as an option.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
            raise CannotRun(f"{root} 不在 Git 库里", "在登记库里运行，或先 git init 并提交") from error
        tree, bare, shallow = inside.split()
        self.bare = bare == "true" and tree != "true"
        self.shallow = shallow == "true"

    def run(self, *args: str, stdin: bytes | None = None) -> bytes:
        """What a Git command prints. Raises CannotRun with Git's last line where it fails."""
        command = self._command(args)
        try:
            found: Any = self._git.execute(command, env=_ENV, istream=None if stdin is None else _pipe(stdin), **_RAW)
        except GitCommandNotFound:
            raise CannotRun("没有找到 git 命令", "先安装 Git") from None
        except CommandError as error:
            raise CannotRun(f"Git 命令 {args[0]} 失败：{_last_line(error.stderr)}", "检查库是否完整（git fsck）") from error
        return bytes(found)

    def text(self, *args: str) -> str:
        """What a Git command prints, as text without the last line break."""
        return self.run(*args).decode("utf-8", "replace").rstrip("\n")

    def stream(self, *args: str) -> "Stream":
        """A running Git command whose output is read piece by piece; leaving the `with` block ends it."""
        try:
            return Stream(self._git.execute(self._command(args), env=_ENV, as_process=True, **_RAW), args[0])
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

    def diff(self, base: str, head: str) -> list[Change]:
        """Every path that differs between two commits' trees."""
        return list(changes(self.run("diff-tree", "-r", *DIFF, "--end-of-options", base, head, "--").split(b"\0")))

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
