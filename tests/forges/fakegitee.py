"""Gitee, as far as the gate talks to it: a review is a comment that names the commit."""

from typing import Any, ClassVar

from forges.fakeforge import ME, REPO, FakeComment, FakeCommit, FakeForge, FakePull, FakeReview
from forges.fakeserver import TOKEN, Asked, Page, Refusal, route

from govmedia.forges.gitee import Gitee

R = f"/repos/{REPO}"
WORDS = {"approved": "/审签", "rejected": "/退回", "commented": ""}


class FakeGitee(FakeForge):
    """`review` writes the comment that a reviewer would."""

    name = "gitee"
    prefix = "/api/v5"
    states: ClassVar = {"success": "success", "failure": "failure", "in_progress": "pending"}

    def __init__(self, page_size: int = 2) -> None:
        super().__init__(page_size)
        self.protected = False

    def forge(self) -> Gitee:
        return Gitee(REPO, self.api, TOKEN)

    def _pull(self, number: str) -> FakePull:
        if int(number) not in self.pulls:
            raise Refusal(404, "404 Not Found")
        return self.pulls[int(number)]

    def review(self, number: int, login: str, state: str, body: str = "", commit: str | None = None, bot: bool = False) -> int:
        """The first line says what is done and names the commit."""
        first, line_break, rest = body.partition("\n")
        words = first if first.startswith("/") else f"{WORDS[state]} {first}"
        named = f"{words.strip()} {(commit or self.pulls[number].head)[:12]}" if state != "commented" else first
        return super().review(number, login, state, named + line_break + rest, commit, bot)

    def _pull_data(self, pull: FakePull) -> dict[str, Any]:
        return {
            "number": pull.number,
            "title": pull.title,
            "user": {"login": pull.author},
            "head": {"sha": pull.head, "ref": f"topic-{pull.number}"},
            "base": {"sha": pull.base_commit, "ref": pull.base},
            "draft": pull.draft,
            "state": "open" if pull.open else "closed",
            "html_url": f"https://gitee.com/{REPO}/pulls/{pull.number}",
            "created_at": pull.at,
            "assignees": [{"login": "chief", "accept": True}],
        }

    @route("GET", "/user")
    def me(self, asked: Asked) -> Any:
        return {"login": ME}

    @route("GET", R)
    def repository(self, asked: Asked) -> Any:
        return {"default_branch": "main", "private": self.closed}

    @route("GET", f"{R}/pulls")
    def list_pulls(self, asked: Asked) -> Any:
        return Page([self._pull_data(pull) for pull in self.pulls.values() if pull.open])

    @route("GET", f"{R}/pulls/{{number}}")
    def one_pull(self, asked: Asked, number: str) -> Any:
        return self._pull_data(self._pull(number))

    @route("GET", f"{R}/pulls/{{number}}/comments")
    def list_comments(self, asked: Asked, number: str) -> Any:
        pull = self._pull(number)
        made: list[Any] = [r for r in pull.reviews if not r.dismissed]
        return Page([self._comment(c) for c in [*made, *pull.comments]])

    def _comment(self, comment: FakeReview | FakeComment) -> dict[str, Any]:
        times = {"created_at": comment.at, "updated_at": comment.edited_at or comment.at}
        return {"id": comment.id, "body": comment.body, "user": {"login": comment.login}, **times}

    @route("POST", f"{R}/pulls/{{number}}/comments")
    def create_comment(self, asked: Asked, number: str) -> Any:
        return {"id": self.comment(int(number), ME, asked.body["body"])}

    @route("PATCH", f"{R}/pulls/comments/{{number}}")
    def update_comment(self, asked: Asked, number: str) -> Any:
        comment = next(c for pull in self.pulls.values() for c in pull.comments if c.id == int(number))
        comment.body, comment.edited_at = asked.body["body"], self.stamp()
        return self._comment(comment)

    @route("GET", f"{R}/pulls/{{number}}/commits")
    def list_commits(self, asked: Asked, number: str) -> Any:
        return [self._commit(commit) for commit in reversed(self._pull(number).commits[-250:])]

    def _commit(self, commit: FakeCommit) -> dict[str, Any]:
        data: dict[str, Any] = {"sha": commit.sha, "commit": {}}
        for role, (login, name, email) in commit.people().items():
            data[role] = {"login": login} if login else None
            data["commit"][role] = {"name": name, "email": email}
        return data

    @route("POST", f"{R}/check-runs")
    def create_check(self, asked: Asked) -> Any:
        body = asked.body
        if body["name"] == "先审后发":
            state = body["conclusion"] if body["status"] == "completed" else body["status"]
            self.statuses[body["head_sha"]] = {"state": state, "summary": body["output_summary"]}
        return {"id": self.number()}

    @route("GET", f"{R}/branches/{{branch}}")
    def branch(self, asked: Asked, branch: str) -> Any:
        return {"name": branch, "protected": self.protected}

    @route("GET", f"{R}/collaborators/{{login}}/permission")
    def permission(self, asked: Asked, login: str) -> Any:
        if login not in self.access:
            raise Refusal(404, "404 Not Found")
        return {"permission": self.access[login]}
