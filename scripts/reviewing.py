"""Gather what the comment for reviewers is made of: a case before the gate, its outcome, and both states of the registry."""

from collections.abc import Sequence

from govmedia.calculation.inspection import news
from govmedia.gitoutput import ABSENT, Change
from govmedia.history import Repository
from govmedia.hooks import RULES
from govmedia.loading.base import load_change
from govmedia.loading.drafts import Versions
from govmedia.model.statement import FOLDER
from govmedia.pages.reviewview import View
from govmedia.scripts.gating import Case, Outcome

_SUBMODULE = "160000"


def view_of(case: Case, outcome: Outcome, head_commit: str, unheard: Sequence[tuple[str, str]] = ()) -> View:
    """Everything that reviewers are told. `head_commit`: the commit whose merging is proposed. Raises CannotRun."""
    change = case.change
    head = load_change(case.repository, change.base, change.head, [c.path for c in change.changes], case.now)
    return View(
        outcome.decision,
        outcome.void,
        outcome.base,
        head,
        news(RULES, head),
        change.changes,
        {**dict(case.texts()), **contents(case.repository, change.changes)},
        {rule.name: rule.page["title"] for rule in RULES},
        head_commit,
        tuple(unheard),
    )


def contents(repository: Repository, changes: Sequence[Change]) -> dict[str, Versions]:
    """What every changed file but statements holds before and after, by path; None where there is none."""
    wanted = [change for change in changes if not change.path.startswith(f"{FOLDER}/")]
    sides = [_blobs(change) for change in wanted]
    asked = [blob for pair in sides for blob in pair if blob]
    found = dict(zip(asked, repository.blobs(asked), strict=True))
    return {change.path: (found.get(old), found.get(new)) for change, (old, new) in zip(wanted, sides, strict=True)}


def _blobs(change: Change) -> tuple[str, str]:
    """Blob ids; "" for what is absent or no blob."""
    sides = ((change.old_mode, change.old_blob), (change.new_mode, change.new_blob))
    old, new = ("" if blob == ABSENT or mode == _SUBMODULE else blob for mode, blob in sides)
    return old, new
