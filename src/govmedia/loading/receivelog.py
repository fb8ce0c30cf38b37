"""The receive log of a self-hosted repository: when its own hook let which commits in. One JSON a line; scripts.received writes it.

`{at, ref, old, new, commits, forge, login}`: a branch moved from one commit to another; `commits` are those that were new to it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from govmedia.history import Repository

FILE = "govmedia/received.jsonl"
"""Where it lies in a bare repository: no push can reach it."""


def rows(log: bytes) -> Iterator[dict[str, Any]]:
    """Lines that are whole, oldest first; a line that a full disk broke off tells nothing."""
    for line in log.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def landed(repository: Repository, ids: Sequence[str]) -> dict[int, int]:
    """When commits of HEAD's branch came, Unix seconds by their place in `ids`, the branch's first-parent chain, oldest first.

    The first push of a branch tells nothing: it may have brought years of history. A clone has no log.
    """
    file = repository.root / FILE
    if not repository.bare or not file.is_file():
        return {}
    branch, place = repository.text("symbolic-ref", "HEAD"), {commit: index for index, commit in enumerate(ids)}
    found: dict[int, int] = {}
    for row in rows(file.read_bytes()):
        if row["ref"] == branch and row["old"] in place and row["new"] in place:
            at = int(datetime.fromisoformat(row["at"]).timestamp())
            found |= dict.fromkeys(range(place[row["old"]] + 1, place[row["new"]] + 1), at)
    return found
