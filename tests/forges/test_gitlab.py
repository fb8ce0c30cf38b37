"""GitLab: approvals and comments both sign, each bound to the version it was made on; Free demands nothing."""

from collections.abc import Iterator

import pytest
from forges.fakeforge import FakeCommit
from forges.fakegitlab import FakeGitLab

from govmedia.forges.facts import NEVER, Bypass, Check

A, B = "a" * 40, "c" * 40
PROTECTED = {
    "push_access_levels": [{"access_level": 0, "access_level_description": "No one"}],
    "allow_force_push": False,
    "code_owner_approval_required": True,
}
SETTINGS = {
    "approvals_before_merge": 0,
    "approvals_required": 2,
    "reset_approvals_on_push": True,
    "merge_requests_author_approval": False,
    "merge_requests_disable_committers_approval": True,
    "disable_overriding_approvers_per_merge_request": True,
}


@pytest.fixture
def gitlab() -> Iterator[FakeGitLab]:
    with FakeGitLab() as fake:
        assert isinstance(fake, FakeGitLab)
        yield fake
    assert fake.violations == []


def test_an_approval_without_its_time_does_not_count(gitlab: FakeGitLab) -> None:
    number = gitlab.open_pull("editor", A)
    gitlab.review(number, "chief", "approved")
    gitlab.tells_when = False
    (found,) = gitlab.forge().reviews(number)
    assert (found.state, found.commit, found.at) == ("unknown", "", NEVER)


def test_a_push_does_not_carry_an_approval_along(gitlab: FakeGitLab) -> None:
    number = gitlab.open_pull("editor", A)
    gitlab.review(number, "chief", "approved")
    gitlab.push(number, FakeCommit(B, "editor"))
    gitlab.review(number, "deputy", "approved", "/审签 法律关")
    assert [(r.login, r.commit) for r in gitlab.forge().reviews(number)] == [("chief", A), ("deputy", B)]


def test_robots_and_talk(gitlab: FakeGitLab) -> None:
    number = gitlab.open_pull("editor", A)
    gitlab.review(number, "project_1_bot", "approved", bot=True)
    gitlab.comment(number, "chief", "审签 了吗")
    gitlab.comment(number, "chief", "> /审签 法律关\n没有")
    assert [(r.state, r.bot) for r in gitlab.forge().reviews(number)] == [("approved", True), ("commented", False), ("commented", False)]


def test_an_address_of_two_people_is_nobody_s(gitlab: FakeGitLab) -> None:
    number = gitlab.open_pull("editor", A, commits=[FakeCommit(A, "editor", email="desk@example.gov.cn")])
    gitlab.emails = {"desk@example.gov.cn": "editor", "DESK@example.gov.cn": "chief"}
    (found,) = gitlab.forge().commit_people(number)
    assert found.logins == () and found.unknown == ("某人 <desk@example.gov.cn>",)


def test_free(gitlab: FakeGitLab) -> None:
    gitlab.branch = PROTECTED
    found = gitlab.forge().protection()
    assert found.plan_refuses and found.approvals == 0 and found.authors_approve and found.committers_approve
    assert (found.direct_push, found.force_push, found.bypasses) == (False, False, ())
    assert found.checks is None


def test_premium(gitlab: FakeGitLab) -> None:
    gitlab.premium, gitlab.branch, gitlab.settings, gitlab.closed = True, PROTECTED, SETTINGS, True
    gitlab.project = {"only_allow_merge_if_pipeline_succeeds": True, "allow_merge_on_skipped_pipeline": False, "merge_method": "ff"}
    found = gitlab.forge().protection()
    assert not found.plan_refuses and found.closed
    assert (found.approvals, found.stale_dismissed, found.authors_approve, found.committers_approve, found.authors_override) == (
        2,
        True,
        False,
        False,
        False,
    )
    assert (found.checks, found.up_to_date, found.skipped_passes, found.code_owners_required) == ((Check("先审后发"),), True, False, True)


def test_unprotected(gitlab: FakeGitLab) -> None:
    gitlab.project = {"only_allow_merge_if_pipeline_succeeds": False}
    found = gitlab.forge().protection()
    assert (found.direct_push, found.force_push, found.deletion, found.checks) == (True, True, True, ())


@pytest.mark.parametrize(("level", "direct"), [(30, True), (40, False)])
def test_who_may_push_past_the_reviews(gitlab: FakeGitLab, level: int, direct: bool) -> None:
    gitlab.branch = PROTECTED | {"push_access_levels": [{"access_level": level, "access_level_description": "某级"}]}
    found = gitlab.forge().protection()
    assert (found.direct_push, found.bypasses) == (direct, (Bypass("可直接推送：某级"),))
