"""Manuscripts and receipts read straight from blobs, for the little that freshness asks of them."""

from govmedia.loading import frontmatter
from govmedia.loading.decode import decode_record
from govmedia.loading.yamltext import parse
from govmedia.model.receipt import Receipt


def accounts_named(raw: bytes, path: str) -> frozenset[str] | None:
    """The accounts a manuscript names, as file names; None where its front matter cannot be read.

    Other faults of the manuscript do not matter here: it was merged, and that is what is asked.
    """
    data = parse(frontmatter.front_matter(raw), path).data
    named = data.get("accounts") if isinstance(data, dict) else None
    return frozenset(n for n in named if isinstance(n, str)) if isinstance(named, list) else None


def receipt_read(raw: bytes, path: str) -> Receipt | None:
    """A receipt; None where it has faults."""
    parsed = parse(raw, path)
    record, _ = decode_record(Receipt, parsed.data, path)
    return record.placed(path=path) if record is not None else None
