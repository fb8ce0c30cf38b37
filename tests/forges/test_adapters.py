"""What every adapter must do alike, on the fake of its forge; what one forge cannot say is listed beside it."""

from collections.abc import Iterator

import pytest
from forges.fakeforge import FakeCommit, FakeForge
from forges.fakegitea import FakeGitea
from forges.fakegitee import FakeGitee
from forges.fakegithub import FakeGitHub
from forges.fakegitlab import FakeGitLab

from govmedia.errors import CannotRun
from govmedia.forges.connect import FORGES, UNTRIED, connect
from govmedia.forges.facts import CommitPeople, State

A, B = "a" * 40, "c" * 40
MARKER = "<!-- govmedia gate -->"
FAKES = {"github": FakeGitHub, "gitea": FakeGitea, "forgejo": lambda: FakeGitea(kind="forgejo"), "gitlab": FakeGitLab, "gitee": FakeGitee}


@pytest.fixture(params=FAKES)
def fake(request: pytest.FixtureRequest) -> Iterator[FakeForge]:
    with FAKES[request.param]() as running:  # type: ignore[operator]
        yield running
    assert running.violations == []


def test_every_adapter_has_a_fake() -> None:
    assert FAKES.keys() == FORGES.keys()
    assert set(FORGES) - UNTRIED == {"github"}


def test_open_pulls(fake: FakeForge) -> None:
    numbers = [fake.open_pull(f"editor-{n}", A, draft=n == 2) for n in range(4)]
    fake.close(numbers[0])
    found = fake.forge().open_pulls()
    assert [pull.number for pull in found] == numbers[1:]
    assert [pull.draft for pull in found] == [False, True, False]
    assert (found[0].author, found[0].head, found[0].base) == ("editor-1", A, "main")
    assert found[0].url.startswith("https://")


def test_a_pull_that_is_not_there(fake: FakeForge) -> None:
    with pytest.raises(CannotRun, match="没有找到"):
        fake.forge().pull(99)


def test_reviews_bind_to_what_was_seen(fake: FakeForge) -> None:
    number = fake.open_pull("editor", A)
    fake.review(number, "chief", "approved")
    fake.push(number, FakeCommit(B, "editor"))
    fake.review(number, "deputy", "rejected", "/退回 文字关 错字")
    fake.review(number, "deputy", "approved", "/审签 法律关 政策关\n可以发")
    found = fake.forge().reviews(number)
    assert [(r.login, r.state, r.commit) for r in found] == [("chief", "approved", A), ("deputy", "rejected", B), ("deputy", "approved", B)]
    assert [r.body for r in found[1:]] == ["/退回 文字关 错字", "/审签 法律关 政策关\n可以发"]
    assert len({r.id for r in found}) == 3
    assert not any(r.edited or r.bot for r in found)


def test_an_edited_review_says_so(fake: FakeForge) -> None:
    number = fake.open_pull("editor", A)
    review = fake.review(number, "chief", "commented", "先放一放")
    fake.edit_review(review, "/审签 法律关 " + A[:12])
    assert [r.edited for r in fake.forge().reviews(number)] == [True]


def test_a_dismissed_review_does_not_approve(fake: FakeForge) -> None:
    number = fake.open_pull("editor", A)
    fake.dismiss(fake.review(number, "chief", "approved"))
    assert all(r.state == "dismissed" for r in fake.forge().reviews(number))


def test_many_reviews(fake: FakeForge) -> None:
    number = fake.open_pull("editor", A)
    for n in range(9):
        fake.review(number, f"reviewer-{n}", "approved")
    found = fake.forge().reviews(number)
    assert [r.login for r in found] == [f"reviewer-{n}" for n in range(9)]


def test_commit_people(fake: FakeForge) -> None:
    commits = [
        FakeCommit(A, "editor", "chief"),
        FakeCommit("d" * 40, "chief"),
        FakeCommit(B, None, "", email="x@example.com", name="路人"),
    ]
    found = fake.forge().commit_people(fake.open_pull("editor", B, commits=commits))
    assert found == [
        CommitPeople(A, ("editor", "chief"), ()),
        CommitPeople("d" * 40, ("chief",), ()),
        CommitPeople(B, (), ("路人 <x@example.com>",)),
    ]


@pytest.mark.parametrize("state", list(State))
def test_status(fake: FakeForge, state: State) -> None:
    fake.forge().set_status(A, state, "还缺：法律关（宣传科科长）", "https://example.gov.cn/gate")
    assert fake.status_of(A) == (state, "还缺：法律关（宣传科科长）")
    fake.forge().set_status(A, State.success, "全" * 1000, None)
    status, summary = fake.status_of(A) or ("", "")
    assert status == "success" and summary.endswith("…") and len(summary) <= 255


def test_one_comment(fake: FakeForge) -> None:
    number = fake.open_pull("editor", A)
    for n in range(3):
        fake.comment(number, "editor", f"{MARKER} 第 {n} 条")
    for text in ("还缺两关", "还缺一关", "还缺一关"):
        fake.forge().upsert_comment(number, MARKER, text)
    assert fake.comments_of(number)[3:] == [f"{MARKER}\n还缺一关"]
    assert sum(asked.method in ("PATCH", "PUT") for asked in fake.asked) == 1


def test_trouble_on_the_way(fake: FakeForge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda _: None)
    number = fake.open_pull("editor", A)
    fake.fail(502, times=2)
    fake.fail(429, headers={"Retry-After": "1"})
    assert fake.forge().pull(number).head == A


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"number": "1", "iid": "1"}', b'{"number": 1, "iid": 1, "title": null}', b"null", b"nonsense"]
)
def test_odd_answers_are_told_by_place(fake: FakeForge, body: bytes) -> None:
    number = fake.open_pull("editor", A)
    fake.fail(200, body=body)
    with pytest.raises(CannotRun) as caught:
        fake.forge().pull(number)
    assert "应为" in caught.value.message or "不是 JSON" in caught.value.message
    assert fake.REPO_PATH in caught.value.message


def test_a_short_commit_id_is_not_believed(fake: FakeForge) -> None:
    number = fake.open_pull("editor", "abc123")
    with pytest.raises(CannotRun, match="完整的提交号"):
        fake.forge().pull(number)


def test_access(fake: FakeForge) -> None:
    fake.access = {"chief": "write", "editor": "read", "boss": "admin", "visitor": "none"}
    if isinstance(fake, FakeGitLab):
        fake.levels = {"chief": 30, "editor": 20, "boss": 50}
    found = fake.forge().protection(["chief", "editor", "boss", "visitor", "nobody", "..", "a/b"]).access
    assert found == {"chief": "write", "editor": "read", "boss": "admin", "visitor": "none", "nobody": None, "..": None, "a/b": None}


class TestConnect:
    @pytest.mark.parametrize("repo", ["", "x", "a/b c", "../user", "a/..", "a/b?x=1", "a/b/../c", "/a/b", "库/名"])
    def test_bad_repositories(self, repo: str) -> None:
        with pytest.raises(CannotRun, match="--repo"):
            connect("github", repo, None, {})

    @pytest.mark.parametrize("forge", ["gitea", "forgejo"])
    def test_needs_an_address(self, forge: str) -> None:
        with pytest.raises(CannotRun, match="--api"):
            connect(forge, "a/b", None, {})

    @pytest.mark.parametrize("forge", FORGES)
    def test_name(self, forge: str) -> None:
        assert connect(forge, "a/b", "https://x.example/api", {}).name == forge

    def test_token_from_the_environment(self) -> None:
        with FakeGitHub() as fake:
            fake.open_pull("editor", A)
            token = "fake-token-0123456789"
            for environ in ({"GITHUB_TOKEN": token}, {"GOVMEDIA_FORGE_TOKEN": f" {token}\n", "GITHUB_TOKEN": "other"}):
                assert len(connect("github", "nanling/registry", fake.api, environ).open_pulls()) == 1
            with pytest.raises(CannotRun, match="令牌"):
                connect("github", "nanling/registry", fake.api, {"GITHUB_TOKEN": "other"}).open_pulls()
