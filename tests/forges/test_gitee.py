"""Gitee: only a comment that names the commit it read is a review; the platform's own tick is not."""

from collections.abc import Iterator

import pytest
from forges.fakeforge import FakeCommit
from forges.fakegitee import FakeGitee

from govmedia.errors import CannotRun

A, B = "a" * 40, "c" * 40


@pytest.fixture
def gitee() -> Iterator[FakeGitee]:
    with FakeGitee() as fake:
        assert isinstance(fake, FakeGitee)
        yield fake
    assert fake.violations == []


def test_the_platform_s_own_tick_does_not_count(gitee: FakeGitee) -> None:
    """The fake's pull requests all carry `accept: true`."""
    assert gitee.forge().reviews(gitee.open_pull("editor", A)) == []


@pytest.mark.parametrize(
    ("line", "state", "commit", "body"),
    [
        (f"/审签 法律关 {A[:12]}", "approved", A, "/审签 法律关"),
        (f"/审签 {A}", "approved", A, "/审签"),
        (f"/退回 文字关 {A[:12]} 错字", "rejected", A, "/退回 文字关 错字"),
        ("/退回 文字关 错字", "rejected", "", "/退回 文字关 错字"),
        ("/审签 法律关", "unknown", "", "/审签 法律关"),
        (f"/审签 法律关 {A[:11]}", "unknown", "", f"/审签 法律关 {A[:11]}"),
        (f"/审签 法律关 {'e' * 12}", "unknown", "", "/审签 法律关"),
        (f"/审签 {A[:12]} {B[:12]}", "unknown", "", "/审签"),
        (f"好 {A[:12]}", "commented", A, "好"),
    ],
)
def test_a_comment_that_names_the_commit(gitee: FakeGitee, line: str, state: str, commit: str, body: str) -> None:
    number = gitee.open_pull("editor", B, commits=[FakeCommit(A, "editor"), FakeCommit(B, "editor")])
    gitee.comment(number, "chief", line)
    (found,) = gitee.forge().reviews(number)
    assert (found.state, found.commit, found.body) == (state, commit, body)


def test_too_many_commits(gitee: FakeGitee) -> None:
    number = gitee.open_pull("editor", A, commits=[FakeCommit(f"{n:040x}", "editor") for n in range(250)])
    with pytest.raises(CannotRun, match="250"):
        gitee.forge().commit_people(number)


@pytest.mark.parametrize("protected", [True, False])
def test_protection(gitee: FakeGitee, protected: bool) -> None:
    gitee.protected = protected
    found = gitee.forge().protection()
    assert (found.direct_push, found.force_push) == (not protected, not protected)
    assert (found.approvals, found.checks, found.bypasses) == (None, None, None)
