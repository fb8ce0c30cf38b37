"""GitHub, as far as the gate talks to it. Every request is held against GitHub's own description, every answer too."""

from collections.abc import Iterator
from typing import Any, ClassVar

from forges.contract import wrong_answer, wrong_request
from forges.fakeforge import ME, REPO, FakeCommit, FakeForge, FakePull, FakeReview
from forges.fakeserver import TOKEN, Asked, Page, Refusal, route
from graphql import build_schema, graphql_sync

from govmedia.forges.github import GitHub

R = f"/repos/{REPO}"
# An excerpt of GitHub's public GraphQL schema.
GRAPHQL = build_schema("""
scalar DateTime
interface Node { id: ID! }
type PullRequestReview implements Node { id: ID!, body: String!, lastEditedAt: DateTime, submittedAt: DateTime }
type User implements Node { id: ID!, login: String! }
type Query { nodes(ids: [ID!]!): [Node]!, viewer: User! }
""")
WORDS = {"approved": "APPROVED", "rejected": "CHANGES_REQUESTED", "commented": "COMMENTED"}


def user(login: str, bot: bool = False) -> dict[str, Any]:
    return {"login": login, "id": abs(hash(login)) % 10**8, "type": "Bot" if bot else "User"}


class FakeGitHub(FakeForge):
    """`rulesets`: number -> body of the ruleset. `upgrade`: the plan has no rules for closed repositories."""

    name = "github"
    states: ClassVar = {"success": "success", "failure": "failure", "error": "failure", "pending": "pending"}

    def __init__(self, page_size: int = 2) -> None:
        super().__init__(page_size)
        self.rulesets: dict[int, dict[str, Any]] = {}
        self.suites: list[dict[str, Any]] = []
        self.owner_errors: list[dict[str, Any]] | None = []
        self.robots_approve = False
        self.administers = True
        self.lists_collaborators = True
        self.lost_reviews: set[int] = set()

    def forge(self) -> GitHub:
        return GitHub(REPO, self.api, TOKEN)

    def check(self, asked: Asked, answer: Any) -> Iterator[str]:
        if asked.path != "/graphql":
            yield from wrong_request(asked)
            if answer is not None:
                yield from wrong_answer(asked, answer)

    @property
    def upgrade(self) -> bool:
        return self.closed and self.plan == "free"

    plan = "team"

    def _pull(self, number: str) -> FakePull:
        if int(number) not in self.pulls:
            raise Refusal(404)
        return self.pulls[int(number)]

    def _pull_data(self, pull: FakePull) -> dict[str, Any]:
        return {
            "number": pull.number,
            "title": pull.title,
            "user": user(pull.author),
            "head": {"sha": pull.head, "ref": f"topic-{pull.number}"},
            "base": {"sha": pull.base_commit, "ref": pull.base},
            "draft": pull.draft,
            "state": "open" if pull.open else "closed",
            "html_url": f"https://github.com/{REPO}/pull/{pull.number}",
            "created_at": pull.at,
        }

    @route("GET", R)
    def repository(self, asked: Asked) -> Any:
        return {"default_branch": "main", "private": self.closed, "full_name": REPO}

    @route("GET", f"{R}/pulls")
    def list_pulls(self, asked: Asked) -> Any:
        return Page([self._pull_data(pull) for pull in self.pulls.values() if pull.open])

    @route("GET", f"{R}/pulls/{{number}}")
    def one_pull(self, asked: Asked, number: str) -> Any:
        pull = self._pull(number)
        return {**self._pull_data(pull), "commits": len(pull.commits)}

    @route("GET", f"{R}/pulls/{{number}}/reviews")
    def list_reviews(self, asked: Asked, number: str) -> Any:
        return Page([self._review_data(review) for review in self._pull(number).reviews])

    def _review_data(self, review: FakeReview) -> dict[str, Any]:
        return {
            "id": review.id,
            "node_id": f"PRR_{review.id}",
            "user": user(review.login, review.bot) if review.login else None,
            "body": review.body,
            "state": "DISMISSED" if review.dismissed else WORDS.get(review.state, review.state),
            "submitted_at": review.at,
            "commit_id": review.commit,
        }

    @route("GET", f"{R}/pulls/{{number}}/commits")
    def list_commits(self, asked: Asked, number: str) -> Any:
        return Page([self._commit_data(commit) for commit in self._pull(number).commits[:250]])

    def _commit_data(self, commit: FakeCommit) -> dict[str, Any]:
        data: dict[str, Any] = {"sha": commit.sha, "commit": {"message": "稿件", "verification": {"verified": commit.signed}}}
        for role, (login, name, email) in commit.people().items():
            data[role] = user(login) if login else None
            data["commit"][role] = {"name": name, "email": email, "date": "2026-11-20T01:00:00Z"}
        return data

    @route("POST", "/graphql")
    def graphql(self, asked: Asked) -> Any:
        nodes = [self._node(i) for i in (asked.body.get("variables") or {}).get("ids", ())]
        root = {"nodes": nodes, "viewer": {"__typename": "User", "id": "U_1", "login": ME}}
        done = graphql_sync(GRAPHQL, asked.body["query"], root, variable_values=asked.body.get("variables"))
        self.violations += [str(error) for error in done.errors or ()]
        return {"data": done.data}

    def _node(self, node: str) -> dict[str, Any] | None:
        number = int(node.removeprefix("PRR_"))
        if number in self.lost_reviews:
            return None
        review = self.find_review(number)
        return {"__typename": "PullRequestReview", "id": node, "body": review.body, "lastEditedAt": review.edited_at}

    @route("POST", f"{R}/statuses/{{sha}}")
    def create_status(self, asked: Asked, sha: str) -> Any:
        if len(asked.body["description"]) > 140:
            raise Refusal(422, "description is too long (maximum is 140 characters)")
        if asked.body["context"] == "先审后发":
            self.statuses[sha] = {"state": asked.body["state"], "summary": asked.body["description"]}
        return {"id": self.number(), "state": asked.body["state"], "context": asked.body["context"], "created_at": self.stamp()}

    @route("GET", f"{R}/issues/{{number}}/comments")
    def list_comments(self, asked: Asked, number: str) -> Any:
        return Page([self._comment_data(c) for c in self._pull(number).comments])

    def _comment_data(self, comment: Any) -> dict[str, Any]:
        return {"id": comment.id, "body": comment.body, "user": user(comment.login), "created_at": comment.at}

    @route("POST", f"{R}/issues/{{number}}/comments")
    def create_comment(self, asked: Asked, number: str) -> Any:
        self._measured(asked)
        made = self.comment(int(number), ME, asked.body["body"])
        return self._comment_data(next(c for c in self._pull(number).comments if c.id == made))

    @route("PATCH", f"{R}/issues/comments/{{number}}")
    def update_comment(self, asked: Asked, number: str) -> Any:
        self._measured(asked)
        comment = next(c for pull in self.pulls.values() for c in pull.comments if c.id == int(number))
        comment.body, comment.edited_at = asked.body["body"], self.stamp()
        return self._comment_data(comment)

    def _measured(self, asked: Asked) -> None:
        if len(asked.body["body"]) > 65536:
            raise Refusal(422, "Body is too long (maximum is 65536 characters)")

    @route("GET", f"{R}/rules/branches/{{branch}}")
    def branch_rules(self, asked: Asked, branch: str) -> Any:
        if self.upgrade:
            raise Refusal(403, "Upgrade to GitHub Pro or make this repository public to enable this feature.")
        source = {"ruleset_source_type": "Repository", "ruleset_source": REPO}
        active = {number: body for number, body in self.rulesets.items() if body["enforcement"] == "active"}
        return Page([{**rule, **source, "ruleset_id": number} for number, body in active.items() for rule in body["rules"]])

    @route("GET", f"{R}/rulesets/{{number}}")
    def one_ruleset(self, asked: Asked, number: str) -> Any:
        body = {"id": int(number), "source": REPO, **self.rulesets[int(number)]}
        return body if self.administers else {key: value for key, value in body.items() if key != "bypass_actors"}

    @route("GET", f"{R}/rulesets/rule-suites")
    def rule_suites(self, asked: Asked) -> Any:
        if not self.administers:
            raise Refusal(403, "Resource not accessible by integration")
        return Page([suite for suite in self.suites if suite["result"] == asked.query.get("rule_suite_result", suite["result"])])

    @route("GET", f"{R}/codeowners/errors")
    def codeowners_errors(self, asked: Asked) -> Any:
        if self.owner_errors is None:
            raise Refusal(404)
        return {"errors": self.owner_errors}

    @route("GET", f"{R}/actions/permissions/workflow")
    def workflow_permissions(self, asked: Asked) -> Any:
        if not self.administers:
            raise Refusal(403, "Resource not accessible by integration")
        return {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": self.robots_approve}

    @route("GET", f"{R}/collaborators")
    def collaborators(self, asked: Asked) -> Any:
        if not self.lists_collaborators:
            raise Refusal(403, "Must have push access to view repository collaborators.")
        levels = ("none", "read", "write", "admin")
        rights = {login: levels.index(level) for login, level in self.access.items() if level != "none"}
        return Page([{**user(n), "permissions": {"pull": r > 0, "push": r > 1, "admin": r > 2}} for n, r in rights.items()])

    @route("GET", f"{R}/collaborators/{{login}}/permission")
    def permission(self, asked: Asked, login: str) -> Any:
        level = {name.casefold(): level for name, level in self.access.items()}.get(login.casefold())
        if level is None:
            raise Refusal(404, f"{login} is not a user")
        return {"permission": level, "role_name": level, "user": user(login)}
