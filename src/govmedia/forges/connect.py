"""All adapters by the name of their forge, and the way to one of them."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from govmedia.errors import CannotRun
from govmedia.forges.facts import Forge
from govmedia.forges.gitea import Gitea
from govmedia.forges.gitee import Gitee
from govmedia.forges.github import GitHub
from govmedia.forges.gitlab import GitLab

Adapter = Callable[[str, str | None, str], Forge]

FORGES: dict[str, Adapter] = {
    "github": GitHub,
    "gitea": partial(Gitea, name="gitea"),
    "forgejo": partial(Gitea, name="forgejo"),
    "gitlab": GitLab,
    "gitee": Gitee,
}
UNTRIED = frozenset({"gitea", "forgejo", "gitlab", "gitee"})
"""Written from descriptions, never run against a live server; say so wherever they are used."""
UNTRIED_WORDS = "未在真实服务器上试过"

_REPO = re.compile(r"(?!\.+(/|$))[\w.-]+(/(?!\.+(/|$))[\w.-]+)+", re.ASCII)


def token_names(forge: str) -> tuple[str, str]:
    """The environment variables that may hold the token, the first that is set counts."""
    return "GOVMEDIA_FORGE_TOKEN", f"{forge.upper()}_TOKEN"


def connect(forge: str, repo: str, api: str | None, environ: Mapping[str, str]) -> Forge:
    """The adapter for a repository (`owner/name`) on a forge. `api`: base address of the interface; None: the public one.

    Raises CannotRun where the address, the repository's name or the token cannot be right. Without a token it goes on: a public
    repository can be read.
    """
    if not _REPO.fullmatch(repo):
        raise CannotRun(f"“{repo}”不是库的名字", "--repo 写成 所有者/库名")
    token = next((environ[name].strip() for name in token_names(forge) if environ.get(name)), "")
    return FORGES[forge](repo, api, token)
