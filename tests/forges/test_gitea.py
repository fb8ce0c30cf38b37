"""Gitea and Forgejo: what is sent and what the fake answers pass the models of Gitea's own generated client."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gitea_api_client
import pytest
from forges.fakeforge import FakeCommit
from forges.fakegitea import FakeGitea
from pydantic import ValidationError

from govmedia.forges.facts import Bypass, Check, State

A = "a" * 40
RULE: dict[str, Any] = {
    "rule_name": "main",
    "enable_push": False,
    "enable_push_whitelist": False,
    "push_whitelist_usernames": ["robot"],
    "required_approvals": 1,
    "dismiss_stale_approvals": True,
    "enable_status_check": True,
    "status_check_contexts": ["先审后发"],
    "block_on_outdated_branch": True,
    "block_admin_merge_override": True,
    "enable_force_push": False,
}


def oracle(model: str, value: Any) -> str | None:
    """What Gitea's model of that name has against a value; fields that it does not know count too."""
    kind: Any = getattr(gitea_api_client, model)
    known = {field.alias or name for name, field in kind.model_fields.items()}
    if strangers := set(value) - known:
        return f"no field {sorted(strangers)}"
    try:
        kind.from_json(json.dumps(value))
    except (ValidationError, ValueError) as error:
        return str(error)
    return None


@pytest.fixture(params=["gitea", "forgejo"])
def gitea(request: pytest.FixtureRequest) -> Iterator[FakeGitea]:
    with FakeGitea(kind=request.param) as fake:
        assert isinstance(fake, FakeGitea)
        fake.oracle = oracle
        yield fake
    assert fake.violations == []


def test_the_oracle_can_fail() -> None:
    assert oracle("CreateStatusOption", {"state": 1})
    assert oracle("CreateStatusOption", {"status": "success"})
    assert oracle("PullReview", {"submitted_at": "soon"})
    assert oracle("CreateStatusOption", {"state": "success"}) is None


def test_everything_passes_the_models(gitea: FakeGitea) -> None:
    number = gitea.open_pull("editor", A, commits=[FakeCommit(A, None, "web")])
    gitea.review(number, "chief", "approved", "/审签 法律关")
    gitea.rule, gitea.access = dict(RULE), {"chief": "owner"}
    forge = gitea.forge()
    assert len(forge.open_pulls()) == len(forge.reviews(number)) == len(forge.commit_people(number)) == 1
    forge.set_status(A, State.pending, "等待审签", None)
    forge.upsert_comment(number, "<!-- m -->", "还缺一关")
    forge.upsert_comment(number, "<!-- m -->", "齐了")
    assert forge.protection(["chief"]).access == {"chief": "admin"}
    checked = {f"{asked.method} {asked.path.rsplit('/', 1)[-1]}" for asked in gitea.asked}
    assert {"GET pulls", "GET reviews", "GET commits", f"POST {A}", "POST comments", "GET main", "GET permission"} <= checked


@pytest.mark.parametrize("state", ["PENDING", "REQUEST_REVIEW"])
def test_what_stands_among_reviews_but_is_none(gitea: FakeGitea, state: str) -> None:
    number = gitea.open_pull("editor", A)
    gitea.review(number, "chief", state)
    assert gitea.forge().reviews(number) == []


@pytest.mark.parametrize("change", [{"state": "BLESSED"}, {"login": ""}, {"commit": ""}])
def test_what_is_missing_or_unknown_is_not_approved(gitea: FakeGitea, change: dict[str, str]) -> None:
    gitea.oracle = None  # the fake is made to answer what Gitea would not
    number = gitea.open_pull("editor", A)
    review = gitea.find_review(gitea.review(number, "chief", "approved"))
    for key, value in change.items():
        setattr(review, key, value)
    assert [r.state for r in gitea.forge().reviews(number)] == ["unknown"]


def test_protection(gitea: FakeGitea) -> None:
    gitea.rule = dict(RULE) | ({"apply_to_admins": True} if gitea.kind == "forgejo" else {})
    found = gitea.forge().protection()
    assert (found.forge, found.direct_push, found.approvals, found.code_owners_required) == (gitea.kind, False, 1, False)
    assert found.checks == (Check("先审后发"),)
    assert (found.stale_dismissed, found.up_to_date, found.force_push, found.bypasses) == (True, True, False, ())


def test_administrators_must_be_bound_by_the_switch_of_their_forge(gitea: FakeGitea) -> None:
    gitea.rule = RULE | ({"block_admin_merge_override": False} if gitea.kind == "gitea" else {})
    (bypass,) = gitea.forge().protection().bypasses or ()
    assert {"gitea": "block_admin_merge_override", "forgejo": "apply_to_admins"}[gitea.kind] in bypass.who


def test_who_may_push_past_the_reviews(gitea: FakeGitea) -> None:
    gitea.rule = RULE | {"enable_push": True, "enable_push_whitelist": True, "push_whitelist_deploy_keys": True, "apply_to_admins": True}
    gitea.oracle = None  # Gitea's models do not know Forgejo's switch
    found = gitea.forge().protection()
    assert found.direct_push is False
    assert found.bypasses == (Bypass("用户 robot"), Bypass("部署密钥"))
    gitea.rule = RULE | {"enable_push": True}
    assert gitea.forge().protection().direct_push


def test_no_protection_and_no_right_to_see_it(gitea: FakeGitea) -> None:
    found = gitea.forge().protection()
    assert (found.direct_push, found.approvals, found.checks) == (True, 0, ())
    gitea.rule, gitea.administers = dict(RULE), False
    found = gitea.forge().protection()
    assert (found.direct_push, found.approvals, found.checks) == (None, None, None)


def test_the_rule_to_ask_for_is_gitea_s_own() -> None:
    """The body that `generate` writes; nothing in it depends on the registry."""
    snapshot = Path(__file__).parents[1] / "generate/snapshots/gitea/protection.json"
    (request,) = json.loads(snapshot.read_text("utf-8"))
    assert request["path"].endswith("/branch_protections")
    assert oracle("CreateBranchProtectionOption", request["body"]) is None
