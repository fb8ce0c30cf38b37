"""The receive log of a self-hosted repository: who pushed which commits, when. Only the server's own hook writes it."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from govmedia.calculation.submission import Authors
from govmedia.calculation.testimony import by_login
from govmedia.loading.ledger import Ledger
from govmedia.loading.receivelog import FILE, Push, pushes
from govmedia.when import AsOf

PUSHERS = (
    ("GOVMEDIA_PUSHER", "git"),
    ("REMOTE_USER", "git"),
    ("GL_USER", "git"),
    ("GITEA_PUSHER_NAME", "gitea"),
    ("GL_USERNAME", "gitlab"),
    ("GITHUB_USER_LOGIN", "github"),
)
"""Where servers name who is pushing, and which login of people.yml that is: SSH key lines and HTTP, gitolite, forges."""


@dataclass(frozen=True)
class Pusher:
    """Who pushes: the kind of login and the login."""

    forge: str
    login: str


def pusher(environment: Mapping[str, str]) -> Pusher | None:
    """Who pushes, as the server says; None where it does not say."""
    return next((Pusher(forge, environment[name]) for name, forge in PUSHERS if environment.get(name)), None)


class Received:
    """The log, as the hook reads it and adds to it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def used(self, statements: Iterable[str]) -> list[str]:
        """Those of these statements that have let something in before."""
        log = self._text()
        return [path for path in statements if f'"{path}"'.encode() in log]

    def add(self, who: Pusher | None, ref: tuple[str, str, str], commits: Iterable[str], at: AsOf, used: Iterable[str] = ()) -> None:
        """Note a push that was let in. The line is on disk before Git moves the branch."""
        old, new, name = ref
        row = {"at": str(at), "ref": name, "old": old, "new": new, "commits": list(commits)}
        row |= {"forge": who.forge, "login": who.login} if who else {}
        row |= {"used": found} if (found := sorted(used)) else {}
        self._file.parent.mkdir(exist_ok=True)
        with open(self._file, "ab+") as file:
            file.write(b"\n" if self._is_torn(file) else b"")
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _text(self) -> bytes:
        try:
            return self._file.read_bytes()
        except FileNotFoundError:
            return b""

    @staticmethod
    def _is_torn(file: BinaryIO) -> bool:
        """Whether a full disk broke off the last line: the next must not be lost with it."""
        if not file.seek(0, os.SEEK_END):
            return False
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"

    def first_pushers(self) -> dict[str, Pusher]:
        """Who first pushed each commit on record."""
        found: dict[str, Pusher] = {}
        for push in pushes(self._text()):
            if push.forge and push.login:
                found |= {commit: Pusher(push.forge, push.login) for commit in push.commits if commit not in found}
        return found

    def pushers(self, commits: Iterable[str]) -> dict[str, Pusher]:
        """Who first pushed each of these commits, where that is on record."""
        log, found = self._text(), {}
        for commit in commits:
            push = _first(log, commit)
            if push and push.forge and push.login:
                found[commit] = Pusher(push.forge, push.login)
        return found


def _first(log: bytes, commit: str) -> Push | None:
    """The first line that lists the commit among those it brought."""
    at = -1
    while (at := log.find(commit.encode(), at + 1)) >= 0:
        start = log.rfind(b"\n", 0, at) + 1
        if push := next((push for push in pushes(log[start : log.find(b"\n", at)]) if commit in push.commits), None):
            return push
    return None


def vouched(pushers: Mapping[str, Pusher], base: Ledger) -> dict[str, Authors]:
    """Authors by commit: a commit that nobody signed is the word of whoever first pushed it."""
    return {commit: by_login(who.forge, [who.login], (), base) for commit, who in pushers.items()}
