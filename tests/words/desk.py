"""A desk with manuscripts and nothing else: a ledger in memory, judged by the norms and words of this repository."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from govmedia.calculation.inspection import Finding, inspect
from govmedia.hooks import RULES
from govmedia.loading import frontmatter
from govmedia.loading.cache import ParseCache
from govmedia.loading.decode import decode_record
from govmedia.loading.ledger import Ledger
from govmedia.loading.load import load_trees
from govmedia.loading.tree import Entry
from govmedia.model.manuscript import Manuscript
from govmedia.when import as_of

ROOT = Path(__file__).resolve().parents[2]
HOME = "content/manuscripts/990000-nanling/government-office/2026"


class Memory:
    """A tree that lives in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def entries(self) -> list[Entry]:
        return [Entry(path, "file") for path in sorted(self.files)]

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        return {path: self.files[path] for path in paths if path in self.files}

    def stamps(self, paths: Iterable[str]) -> dict[str, str]:
        return {path: path for path in paths if path in self.files}


def ledger(files: Mapping[str, str | bytes]) -> Ledger:
    """The files as a registry, remembered nowhere."""
    raw = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return load_trees([(Memory(raw), ParseCache(None))], as_of("2026-11-20"))


def manuscript(body: str, title: str = "办事提醒", kind: str = "service", accounts: str = "wechat", extra: str = "") -> str:
    """The text of a manuscript's file; a reprint comes from the State Council's site."""
    source = "{unit: 中国政府网, url: https://www.gov.cn/a.htm}" if kind == "reprint" else "original"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{quoted}"\nclass: {kind}\naccounts: [{accounts}]\nsource: {source}\n{extra}---\n{body}\n'


def read(text: str) -> Manuscript:
    """One manuscript, read alone."""
    path = f"{HOME}/11-02-item.md"
    cut = frontmatter.split(text.encode(), path)
    found, faults = decode_record(Manuscript, cut.data, path)
    assert found and not faults, faults
    return found.placed(path=path, body=cut.text.body, body_line=cut.text.line)


def findings(*texts: str) -> list[Finding]:
    """What all rules find in these manuscripts."""
    norms = {"registry/sources.yml": (ROOT / "registry/sources.yml").read_bytes()}
    return inspect(RULES, ledger({**norms, **{f"{HOME}/11-02-item-{number}.md": text for number, text in enumerate(texts)}}))
