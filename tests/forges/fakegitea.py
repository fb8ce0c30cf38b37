"""Gitea and Forgejo, as far as the gate talks to them. `oracle` may be set to hold bodies and answers against Gitea's own models."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Literal

from forges.fakeforge import ME, REPO, FakeComment, FakeCommit, FakeForge, FakePull, FakeReview
from forges.fakeserver import TOKEN, Asked, Page, Refusal, route

from govmedia.forges.gitea import Gitea

R = f"/repos/{REPO}"
WORDS = {"approved": "APPROVED", "rejected": "REQUEST_CHANGES", "commented": "COMMENT"}
Oracle = Callable[[str, Any], str | None]


def user(login: str) -> dict[str, Any]:
    return {"login": login, "id": 1 + sum(map(ord, login))}


class FakeGitea(FakeForge):
    """`rule`: the protection of the branch main, None: there is none."""

    name = "gitea"
    prefix = "/api/v1"
    size_key = "limit"
    states: ClassVar = {"success": "success", "failure": "failure", "error": "failure", "pending": "pending", "warning": "success"}

    def __init__(self, page_size: int = 2, kind: Literal["gitea", "forgejo"] = "gitea") -> None:
        super().__init__(page_size)
        self.kind = kind
        self.rule: dict[str, Any] | None = None
        self.administers = True
        self.oracle: Oracle | None = None
        self.shown: list[tuple[str, Any]] = []

    def forge(self) -> Gitea:
        return Gitea(REPO, self.api, TOKEN, self.kind)

    def authorized(self, asked: Asked) -> bool:
        return asked.headers.get("Authorization") == f"token {TOKEN}"

    def check(self, asked: Asked, answer: Any) -> Iterator[str]:
        if self.oracle is None:
            return
        for model, value in self.shown:
            if fault := self.oracle(model, value):
                yield f"{asked.method} {asked.path}: {model}: {fault}"
        self.shown.clear()

    def show(self, model: str, value: dict[str, Any]) -> dict[str, Any]:
        """Notes what an answer or a body claims to be."""
        self.shown.append((model, value))
        return value

    def _pull(self, number: str) -> FakePull:
        if int(number) not in self.pulls:
            raise Refusal(404)
        return self.pulls[int(number)]

    def _pull_data(self, pull: FakePull) -> dict[str, Any]:
        data = {
            "number": pull.number,
            "title": pull.title,
            "user": user(pull.author),
            "head": {"sha": pull.head, "ref": f"topic-{pull.number}"},
            "base": {"sha": pull.base_commit, "ref": pull.base},
            "draft": pull.draft,
            "state": "open" if pull.open else "closed",
            "html_url": f"https://git.example.gov.cn/{REPO}/pulls/{pull.number}",
            "created_at": pull.at,
        }
        return self.show("PullRequest", data)

    @route("GET", "/user")
    def me(self, asked: Asked) -> Any:
        return self.show("User", user(ME))

    @route("GET", R)
    def repository(self, asked: Asked) -> Any:
        return self.show("Repository", {"default_branch": "main", "private": self.closed, "full_name": REPO})

    @route("GET", f"{R}/pulls")
    def list_pulls(self, asked: Asked) -> Any:
        return Page([self._pull_data(pull) for pull in self.pulls.values() if pull.open])

    @route("GET", f"{R}/pulls/{{number}}")
    def one_pull(self, asked: Asked, number: str) -> Any:
        return self._pull_data(self._pull(number))

    @route("GET", f"{R}/pulls/{{number}}/reviews")
    def list_reviews(self, asked: Asked, number: str) -> Any:
        return Page([self._review_data(review) for review in self._pull(number).reviews])

    def _review_data(self, review: FakeReview) -> dict[str, Any]:
        data = {
            "id": review.id,
            "user": user(review.login) if review.login else None,
            "body": review.body,
            "state": WORDS.get(review.state, review.state),
            "dismissed": review.dismissed,
            "stale": False,
            "official": True,
            "submitted_at": review.at,
            "updated_at": review.edited_at or review.at,
            "commit_id": review.commit,
        }
        return self.show("PullReview", data)

    @route("GET", f"{R}/pulls/{{number}}/commits")
    def list_commits(self, asked: Asked, number: str) -> Any:
        return Page([self._commit_data(commit) for commit in reversed(self._pull(number).commits)])

    def _commit_data(self, commit: FakeCommit) -> dict[str, Any]:
        data: dict[str, Any] = {"sha": commit.sha, "commit": {"message": "稿件"}}
        for role, (login, name, email) in commit.people().items():
            data[role] = user(login) if login else None
            data["commit"][role] = {"name": name, "email": email, "date": "2026-11-20T01:00:00Z"}
        return self.show("Commit", data)

    @route("POST", f"{R}/statuses/{{sha}}")
    def create_status(self, asked: Asked, sha: str) -> Any:
        body = self.show("CreateStatusOption", asked.body)
        if body["context"] == "先审后发":
            self.statuses[sha] = {"state": body["state"], "summary": body["description"]}
        data = {"id": self.number(), "status": body["state"], "context": body["context"], "description": body["description"]}
        return self.show("CommitStatus", data)

    @route("GET", f"{R}/issues/{{number}}/comments")
    def list_comments(self, asked: Asked, number: str) -> Any:
        return Page([self._comment_data(c) for c in self._pull(number).comments])

    def _comment_data(self, comment: FakeComment) -> dict[str, Any]:
        data = {"id": comment.id, "body": comment.body, "user": user(comment.login), "created_at": comment.at}
        return self.show("Comment", {**data, "updated_at": comment.edited_at or comment.at})

    @route("POST", f"{R}/issues/{{number}}/comments")
    def create_comment(self, asked: Asked, number: str) -> Any:
        made = self.comment(int(number), ME, self.show("CreateIssueCommentOption", asked.body)["body"])
        return self._comment_data(next(c for c in self._pull(number).comments if c.id == made))

    @route("PATCH", f"{R}/issues/comments/{{number}}")
    def update_comment(self, asked: Asked, number: str) -> Any:
        comment = next(c for pull in self.pulls.values() for c in pull.comments if c.id == int(number))
        comment.body, comment.edited_at = self.show("EditIssueCommentOption", asked.body)["body"], self.stamp()
        return self._comment_data(comment)

    @route("GET", f"{R}/branches/{{branch}}")
    def branch(self, asked: Asked, branch: str) -> Any:
        name = self.rule["rule_name"] if self.rule else ""
        return self.show("Branch", {"name": branch, "protected": bool(self.rule), "effective_branch_protection_name": name})

    @route("GET", f"{R}/branch_protections/{{name}}")
    def branch_protection(self, asked: Asked, name: str) -> Any:
        if not self.administers or self.rule is None:
            raise Refusal(403 if not self.administers else 404)
        # Forgejo's extra switch is not in Gitea's models.
        self.show("BranchProtection", {key: value for key, value in self.rule.items() if key != "apply_to_admins"})
        return self.rule

    @route("GET", f"{R}/collaborators/{{login}}/permission")
    def permission(self, asked: Asked, login: str) -> Any:
        if login not in self.access:
            raise Refusal(404, f"{login} does not exist")
        return self.show("RepoCollaboratorPermission", {"permission": self.access[login], "role_name": "", "user": user(login)})
