"""GitLab, Free tier first. 未在真实服务器上试过: written from the published interface, not tried on a live server.

Free has optional approvals and no demand for them; what the Premium tier adds is read where it is there. An approval carries
no words, so a comment that begins with `/审签` or `/退回` is a review too. Both are bound to the version of the merge request
that was its newest when they were made.
"""

from collections.abc import Collection
from datetime import datetime

from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.comments import Comments
from govmedia.forges.facts import CONTEXT, NEVER, CommitPeople, Protection, Pull, Review, State
from govmedia.forges.gitlabguard import Guard
from govmedia.forges.texts import one_line
from govmedia.forges.worded import worded

API = "https://gitlab.com/api/v4"
SUMMARY, COMMENT = 250, 900_000
_STATUSES = {State.success: "success", State.failure: "failed", State.pending: "pending"}

Versions = list[tuple[datetime, str]]
"""When each head came, newest first."""


class GitLab:
    """One project. `repo` is its full path, groups included."""

    name = "gitlab"

    def __init__(self, repo: str, api: str | None, token: str) -> None:
        self._client = Client("GitLab", api or API, token, scheme="PRIVATE-TOKEN: {}")
        self._project = f"/projects/{escaped(repo)}"

    def open_pulls(self) -> list[Pull]:
        """See Forge."""
        found = self._client.pages(f"{self._project}/merge_requests", state="opened", scope="all")
        return sorted((self.pull(a.number("iid")) for a in found), key=lambda pull: pull.number)

    def pull(self, number: int) -> Pull:
        """See Forge."""
        return _pull(self._client.get(self._request(number)))

    def _request(self, number: int) -> str:
        return f"{self._project}/merge_requests/{number}"

    def reviews(self, number: int) -> list[Review]:
        """See Forge."""
        versions = self._versions(number)
        approved = self._client.get(f"{self._request(number)}/approvals").items("approved_by")
        notes = [a for a in self._client.pages(f"{self._request(number)}/notes") if a.maybe_flag("system") is False]
        found = [_approval(a, versions) for a in approved] + [_note(a, versions) for a in notes]
        return sorted(found, key=lambda review: review.at)

    def _versions(self, number: int) -> Versions:
        found = self._client.pages(f"{self._request(number)}/versions")
        return sorted(((a.time("created_at"), a.commit("head_commit_sha")) for a in found), reverse=True)

    def commit_people(self, number: int) -> list[CommitPeople]:
        """See Forge. GitLab names authors by address only; a login is known where exactly one user shows that address."""
        known: dict[str, str | None] = {}
        found = []
        for a in self._client.pages(f"{self._request(number)}/commits"):
            people = [(a.maybe_text(f"{role}_name") or "", a.maybe_text(f"{role}_email") or "") for role in ("author", "committer")]
            for _, email in people:
                if email not in known:
                    known[email] = self._login(email)
            logins = [login for _, email in people if (login := known[email])]
            unknown = [f"{name} <{email}>" for name, email in people if not known[email]]
            found.append(CommitPeople(a.commit("id"), tuple(dict.fromkeys(logins)), tuple(dict.fromkeys(unknown))))
        return found[::-1]

    def _login(self, email: str) -> str | None:
        if "@" not in email:
            return None
        fitting = [
            a.maybe_text("username")
            for a in self._client.pages("/users", search=email)
            if email.casefold() in {(a.maybe_text(key) or "").casefold() for key in ("email", "public_email")}
        ]
        return fitting[0] if len(fitting) == 1 else None

    def set_status(self, commit: str, state: State, summary: str, url: str | None) -> None:
        """See Forge."""
        body = {"state": _STATUSES[state], "name": CONTEXT, "description": one_line(summary, SUMMARY)}
        self._client.send("POST", f"{self._project}/statuses/{escaped(commit)}", body | ({"target_url": url} if url else {}))

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """See Forge."""
        path = f"{self._request(number)}/notes"
        comments = Comments(self._client, path, path, COMMENT, method="PUT", author=("author", "username"))
        comments.keep(self._client.get("/user").text("username"), marker, body)

    def protection(self, logins: Collection[str] = ()) -> Protection:
        """See Forge."""
        return Guard(self._client, self._project).protection(logins)


def _pull(a: Answer) -> Pull:
    return Pull(
        number=a.number("iid"),
        title=a.text("title"),
        author=a.maybe_text("author", "username") or "",
        head=a.commit("diff_refs", "head_sha"),
        base=a.text("target_branch"),
        draft=a.maybe_flag("draft") is not False,
        url=a.maybe_text("web_url") or "",
    )


def _seen(at: datetime, versions: Versions) -> str:
    """The head that was newest at a moment; empty before the first."""
    return next((head for since, head in versions if since <= at), "")


def _approval(a: Answer, versions: Versions) -> Review:
    """A click on the button. Where GitLab does not say when, nobody knows what was seen, and it does not count."""
    at, login = a.maybe_time("approved_at"), a.maybe_text("user", "username")
    commit = _seen(at, versions) if at else ""
    return Review(
        id=f"approval-{login}",
        login=login or "",
        bot=a.maybe_flag("user", "bot") is True,
        state="approved" if login and commit else "unknown",
        body="",
        commit=commit,
        at=at or NEVER,
        edited=False,
    )


def _note(a: Answer, versions: Versions) -> Review:
    at, login, body = a.time("created_at"), a.maybe_text("author", "username"), a.maybe_text("body") or ""
    commit = _seen(at, versions)
    return Review(
        id=f"note-{a.number('id')}",
        login=login or "",
        bot=a.maybe_flag("author", "bot") is True,
        state=worded(body) if login and commit else "unknown",
        body=body,
        commit=commit,
        at=at,
        edited=a.maybe_time("updated_at") != at,
    )
