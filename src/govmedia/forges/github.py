"""GitHub and GitHub Enterprise Server, by REST; GraphQL only for what REST does not tell."""

from collections.abc import Collection

from govmedia.errors import CannotRun
from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.comments import Comments
from govmedia.forges.facts import CONTEXT, NEVER, CommitPeople, Protection, Pull, Review, ReviewState, State
from govmedia.forges.githubguard import Guard
from govmedia.forges.shapes import named, people_of, pull_of
from govmedia.forges.texts import one_line

API = "https://api.github.com"
SUMMARY, COMMENT = 140, 65_000
"""Characters that a status and a comment take."""
NODES = 100
"""Nodes of one GraphQL question."""
WEB = "web-flow"
"""The committer of what is done in GitHub's own pages; such commits carry GitHub's signature."""

_STATES: dict[str, ReviewState] = {
    "APPROVED": "approved",
    "CHANGES_REQUESTED": "rejected",
    "COMMENTED": "commented",
    "DISMISSED": "dismissed",
}
_EDITED = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequestReview { id lastEditedAt } } }"
_VIEWER = "query { viewer { login } }"


class GitHub:
    """One repository on GitHub. `repo` is owner/name."""

    name = "github"

    def __init__(self, repo: str, api: str | None, token: str) -> None:
        api = (api or API).rstrip("/")
        self._client = Client("GitHub", api, token)
        self._graph = Client("GitHub", api.removesuffix("/v3"), token)
        self._repo = "/repos/" + "/".join(map(escaped, repo.split("/")))

    def open_pulls(self) -> list[Pull]:
        """See Forge."""
        found = self._client.pages(f"{self._repo}/pulls", state="open", sort="created", direction="asc")
        return sorted(map(pull_of, found), key=lambda pull: pull.number)

    def pull(self, number: int) -> Pull:
        """See Forge."""
        return pull_of(self._client.get(f"{self._repo}/pulls/{number}"))

    def reviews(self, number: int) -> list[Review]:
        """See Forge. Reviews that are still being written are left out."""
        found = [a for a in self._client.pages(f"{self._repo}/pulls/{number}/reviews") if a.maybe_text("state") != "PENDING"]
        unedited = self._unedited([node for a in found if (node := a.maybe_text("node_id"))])
        return sorted((_review(a, a.maybe_text("node_id") not in unedited) for a in found), key=lambda review: review.at)

    def _unedited(self, nodes: list[str]) -> set[str]:
        """Those of these reviews that GitHub says nobody has edited."""
        found: set[str] = set()
        for start in range(0, len(nodes), NODES):
            answer = self._graphql(_EDITED, ids=nodes[start : start + NODES])
            for node in answer.items("nodes"):
                if isinstance(node.data, dict) and node.data.get("lastEditedAt", "missing") is None:
                    found.add(node.text("id"))
        return found

    def _graphql(self, query: str, **variables: object) -> Answer:
        answer = self._graph.send("POST", "/graphql", {"query": query, "variables": variables})
        if not isinstance(answer.at("data").data, dict):
            said = next((a.maybe_text("message") for a in answer.maybe_items("errors") or []), None)
            raise CannotRun(f"GitHub 的 GraphQL 接口没有答复（{said or '没有说明原因'}）", "检查令牌权限；没有它查不出评审有没有被改过")
        return answer.at("data")

    def commit_people(self, number: int) -> list[CommitPeople]:
        """See Forge. GitHub lists 250 commits at most."""
        path = f"{self._repo}/pulls/{number}"
        found = list(self._client.pages(f"{path}/commits"))
        total = self._client.get(path).number("commits")
        if total != len(found):
            raise CannotRun(
                f"合并请求 #{number} 有 {total} 个提交，GitHub 只列出 {len(found)} 个", "把改动拆成几个合并请求；刚推送过就再运行一次"
            )
        return [_people(a) for a in found]

    def set_status(self, commit: str, state: State, summary: str, url: str | None) -> None:
        """See Forge."""
        body = {"state": str(state), "context": CONTEXT, "description": one_line(summary, SUMMARY)}
        self._client.send("POST", f"{self._repo}/statuses/{escaped(commit)}", body | ({"target_url": url} if url else {}))

    def upsert_comment(self, number: int, marker: str, body: str) -> None:
        """See Forge."""
        issues = f"{self._repo}/issues"
        comments = Comments(self._client, f"{issues}/{number}/comments", f"{issues}/comments", COMMENT)
        comments.keep(self._graphql(_VIEWER).text("viewer", "login"), marker, body)

    def protection(self, logins: Collection[str] = ()) -> Protection:
        """See Forge."""
        return Guard(self._client, self._repo).protection(logins)


def _review(a: Answer, edited: bool) -> Review:
    """A review; one without a person, a commit or a time cannot be one that approves."""
    login, commit, at = a.maybe_text("user", "login"), a.maybe_text("commit_id"), a.maybe_time("submitted_at")
    state = _STATES.get(a.maybe_text("state") or "", "unknown")
    return Review(
        id=str(a.number("id")),
        login=login or "",
        bot=a.maybe_text("user", "type") != "User",
        state=state if login and commit and at else "unknown",
        body=a.maybe_text("body") or "",
        commit=commit or "",
        at=at or NEVER,
        edited=edited,
    )


def _people(a: Answer) -> CommitPeople:
    """GitHub's web committer is left out where GitHub's signature proves it; its mere name anybody can write."""
    found = people_of(a)
    if WEB not in found.logins:
        return found
    signed = a.maybe_flag("commit", "verification", "verified") is True and a.maybe_text("author", "login") != WEB
    unknown = found.unknown if signed else (*found.unknown, named(a, "committer"))
    return CommitPeople(found.commit, tuple(login for login in found.logins if login != WEB), unknown)
