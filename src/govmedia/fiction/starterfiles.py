"""The hand-made starter, read as the first chapters of the story."""

from collections.abc import Iterator
from pathlib import Path

from govmedia.loading import paths

NORMS = ("mkdocs.yml", ".editorconfig", "registry/*.yml", "registry/words/*.yml", "registry/schema/*.json", "content/pages/**/*")
IGNORED = "# 生成的网站和缓存不进库\n/site/\n/build/\n.cache/\n"

Files = dict[str, str | bytes | None]


def norms(root: Path) -> Files:
    """What stands at the beginning: policy, platforms, regions, people, the site's prose."""
    found: Files = {".gitignore": IGNORED}
    for pattern in NORMS:
        for file in sorted(root.glob(pattern)):
            if file.is_file():
                found[file.relative_to(root).as_posix()] = _content(file)
    return found


def remarks(text: str) -> str:
    """The head of a list file without its rows, which speak of units that an installed copy lacks."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))


def filings(root: Path) -> dict[str, str]:
    """Units, accounts and tombstones by path; none in an installed copy."""
    files = (file for folder in ("registry/*/*/*.yml", "registry/archive/*/*/*.yml") for file in sorted(root.glob(folder)))
    named = ((file.relative_to(root).as_posix(), file) for file in files)
    return {path: file.read_text(encoding="utf-8") for path, file in named if _is_filing(path)}


def pictures(root: Path, manuscript: str) -> Files:
    """What lies in the folder beside a manuscript."""
    folder = root / manuscript.removesuffix(".md")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(folder.glob("*"))}


def content(root: Path) -> Iterator[tuple[str, str]]:
    """Manuscripts and receipts."""
    for folder in ("content/manuscripts", "content/receipts"):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if paths.is_manuscript(path) or paths.is_receipt(path):
                yield path, file.read_text(encoding="utf-8")


def _is_filing(path: str) -> bool:
    return paths.is_unit_file(path) or paths.is_account_file(path) or paths.is_tombstone(path)


def _content(file: Path) -> str | bytes:
    return file.read_text(encoding="utf-8") if file.suffix in (".yml", ".md", ".json") else file.read_bytes()
