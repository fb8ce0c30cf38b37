"""The GitHub adapter against a fake that holds every request against GitHub's own description of its interface."""

from collections.abc import Iterator

import pytest
from forges.fakeforge import ME, FakeCommit
from forges.fakegithub import FakeGitHub

from govmedia.errors import CannotRun
from govmedia.forges.facts import NEVER, Bypass, Check, CommitPeople, State

A, B, C = "a" * 40, "c" * 40, "d" * 40
MARKER = "<!-- govmedia gate -->"


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as fake:
        assert isinstance(fake, FakeGitHub)
        yield fake
    assert fake.violations == []


def test_open_pulls_of_all_pages(github: FakeGitHub) -> None:
    numbers = [github.open_pull(f"editor-{n}", A, draft=n == 3) for n in range(5)]
    github.close(numbers[1])
    found = github.forge().open_pulls()
    assert [pull.number for pull in found] == [numbers[0], *numbers[2:]]
    assert [pull.draft for pull in found] == [False, False, True, False]


def test_pull(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    pull = github.forge().pull(number)
    assert (pull.number, pull.author, pull.head, pull.base, pull.draft) == (number, "editor", A, "main", False)
    assert pull.url.endswith(f"/pull/{number}")


def test_reviews(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.review(number, "chief", "commented", "看一下第三段")
    github.review(number, "chief", "rejected", "/退回 文字关 错字")
    github.push(number, FakeCommit(B, "editor"))
    github.review(number, "chief", "approved", "/审签 法律关")
    dismissed = github.review(number, "deputy", "approved")
    github.dismiss(dismissed)
    robot = github.review(number, "copilot", "approved", bot=True)
    found = github.forge().reviews(number)
    assert [(r.login, r.state, r.commit) for r in found] == [
        ("chief", "commented", A),
        ("chief", "rejected", A),
        ("chief", "approved", B),
        ("deputy", "dismissed", B),
        ("copilot", "approved", B),
    ]
    assert [r.id for r in found if r.bot] == [str(robot)]
    assert not any(r.edited for r in found)
    assert found == sorted(found, key=lambda review: review.at)


def test_an_edited_review_says_so(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.edit_review(github.review(number, "chief", "commented", "不行"), "/审签 法律关")
    github.review(number, "deputy", "approved")
    assert [r.edited for r in github.forge().reviews(number)] == [True, False]


def test_a_review_that_graphql_does_not_know_counts_as_edited(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.lost_reviews.add(github.review(number, "chief", "approved"))
    assert [r.edited for r in github.forge().reviews(number)] == [True]


@pytest.mark.parametrize(
    "change", [{"state": "APPROVED_BY_MAGIC"}, {"state": "approved "}, {"login": ""}, {"commit": None}, {"at": None}, {"at": "soon"}]
)
def test_what_is_missing_or_unknown_is_not_approved(github: FakeGitHub, change: dict[str, str]) -> None:
    number = github.open_pull("editor", A)
    review = github.find_review(github.review(number, "chief", "approved"))
    for key, value in change.items():
        setattr(review, key, value)
    (found,) = github.forge().reviews(number)
    assert found.state == "unknown"
    assert found.at == NEVER or "at" not in change
    github.violations.clear()  # our fake was made to answer what GitHub would not


def test_a_review_still_being_written_is_left_out(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.review(number, "chief", "PENDING")
    assert github.forge().reviews(number) == []


def test_more_reviews_than_one_question_of_graphql_takes(github: FakeGitHub) -> None:
    github.page_size = 100
    number = github.open_pull("editor", A)
    for _ in range(205):
        github.review(number, "chief", "commented", "好")
    found = github.forge().reviews(number)
    assert len(found) == 205 and not any(r.edited for r in found)
    assert sum(asked.path == "/graphql" for asked in github.asked) == 3


def test_commit_people(github: FakeGitHub) -> None:
    number = github.open_pull(
        "editor",
        C,
        commits=[
            FakeCommit(A, "editor", "chief"),
            FakeCommit(B, "editor", "web-flow", signed=True),
            FakeCommit(C, None, "", email="x@example.com", name="路人"),
        ],
    )
    assert github.forge().commit_people(number) == [
        CommitPeople(A, ("editor", "chief"), ()),
        CommitPeople(B, ("editor",), ()),
        CommitPeople(C, (), ("路人 <x@example.com>",)),
    ]


def test_nobody_hides_behind_the_web_committer(github: FakeGitHub) -> None:
    """Anybody can write GitHub's address into a commit; its signature they cannot."""
    number = github.open_pull("editor", A, commits=[FakeCommit(A, "editor", "web-flow", name="GitHub", email="noreply@github.com")])
    assert github.forge().commit_people(number) == [CommitPeople(A, ("editor",), ("GitHub <noreply@github.com>",))]


def test_more_commits_than_github_lists_are_refused(github: FakeGitHub) -> None:
    github.page_size = 100
    number = github.open_pull("editor", A, commits=[FakeCommit(f"{n:040x}", "editor") for n in range(251)])
    with pytest.raises(CannotRun) as refused:
        github.forge().commit_people(number)
    assert "251" in refused.value.message and "250" in refused.value.message and "拆" in refused.value.mend


@pytest.mark.parametrize("state", list(State))
def test_status(github: FakeGitHub, state: State) -> None:
    github.forge().set_status(A, state, "还缺：法律关（宣传科科长）", "https://example.gov.cn/gate")
    assert github.status_of(A) == (state, "还缺：法律关（宣传科科长）")


def test_a_long_summary_is_cut(github: FakeGitHub) -> None:
    github.forge().set_status(A, State.failure, "还缺：\n" + "法律关、" * 200, None)
    _, summary = github.status_of(A) or ("", "")
    assert len(summary) == 140 and summary.endswith("…") and "\n" not in summary


def test_one_comment_is_kept_up_to_date(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    for n in range(3):
        github.comment(number, "editor", f"第 {n} 条")
    forge = github.forge()
    forge.upsert_comment(number, MARKER, "还缺两关")
    forge.upsert_comment(number, MARKER, "还缺一关")
    forge.upsert_comment(number, MARKER, "还缺一关")
    assert github.comments_of(number)[3:] == [f"{MARKER}\n还缺一关"]
    assert [asked.method for asked in github.asked].count("PATCH") == 1


def test_a_comment_of_others_with_our_marker_is_left_alone(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.comment(number, "editor", f"{MARKER}\n全部已签")
    github.forge().upsert_comment(number, MARKER, "还缺两关")
    assert github.comments_of(number) == [f"{MARKER}\n全部已签", f"{MARKER}\n还缺两关"]
    assert github.pulls[number].comments[1].login == ME


def test_a_long_comment_is_cut_at_a_line_and_says_so(github: FakeGitHub) -> None:
    number = github.open_pull("editor", A)
    github.forge().upsert_comment(number, MARKER, "一行话\n" * 30_000)
    (body,) = github.comments_of(number)
    assert len(body) <= 65_536 and body.startswith(MARKER)
    assert "内容过长" in body.splitlines()[-1] and body.splitlines()[-3] == "一行话"


def ruleset(**more: object) -> dict[str, object]:
    review = {
        "required_approving_review_count": 1,
        "require_code_owner_review": True,
        "dismiss_stale_reviews_on_push": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": True,
    }
    statuses = {
        "strict_required_status_checks_policy": True,
        "required_status_checks": [{"context": "先审后发", "integration_id": 15368}, {"context": "代码测试"}],
    }
    rules = [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": review},
        {"type": "required_status_checks", "parameters": statuses},
    ]
    return {"name": "先审后发", "target": "branch", "enforcement": "active", "bypass_actors": [], "rules": rules, **more}


def test_protection(github: FakeGitHub) -> None:
    github.rulesets[7] = ruleset()
    github.access = {"chief": "write", "editor": "read"}
    found = github.forge().protection(["chief", "editor", "nobody"])
    assert (found.forge, found.branch, found.closed, found.plan_refuses) == ("github", "main", False, False)
    assert not found.direct_push and found.approvals == 1 and found.code_owners_required
    assert found.stale_dismissed and found.last_push_approved and found.up_to_date
    assert set(found.checks or ()) == {Check("代码测试", None), Check("先审后发", 15368)}
    assert (found.force_push, found.deletion, found.bypasses, found.bypassed) == (False, False, (), ())
    assert (found.robots_approve, found.code_owner_errors) == (False, ())
    assert found.access == {"chief": "write", "editor": "read", "nobody": None}


def test_protection_where_nothing_protects(github: FakeGitHub) -> None:
    github.rulesets[7] = ruleset(enforcement="evaluate")
    github.owner_errors = None
    github.robots_approve = True
    found = github.forge().protection()
    assert (found.direct_push, found.approvals, found.checks) == (True, 0, ())
    assert (found.force_push, found.deletion) == (True, True)
    assert (found.robots_approve, found.code_owner_errors) == (True, None)


def test_bypasses(github: FakeGitHub) -> None:
    github.rulesets[7] = ruleset(
        bypass_actors=[
            {"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "pull_request"},
            {"actor_id": None, "actor_type": "OrganizationAdmin", "bypass_mode": "exempt"},
        ]
    )
    github.suites = [
        {"id": 1, "result": "bypass", "after_sha": A, "actor_name": "boss", "pushed_at": "2026-11-01T00:00:00Z"},
        {"id": 2, "result": "pass", "after_sha": B, "actor_name": "chief", "pushed_at": "2026-11-01T00:00:00Z"},
    ]
    found = github.forge().protection()
    assert found.bypasses == (Bypass("仓库角色 5"), Bypass("组织管理员", silent=True))
    assert found.bypassed == (f"{A[:12]} boss",)


def test_what_the_token_may_not_see_is_unknown(github: FakeGitHub) -> None:
    github.rulesets[7] = ruleset()
    github.administers = False
    found = github.forge().protection()
    assert found.direct_push is False
    assert (found.bypasses, found.bypassed, found.robots_approve) == (None, None, None)
    assert not found.plan_refuses


def test_a_closed_repository_on_the_free_plan(github: FakeGitHub) -> None:
    github.closed, github.plan = True, "free"
    found = github.forge().protection()
    assert found.closed and found.plan_refuses
    assert found.direct_push is None and found.checks is None


def test_rulesets_add_up(github: FakeGitHub) -> None:
    github.rulesets[7] = ruleset()
    lax = ruleset()
    lax["rules"] = [{"type": "pull_request", "parameters": {"required_approving_review_count": 2}}]
    github.rulesets[8] = lax
    found = github.forge().protection()
    assert found.approvals == 2 and found.code_owners_required
    github.violations.clear()  # a rule without all its parameters is our own invention


@pytest.mark.parametrize("listed", [True, False])
def test_rights_of_many_people_take_few_questions(github: FakeGitHub, listed: bool) -> None:
    github.page_size, github.lists_collaborators = 100, listed
    github.access = {f"reviewer-{n}": "write" for n in range(150)} | {"boss": "admin", "pen": "read"}
    found = github.forge().protection([*github.access, "Boss", "nobody"]).access
    assert found == {**github.access, "Boss": "admin", "nobody": None}
    singly = sum(asked.path.endswith("/permission") for asked in github.asked)
    assert singly == (1 if listed else 154)
