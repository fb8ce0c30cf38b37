"""A province's posting history for the freshness bench, through one `git fast-import`: everything follows from the seed.

Offices post every 3 to 11 days, as the duty makes them; some fell silent. Merges bring a few manuscripts each, some of them
days late, now and then one edits, deletes, restores or renames, and a few claim a wrong time.
"""

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

SHANGHAI = timezone(timedelta(hours=8))
END = datetime(2026, 5, 6, tzinfo=SHANGHAI)
DAY = 86400
PLATFORMS = ("wechat", "weibo", "douyin", "toutiao", "kuaishou", "xiaohongshu")
ACCOUNT = """\
name: {name}
represents_government: false
scope: covered
functions: [publish, interact]
interaction: [comments]
events:
  - kind: opened
    on: 2019-05-06
    approval: {{by: 990100-lingdong/government-office, document: 岭府办函〔2019〕12号, on: 2019-04-30}}
    filed_on: 2019-05-07
"""


@dataclass(frozen=True)
class Size:
    """How much to tell."""

    units: int = 1500
    accounts: int = 5000
    commits: int = 100_000
    years: int = 4


def tell(root: Path, size: Size, seed: int = 1) -> None:
    """A repository without a work tree's files."""
    subprocess.run(["git", "init", "-q", "--initial-branch=main", root], check=True)
    with subprocess.Popen(["git", "-C", root, "fast-import", "--quiet"], stdin=subprocess.PIPE) as git:
        assert git.stdin is not None
        for piece in _stream(size, random.Random(seed)):
            git.stdin.write(piece)
    if git.returncode:
        raise RuntimeError("git fast-import failed")


def _units(size: Size, rnd: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    found, left = [], size.accounts
    for n in range(size.units):
        rest = size.units - n - 1
        count = min(6, max(1, left - 6 * rest, min(left - rest, round(left / (rest + 1) + rnd.uniform(-2, 2)))))
        left -= count
        found.append((f"99{n // 11:04d}-region{n // 11}/unit-{n}", PLATFORMS[:count]))
    return found


def _posts(size: Size, rnd: random.Random, start: float) -> list[tuple[float, int]]:
    """Times of posting and the unit's number, in order; 3 % fell silent lately, 2 % long ago."""
    found = []
    for unit in range(size.units):
        fate, stop = rnd.random(), END.timestamp()
        if fate < 0.05:
            stop -= rnd.uniform(15, 85) * DAY if fate < 0.03 else rnd.uniform(95, 1200) * DAY
        period, time = rnd.uniform(3, 11) * DAY, start + rnd.uniform(0, 11 * DAY)
        while time < stop:
            found.append((time, unit))
            time += period * rnd.uniform(0.5, 1.2)
    return sorted(found)


def _stream(size: Size, rnd: random.Random) -> Iterator[bytes]:
    start = END.timestamp() - size.years * 365.25 * DAY
    units, posts = _units(size, rnd), _posts(size, rnd, start)
    yield _commit(start, [_file(f"registry/{u}/{p}.yml", ACCOUNT.format(name=f"{u} {p}")) for u, ps in units for p in ps])
    lately: list[tuple[str, str]] = []
    gone: list[tuple[str, str]] = []
    done, count = 0, size.commits - 1
    for number in range(count):
        upto = max(done, round((number + 1) * len(posts) / count))
        files = []
        for time, unit in posts[done:upto]:
            path, text = _manuscript(time, number, len(files), units[unit], rnd)
            files.append(_file(path, text))
            lately.append((path, text))
        time, done = posts[max(0, upto - 1)][0], upto
        files += _afterthoughts(lately, gone, number, rnd)
        del lately[:-400]
        yield _commit(time - rnd.uniform(1, 200) * DAY if rnd.random() < 0.0002 else time, files)


def _manuscript(time: float, number: int, part: int, unit: tuple[str, tuple[str, ...]], rnd: random.Random) -> tuple[str, str]:
    """Dated up to two and a half days before its merge; one in fifty waited up to ten days. Names most of the unit's accounts."""
    waited = rnd.uniform(0, 10) if rnd.random() < 0.02 else rnd.uniform(0, 2.5)
    day = datetime.fromtimestamp(time - waited * DAY, SHANGHAI)
    named = unit[1] if rnd.random() < 0.8 else unit[1][: rnd.randint(1, len(unit[1]))]
    text = (
        f"---\ntitle: 稿件 {number}-{part}\nclass: service\naccounts: [{', '.join(named)}]\nsource: original\n---\n正文 {number} {part}\n"
    )
    return f"content/manuscripts/{unit[0]}/{day:%Y/%m-%d}-n{number}-{part}.md", text


def _afterthoughts(lately: list[tuple[str, str]], gone: list[tuple[str, str]], number: int, rnd: random.Random) -> list[bytes]:
    """Edits (3 % of merges), deletions, restorations and renames (0.2 % each) of manuscripts of the last days."""
    fate = rnd.random()
    if fate > 0.036 or len(lately) < 50:
        return []
    if 0.002 < fate <= 0.004 and gone:
        path, text = gone.pop()
        return [_file(path, text)]
    at = rnd.randrange(len(lately) - 40)
    path, text = lately[at]
    if fate <= 0.002:
        gone.append(lately.pop(at))
        return [_gone(path)]
    if fate <= 0.006:
        lately[at] = (path.replace(".md", f"-moved{number}.md"), text)
        return [_gone(path), _file(*lately[at])]
    lately[at] = (path, f"{text}更正 {number}\n")
    return [_file(*lately[at])]


def _commit(time: float, files: list[bytes]) -> bytes:
    return b"commit refs/heads/main\ncommitter forge <forge@example> %d +0800\ndata 6\n\xe5\x90\x88\xe5\xb9\xb6\n%s" % (
        time,
        b"".join(files),
    )


def _file(path: str, text: str) -> bytes:
    raw = text.encode()
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(raw), raw)


def _gone(path: str) -> bytes:
    return b"D %s\n" % path.encode()
