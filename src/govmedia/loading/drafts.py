"""The manuscripts a change is about, as they were and as they would be."""

from collections.abc import Iterable

from govmedia.gitoutput import Change
from govmedia.history import Repository
from govmedia.loading import frontmatter, paths
from govmedia.loading.decode import decode_record
from govmedia.model.manuscript import Manuscript

Versions = tuple[bytes | None, bytes | None]


def texts_of(changes: Iterable[Change], repository: Repository, base: str, head: str) -> dict[str, Versions]:
    """Contents before and after, by path, of every manuscript that changes or whose pictures change; None where there is none."""
    wanted = sorted({text for change in changes if (text := manuscript_path(change.path))})
    found = repository.find(f"{side}:{path}" for path in wanted for side in (base, head))
    contents = [each.content if each else None for each in found]
    return dict(zip(wanted, zip(contents[::2], contents[1::2], strict=True), strict=True))


def manuscript_path(path: str) -> str | None:
    """The manuscript that a file below content/manuscripts/ is, or beside which it lies; None for other files."""
    parts = path.split("/")
    if len(parts) < 6 or not path.startswith("content/manuscripts/"):
        return None
    return "/".join([*parts[:5], parts[5].removesuffix(".md")]) + ".md"


def manuscript_of(raw: bytes | None, path: str) -> tuple[Manuscript | None, str]:
    """The front matter, None where it cannot be read, and the text below it."""
    if raw is None:
        return None, ""
    cut = frontmatter.split(raw, path)
    record, _ = decode_record(Manuscript, cut.data, path)
    key = paths.item_key(path)
    return (record.placed(path=path, unit=key[0] if key else "") if record else None), cut.text.body
