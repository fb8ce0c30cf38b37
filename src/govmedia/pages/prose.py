"""The prose and the frames: from MkDocs, or as the last run of MkDocs left them if nothing it reads has changed.

MkDocs and the Chinese word splitter of its search take a second even for three articles.
"""

import json
import shutil
from collections.abc import Callable
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from govmedia.loading.landing import write_whole
from govmedia.pages.audience import Audience
from govmedia.pages.frame import Frame, Frames
from govmedia.pages.manifest import code_digest
from govmedia.pages.mkdocswords import Complaints, refusal
from govmedia.pages.settings import plugins_of, settings_of
from govmedia.pages.shell import Request
from govmedia.pages.tree import Stand

Run = Callable[[Path, list[Path], Path, Request], None]
"""govmedia.pages.mkdocsrun.run_mkdocs, which only scripts import, and late."""

HOOK = "scripts/mkdocs_hooks.py"
TREE = "tree"
_STAND = "stand.json"
_TOOLS = ("mkdocs", "mkdocs-material", "jieba")
_VERSION = 1


def prose(config_file: Path, hook: Path, run: Run, audience: Audience, folder: Path) -> Stand:
    """Have the prose in the folder's TREE; what else MkDocs left. Raises CannotRun."""
    settings = settings_of(config_file)
    key = _key(config_file, settings, audience)
    stand = _recall(folder, key) if key else None
    if stand is None:
        shutil.rmtree(folder, ignore_errors=True)
        request = Request(audience)
        own = [config_file.parent / name for name in settings.get("hooks") or [] if name != HOOK]
        try:
            run(config_file, [hook, *own], folder / TREE, request)
        except Complaints as complaints:
            raise refusal(complaints, config_file, config_file.parent / settings.get("docs_dir", "docs")) from complaints
        stand = request.stand
        if key:
            _remember(folder, key, stand)
    return stand


def _key(config_file: Path, settings: dict[str, Any], audience: Audience) -> str | None:
    """Changes with whatever MkDocs reads; None if it may read more than we look at: plugins, hooks, themes of one's own."""
    raw = config_file.read_bytes()
    theme = settings.get("theme")
    own_hooks = set(settings.get("hooks") or []) - {HOOK}
    if (
        plugins_of(settings) - {"search"}
        or own_hooks
        or b"snippets" in raw
        or b"INHERIT" in raw
        or (isinstance(theme, dict) and "custom_dir" in theme)
    ):
        return None
    digest = blake2b(f"{_VERSION}{audience}{code_digest()}{[version(t) for t in _TOOLS]}".encode() + raw, digest_size=16)
    docs = config_file.parent / settings.get("docs_dir", "docs")
    for file in sorted(path for path in docs.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(docs)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _recall(folder: Path, key: str) -> Stand | None:
    """What was kept for this key."""
    try:
        found = json.loads((folder / _STAND).read_bytes())
        if found["key"] != key:
            return None
        frames = Frames(
            {int(depth): _thawed(frame) for depth, frame in found["by_depth"].items()},
            {path: _thawed(frame) for path, frame in found["by_path"].items()},
        )
        return Stand(frames, set(found["prose"]), found["site_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(folder: Path, key: str, stand: Stand) -> None:
    """Written last and at once, so that a folder with it is whole."""
    data = {
        "key": key,
        "by_depth": {str(depth): _frozen(frame) for depth, frame in stand.frames.by_depth.items()},
        "by_path": {path: _frozen(frame) for path, frame in stand.frames.by_path.items()},
        "prose": sorted(stand.prose),
        "site_url": stand.site_url,
    }
    write_whole(folder / _STAND, json.dumps(data, ensure_ascii=False).encode())


def _frozen(frame: Frame) -> list[Any]:
    return [[literal.decode() for literal in frame.literals], list(frame.slots), frame.digest]


def _thawed(data: Any) -> Frame:
    literals, slots, digest = data
    return Frame(tuple(literal.encode() for literal in literals), tuple(slots), digest)
