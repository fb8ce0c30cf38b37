"""Where things lie in a repository, and what a path says about its file."""

import re
from datetime import date
from pathlib import Path, PurePosixPath

REGION = re.compile(r"\d{6}-[a-z0-9]+(-[a-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATED = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2})")
_ITEM = re.compile(r"content/(manuscripts|receipts)/([^/]+/[^/]+)/(\d{4})/(\d{2}-\d{2}-[^/]+)\.(md|yml)")

SINGLE = ("policy", "platforms", "regions", "clauses", "sources", "people", "kinds", "waivers", "baseline", "columns")
"""The files of registry/ of which there is one each."""

LINKS = "registry/words/links.yml"
"""Where links may lead."""

RESERVED = ("archive", "words", "approvals", "surveys", "inspections", "rectifications", "schema")
"""Folders of registry/ that are not regions."""


def is_bare(root: Path) -> bool:
    """Whether a folder is a bare repository, by what Git itself looks for there: asked of every root, so without starting Git."""
    return (root / "HEAD").is_file() and (root / "objects").is_dir() and (root / "refs").is_dir() and not (root / "registry").exists()


def is_unit_file(path: str) -> bool:
    """`registry/<region>/<unit>/unit.yml`."""
    parts = path.split("/")
    return len(parts) == 4 and parts[0] == "registry" and parts[1] not in RESERVED and parts[3] == "unit.yml"


def is_account_file(path: str) -> bool:
    """A live filing `registry/<region>/<unit>/<platform>[-<slug>].yml`; names are judged elsewhere."""
    parts = path.split("/")
    return len(parts) == 4 and parts[0] == "registry" and parts[1] not in RESERVED and parts[3].endswith(".yml") and parts[3] != "unit.yml"


def is_tombstone(path: str) -> bool:
    """`registry/archive/<region>/<unit>/<platform>[-<slug>]-<cancelled-on>.yml`."""
    return path.startswith("registry/archive/") and path.count("/") == 4 and path.endswith(".yml")


def account_home(path: str) -> tuple[str, str, str]:
    """Region slug, unit slug and file stem; a tombstone's date is cut off."""
    region, unit, name = path.removesuffix(".yml").split("/")[-3:]
    if is_tombstone(path) and (dated := _DATED.fullmatch(name)):
        name = dated[1]
    return region, unit, name


def tombstone_date(path: str) -> str | None:
    """The date in a tombstone's name, as text."""
    dated = _DATED.fullmatch(PurePosixPath(path).stem)
    return dated[2] if dated else None


def is_word_file(path: str) -> bool:
    """Rows of words: `registry/words/<name>.yml`, but not the list of links."""
    return path.startswith("registry/words/") and path.count("/") == 2 and path.endswith(".yml") and path != LINKS


def item_key(path: str) -> tuple[str, str] | None:
    """Unit id and `<yyyy>/<mm-dd>-<slug>`, the same for a manuscript and its receipt; None for other paths."""
    found = _ITEM.fullmatch(path)
    return (found[2], f"{found[3]}/{found[4]}") if found else None


def item_day(path: str) -> date | None:
    """The day in the path of a manuscript or receipt; None where it is none of the calendar."""
    found = _ITEM.fullmatch(path)
    try:
        return date.fromisoformat(f"{found[3]}-{found[4][:5]}") if found else None
    except ValueError:
        return None


def is_manuscript(path: str) -> bool:
    """A manuscript's text (not its pictures)."""
    return path.startswith("content/manuscripts/") and path.endswith(".md") and item_key(path) is not None


def is_receipt(path: str) -> bool:
    """A receipt."""
    return path.startswith("content/receipts/") and path.endswith(".yml") and item_key(path) is not None


def receipt_path(manuscript: str) -> str:
    """Where the receipt of a manuscript lies."""
    return manuscript.replace("content/manuscripts/", "content/receipts/", 1).removesuffix(".md") + ".yml"


def manuscript_path(receipt: str) -> str:
    """Where the manuscript of a receipt lies."""
    return receipt.replace("content/receipts/", "content/manuscripts/", 1).removesuffix(".yml") + ".md"
