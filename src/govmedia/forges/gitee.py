"""Gitee (码云), API v5. 未在真实服务器上试过: written from client packages and articles, not tried on a live server.

Gitee's own 审查通过 says neither when nor of which commit, and an administrator can force it, so it does not count. A comment
does that begins with `/审签` or `/退回` and names the commit that was read, at least twelve characters of it.
"""

import re
from collections.abc import Collection

from govmedia.errors import CannotRun
from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.comments import Comments
from govmedia.forges.facts import CONTEXT, Access, CommitPeople, Protection, Pull, Review, State
from govmedia.forges.shapes import access_of, people_of, pull_of
from govmedia.forges.texts import one_line
from govmedia.forges.worded import worded

API = "https://gitee.com/api/v5"
SUMMARY, COMMENT = 200, 60_000
LISTED = 250
"""Commits of a pull request that Gitee shows."""
_NAMED = re.compile(r"(?<![0-9a-z])[0-9a-f]{12,64}(?![0-9a-z])")
_CONCLUSIONS = {State.success: "success", State.failure: "failure"}
_ACCESS: dict[str, Access] = {"none": "none", "read": "read", "pull": "read", "write": "write", "push": "write", "admin": "admin"}


class Gitee:
    """One repository. `repo` is owner/name."""

    name = "gitee"

    def __init__(self, repo: str, api: str | None, token: str) -> None:
        self._client = Client("Gitee", api or API, token)
        self._repo = "/repos/" + "/".join(map(escaped, repo.split("/")))

    def open_pulls(self) -> list[Pull]:
        """See Forge."""
        return sorted(map(pull_of, self._client.pages(f"{self._repo}/pulls", state="open")), key=lambda pull: pull.number)

    def pull(self, number: int) -> Pull:
        """See Forge."""
        return pull_of(self._client.get(f"{self._repo}/pulls/{number}"))

    def reviews(self, number: int) -> list[Review]:
        """See Forge. Comments, bound to the commit that their first line names."""
        commits = [a.commit("sha") for a in self._commits(number)]
        found = self._client.pages(f"{self._repo}/pulls/{number}/comments")
        return sorted((_review(a, commits) for a in found), key=lambda review: review.at)

    def commit_people(self, number: int) -> list[CommitPeople]:
        """See Forge."""
        return [people_of(a) for a in self._commits(number)][::-1]

    def _commits(self, number: int) -> list[Answer]:
        """Newest first. Raises CannotRun where Gitee may have left some out."""
        answer = self._client.get(f"{self._repo}/pulls/{number}/commits")
        found = answer.items()
        if len(found) >= LISTED:
            raise CannotRun(f"合并请求 #{number} 的提交太多，Gitee 最多列出 {LISTED} 个", "把改动拆成几个合并请求")
        return found

    def set_status(self, commit: str, state: State, summary: str, url: str | None) -> None:
        """See Forge. Gitee calls it a check; 门禁 in the branch's settings demands it."""
        line = one_line(summary, SUMMARY)
        body = {"name": CONTEXT, "head_sha": commit, "output_title": line, "output_summary": line}
        done = {"status": "completed", "conclusion": _CONCLUSIONS[state]} if state in _CONCLUSIONS else {"status": "in_progress"}
        self._client.send("POST", f"{self._repo}/check-runs", body | done | ({"details_url": url} if url else {}))

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """See Forge."""
        pulls = f"{self._repo}/pulls"
        comments = Comments(self._client, f"{pulls}/{number}/comments", f"{pulls}/comments", COMMENT)
        comments.keep(self._client.get("/user").text("login"), marker, body)

    def protection(self, logins: Collection[str] = ()) -> Protection:
        """See Forge. Gitee's interface tells whether a branch is protected, and neither 门禁 nor the number of reviewers."""
        repo = self._client.get(self._repo)
        branch = repo.text("default_branch")
        protected = self._client.get(f"{self._repo}/branches/{escaped(branch)}").maybe_flag("protected")
        return Protection(
            forge="gitee",
            branch=branch,
            closed=repo.maybe_flag("private"),
            server_hook=False if self._client.api == API else None,
            direct_push=None if protected is None else not protected,
            force_push=None if protected is None else not protected,
            deletion=None if protected is None else not protected,
            code_owners_required=False,
            last_push_approved=False,
            robots_approve=False,
            committers_approve=True,
            access=access_of(self._client, self._repo, logins, _ACCESS),
        )


def _review(a: Answer, commits: list[str]) -> Review:
    at, login, body = a.time("created_at"), a.maybe_text("user", "login"), a.maybe_text("body") or ""
    first, line_break, rest = body.partition("\n")
    commit = _seen(first, commits)
    state = worded(body)
    return Review(
        id=str(a.number("id")),
        login=login or "",
        bot=False,
        state=state if login and (commit or state != "approved") else "unknown",
        body=" ".join(_NAMED.sub(" ", first).split()) + line_break + rest,
        commit=commit,
        at=at,
        edited=a.maybe_time("updated_at") != at,
    )


def _seen(line: str, commits: list[str]) -> str:
    """The commit of the pull request that a line names; empty where it names none, or two."""
    found = {commit for name in _NAMED.findall(line) for commit in commits if commit.startswith(name)}
    return found.pop() if len(found) == 1 else ""
