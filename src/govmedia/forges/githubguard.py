"""How GitHub guards a branch: rulesets, who may bypass them and who did, code owners, the robots' rights."""

from collections.abc import Collection
from typing import Any

from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.facts import Access, Bypass, Check, Protection
from govmedia.forges.refusals import Refused
from govmedia.forges.shapes import access_of

_UNREADABLE = (403, 404)
_ACTORS = {
    "OrganizationAdmin": "组织管理员",
    "RepositoryRole": "仓库角色",
    "Team": "团队",
    "Integration": "应用",
    "DeployKey": "部署密钥",
    "User": "用户",
    "EnterpriseOwner": "企业所有者",
}
_ACCESS: dict[str, Access] = {"none": "none", "read": "read", "write": "write", "admin": "admin"}


class Guard:
    """Reads one repository's guards. What the token may not see stays None."""

    def __init__(self, client: Client, repo: str) -> None:
        self._client, self._repo = client, repo
        self._plan_refuses = False

    def protection(self, logins: Collection[str]) -> Protection:
        """All there is to know of the default branch."""
        repo = self._client.get(self._repo)
        branch = repo.text("default_branch")
        rules = self._list(f"/rules/branches/{escaped(branch)}")
        return Protection(
            forge="github",
            branch=branch,
            closed=repo.maybe_flag("private"),
            plan_refuses=self._plan_refuses,
            server_hook=None if self._client.api.endswith("/v3") else False,
            **({} if rules is None else _rules(rules)),
            bypasses=self._bypasses(rules),
            bypassed=self._bypassed(branch),
            skipped_passes=False,
            robots_approve=self._robots_approve(),
            authors_approve=False,
            committers_approve=True,
            authors_override=False,
            code_owner_errors=self._code_owner_errors(branch),
            access=self._access(logins),
        )

    def _list(self, path: str, **query: Any) -> list[Answer] | None:
        try:
            return list(self._client.pages(self._repo + path, **query))
        except Refused as error:
            self._note(error)
            return None

    def _one(self, path: str, **query: Any) -> Answer | None:
        try:
            return self._client.get(self._repo + path, **query)
        except Refused as error:
            self._note(error)
            return None

    def _note(self, error: Refused) -> None:
        """Remember that the plan is too small; raise what is neither that nor a missing right."""
        if error.status not in _UNREADABLE:
            raise error
        self._plan_refuses = self._plan_refuses or (error.status == 403 and "upgrade" in error.said.casefold())

    def _bypasses(self, rules: list[Answer] | None) -> tuple[Bypass, ...] | None:
        """Of every ruleset in force. GitHub shows them only to those who may edit the ruleset."""
        found: set[Bypass] = set()
        for ruleset in sorted({a.number("ruleset_id") for a in rules or ()}):
            answer = self._one(f"/rulesets/{ruleset}")
            actors = answer.maybe_items("bypass_actors") if answer else None
            if actors is None:
                return None
            found |= {_bypass(actor) for actor in actors}
        return None if rules is None else tuple(sorted(found, key=lambda bypass: bypass.who))

    def _bypassed(self, branch: str) -> tuple[str, ...] | None:
        """Pushes of the last month that went past the rules."""
        suites = self._list("/rulesets/rule-suites", ref=branch, time_period="month", rule_suite_result="bypass")
        if suites is None:
            return None
        return tuple(f"{(a.maybe_text('after_sha') or '')[:12]} {a.maybe_text('actor_name') or '不知是谁'}" for a in suites)

    def _robots_approve(self) -> bool | None:
        answer = self._one("/actions/permissions/workflow")
        return answer.maybe_flag("can_approve_pull_request_reviews") if answer else None

    def _code_owner_errors(self, branch: str) -> tuple[str, ...] | None:
        answer = self._one("/codeowners/errors", ref=branch)
        errors = answer.maybe_items("errors") if answer else None
        if errors is None:
            return None
        return tuple(f"第 {a.maybe_number('line') or '?'} 行 {a.maybe_text('kind') or ''}".strip() for a in errors)

    def _access(self, logins: Collection[str]) -> dict[str, Access | None]:
        """From the list of collaborators; whoever is not on it is asked about one by one."""
        listed = {(a.maybe_text("login") or "").casefold(): _level(a.at("permissions")) for a in self._list("/collaborators") or ()}
        known: dict[str, Access | None] = {login: listed[login.casefold()] for login in logins if login.casefold() in listed}
        return known | access_of(self._client, self._repo, set(logins) - known.keys(), _ACCESS)


def _level(a: Answer) -> Access:
    return "admin" if a.maybe_flag("admin") else "write" if a.maybe_flag("push") else "read" if a.maybe_flag("pull") else "none"


def _rules(rules: list[Answer]) -> dict[str, Any]:
    """The rules of all rulesets together: GitHub demands the strictest of each."""
    kinds = {a.maybe_text("type") for a in rules}
    reviews = [a.at("parameters") for a in rules if a.maybe_text("type") == "pull_request"]
    statuses = [a.at("parameters") for a in rules if a.maybe_text("type") == "required_status_checks"]
    return {
        "direct_push": not reviews,
        "approvals": max((a.maybe_number("required_approving_review_count") or 0 for a in reviews), default=0),
        "code_owners_required": _any(reviews, "require_code_owner_review"),
        "stale_dismissed": _any(reviews, "dismiss_stale_reviews_on_push"),
        "last_push_approved": _any(reviews, "require_last_push_approval"),
        "checks": tuple(sorted({_check(c) for a in statuses for c in a.maybe_items("required_status_checks") or ()}, key=str)),
        "up_to_date": _any(statuses, "strict_required_status_checks_policy"),
        "force_push": "non_fast_forward" not in kinds,
        "deletion": "deletion" not in kinds,
    }


def _any(parameters: list[Answer], key: str) -> bool:
    return any(a.maybe_flag(key) for a in parameters)


def _check(a: Answer) -> Check:
    return Check(a.text("context"), a.maybe_number("integration_id"))


def _bypass(a: Answer) -> Bypass:
    kind, number = a.maybe_text("actor_type") or "", a.maybe_number("actor_id")
    who = f"{_ACTORS.get(kind, kind)}{f' {number}' if number else ''}"
    return Bypass(who, silent=a.maybe_text("bypass_mode") == "exempt")
