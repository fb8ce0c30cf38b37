"""Shapes of answers that Gitea and Gitee took over from GitHub."""

import re
from collections.abc import Collection, Mapping

from govmedia.forges.answers import Answer
from govmedia.forges.client import Client, escaped
from govmedia.forges.facts import Access, CommitPeople, Pull
from govmedia.forges.refusals import Refused

_LOGIN = re.compile(r"(?!\.+$)[\w.-]+(\[bot\])?", re.ASCII)


def pull_of(a: Answer) -> Pull:
    """A pull request. One that does not say whether it is a draft is taken for one."""
    return Pull(
        number=a.number("number"),
        title=a.text("title"),
        author=a.maybe_text("user", "login") or "",
        head=a.commit("head", "sha"),
        base=a.text("base", "ref"),
        draft=a.maybe_flag("draft") is not False,
        url=a.maybe_text("html_url") or "",
    )


def people_of(a: Answer) -> CommitPeople:
    """Author and committer of a commit: by login where the forge knows one, else by name and address."""
    logins = [login for role in ("author", "committer") if (login := a.maybe_text(role, "login"))]
    unknown = [named(a, role) for role in ("author", "committer") if not a.maybe_text(role, "login")]
    return CommitPeople(a.commit("sha"), tuple(dict.fromkeys(logins)), tuple(dict.fromkeys(unknown)))


def named(a: Answer, role: str) -> str:
    """Who a commit says its author or committer is."""
    return f"{a.maybe_text('commit', role, 'name') or ''} <{a.maybe_text('commit', role, 'email') or ''}>"


def access_of(client: Client, repo: str, logins: Collection[str], words: Mapping[str, Access]) -> dict[str, Access | None]:
    """What each login may do, `words` being the forge's; None: no such login. Whom the token may not ask about is left out."""
    found: dict[str, Access | None] = {login: None for login in logins if not _LOGIN.fullmatch(login)}
    for login in sorted(set(logins) - found.keys()):
        try:
            answer = client.get(f"{repo}/collaborators/{escaped(login)}/permission")
        except Refused as error:
            if error.status == 404:
                found[login] = None
            elif error.status != 403:
                raise
        else:
            if level := words.get(answer.maybe_text("permission") or ""):
                found[login] = level
    return found
