"""What the gate knows of a forge, and the one protocol that every adapter fulfils.

Whatever a forge leaves out or says in words we do not know counts as not approved. Logins are spelt as the forge spells them;
compare them without case.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal, Protocol

CONTEXT = "先审后发"
"""Name of the one commit status that the gate writes and that protections require."""

GITHUB_ACTIONS = 15368
"""GitHub's number of the application that reports for all workflows."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time that the forge did not give; older than anything."""


class State(StrEnum):
    """What the gate says of a commit."""

    success = "success"
    failure = "failure"
    pending = "pending"


ReviewState = Literal["approved", "rejected", "commented", "dismissed", "unknown"]
Access = Literal["none", "read", "write", "admin"]


@dataclass(frozen=True)
class Pull:
    """A pull request. `head` is a full commit id, `base` a branch's name."""

    number: int
    title: str
    author: str
    head: str
    base: str
    draft: bool
    url: str


@dataclass(frozen=True)
class Review:
    """One review. `commit` is what the reviewer saw; `edited`: the body was changed after submission, or that is not known."""

    id: str
    login: str
    bot: bool
    state: ReviewState
    body: str
    commit: str
    at: datetime
    edited: bool


@dataclass(frozen=True)
class CommitPeople:
    """Who made a commit, as far as the forge vouches for it; its own web committer is left out.

    `unknown`: names with e-mail addresses of authors and committers that no login is known for.
    """

    commit: str
    logins: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A status that must be green before a merge. `app`: number of the only application it is believed from."""

    context: str
    app: int | None = None


@dataclass(frozen=True)
class Bypass:
    """Somebody whom the rules do not bind. `silent`: the forge keeps no record of the bypass."""

    who: str
    silent: bool = False


@dataclass(frozen=True)
class Protection:
    """How the forge guards its default branch. None: could not be read. Where a forge has no such thing, the fact says what follows.

    `plan_refuses`: the forge says that the plan paid for does not include it. `server_hook`: whether pushes pass through our
    own hook; no forge tells, so an adapter gives False only where there can be none. `direct_push`: whoever may write may push
    without a pull request. `skipped_passes`: a check that did not run counts as passed. `access`: what each login asked about
    may do in the repository; None where the forge knows no such login.
    """

    forge: str
    branch: str
    closed: bool | None = None
    plan_refuses: bool = False
    server_hook: bool | None = None
    direct_push: bool | None = None
    approvals: int | None = None
    code_owners_required: bool | None = None
    stale_dismissed: bool | None = None
    last_push_approved: bool | None = None
    checks: tuple[Check, ...] | None = None
    up_to_date: bool | None = None
    skipped_passes: bool | None = None
    force_push: bool | None = None
    deletion: bool | None = None
    bypasses: tuple[Bypass, ...] | None = None
    bypassed: tuple[str, ...] | None = None
    robots_approve: bool | None = None
    authors_approve: bool | None = None
    committers_approve: bool | None = None
    authors_override: bool | None = None
    code_owner_errors: tuple[str, ...] | None = None
    access: Mapping[str, Access | None] = field(default_factory=dict)


class Forge(Protocol):
    """A repository on a forge. Every method raises CannotRun where the forge does not answer as it should."""

    name: str
    """Key of `logins` in people.yml: github, gitea, forgejo, gitlab, gitee."""

    def open_pulls(self) -> list[Pull]:
        """All open pull requests, by number."""

    def pull(self, number: int) -> Pull:
        """One pull request as it stands now."""

    def reviews(self, number: int) -> list[Review]:
        """All reviews of a pull request, oldest first."""

    def commit_people(self, number: int) -> list[CommitPeople]:
        """Who made the commits of a pull request, oldest first. Raises CannotRun where the forge does not list all of them."""

    def set_status(self, commit: str, state: State, summary: str, url: str | None) -> None:
        """Write the status 先审后发 on a commit; the summary is cut to what the forge takes."""

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """Keep one comment of ours on a pull request, found by author and by the HTML comment `marker`, which `body` need not hold."""

    def protection(self, logins: Collection[str] = ()) -> Protection:
        """How the default branch is guarded, and what each of these logins may do."""
