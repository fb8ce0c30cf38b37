"""The receive log of a self-hosted repository: when its own hook let which commits in. One JSON a line; scripts.received writes it."""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.model.record import Part
from govmedia.model.scalars import Instant

FILE = "govmedia/received.jsonl"
"""Where it lies in a bare repository: no push can reach it."""

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]


class Push(Part):
    """A branch `ref` moved from one commit to another, by somebody's login; `commits` are those that were new to the repository.

    `used`: paths of the statements by which it was let in.
    """

    at: Instant
    ref: str
    old: Id
    new: Id
    commits: list[Id]
    forge: str | None = None
    login: str | None = None
    used: list[str] = Field(default_factory=list)


def pushes(log: bytes) -> Iterator[Push]:
    """Oldest first. A line that a full disk broke off tells nothing: its push was refused. Raises CannotRun where one was altered."""
    for line in log.splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        try:
            yield Push.model_validate(row)
        except ValueError:
            told = line[:60].decode("utf-8", "replace")
            raise CannotRun(f"接收日志 {FILE} 里有一行不对：{told!a}", "从备份恢复这个文件；它只由关口的钩子写，不要手改") from None


def landed(repository: Repository, ids: Sequence[str]) -> dict[int, int]:
    """When commits of HEAD's branch came, Unix seconds by their place in `ids`, the branch's first-parent chain, oldest first.

    The first push of a branch tells nothing: it may have brought years of history. `repository` is bare. Raises CannotRun.
    """
    try:
        log = (repository.folder / FILE).read_bytes()
    except FileNotFoundError:
        return {}
    branch, place = repository.branch(), {commit: index for index, commit in enumerate(ids)}
    found: dict[int, int] = {}
    for push in pushes(log):
        if push.ref == branch and push.old in place and push.new in place:
            steps = range(place[push.old] + 1, place[push.new] + 1)
            found |= dict.fromkeys(steps, int(push.at.timestamp()))
    return found
