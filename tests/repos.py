"""Real repositories for tests: a history told commit by commit, with any committer times, through one `git fast-import`."""

import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

Files = Mapping[str, str | None]


class History:
    """Commits as they are told. A commit takes its first parent's tree and changes it; None deletes a file."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._marks = 0

    def commit(self, when: datetime, files: Files, *, parents: Sequence[int] | None = None, branch: str = "main", says: str = "改") -> int:
        """One commit; without `parents` it follows the branch's last. The number stands for it in `parents`."""
        self._marks += 1
        stamp = f"{int(when.timestamp())} +0800"
        self._say(f"commit refs/heads/{branch}\nmark :{self._marks}")
        self._say(f"author 编辑 <editor@example.gov.cn> {stamp}\ncommitter 平台 <forge@example.gov.cn> {stamp}")
        self._data(says)
        for n, parent in enumerate(parents or ()):
            self._say(f"{'merge' if n else 'from'} :{parent}")
        for path, text in files.items():
            if text is None:
                self._say(f"D {path}")
            else:
                self._say(f"M 100644 inline {path}")
                self._data(text)
        return self._marks

    def build(self, root: Path, *, bare: bool = True) -> Path:
        """The repository, with `main` checked out unless it is bare."""
        git(None, "init", "-q", *(["--bare"] if bare else []), "--initial-branch=main", str(root))
        subprocess.run(["git", "-C", root, "fast-import", "--quiet", "--force"], input=b"".join(self._lines), check=True)
        if not bare:
            git(root, "reset", "-q", "--hard")
        return root

    def _say(self, text: str) -> None:
        self._lines.append(text.encode() + b"\n")

    def _data(self, text: str) -> None:
        raw = text.encode()
        self._lines.append(b"data %d\n%s\n" % (len(raw), raw))


def git(root: Path | None, *args: str) -> str:
    """Run Git in a repository; what it prints."""
    where = [] if root is None else ["-C", str(root)]
    return subprocess.run(["git", *where, *args], capture_output=True, text=True, check=True).stdout.strip()
