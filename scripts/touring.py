"""What the stops of the tour share: verbs called as a user would, clones to work in, what a stop has to say."""

import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from govmedia.fastimport import Change, Signature, append
from govmedia.history import Repository
from govmedia.scripts import govmedia, run
from govmedia.when import SHANGHAI, AsOf, end_of

CLERK = Signature("演示经办人", "clerk@tour.example")


@dataclass(frozen=True)
class Stop:
    """One stop: its title, the address or command to try, what there is to see, and whether it was as it should be."""

    title: str
    command: str
    seen: tuple[str, ...]
    ok: bool


class Tour:
    """A walk through one demo. Everything is done on clones in `scratch`; `root` is only read."""

    def __init__(self, root: Path, moment: AsOf, scratch: Path) -> None:
        self.root, self.scratch = root, scratch
        self.as_of = str(moment.day) if moment == end_of(moment.day) else str(moment)
        self.day = moment.day

    def says(self, *arguments: str | Path) -> tuple[int, str]:
        """Exit code and output of `govmedia …`, both streams together."""
        told = io.StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            code = run(govmedia, [str(a) for a in arguments], name="govmedia")
        return code, told.getvalue()

    def checked(self, root: Path) -> tuple[int, str]:
        """The check of what a work tree changed."""
        return self.says("check", "--root", root, "--as-of", self.as_of, "--changed", "HEAD")

    def asked(self, *arguments: str | Path) -> Any:
        """The JSON that a verb prints; nothing where it could not run."""
        code, text = self.says(*arguments, "--format", "json")
        return json.loads(text) if code in (0, 1) and text.startswith("{") else {}

    def clone(self, name: str, *options: str) -> Path:
        """A clone to work in; asked again by its name, the same one."""
        target = self.scratch.resolve() / name
        if not target.exists():
            Repository(self.root).run("clone", "--quiet", *options, f"file://{self.root.resolve()}", str(target))
        return target

    def built(self, root: Path, audience: str) -> Path:
        """The site of a repository for an audience, built once."""
        out = self.scratch / f"site-{root.resolve().name}-{audience}"
        if not out.exists():
            self.says("build", "--root", root, "--as-of", self.as_of, "--audience", audience, "--out", out)
        return out

    @cached_property
    def public(self) -> Path:
        """The public site of the demo."""
        return self.built(self.root, "public")

    @cached_property
    def internal(self) -> Path:
        """Its internal site."""
        return self.built(self.root, "internal")


def land(root: Path, title: str, files: dict[str, str]) -> None:
    """Merge a change into a clone, a minute after its last commit."""
    repository = Repository(root)
    last = int(repository.text("log", "-1", "--format=%ct"))
    merged = datetime.fromtimestamp(last, SHANGHAI) + timedelta(minutes=1)
    append(repository, [Change(merged, merged, CLERK, title, files)])


def write(root: Path, path: str, text: str) -> None:
    """A file of a work tree."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def page(site: Path, address: str) -> str:
    """The words of a page without its tags; empty where there is none."""
    file = site / address
    if not file.is_file():
        return ""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", file.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


Walk = Callable[[Tour], Stop]
