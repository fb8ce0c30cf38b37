"""Gitea and Forgejo. 未在真实服务器上试过: written from the published interface of Gitea 1.27, not tried on a live server."""

from collections.abc import Collection
from typing import Any, Literal

from govmedia.errors import CannotRun
from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.comments import Comments
from govmedia.forges.facts import CONTEXT, NEVER, Access, Bypass, Check, CommitPeople, Protection, Pull, Review, ReviewState, State
from govmedia.forges.refusals import Refused
from govmedia.forges.shapes import access_of, people_of, pull_of
from govmedia.forges.texts import one_line

SUMMARY, COMMENT = 250, 60_000

_STATES: dict[str, ReviewState] = {"APPROVED": "approved", "REQUEST_CHANGES": "rejected", "COMMENT": "commented"}
_NO_REVIEWS = ("PENDING", "REQUEST_REVIEW")
"""What stands in the list of reviews but is none: one still being written, and a request to review."""
_UNPROTECTED: dict[str, Any] = {
    "direct_push": True,
    "approvals": 0,
    "stale_dismissed": False,
    "checks": (),
    "up_to_date": False,
    "force_push": True,
    "bypasses": (),
}
_ACCESS: dict[str, Access] = {"none": "none", "read": "read", "write": "write", "admin": "admin", "owner": "admin"}


class Gitea:
    """One repository. `repo` is owner/name; there is no API address to assume."""

    def __init__(self, repo: str, api: str | None, token: str, name: Literal["gitea", "forgejo"] = "gitea") -> None:
        self.name: str = name
        label = {"gitea": "Gitea", "forgejo": "Forgejo"}[name]
        if not api:
            raise CannotRun(f"不知道 {label} 在哪里", "用 --api 写明接口地址，如 https://git.example.gov.cn/api/v1")
        self._client = Client(label, api, token, scheme="Authorization: token {}", size="limit")
        self._repo = "/repos/" + "/".join(map(escaped, repo.split("/")))

    def open_pulls(self) -> list[Pull]:
        """See Forge."""
        return sorted(map(pull_of, self._client.pages(f"{self._repo}/pulls", state="open")), key=lambda pull: pull.number)

    def pull(self, number: int) -> Pull:
        """See Forge."""
        return pull_of(self._client.get(f"{self._repo}/pulls/{number}"))

    def reviews(self, number: int) -> list[Review]:
        """See Forge."""
        found = self._client.pages(f"{self._repo}/pulls/{number}/reviews")
        return sorted((_review(a) for a in found if a.maybe_text("state") not in _NO_REVIEWS), key=lambda review: review.at)

    def commit_people(self, number: int) -> list[CommitPeople]:
        """See Forge. Gitea lists the newest commit first."""
        return [people_of(a) for a in self._client.pages(f"{self._repo}/pulls/{number}/commits")][::-1]

    def set_status(self, commit: str, state: State, summary: str, url: str | None) -> None:
        """See Forge."""
        body = {"state": str(state), "context": CONTEXT, "description": one_line(summary, SUMMARY), "target_url": url or ""}
        self._client.send("POST", f"{self._repo}/statuses/{escaped(commit)}", body)

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """See Forge."""
        issues = f"{self._repo}/issues"
        comments = Comments(self._client, f"{issues}/{number}/comments", f"{issues}/comments", COMMENT)
        comments.keep(self._client.get("/user").text("login"), marker, body)

    def protection(self, logins: Collection[str] = ()) -> Protection:
        """See Forge. Approvals of code owners are asked for, never demanded, and a status is believed from anybody who may write."""
        repo = self._client.get(self._repo)
        branch = repo.text("default_branch")
        return Protection(
            forge=self.name,
            branch=branch,
            closed=repo.maybe_flag("private"),
            **self._rules(branch),
            code_owners_required=False,
            last_push_approved=False,
            skipped_passes=False,
            deletion=False,
            robots_approve=False,
            authors_approve=False,
            committers_approve=True,
            authors_override=False,
            access=access_of(self._client, self._repo, logins, _ACCESS),
        )

    def _rules(self, branch: str) -> dict[str, Any]:
        """What the branch's protection says; nothing where the token may not see it."""
        try:
            name = self._client.get(f"{self._repo}/branches/{escaped(branch)}").maybe_text("effective_branch_protection_name")
            if not name:
                return dict(_UNPROTECTED)
            return self._protected(self._client.get(f"{self._repo}/branch_protections/{escaped(name)}"))
        except Refused as error:
            if error.status not in (403, 404):
                raise
            return {}

    def _protected(self, a: Answer) -> dict[str, Any]:
        contexts = a.maybe_items("status_check_contexts") if a.maybe_flag("enable_status_check") else None
        return {
            "direct_push": a.maybe_flag("enable_push") is not False and a.maybe_flag("enable_push_whitelist") is not True,
            "approvals": a.maybe_number("required_approvals") or 0,
            "stale_dismissed": a.maybe_flag("dismiss_stale_approvals") is True or a.maybe_flag("ignore_stale_approvals") is True,
            "checks": tuple(Check(c.text()) for c in contexts or ()),
            "up_to_date": a.maybe_flag("block_on_outdated_branch") is True,
            "force_push": a.maybe_flag("enable_force_push") is True,
            "bypasses": tuple(self._bypasses(a)),
        }

    def _bypasses(self, a: Answer) -> list[Bypass]:
        """Administrators unless bound too, those who may push straight to the branch, those on the list of the exempt."""
        bound = "apply_to_admins" if self.name == "forgejo" else "block_admin_merge_override"
        found = [] if a.maybe_flag(bound) else [Bypass(f"管理员（没有打开 {bound}）")]
        for switch, people in (("enable_push_whitelist", "push_whitelist"), ("enable_bypass_allowlist", "bypass_allowlist")):
            if a.maybe_flag(switch) and (switch != "enable_push_whitelist" or a.maybe_flag("enable_push") is not False):
                found += [Bypass(f"用户 {c.text()}") for c in a.maybe_items(f"{people}_usernames") or ()]
                found += [Bypass(f"团队 {c.text()}") for c in a.maybe_items(f"{people}_teams") or ()]
                found += [Bypass("部署密钥")] if a.maybe_flag(f"{people}_deploy_keys") else []
        return found


def _review(a: Answer) -> Review:
    """A review; a team's, or one without a person, a commit or a time, cannot be one that approves."""
    login, commit, at = a.maybe_text("user", "login"), a.maybe_text("commit_id"), a.maybe_time("submitted_at")
    state = _STATES.get(a.maybe_text("state") or "", "unknown")
    if a.maybe_flag("dismissed") is not False:
        state = "dismissed"
    return Review(
        id=str(a.number("id")),
        login=login or "",
        bot=False,
        state=state if login and commit and at else "unknown",
        body=a.maybe_text("body") or "",
        commit=commit or "",
        at=at or NEVER,
        edited=at is None or a.maybe_time("updated_at") != at,
    )
