"""What running Git commands answer, read as bytes: fields, changes, objects. Nothing here starts Git."""

import fcntl
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from time import sleep
from typing import Any, NamedTuple

from govmedia.errors import CannotRun
from govmedia.names import shown

ABSENT = "0" * 40
MARK = "commit "
"""What stands before the id of a commit in an output that tells of several."""

_PIPE = 1 << 20
"""Bytes that a command may write ahead of us, where the system allows it."""
_SMALL, _PAUSE = 16, 0.005
"""After so many readings an output is a long one, and we leave Git so many seconds to write before we read on:

it writes by four kilobytes, and taking turns with it for each costs more than the reading.
"""
_ASKED = 1 << 14
"""Bytes of questions in a pipe at once: less than any holds."""


class Object(NamedTuple):
    """`kind`: blob, tree, commit or tag."""

    id: str
    kind: str
    content: bytes


class Failed(CannotRun):
    """Git ran and said no."""


class Change(NamedTuple):
    """One path between two trees. Modes and blob ids are Git's; an absent side has mode `000000` and ABSENT."""

    path: str
    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str
    status: str


class Listed(NamedTuple):
    """What a commit holds at a path. `mode` and `id` are Git's; `size` in bytes, 0 where it was not asked."""

    path: str
    mode: str
    id: str
    size: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is a file, and no program, link or submodule."""
        return self.mode == "100644"


class Stream:
    """Output of a running Git command, which works on while nobody reads; leaving the `with` block ends it."""

    def __init__(self, process: Any, name: str) -> None:
        self._process, self._name, self._wide = process, name, False
        with suppress(AttributeError, OSError):
            self._wide = fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _PIPE) >= _PIPE

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the command."""
        self._process.proc.terminate()
        self._process.proc.stdout.close()
        self._process.proc.stderr.close()
        self._process.proc.wait()

    def read(self) -> bytes:
        """All of it. Raises Failed with Git's last line where the command fails."""
        found = b"".join(self._chunks())
        self._check()
        return found

    def _chunks(self) -> Iterator[bytes]:
        for number in count():
            if not (chunk := self._process.stdout.read1(_PIPE)):
                return
            yield chunk
            if self._wide and number > _SMALL:
                sleep(_PAUSE)

    def fields(self) -> Iterator[bytes]:
        """Every NUL-terminated field, as it comes. Raises Failed."""
        rest = b""
        for chunk in self._chunks():
            *whole, rest = (rest + chunk).split(b"\0")
            yield from whole
        if rest.strip():
            yield rest
        self._check()

    def _check(self) -> None:
        errors = self._process.stderr.read()
        if self._process.proc.wait():
            raise Failed(f"Git 命令 {self._name} 失败：{last_line(errors)}", "检查库是否完整（git fsck）")


class Objects:
    """A running `cat-file --batch`: objects by name. It works on the next ones while we look at those it gave."""

    def __init__(self, process: Any) -> None:
        self._kept = process  # GitPython ends the process when nobody holds this
        self._process = process.proc
        self._unsent: deque[bytes] = deque()
        self._open: deque[int] = deque()
        self._asked = 0

    def close(self) -> None:
        """End the process."""
        for end in (self._process.stdin, self._process.stdout, self._process.stderr):
            end.close()
        self._process.wait()
        self._kept.proc = None

    def ask(self, names: Iterable[str]) -> None:
        """Ask for what lies at each `<commit>:<path>`, or has each id."""
        self._unsent.extend(name.encode("utf-8", "surrogatepass") + b"\n" for name in names)

    def answer(self) -> Object | None:
        """The next answer, in the order asked; None where there is no such thing. Raises CannotRun."""
        if self._asked <= _ASKED // 2:
            self._send()
        self._asked -= self._open.popleft()
        head = _head(self._process.stdout.readline())
        return head and Object(head[0], head[1], self._process.stdout.read(head[2] + 1)[:-1])

    def find(self, names: Iterable[str]) -> list[Object | None]:
        """Answers to all of these, when nothing else is waited for."""
        asked = list(names)
        self.ask(asked)
        return [self.answer() for _ in asked]

    def _send(self) -> None:
        """As many questions as surely fit into the pipe: else both ends could wait for each other."""
        while self._unsent and (not self._open or self._asked + len(self._unsent[0]) <= _ASKED):
            line = self._unsent.popleft()
            self._process.stdin.write(line)
            self._open.append(len(line))
            self._asked += len(line)
        self._process.stdin.flush()


def objects(answer: bytes) -> Iterator[Object | None]:
    """What a finished `cat-file --batch` said, in the order asked; None where there is no such object. Raises CannotRun."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        if head := _head(answer[at:end]):
            at = end + head[2] + 2
            yield Object(head[0], head[1], answer[end + 1 : at - 1])
        else:
            at = end + 1
            yield None


def _head(line: bytes) -> tuple[str, str, int] | None:
    """`<id> <kind> <size>`; None for `<name> missing`."""
    words = line.split()
    if not words:
        raise CannotRun("Git 命令 cat-file 中途停了", "检查库是否完整（git fsck）")
    return (words[0].decode("ascii"), words[1].decode("ascii"), int(words[2])) if len(words) == 3 and words[2].isdigit() else None


def changes(fields: Iterable[bytes]) -> Iterator[Change]:
    """Read `--raw -z` fields: `:old new old-blob new-blob status`, then the path."""
    waiting = iter(fields)
    for field in waiting:
        if not field.startswith(b":"):
            continue
        old_mode, new_mode, old_blob, new_blob, status = field[1:].decode("ascii").split()
        path = shown(next(waiting, b""))
        yield Change(path, old_mode, new_mode, old_blob, new_blob, status)


def listing(answer: bytes) -> Iterator[Listed]:
    """Read what `ls-tree -z` said: `mode kind id TAB path`, with `--long` a size before the TAB, again and again."""
    for line in filter(None, answer.split(b"\0")):
        head, _, name = line.partition(b"\t")
        mode, _, found, *size = head.decode("ascii").split()
        yield Listed(shown(name), mode, found, int(size[0]) if size and size[0].isdigit() else 0)


def by_commit(fields: Iterable[bytes]) -> Iterator[tuple[str, list[Change]]]:
    """Group `--raw -z` fields by the commit headers between them."""
    mark = MARK.encode()
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


def last_line(text: bytes) -> str:
    """What Git said last, which is why it stopped."""
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip("'") if lines else "没有说明"
