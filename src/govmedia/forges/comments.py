"""The one comment of ours on a pull request."""

from dataclasses import dataclass

from govmedia.forges.client import Client
from govmedia.forges.texts import fitted, marked


@dataclass(frozen=True)
class Comments:
    """Where a forge keeps the comments of a pull request: `listing` takes new ones, `editing` + number changes one by `method`.

    `author`: keys under which a comment tells its author's login. `limit`: characters that a comment takes.
    """

    client: Client
    listing: str
    editing: str
    limit: int
    method: str = "PATCH"
    author: tuple[str, ...] = ("user", "login")

    def keep(self, me: str, marker: str, body: str) -> None:
        """Our comment with this marker says `body`: changed where it is there and says something else, written where it is not."""
        text = fitted(marked(marker, body), self.limit)
        for comment in self.client.pages(self.listing):
            said = comment.maybe_text("body") or ""
            if marker in said and plain(comment.maybe_text(*self.author) or "") == plain(me):
                if said != text:
                    self.client.send(self.method, f"{self.editing}/{comment.number('id')}", {"body": text})
                return
        self.client.send("POST", self.listing, {"body": text})


def plain(login: str) -> str:
    """A login for comparison: without case, and an application's without the suffix that is told only sometimes."""
    return login.removesuffix("[bot]").casefold()
