"""`govmedia gate verify`: audit every landing of a branch under the authority that stood before it. Exit 1 where one was not signed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import click

from govmedia.calculation.decision import Judged, decide
from govmedia.calculation.submission import Submission
from govmedia.calculation.testimony import signed_by, vouched_for
from govmedia.gitoutput import Objects
from govmedia.history import Repository, lacking
from govmedia.loading.base import grants, load_authority
from govmedia.loading.changeset import ChangeSet
from govmedia.loading.commits import Commit
from govmedia.loading.drafts import Versions, manuscript_path
from govmedia.loading.ledger import Ledger
from govmedia.loading.statements import read_vouchings
from govmedia.loading.trail import Shelf, landings
from govmedia.model.statement import FOLDER, Vouching, folder_of, vouching_path
from govmedia.pages.verdict import as_json, as_text, overdue_line
from govmedia.scripts import run
from govmedia.scripts.gating import Case, Outcome, evidence_tip, judge, said
from govmedia.scripts.options import as_of_option, read_root_option
from govmedia.scripts.received import Received, vouched
from govmedia.when import SHANGHAI, AsOf, at


@click.command("verify", short_help="核验主干上每一次合并")
@read_root_option
@as_of_option
@click.option("--since", required=True, metavar="提交", help="从哪个提交以后开始核验（它以前的凭信任）")
@click.option("--branch", default="HEAD", show_default=True, metavar="分支", help="核验哪个分支")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式")
def command(root: Path, moment: AsOf, since: str, branch: str, shape: str) -> int:
    """核验主干上每一次合并：按它之前的人员和口径，审签是否齐全。应急稿件没有按时补齐审签的另外列出。"""
    repository = Repository(root)
    audit = Audit(repository, repository.commit(since), repository.commit(branch), moment)
    failed = [step for step in audit.steps() if not step.outcome.decision.passes]
    overdue = list(audit.overdue(moment))
    click.echo(_as_json(audit, failed, overdue) if shape == "json" else _as_text(audit, failed, overdue))
    return int(bool(failed))


@dataclass(frozen=True)
class Step:
    """One landing and what the gate says of it."""

    commit: Commit
    landed: AsOf
    case: Case
    outcome: Outcome


class Audit:
    """A walk along a branch. Authority is loaded anew only when a landing changed it."""

    def __init__(self, repository: Repository, since: str, tip: str, now: AsOf) -> None:
        self.repository, self.since, self.tip = repository, since, tip
        self._now = int(now.instant.timestamp())
        self.count = 0
        self._emergencies: list[tuple[Step, Judged]] = []
        evidence = [row for tip in evidence_tip(repository) for row in _blobs(repository, tip)]
        kept = list(_blobs(repository, since))
        self._shelf = Shelf([*evidence, *kept])
        self._used = {path for path, _ in kept}
        self._came: dict[str, datetime] = {}
        self._pushed = Received(repository.root).first_pushers() if repository.bare else {}

    def steps(self) -> Iterator[Step]:
        """Every landing, oldest first."""
        objects = self.repository.objects()
        base: Ledger | None = None
        clock = 0
        try:
            for commit, change in landings(self.repository, self.since, self.tip):
                clock = max(clock, min(commit.at, self._now))  # a committer's clock never runs back, nor beyond today
                landed = at(datetime.fromtimestamp(clock, SHANGHAI))
                base = base or load_authority(self.repository, change.base, landed)
                yield self._step(commit, change, landed, base, objects)
                if any(grants(c.path) for c in change.changes):
                    base = None
        finally:
            objects.close()

    def _step(self, commit: Commit, change: ChangeSet, landed: AsOf, base: Ledger, objects: Objects) -> Step:
        self.count += 1
        for each in change.changes:
            if each.path.startswith(f"{FOLDER}/"):
                self._shelf.put(each.path, each.new_blob)
                self._came[each.path] = landed.instant
        texts, told = partial(_texts, change, objects), partial(self._statements, objects)
        unsigned = [part.commit.id for part in change.contributions if not signed_by(part.commit, base)]
        pushed = vouched({commit: self._pushed[commit] for commit in unsigned if commit in self._pushed}, base)
        known = {**pushed, **vouched_for(self._vouchings(change, objects), base)}
        case = Case(self.repository, change, landed, texts, told, known, used=lambda _: self._used)
        step = Step(commit, landed, case, judge(case, base))
        self._used |= {each.path for each in change.changes if each.path.startswith(f"{FOLDER}/")}
        self._used |= {seat.signed.source for judged in step.outcome.decision.judged for seat in judged.seats if seat.signed}
        self._emergencies += [(step, judged) for judged in step.outcome.decision.judged if judged.later]
        return step

    def _statements(self, objects: Objects, items: Sequence[str]) -> Mapping[str, bytes]:
        return _contents(self._shelf.of(map(folder_of, items)), objects)

    def _come_by(self, deadline: AsOf, objects: Objects, items: Sequence[str]) -> Mapping[str, bytes]:
        """Statements that had landed by then: when they were signed is the signer's own word."""
        found = self._statements(objects, items)
        return {path: raw for path, raw in found.items() if self._came.get(path, deadline.instant) <= deadline.instant}

    def _vouchings(self, change: ChangeSet, objects: Objects) -> list[tuple[Vouching, str | None]]:
        wanted = {vouching_path(part.commit.id) for part in change.contributions}
        kept = self._shelf.of({path.rpartition("/")[0] for path in wanted})
        return read_vouchings(_contents({path: blob for path, blob in kept.items() if path.removesuffix(".sig") in wanted}, objects))

    def overdue(self, now: AsOf) -> Iterator[tuple[Step, Judged]]:
        """Emergency items whose full review has not come within the hours of the policy; asked after `steps`."""
        objects = self.repository.objects()
        try:
            for step, judged in self._emergencies:
                hours = step.outcome.base.thresholds((judged.item.unit or "").split("/")[0]).signing.after_hours
                deadline = at(step.landed.instant + timedelta(hours=hours))
                again = self._again(step, judged, deadline, objects)
                if now.instant > deadline.instant and not again.complete:
                    yield step, again
        finally:
            objects.close()

    def _again(self, step: Step, judged: Judged, deadline: AsOf, objects: Objects) -> Judged:
        change = Submission((judged.item,), ())
        case = Case(self.repository, step.case.change, deadline, dict, partial(self._come_by, deadline, objects))
        opinions, _ = said(case, step.outcome.base, change)
        return decide(change, step.outcome.base, opinions, deadline).judged[0]


def _blobs(repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    return ((each.path, each.id) for each in repository.listed(commit, [f"{FOLDER}/"]) if each.plain)


def _texts(change: ChangeSet, objects: Objects) -> Mapping[str, Versions]:
    """Manuscripts before and after; one that does not change itself, but whose pictures do, is looked up by path."""
    told = {c.path: (c.old_blob, c.new_blob) for c in change.changes}
    wanted = sorted({text for c in change.changes if (text := manuscript_path(c.path))})
    names = [name for path in wanted for name in told.get(path, (f"{change.head}:{path}",) * 2)]
    found = [each.content if each else None for each in objects.find(names)]
    return dict(zip(wanted, zip(found[::2], found[1::2], strict=True), strict=True))


def _contents(blobs: Mapping[str, str], objects: Objects) -> dict[str, bytes]:
    """Contents by path. Raises CannotRun where one is missing."""
    contents = {}
    for (path, blob), found in zip(blobs.items(), objects.find(blobs.values()), strict=True):
        if found is None:
            raise lacking(blob)
        contents[path] = found.content
    return contents


def _as_text(audit: Audit, failed: Sequence[Step], overdue: Sequence[tuple[Step, Judged]]) -> str:
    lines = []
    for step in failed:
        lines += [f"{step.commit.id} {step.landed}", as_text(step.outcome.decision, step.outcome.base, step.outcome.void), ""]
    lines += [overdue_line(step.commit.id, judged, step.outcome.base) for step, judged in overdue]
    lines.append(
        f"核验了 {audit.count} 次合并：审签齐全 {audit.count - len(failed)}，不齐 {len(failed)}；应急稿件逾期未补 {len(overdue)}。"
    )
    return "\n".join(lines)


def _as_json(audit: Audit, failed: Sequence[Step], overdue: Sequence[tuple[Step, Judged]]) -> str:
    data: dict[str, Any] = {
        "version": 1,
        "landings": audit.count,
        "failed": [{"commit": s.commit.id, "landed": str(s.landed), **as_json(s.outcome.decision)} for s in failed],
        "overdue": [{"commit": s.commit.id, "item": j.item.key} for s, j in overdue],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    raise SystemExit(run(command))
