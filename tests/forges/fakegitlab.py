"""GitLab, as far as the gate talks to it: Free by default, `premium` with approvals that are demanded."""

from typing import Any, ClassVar
from urllib.parse import quote

from forges.fakeforge import ME, REPO, FakeComment, FakeCommit, FakeForge, FakePull, FakeReview
from forges.fakeserver import TOKEN, Asked, Page, Refusal, route

from govmedia.forges.gitlab import GitLab

P = f"/projects/{quote(REPO, safe='')}"
M = f"{P}/merge_requests/{{number}}"


class FakeGitLab(FakeForge):
    """An approval cannot carry words: a review with a body is a note. `emails`: public address -> username, besides
    those of known authors."""

    name = "gitlab"
    prefix = "/api/v4"
    states: ClassVar = {"success": "success", "failed": "failure", "pending": "pending"}
    REPO_PATH = quote(REPO, safe="")

    def __init__(self, page_size: int = 2) -> None:
        super().__init__(page_size)
        self.premium = False
        self.tells_when = True
        self.emails: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.project: dict[str, Any] = {}
        self.branch: dict[str, Any] | None = None
        self.settings: dict[str, Any] = {}

    def forge(self) -> GitLab:
        return GitLab(REPO, self.api, TOKEN)

    def authorized(self, asked: Asked) -> bool:
        return asked.headers.get("PRIVATE-TOKEN") == TOKEN

    def _pull(self, number: str) -> FakePull:
        if int(number) not in self.pulls:
            raise Refusal(404, "404 Not found")
        return self.pulls[int(number)]

    @route("GET", "/user")
    def me(self, asked: Asked) -> Any:
        return {"username": ME, "id": 1}

    @route("GET", "/users")
    def users(self, asked: Asked) -> Any:
        if "username" in asked.query:
            return Page([{"username": asked.query["username"]}] if asked.query["username"] in self.access else [])
        commits = [commit for pull in self.pulls.values() for commit in pull.commits]
        known = {(email, login) for commit in commits for login, _, email in commit.people().values() if login} | set(self.emails.items())
        found = [(email, login) for email, login in sorted(known) if asked.query["search"] in email.casefold()]
        return Page([{"username": login, "public_email": email} for email, login in found])

    @route("GET", P)
    def one_project(self, asked: Asked) -> Any:
        return {"default_branch": "main", "visibility": "private" if self.closed else "public", **self.project}

    @route("GET", f"{P}/merge_requests")
    def list_requests(self, asked: Asked) -> Any:
        # The list leaves out diff_refs.
        return Page([{"iid": pull.number, "title": pull.title} for pull in self.pulls.values() if pull.open])

    @route("GET", M)
    def one_request(self, asked: Asked, number: str) -> Any:
        pull = self._pull(number)
        return {
            "iid": pull.number,
            "title": pull.title,
            "author": {"username": pull.author},
            "diff_refs": {"head_sha": pull.head, "base_sha": pull.base_commit, "start_sha": pull.base_commit},
            "target_branch": pull.base,
            "draft": pull.draft,
            "web_url": f"https://gitlab.example.gov.cn/{REPO}/-/merge_requests/{pull.number}",
            "created_at": pull.at,
        }

    @route("GET", f"{M}/versions")
    def versions(self, asked: Asked, number: str) -> Any:
        return Page([{"head_commit_sha": head, "created_at": at} for head, at in reversed(self._pull(number).heads)])

    @route("GET", f"{M}/approvals")
    def approvals(self, asked: Asked, number: str) -> Any:
        return {"approved_by": [self._approval(r) for r in self._pull(number).reviews if self._is_approval(r) and not r.dismissed]}

    def _is_approval(self, review: FakeReview) -> bool:
        return review.state == "approved" and not review.body

    def _approval(self, review: FakeReview) -> dict[str, Any]:
        when = {"approved_at": review.at} if self.tells_when else {}
        return {"user": {"username": review.login, "bot": review.bot}, **when}

    @route("GET", f"{M}/notes")
    def notes(self, asked: Asked, number: str) -> Any:
        pull = self._pull(number)
        made: list[Any] = [r for r in pull.reviews if not self._is_approval(r) and not r.dismissed]
        system = [{"id": 0, "body": "approved this merge request", "system": True, "author": {"username": "x"}, "created_at": pull.at}]
        return Page(system + [self._note(note) for note in [*made, *pull.comments]])

    def _note(self, note: FakeReview | FakeComment) -> dict[str, Any]:
        author = {"username": note.login, "bot": getattr(note, "bot", False)}
        times = {"created_at": note.at, "updated_at": note.edited_at or note.at}
        return {"id": note.id, "body": note.body, "system": False, "author": author, **times}

    @route("POST", f"{M}/notes")
    def create_note(self, asked: Asked, number: str) -> Any:
        made = self.comment(int(number), ME, asked.body["body"])
        return {"id": made, "body": asked.body["body"]}

    @route("PUT", f"{M}/notes/{{note}}")
    def update_note(self, asked: Asked, number: str, note: str) -> Any:
        comment = next(c for c in self._pull(number).comments if c.id == int(note))
        comment.body, comment.edited_at = asked.body["body"], self.stamp()
        return self._note(comment)

    @route("GET", f"{M}/commits")
    def commits(self, asked: Asked, number: str) -> Any:
        return Page([self._commit(commit) for commit in reversed(self._pull(number).commits)])

    def _commit(self, commit: FakeCommit) -> dict[str, Any]:
        data = {"id": commit.sha}
        for role, (_, name, email) in commit.people().items():
            data |= {f"{role}_name": name, f"{role}_email": email}
        return data

    @route("POST", f"{P}/statuses/{{sha}}")
    def create_status(self, asked: Asked, sha: str) -> Any:
        if asked.body["state"] not in ("pending", "running", "success", "failed", "canceled", "skipped"):
            raise Refusal(400, "state does not have a valid value")
        if asked.body["name"] == "先审后发":
            self.statuses[sha] = {"state": asked.body["state"], "summary": asked.body["description"]}
        return {"id": self.number(), "status": asked.body["state"]}

    @route("GET", f"{P}/protected_branches/{{name}}")
    def protected_branch(self, asked: Asked, name: str) -> Any:
        if self.branch is None:
            raise Refusal(404, "404 Not found")
        return {"name": name, **self.branch}

    @route("GET", f"{P}/approvals")
    def approval_settings(self, asked: Asked) -> Any:
        if not self.premium:
            raise Refusal(404, "404 Not found")
        return self.settings

    @route("GET", f"{P}/approval_rules")
    def approval_rules(self, asked: Asked) -> Any:
        if not self.premium:
            raise Refusal(404, "404 Not found")
        return [{"id": 1, "name": "审稿人", "approvals_required": self.settings.get("approvals_required", 0)}]

    @route("GET", f"{P}/members/all")
    def members(self, asked: Asked) -> Any:
        return Page([{"username": login, "access_level": level} for login, level in self.levels.items()])
