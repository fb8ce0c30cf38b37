"""How GitLab guards a branch: protected branch, merge settings and, on the Premium tier, approvals that are demanded."""

from collections.abc import Collection
from typing import Any

from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.facts import CONTEXT, Access, Bypass, Check, Protection
from govmedia.forges.refusals import Refused

NOBODY, DEVELOPER = 0, 30
MAINTAINER = 40
"""Levels of access, as GitLab numbers them."""


class Guard:
    """Reads one project's guards. What the token or the tier does not show stays None."""

    def __init__(self, client: Client, project: str) -> None:
        self._client, self._project = client, project

    def protection(self, logins: Collection[str]) -> Protection:
        """All there is to know of the default branch."""
        project = self._client.get(self._project)
        branch = project.text("default_branch")
        needed = project.maybe_flag("only_allow_merge_if_pipeline_succeeds")
        return Protection(
            forge="gitlab",
            branch=branch,
            closed=project.maybe_text("visibility") != "public",
            **_branch(self._one(f"/protected_branches/{escaped(branch)}")),
            **self._approvals(),
            last_push_approved=False,
            # A pipeline must be green, and the status of the gate is part of it once it was written.
            checks=None if needed is None else (Check(CONTEXT),) if needed else (),
            up_to_date=project.maybe_text("merge_method") in ("ff", "rebase_merge"),
            skipped_passes=project.maybe_flag("allow_merge_on_skipped_pipeline"),
            robots_approve=False,
            access=self._access(logins),
        )

    def _one(self, path: str) -> Answer | None:
        try:
            return self._client.get(self._project + path)
        except Refused as error:
            if error.status not in (403, 404):
                raise
            return None

    def _approvals(self) -> dict[str, Any]:
        """On the Free tier there are no such settings, and nothing is demanded."""
        a = self._one("/approvals")
        if a is None or a.maybe_flag("merge_requests_author_approval") is None:
            return {"plan_refuses": True, "approvals": 0, "stale_dismissed": False, "authors_approve": True, "committers_approve": True}
        rules = self._one("/approval_rules")
        counts = [rule.maybe_number("approvals_required") or 0 for rule in (rules.maybe_items() if rules else None) or ()]
        return {
            "approvals": max([a.maybe_number("approvals_before_merge") or 0, *counts]),
            "stale_dismissed": a.maybe_flag("reset_approvals_on_push"),
            "authors_approve": a.maybe_flag("merge_requests_author_approval"),
            "committers_approve": a.maybe_flag("merge_requests_disable_committers_approval") is not True,
            "authors_override": a.maybe_flag("disable_overriding_approvers_per_merge_request") is not True,
        }

    def _access(self, logins: Collection[str]) -> dict[str, Access | None]:
        members = {
            (a.maybe_text("username") or "").casefold(): a.maybe_number("access_level") or NOBODY
            for a in self._client.pages(f"{self._project}/members/all")
        }
        return {
            login: _level(members[login.casefold()]) if login.casefold() in members else self._stranger(login) for login in sorted(logins)
        }

    def _stranger(self, login: str) -> Access | None:
        """Somebody who is no member: of no rights here, or not known to GitLab at all."""
        return "none" if any(True for _ in self._client.pages("/users", username=login)) else None


def _level(number: int) -> Access:
    return "admin" if number >= MAINTAINER else "write" if number >= DEVELOPER else "read" if number > NOBODY else "none"


def _branch(a: Answer | None) -> dict[str, Any]:
    """Where the branch is not protected, GitLab answers that there is no such thing."""
    if a is None:
        return {"direct_push": True, "force_push": True, "deletion": True, "code_owners_required": False, "bypasses": ()}
    levels = a.maybe_items("push_access_levels") or []
    return {
        "direct_push": any((level.maybe_number("access_level") or NOBODY) == DEVELOPER for level in levels),
        "force_push": a.maybe_flag("allow_force_push"),
        "deletion": False,
        "code_owners_required": a.maybe_flag("code_owner_approval_required") is True,
        "bypasses": tuple(
            Bypass(f"可直接推送：{level.maybe_text('access_level_description') or '不知是谁'}")
            for level in levels
            if (level.maybe_number("access_level") or NOBODY) != NOBODY
        ),
    }
