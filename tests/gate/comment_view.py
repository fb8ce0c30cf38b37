"""A view built in memory, as a push would give it, so that thousands of comments can be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha1

from gate_world import registry

from govmedia.calculation.decision import decide
from govmedia.calculation.inspection import Finding
from govmedia.calculation.opinions import Opinion
from govmedia.calculation.submission import Authors, Draft, Submitting
from govmedia.gitoutput import ABSENT, Change
from govmedia.loading.cache import ParseCache
from govmedia.loading.drafts import manuscript_of, manuscript_path
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry
from govmedia.pages.reviewview import View
from govmedia.when import SHANGHAI, at

NOON = at(datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI))


class Memory:
    """A tree that lives in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        return [Entry(path, "file") for path in sorted(self.files)]

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return {path: self.files[path] for path in paths if path in self.files}


@cache
def office() -> dict[str, bytes]:
    """The small office; one made-up key for everybody, since nothing is signed with them."""

    class Same(dict[str, str]):
        def __missing__(self, who: str) -> str:
            return f"ssh-ed25519 {who}"

    return {path: text.encode() for path, text in registry(Same()).items()}


_PARSED = ParseCache(None)


def ledger(files: Mapping[str, bytes]) -> Ledger:
    return load_trees([(Memory(files), _PARSED)], NOON)


@cache
def office_ledger() -> Ledger:
    return ledger(office())


def blob(raw: bytes | None) -> str:
    return ABSENT if raw is None else sha1(raw).hexdigest()


def view(
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    said: Sequence[Opinion] = (),
    found: Sequence[Finding] = (),
    who: str = "editor",
) -> View:
    """What going from one set of files to another looks like."""
    changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    modes = [("100644" if path in before else "000000", "100644" if path in after else "000000") for path in changed]
    changes = tuple(
        Change(path, old, new, blob(before.get(path)), blob(after.get(path)), "M") for path, (old, new) in zip(changed, modes, strict=True)
    )
    contents = {path: (before.get(path), after.get(path)) for path in changed}
    base, head = office_ledger() if before is office() else ledger(before), ledger(after)
    head.judge_by(base)
    texts = {text for path in changed if (text := manuscript_path(path))}
    drafts = {text: Draft(*(manuscript_of(side.get(text), text)[0] for side in (before, after))) for text in texts}
    change = Submitting(base, changes, drafts, lambda _: Authors(frozenset({who}))).submission()
    opinions = [Opinion(**{**vars(each), "files": item.files, "item": item.key}) for item in change.items for each in said]
    decision = decide(change, base, opinions, NOON)
    return View(decision, (), base, head, list(found), changes, contents, {}, "0123456789abcdef")
