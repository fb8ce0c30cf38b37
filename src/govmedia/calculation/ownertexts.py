"""CODEOWNERS in the dialects of the forges: GitHub's, GitLab's with a section, Gitea's and Forgejo's of regular expressions."""

from collections.abc import Iterable, Iterator

from govmedia.calculation.kinds import expression
from govmedia.calculation.owners import Shelf, codeowners, disjoint_owners
from govmedia.errors import CannotRun
from govmedia.loading.ledger import Ledger

COMMAND = "govmedia generate"
LARGEST = 3_000_000
"""Bytes; GitHub does not read a larger file, and then nobody need approve anything."""

PLACES = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitea": (".gitea/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "forgejo": (".forgejo/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS"),
    "gitlab": (".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
}
"""Where a forge looks for the file: first where ours stands, then where another one could take over."""

_HEAD = f"# 由 {COMMAND} 根据 registry/people.yml、kinds.yml 和各单位生成，不要手改；改了人员或单位后重新运行。\n"
_LAST_WINS = "# 后面的行压过前面的行；一行里任何一人批准即可。\n"
_SECTION = "[先审后发][1]\n"
_ALL_MATCH = "# 每行是整条路径的正则表达式；相符的各行都会请人评审，只是请，不强制。\n"


def codeowners_text(ledger: Ledger, forge: str) -> str:
    """The file for a forge. Raises CannotRun where it would be too large to be read."""
    if forge in ("gitea", "forgejo"):
        text = _HEAD + _ALL_MATCH + _text(_gitea(ledger, forge))
    else:
        text = _HEAD + _LAST_WINS + (_SECTION if forge == "gitlab" else "") + _text(codeowners(ledger, forge))
    if len(text.encode()) > LARGEST:
        raise CannotRun("CODEOWNERS 超过 3 MB，代码平台不会读取", "减少各单位单列的审批人，或分库管理")
    return text


def _text(lines: Iterable[tuple[str, Iterable[str]]]) -> str:
    return "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in lines)


def _gitea(ledger: Ledger, forge: str) -> Iterator[tuple[str, Iterable[str]]]:
    plain, shelves = disjoint_owners(ledger, forge)
    yield from ((_escaped(expression(path)), owners) for path, owners in plain)
    for shelf in shelves:
        yield from _by_owners(shelf)


def _by_owners(shelf: Shelf) -> Iterator[tuple[str, Iterable[str]]]:
    """One line for all units of a region that have the same owners."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for slug, owners in shelf.units.items():
        alike.setdefault(owners, []).append(slug)
    for owners, slugs in alike.items():
        if owners:
            yield f"{shelf.head}/{shelf.region}/({'|'.join(slugs)})/.*", owners


def _escaped(regex: str) -> str:
    """Gitea reads a backslash, a blank and # of its own before the expression: each takes another backslash."""
    return regex.replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#")
