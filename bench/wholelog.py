"""One pass over the whole log: what freshness costs without any thought, and the oracle that judges it.

`python wholelog.py REPO` reads and parses everything; `--judge INSTANT` also works out every account's last update, merges
only, as JSON `{"<unit>/<account>": seconds}`. It shares no code with the product.
"""

import json
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime

ITEM = re.compile(r"content/manuscripts/([^/]+/[^/]+)/\d{4}/\d{2}-\d{2}-[^/]+\.md")
NAMED = re.compile(r"^accounts: \[([^\]]*)\]", re.MULTILINE)
Change = tuple[str, str, str]
"""Old blob, new blob ("" where there is no file), path."""


def whole_log(repository: str) -> Iterator[tuple[int, list[Change]]]:
    """Committer time and changes against the first parent of every commit, newest first."""
    command = ["git", "-C", repository, "log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev"]
    time, changes, meta = 0, [], []
    for field in _fields([*command, "--format=%x02%ct", "HEAD"]):
        if field[:1] == b"\x02":
            if time:
                yield time, changes
            time, changes = int(field[1:]), []
        elif field.lstrip(b"\n")[:1] == b":":
            meta = field.decode().lstrip("\n:").split()
        elif meta:
            old, new = (blob if mode.startswith("100") else "" for mode, blob in zip(meta[:2], meta[2:4], strict=True))
            changes.append((old, new, field.decode("utf-8", "replace")))
            meta = []
    yield time, changes


def _fields(command: list[str]) -> Iterator[bytes]:
    with subprocess.Popen(command, stdout=subprocess.PIPE) as git:
        assert git.stdout is not None
        rest = b""
        while chunk := git.stdout.read(1 << 20):
            *whole, rest = (rest + chunk).split(b"\0")
            yield from whole
        yield rest


def credible(times: list[int]) -> list[int]:
    """Times, oldest first, with those that do not fit lowered to their next fitting neighbour's, if that is earlier."""
    best, ends = [0] * len(times), []
    for i, time in enumerate(times):
        best[i] = bisect_right(ends, time) + 1
        ends[best[i] - 1 :] = [time, *ends[best[i] :]]
    lengths: dict[int, list[int]] = {}
    for i, length in enumerate(best):
        lengths.setdefault(length, []).append(i)
    fitting, limit = set(), None
    for want in range(len(ends), 0, -1):
        chosen = min(i for i in lengths[want] if limit is None or times[i] <= limit)
        fitting.add(chosen)
        limit = times[chosen]
    after, found = None, list(times)
    for i in range(len(times) - 1, -1, -1):
        if i in fitting:
            after = times[i]
        elif after is not None:
            found[i] = min(times[i], after)
    return found


def brought(log: list[tuple[int, list[Change]]]) -> dict[str, tuple[int, str]]:
    """For each manuscript at the end of a log (oldest first): when it was brought, and its text's id."""
    times = credible([time for time, _ in log])
    items: dict[str, tuple[int, str]] = {}
    in_unit: dict[tuple[str, str], int] = {}
    for time, (_, changes) in zip(times, log, strict=True):
        mine = [(old, new, path, found[1]) for old, new, path in changes if (found := ITEM.fullmatch(path))]
        gone = {old: items.pop(path)[0] for old, new, path, _ in mine if old and not new}
        for old, new, path, unit in mine:
            if new:
                since = items[path][0] if old else in_unit.get((unit, new), gone.get(new, time))
                items[path] = (since, new)
                in_unit.setdefault((unit, new), since)
    return items


def judge(repository: str, until: int) -> dict[str, int]:
    """The last update of every account that any manuscript names, up to a moment."""
    items = brought(list(whole_log(repository))[::-1])
    blobs = sorted({blob for _, blob in items.values()})
    command = ["git", "-C", repository, "cat-file", "--batch"]
    answer = subprocess.run(command, input="\n".join(blobs).encode(), capture_output=True, check=True).stdout
    texts, at = {}, 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        blob, _, size = answer[at:end].decode().split()
        texts[blob] = answer[end + 1 : end + 1 + int(size)].decode()
        at = end + 2 + int(size)
    last: dict[str, int] = {}
    for path, (time, blob) in items.items():
        unit = path.removeprefix("content/manuscripts/").rsplit("/", 2)[0]
        for stem in (s.strip() for found in NAMED.findall(texts[blob]) for s in found.split(",")):
            if time <= until and time > last.get(f"{unit}/{stem}", -1):
                last[f"{unit}/{stem}"] = time
    return last


if __name__ == "__main__":
    if "--judge" in sys.argv:
        print(json.dumps(judge(sys.argv[1], int(datetime.fromisoformat(sys.argv[3]).timestamp()))))
    else:
        print(sum(len(changes) for _, changes in whole_log(sys.argv[1])))
