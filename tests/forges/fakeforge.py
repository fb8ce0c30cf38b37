"""What every fake forge can be told to do, so that one table of scenarios runs against every adapter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from forges.fakeserver import FakeServer

from govmedia.forges.facts import Forge

REPO = "nanling/registry"
ME = "govmedia-gate"
"""The login that the gate's token belongs to."""


@dataclass
class FakeCommit:
    """A commit of a pull request. `author` and `committer` are logins; None: the forge knows nobody by that address.

    Without `committer` the author committed too. Without `email` the address is made from the login.
    """

    sha: str
    author: str | None
    committer: str | None = None
    email: str = ""
    name: str = "某人"
    signed: bool = False

    def people(self) -> dict[str, tuple[str | None, str, str]]:
        """Login, name and address by role."""
        committer = self.author if self.committer is None else self.committer or None
        return {
            role: (login, self.name, self.email or f"{login or 'someone'}@example.gov.cn")
            for role, login in (("author", self.author), ("committer", committer))
        }


@dataclass
class FakeReview:
    """A review or, where a forge has no such thing, a comment that does its work."""

    id: int
    login: str
    state: str
    body: str
    commit: str
    at: str
    bot: bool = False
    edited_at: str | None = None
    dismissed: bool = False


@dataclass
class FakeComment:
    id: int
    login: str
    body: str
    at: str
    edited_at: str | None = None


@dataclass
class FakePull:
    number: int
    author: str
    head: str
    base: str
    base_commit: str
    title: str
    at: str
    draft: bool = False
    open: bool = True
    commits: list[FakeCommit] = field(default_factory=list)
    reviews: list[FakeReview] = field(default_factory=list)
    comments: list[FakeComment] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)
    """Every head there was, with the moment it came."""


class FakeForge(FakeServer):
    """State and what can be done to it. `access`: what each login may do, by the forge's own words; unknown logins are not in it."""

    name: ClassVar[str]
    states: ClassVar[dict[str, str]]
    """The forge's words for a status -> ours."""
    REPO_PATH: ClassVar[str] = REPO
    """How the repository stands in addresses."""

    def __init__(self, page_size: int = 2) -> None:
        super().__init__(page_size)
        self.pulls: dict[int, FakePull] = {}
        self.statuses: dict[str, dict[str, Any]] = {}
        self.access: dict[str, str] = {}
        self.closed = False
        self._last = 0

    def number(self) -> int:
        """A number that nothing else bears."""
        self._last += 1
        return self._last

    def forge(self) -> Forge:
        """The adapter under test, connected."""
        raise NotImplementedError

    def open_pull(
        self,
        author: str,
        head: str,
        base: str = "main",
        *,
        base_commit: str = "b" * 40,
        commits: Sequence[FakeCommit] | None = None,
        title: str = "岭东卫健：流感疫苗接种指引",
        draft: bool = False,
    ) -> int:
        """Open a pull request; its number. Without `commits`: one commit, `head`, made by `author`."""
        number = self.number()
        pull = FakePull(number, author, head, base, base_commit, title, self.stamp(), draft)
        pull.commits = list(commits or [FakeCommit(head, author)])
        pull.heads.append((head, pull.at))
        self.pulls[number] = pull
        return number

    def push(self, number: int, *commits: FakeCommit) -> None:
        """Commits are added to a pull request; the last is its new head."""
        pull = self.pulls[number]
        pull.commits += commits
        pull.head = commits[-1].sha
        pull.heads.append((pull.head, self.stamp()))

    def close(self, number: int) -> None:
        """The pull request is merged or closed."""
        self.pulls[number].open = False

    def review(self, number: int, login: str, state: str, body: str = "", commit: str | None = None, bot: bool = False) -> int:
        """Somebody reviews (state: approved, rejected, commented); the review's number. Without `commit`: the head."""
        pull = self.pulls[number]
        made = FakeReview(self.number(), login, state, body, commit or pull.head, self.stamp(), bot)
        pull.reviews.append(made)
        return made.id

    def edit_review(self, review: int, body: str) -> None:
        """Somebody changes what a review says."""
        found = self.find_review(review)
        found.body, found.edited_at = body, self.stamp()

    def dismiss(self, review: int) -> None:
        """Somebody with the right to it declares a review void."""
        self.find_review(review).dismissed = True

    def find_review(self, review: int) -> FakeReview:
        return next(r for pull in self.pulls.values() for r in pull.reviews if r.id == review)

    def comment(self, number: int, login: str, body: str) -> int:
        """Somebody comments."""
        made = FakeComment(self.number(), login, body, self.stamp())
        self.pulls[number].comments.append(made)
        return made.id

    def comments_of(self, number: int) -> list[str]:
        """Bodies of the comments on a pull request."""
        return [comment.body for comment in self.pulls[number].comments]

    def status_of(self, commit: str) -> tuple[str, str] | None:
        """What the status 先审后发 of a commit says, and its summary."""
        found = self.statuses.get(commit)
        return (self.states[found["state"]], found["summary"]) if found else None
