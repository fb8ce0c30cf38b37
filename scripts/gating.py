"""What every way of enforcing the gate shares: put together a change, the authority before it and the evidence, and decide."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from govmedia.calculation.decision import Decision, decide
from govmedia.calculation.opinions import Opinion
from govmedia.calculation.raising import raised
from govmedia.calculation.submission import GENERATED, Authors, Draft, Submission, Submitting
from govmedia.calculation.testimony import SEEN, authors_by_path, opinion_of, unproven
from govmedia.errors import CannotRun
from govmedia.gitoutput import ABSENT
from govmedia.history import Repository
from govmedia.loading.base import load_authority
from govmedia.loading.changeset import ChangeSet
from govmedia.loading.drafts import Versions, manuscript_of, texts_of
from govmedia.loading.ledger import Ledger
from govmedia.loading.paths import is_manuscript
from govmedia.loading.statements import brought, elsewhere, folders_of, read_statements, statement_files
from govmedia.model.statement import is_statement_file
from govmedia.model.words import Verdict
from govmedia.when import AsOf

EVIDENCE = "refs/heads/evidence"
"""The branch of statements that came without their change, and of what the gate saw on a forge."""

MOST_MANUSCRIPTS = 1000
"""In one change."""

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Case:
    """One change before the gate, and where to look things up.

    `texts`: the manuscripts it is about, before and after, by path. `statements`: files of the statements about items, by path.
    `vouched`: authors by commit, as a forge or the receiving server knows them. `opener`: who asked for the merge.
    `reviews`: what a forge's reviews say of the items; where they are read live, approvals put on record before are not asked.
    `used`: paths of statements about items that an earlier landing brought: an approval lets in once. `refusals`: files of
    statements on other branches, each state by itself, of which only refusals count. `brought`: files of the statements that
    the change adds.
    """

    repository: Repository
    change: ChangeSet
    now: AsOf
    texts: Callable[[], Mapping[str, Versions]]
    statements: Callable[[Sequence[str]], Files]
    vouched: Mapping[str, Authors] = field(default_factory=dict)
    opener: Authors = field(default_factory=Authors)
    reviews: Callable[[Ledger, Submission], Iterable[Opinion]] | None = None
    used: Callable[[Sequence[str]], Collection[str]] = lambda _: ()
    refusals: Callable[[Sequence[str]], Iterable[Files]] = lambda _: ()
    brought: Callable[[], Files] = dict


def case_of(
    repository: Repository,
    change: ChangeSet,
    now: AsOf,
    vouched: Mapping[str, Authors] | None = None,
    let_in: Callable[[Iterable[str]], Iterable[str]] = lambda _: (),
) -> Case:
    """A change whose texts and statements are asked of Git: statements in its own tree and on the evidence branch.

    `let_in`: those of the statements on the evidence branch that have let something in before, where that is on record.
    Raises CannotRun where nobody could read it all, and judging it would take minutes.
    """
    if (many := sum(is_manuscript(c.path) for c in change.changes)) > MOST_MANUSCRIPTS:
        raise CannotRun(f"一次改动里有 {many} 篇稿件，太多", f"分几次提交，每次不超过 {MOST_MANUSCRIPTS} 篇")
    told = {c.path: c.status for c in change.changes if is_statement_file(c.path)}
    added = {path for path, status in told.items() if status == "A"}
    held = cache(partial(statement_files, repository, change.head))
    beside = cache(lambda folders: next((statement_files(repository, tip, folders) for tip in evidence_tip(repository)), {}))
    return Case(
        repository,
        change,
        now,
        lambda: texts_of(change.changes, repository, change.base, change.head),
        lambda items: {**beside(folders_of(items)), **held(folders_of(items))},
        vouched or {},
        used=lambda items: {*let_in(beside(folders_of(items))), *({*held(folders_of(items)), *told} - added)},
        refusals=partial(elsewhere, repository, change.base),
        brought=lambda: brought(held(tuple(sorted({path.rpartition("/")[0] for path in added}))), added),
    )


@dataclass(frozen=True)
class Outcome:
    """The decision, the authority it rests on, and statements that do not count, by path with why."""

    decision: Decision
    base: Ledger
    void: tuple[tuple[str, str], ...]


def judge(case: Case, base: Ledger | None = None) -> Outcome:
    """Decide. `base` saves loading the authority where it is at hand."""
    authority = base or load_authority(case.repository, case.change.base, case.now)
    submission = submitted(case, authority)
    opinions, void = said(case, authority, submission)
    if case.reviews is not None:
        recorded = [o for o in opinions if o.how != SEEN or o.verdict is Verdict.reject]
        opinions = [*case.reviews(authority, submission), *recorded]
    decision = decide(submission, authority, opinions, case.now)
    return Outcome(decision, authority, tuple(void))


def submitted(case: Case, base: Ledger) -> Submission:
    """What the change asks to be let in."""
    change = case.change
    wrote = authors_by_path(change, base, case.vouched)
    found = Submitting(base, change.changes, _drafts(case, base), lambda path: wrote(path) | case.opener, _derived(case, base)).submission()
    junk = [f"{path}：{why}；用不着的从分支里去掉（git rm）" for path, why in unproven(case.brought(), base, case.now)]
    return Submission(found.items, (*change.problems, *found.problems, *junk))


def said(case: Case, base: Ledger, submission: Submission) -> tuple[list[Opinion], list[tuple[str, str]]]:
    """Opinions in the statements that came with the change or lie on the evidence branch."""
    items = {item.key: item for item in submission.items}
    sealed, void = read_statements(case.statements(list(items)))
    opinions, used = {}, case.used(list(items))
    for each in sealed:
        found = opinion_of(each, base, case.now)
        if isinstance(found, str):
            void.append((each.path, found))
        elif found.verdict is not Verdict.approve or each.path not in used:
            opinions[each.path] = found
        elif dict(found.files) == dict(items[found.item].files):
            void.append((each.path, "已经放行过一次，要再放行须重新签"))
    for files in case.refusals(list(items)):  # each by itself: what lies on one branch cannot spoil what lies on another
        for each in read_statements(files)[0]:
            found = opinion_of(each, base, case.now)
            if isinstance(found, Opinion) and found.verdict is not Verdict.approve:
                opinions[each.path] = found
    return list(opinions.values()), void


def evidence_tip(repository: Repository) -> Iterable[str]:
    """The commit of the branch of that very name, if there is one."""
    try:
        return [repository.commit(EVIDENCE)]
    except CannotRun:
        return []


def _drafts(case: Case, base: Ledger) -> dict[str, Draft]:
    drafts = {}
    for path, (before, after) in case.texts().items():
        new, text = manuscript_of(after, path)
        old, _ = manuscript_of(before, path)
        drafts[path] = Draft(old, new, raised(new, text, base.words) if new else None)
    return drafts


def _derived(case: Case, base: Ledger) -> frozenset[str]:
    """Changed generated files that are exactly what generation gives after the change; gone, if it gives none."""
    from govmedia.calculation.kinds import kind_of

    paths = {c.path: c.new_blob for c in case.change.changes if (k := kind_of(c.path, base.kinds)) and k.kind == GENERATED}
    if not paths:
        return frozenset()
    from govmedia.loading.cache import ParseCache
    from govmedia.loading.committree import CommitTree
    from govmedia.loading.kept import digest_of
    from govmedia.loading.load import load_trees
    from govmedia.pages.generated import generated
    from govmedia.scripts.sitedata import rules_by_clause

    tree = CommitTree(case.repository, case.change.head)
    ledger = load_trees([(tree, ParseCache(case.repository.root))], case.now)
    wanted = generated(ledger, rules_by_clause())
    given = {path: digest_of(wanted[path].encode()) if path in wanted else ABSENT for path in paths}
    return frozenset(path for path, blob in paths.items() if given[path] == blob)
