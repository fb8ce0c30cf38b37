"""`govmedia gate receive`: Git's pre-receive hook. What it refuses never becomes visible, whoever pushes.

The main branch takes one signed step at a time; the evidence branch takes statements; other branches are workshops.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import click

from govmedia.calculation.inspection import Finding, news
from govmedia.calculation.testimony import signed_by, unproven
from govmedia.errors import CannotRun
from govmedia.history import Repository
from govmedia.loading.base import load_authority, load_change
from govmedia.loading.changeset import ChangeSet, landing
from govmedia.loading.statements import LARGEST
from govmedia.model.statement import FOLDER
from govmedia.names import shown
from govmedia.pages.findings import as_text as findings_text
from govmedia.pages.verdict import as_text
from govmedia.scripts import keep
from govmedia.scripts.gateinstall import INTRODUCTION
from govmedia.scripts.gating import EVIDENCE, case_of, judge
from govmedia.scripts.options import now
from govmedia.scripts.received import Pusher, Received, pusher, vouched
from govmedia.when import SHANGHAI, AsOf

_CLOCKS = timedelta(days=1)
"""How far the clocks of two honest machines may differ."""
_LAST = int(datetime(9999, 1, 1, tzinfo=SHANGHAI).timestamp())

Ref = tuple[str, str, str]
"""Old tip, new tip, name, as Git hands them over."""


@click.command("receive", short_help="Git 服务器收到推送时判定（pre-receive）")
def command() -> int:
    """在 Git 服务器上由 pre-receive 钩子调用：标准输入每行是“旧提交 新提交 分支”。不放行时说明缺什么。"""
    refs = _moved(sys.stdin.buffer.read())
    door = _Door(Repository(Path.cwd()), now(), pusher(os.environ))
    refusals = [told for ref in refs if (told := door.refusal(ref))]
    for told in refusals:
        with suppress(OSError):  # whoever pushes may have hung up: the verdict stands
            click.echo(told, err=True)
    if not refusals:
        door.note(refs)
    return int(bool(refusals))


def _moved(told: bytes) -> list[Ref]:
    """The refs of a push: old tip, new tip and name on a line; a name may hold anything but a line break. Raises CannotRun."""
    rows = [line.split(b" ", 2) for line in told.splitlines() if line]
    if not all(len(row) == 3 for row in rows):
        raise CannotRun("标准输入不是 Git 给钩子的内容", "由 pre-receive 钩子调用，不要单独运行；看一次改动用 govmedia gate show")
    return [(old.decode("ascii", "replace"), new.decode("ascii", "replace"), shown(name)) for old, new, name in rows]


class _Door:
    """One push at the door of one repository."""

    def __init__(self, repository: Repository, at: AsOf, who: Pusher | None) -> None:
        self.repository, self.at, self.who = repository, at, who
        self.log, self.used = Received(repository.root), set[str]()
        self.main = repository.branch()

    def refusal(self, ref: Ref) -> str:
        """Why a branch may not move so; "" where it may."""
        old, new, name = ref
        if name.startswith("refs/replace/"):
            return f"{name} 不收：替换对象会让各人看到不同的历史。"
        if not new.strip("0"):
            return f"{name} 不能删除：推上来的一律留着。"
        if old.strip("0") and not self.repository.told("merge-base", "--is-ancestor", old, new)[0]:
            return f"{name} 不能强推：先取回现在的内容，在它之上合并。"
        if name.startswith((f"{EVIDENCE}/", f"{self.main}/")):
            return f"{name} 不收：换一个名字，主干和 evidence 下面不放分支。"
        if name in ("refs/heads/main", "refs/heads/master") and name != self.main and self.repository.head() is None:
            return f"HEAD 指向 {self.main}，{name} 没有关口守着：在服务器上运行 git symbolic-ref HEAD {name}。"
        if name not in (self.main, EVIDENCE):
            return ""
        if not old.strip("0"):
            return self._first(new, name)
        return self._main(old, new) if name == self.main else self._evidence(old, new)

    def _first(self, new: str, name: str) -> str:
        if name == EVIDENCE:
            return self._evidence(None, new)
        start = self.repository.text("config", "--default", "", INTRODUCTION)
        return "" if new == start else f"主干只能从装关口时写明的提交 {start or '（没有写明）'} 开始。"

    def _main(self, old: str, new: str) -> str:
        change = landing(self.repository, old, new)
        ahead = datetime.fromtimestamp(min(change.at, _LAST), SHANGHAI) - self.at.instant
        if ahead > _CLOCKS:
            return f"提交时间比服务器早到 {ahead.days} 天：核对电脑的时钟，重新提交。"
        authority = keep(load_authority(self.repository, old, self.at))
        unsigned = {c.commit.id for c in change.contributions if not signed_by(c.commit, authority)}
        fresh = dict.fromkeys(unsigned.intersection(self._fresh(new)), self.who) if self.who else {}
        vouching = vouched({**self.log.pushers(unsigned - fresh.keys()), **fresh}, authority)
        outcome = judge(case_of(self.repository, change, self.at, vouching, self.log.used), authority)
        self.used |= {seat.signed.source for each in outcome.decision.judged for seat in each.seats if seat.signed}
        told = [] if outcome.decision.passes else [as_text(outcome.decision, outcome.base, outcome.void)]
        blocking = [finding for finding in self._findings(change) if finding.blocks]
        told += [f"检查没有通过：\n{findings_text(blocking)}"] if blocking else []
        return "\n".join(told)

    def _findings(self, change: ChangeSet) -> list[Finding]:
        from govmedia.hooks import RULES

        paths = [c.path for c in change.changes]
        return news(RULES, load_change(self.repository, change.base, change.head, paths, self.at))

    def _evidence(self, old: str | None, new: str) -> str:
        """Statements only, added only, and only such as prove whose word they are."""
        tree = self.repository.text("hash-object", "-t", "tree", os.devnull) if old is None else old
        changes = self.repository.diff(tree, new)
        wrong = [c.path for c in changes if c.status != "A" or c.new_mode != "100644" or not c.path.startswith(f"{FOLDER}/")]
        if wrong:
            return f"evidence 分支只收新增的签批，{wrong[0]} 不是。"
        texts = self.repository.small((c.new_blob for c in changes), LARGEST)
        files = {c.path: texts.get(c.new_blob, b"") for c in changes}
        bad = unproven(files, load_authority(self.repository, self.main, self.at), self.at)
        return "\n".join(f"{path}：{why}。" for path, why in bad)

    def _fresh(self, new: str) -> list[str]:
        """Commits that this push brings."""
        return self.repository.text("rev-list", new, "--not", "--all").split()

    def note(self, refs: Iterable[Ref]) -> None:
        """Put the push on record."""
        for old, new, name in refs:
            used = self.used if name == self.main else ()
            self.log.add(self.who, (old, new, name), self._fresh(new) if new.strip("0") else [], self.at, used)
