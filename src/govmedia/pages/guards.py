"""What to ask of each forge so that it guards the main branch: bodies of its own requests, for whoever administers it.

GitHub's is a ruleset to import. The others are lists of requests, in order; {owner}, {repo} and {id} are the repository's.
"""

from collections.abc import Callable
from typing import Any

from govmedia.calculation.owners import login
from govmedia.calculation.seats import in_office
from govmedia.forges.facts import CONTEXT, GITHUB_ACTIONS
from govmedia.loading.ledger import Ledger
from govmedia.model.words import Stage

BRANCH = "main"

Request = dict[str, Any]


def ruleset(checks: list[str]) -> dict[str, Any]:
    """The body of `POST /repos/{owner}/{repo}/rulesets`: nothing lands on the main branch unreviewed, and its history stays."""
    reviews = {
        "required_approving_review_count": 1,
        "require_code_owner_review": True,
        "dismiss_stale_reviews_on_push": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": True,
    }
    # Pinned to an application, or anybody with write access could report success.
    contexts = [{"context": check, "integration_id": GITHUB_ACTIONS} for check in sorted({CONTEXT, *checks})]
    statuses = {"strict_required_status_checks_policy": True, "required_status_checks": contexts}
    rules: list[dict[str, Any]] = [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": reviews},
        {"type": "required_status_checks", "parameters": statuses},
    ]
    return {
        "name": CONTEXT,
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
        "rules": rules,
    }


def gitea(ledger: Ledger) -> list[Request]:
    """Gitea 1.27: one rule for the branch."""
    return [_gitea({"block_admin_merge_override": True, "block_on_outdated_branch": True, "enable_force_push": False})]


def forgejo(ledger: Ledger) -> list[Request]:
    """Forgejo binds administrators by a switch of another name."""
    return [_gitea({"apply_to_admins": True, "block_on_outdated_branch": True})]


def _gitea(more: dict[str, Any]) -> Request:
    rule = {
        "rule_name": BRANCH,
        "enable_push": False,
        "required_approvals": 1,
        "dismiss_stale_approvals": True,
        "block_on_rejected_reviews": True,
        "block_on_official_review_requests": True,
        "enable_status_check": True,
        "status_check_contexts": [CONTEXT],
    }
    return {"method": "POST", "path": "/repos/{owner}/{repo}/branch_protections", "body": rule | more}


def gitlab(ledger: Ledger) -> list[Request]:
    """GitLab: what the Free tier takes, then what only Premium does."""
    project = {
        "only_allow_merge_if_pipeline_succeeds": True,
        "allow_merge_on_skipped_pipeline": False,
        "only_allow_merge_if_all_discussions_are_resolved": True,
        "merge_method": "rebase_merge",
    }
    branch = {"name": BRANCH, "push_access_level": 0, "merge_access_level": 40, "allow_force_push": False}
    approvals = {
        "reset_approvals_on_push": True,
        "disable_overriding_approvers_per_merge_request": True,
        "merge_requests_author_approval": False,
        "merge_requests_disable_committers_approval": True,
    }
    return [
        {"method": "PUT", "path": "/projects/{id}", "body": project},
        {"method": "POST", "path": "/projects/{id}/protected_branches", "body": branch},
        {
            "tier": "Premium",
            "method": "PATCH",
            "path": f"/projects/{{id}}/protected_branches/{BRANCH}",
            "body": {"code_owner_approval_required": True},
        },
        {"tier": "Premium", "method": "POST", "path": "/projects/{id}/approvals", "body": approvals},
        {
            "tier": "Premium",
            "method": "POST",
            "path": "/projects/{id}/approval_rules",
            "body": {"name": "审稿人", "approvals_required": 1, "rule_type": "any_approver"},
        },
    ]


def gitee(ledger: Ledger) -> list[Request]:
    """Gitee: nobody pushes, administrators merge, reviewers are named. 门禁 has no interface: switch it on in the branch's settings."""
    day = ledger.as_of.day
    able = [p for p in ledger.people.values() if in_office(p, day) and {Stage.second, Stage.final} & set(p.stages)]
    reviewers = ",".join(sorted({found for p in able if (found := login(p, "gitee"))}))
    rule = {"wildcard": BRANCH, "pusher": "none", "merger": "admin", "mode": "standard"}
    review = {"assignees": reviewers, "assignees_number": 1, "testers": "", "testers_number": 0}
    return [
        {"method": "PUT", "path": "/repos/{owner}/{repo}/branches/setting/new", "body": rule},
        {"method": "PUT", "path": "/repos/{owner}/{repo}/reviewer", "body": review},
    ]


REQUESTS: dict[str, Callable[[Ledger], list[Request]]] = {"gitea": gitea, "forgejo": forgejo, "gitlab": gitlab, "gitee": gitee}
"""By forge, for those that take no file of their own."""
