"""`govmedia gate status`: read a forge's open pull requests, decide, and write one status and one comment on each.

It judges Git objects of this clone, never runs anything of a pull request, and may run as often as one likes.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from govmedia.calculation.decision import Decision
from govmedia.calculation.opinions import Opinion
from govmedia.calculation.reviews import Reading
from govmedia.calculation.submission import Item, Submission
from govmedia.calculation.testimony import by_login, is_witness
from govmedia.errors import CannotRun
from govmedia.forges.connect import FORGES, connect
from govmedia.forges.facts import Forge, Pull, Review, State
from govmedia.gitoutput import ABSENT
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.changeset import ChangeSet, proposal
from govmedia.loading.ledger import Ledger
from govmedia.loading.statements import folders_of, read_statements, statement_files
from govmedia.model.statement import Statement
from govmedia.model.words import Verdict
from govmedia.pages import reviewview
from govmedia.pages.reviewcomment import comment
from govmedia.pages.verdict import headline
from govmedia.scripts.evidence import Place, record, statements, vouchings
from govmedia.scripts.gating import Case, case_of, evidence_tip, judge
from govmedia.scripts.options import as_of_option, read_root_option
from govmedia.scripts.reviewing import view_of
from govmedia.when import AsOf

MARKER = "<!-- govmedia gate -->"
LARGEST_SUMMARY = 900_000
"""Bytes; GitHub shows no job's summary that is larger than a mebibyte."""


@click.command("status", short_help="读代码平台的审核意见，写回状态和说明")
@read_root_option
@as_of_option
@click.option("--forge", "name", type=click.Choice(list(FORGES)), required=True, help="代码平台")
@click.option("--repo", required=True, metavar="所有者/库名", help="平台上的库")
@click.option("--api", metavar="网址", help="平台接口地址，自建平台须写明")
@click.option("--base", default="HEAD", show_default=True, metavar="提交", help="主干：分支名或提交")
@click.option("--pull", "numbers", type=int, multiple=True, help="只看这几个合并请求")
@click.option("--witness", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="记录见到的审核意见所用的 SSH 私钥")
@click.option("--summary", type=click.Path(path_type=Path, dir_okay=False), help="把各条说明也添到这个文件（工作流的小结）")
def command(
    root: Path,
    moment: AsOf,
    name: str,
    repo: str,
    api: str | None,
    base: str,
    numbers: tuple[int, ...],
    witness: Path | None,
    summary: Path | None,
) -> int:
    """逐个判定开着的合并请求：写一个提交状态“先审后发”，更新一条说明；有 --witness 时把见到的意见记到 evidence 分支。"""
    forge = connect(name, repo, api, os.environ)
    repository = Repository(root)
    desk = Desk(forge, repo, repository, repository.commit(base), moment, summary)
    failed = 0
    for pull in [forge.pull(number) for number in numbers] or forge.open_pulls():
        try:
            told = desk.judge(pull, witness)
        except CannotRun as error:
            failed += 1
            told = f"没有判定：{error}"
        click.echo(f"#{pull.number} {pull.title}：{told}")
    return 3 if failed else 0


@dataclass
class View:
    """What is known of one pull request while it is judged. `unheard`: reviews that do not count, by login with why."""

    pull: Pull
    change: ChangeSet
    reviews: list[Review]
    opinions: list[Opinion] = field(default_factory=list)
    unheard: list[tuple[str, str]] = field(default_factory=list)
    items: tuple[Item, ...] = ()


@dataclass
class Desk:
    """One forge, one clone, one state of the main branch. `summary`: a file that takes every comment, too."""

    forge: Forge
    repo: str
    repository: Repository
    base: str
    now: AsOf
    summary: Path | None = None

    def judge(self, pull: Pull, witness: Path | None = None) -> str:
        """Judge one pull request and tell the forge; the headline. Raises CannotRun."""
        authority = load_authority(self.repository, self.base, self.now)
        view = View(pull, proposal(self.repository, self.base, self.repository.commit(pull.head)), self.forge.reviews(pull.number))
        people = self.forge.commit_people(pull.number)
        vouched = {c.commit: by_login(self.forge.name, c.logins, c.unknown, authority) for c in people}
        opener = by_login(self.forge.name, [pull.author], (), authority)
        case = replace(self._case(view), vouched=vouched, opener=opener, reviews=lambda base, change: self._said(view, base, change))
        outcome = judge(case, authority)
        if witness:
            spoken = [*statements(view.opinions, view.items, view.reviews, self._place(pull)), *vouchings(people, self.forge.name)]
            record(self.repository, [*spoken, *self._withdrawn(view, authority)], witness, self.now)
        return self._tell(view, view_of(case, outcome, pull.head, view.unheard))

    def _case(self, view: View) -> Case:
        return case_of(self.repository, view.change, self.now)

    def _place(self, pull: Pull) -> Place:
        return Place(self.forge.name, self.repo, pull.number)

    def _said(self, view: View, base: Ledger, change: Submission) -> Iterable[Opinion]:
        """Opinions of the live reviews, each under the policy that it was first seen under."""
        view.items = change.items
        first = {s.witnessed.review: s.policy for s in self._on_record(view, base) if s.witnessed}
        for each in Reading(self.forge.name, base, change.items, self._files).opinions(view.reviews):
            if isinstance(each, Opinion):
                view.opinions.append(replace(each, policy=first.get(each.source)))
            else:
                view.unheard.append(each)
        return view.opinions

    def _files(self, commit: str, item: Item) -> Mapping[str, str] | None:
        """What a reviewer saw of an item."""
        try:
            found = {each.path: each.id for each in self.repository.listed(self.repository.commit(commit), item.files)}
        except CannotRun:
            return None
        return {path: found.get(path, ABSENT) for path in item.files}

    def _on_record(self, view: View, base: Ledger) -> Iterator[Statement]:
        """What was put on record of this pull request's items before."""
        for tip in evidence_tip(self.repository):
            sealed, _ = read_statements(statement_files(self.repository, tip, folders_of(item.key for item in view.items)))
            yield from (s.statement for s in sealed if s.statement.witnessed and is_witness(s.key, base))

    def _withdrawn(self, view: View, base: Ledger) -> Iterator[Statement]:
        """An approval on record whose review has been dismissed since."""
        gone = {review.id for review in view.reviews if review.state == "dismissed"}
        for statement in self._on_record(view, base):
            if statement.witnessed and statement.witnessed.review in gone and statement.verdict is Verdict.approve:
                yield statement.model_copy(update={"verdict": Verdict.revoke, "at": self.now.instant})

    def _tell(self, view: View, shown: reviewview.View) -> str:
        told = headline(shown.decision, shown.base, len(shown.blocking))
        said = comment(shown)
        self.forge.upsert_comment(view.pull.number, MARKER, said)
        self._sum_up(f"# 合并请求 {view.pull.number}\n\n{said}\n")
        self.forge.set_status(view.pull.head, state_of(shown.decision, bool(shown.blocking), view.pull.draft), told, view.pull.url)
        return told

    def _sum_up(self, text: str) -> None:
        """Add a comment to the summary while there is room for it."""
        if self.summary is None:
            return
        with open(self.summary, "a", encoding="utf-8") as file:
            if file.tell() + len(text.encode()) < LARGEST_SUMMARY:
                file.write(text)


def state_of(decision: Decision, blocked: bool, draft: bool) -> State:
    """Failure is what waiting does not mend: refusals, faults, findings. Lacking signatures are pending."""
    wrong = decision.problems or any(j.item.problems or j.rejections or j.item.authors.strangers for j in decision.judged)
    if wrong or blocked:
        return State.failure
    return State.success if decision.passes and not draft else State.pending
